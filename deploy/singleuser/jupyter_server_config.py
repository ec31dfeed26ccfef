"""What each learner's own JupyterLab gets under the Hub: French, and nbgrader's exchange."""

c = get_config()  # noqa: F821 - given by Jupyter

c.ServerApp.allow_remote_access = False
