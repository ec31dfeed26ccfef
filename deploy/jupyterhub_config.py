"""A JupyterHub for one course: servers under their people's own Unix users, the classroom under the course's owner.

Started by `deploy/start`, which says what it needs; every setting that a school changes comes from the environment.
"""

import grp
import os
import pwd
import secrets
import sys
from pathlib import Path

c = get_config()  # noqa: F821 - given by JupyterHub

here = Path(__file__).resolve().parent
course = Path(os.environ.get("BLOCNOTES_COURSE", here.parent)).resolve()
owner = os.environ.get("BLOCNOTES_OWNER", "blocnotes")
port = int(os.environ.get("BLOCNOTES_PORT", "8000"))
state = Path(os.environ.get("BLOCNOTES_STATE", "/var/lib/blocnotes-hub"))
exchange = Path(os.environ.get("BLOCNOTES_EXCHANGE", "/srv/blocnotes/exchange"))
bin_dir = Path(sys.executable).parent


def members(group: str) -> set[str]:
    """Give the members of a Unix group; none where it does not exist."""
    try:
        return set(grp.getgrnam(group).gr_mem)
    except KeyError:
        return set()


c.JupyterHub.bind_url = f"http://{os.environ.get('BLOCNOTES_HOST', '127.0.0.1')}:{port}/"
c.JupyterHub.hub_port = port + 81
c.JupyterHub.db_url = f"sqlite:///{state / 'hub.sqlite'}"
c.JupyterHub.cookie_secret_file = str(state / "cookie_secret")
c.ConfigurableHTTPProxy.pid_file = str(state / "proxy.pid")
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{port + 1}"
c.ConfigurableHTTPProxy.command = [os.environ.get("BLOCNOTES_PROXY", "configurable-http-proxy")]

# Who may sign in: the Unix groups of the course. Passwords are the machine's own (PAM).
learners, staff, markers = members("bn-apprenants"), members("bn-formateurs"), members("bn-correcteurs")
c.JupyterHub.authenticator_class = "pam"
c.PAMAuthenticator.open_sessions = False
c.Authenticator.allowed_users = learners | staff | markers
c.JupyterHub.load_groups = {"formateurs": {"users": sorted(staff)}, "correcteurs": {"users": sorted(markers)}}

# Each person's JupyterLab runs as their own Unix user, in their own home, in French.
c.JupyterHub.spawner_class = "jupyterhub.spawner.LocalProcessSpawner"
c.Spawner.cmd = [str(bin_dir / "jupyterhub-singleuser")]
c.Spawner.default_url = "/lab"
c.Spawner.http_timeout = c.Spawner.start_timeout = 120
paths = {"PATH": f"{bin_dir}:/usr/local/bin:/usr/bin:/bin"}
c.Spawner.environment = paths | {
    "JUPYTER_CONFIG_PATH": str(here / "singleuser"),
    "BLOCNOTES_EXCHANGE": str(exchange),
}

# The classroom runs as the owner of the course: learners' servers never see the course's files or the gradebook.
c.JupyterHub.services = [
    {
        "name": "blocnotes",
        "url": f"http://127.0.0.1:{port + 82}",
        "command": [sys.executable, "-m", "blocnotes.lab.hub", str(course)],
        "user": pwd.getpwnam(owner).pw_name,
        "cwd": str(course),
        "oauth_no_confirm": True,
        "display": True,
        "environment": paths | {"BLOCNOTES_EXCHANGE": str(exchange)},
    }
]
c.JupyterHub.load_roles = [
    {"name": "user", "scopes": ["self", "access:services!service=blocnotes"]},
    {"name": "server", "scopes": ["users:activity!user", "access:servers!server", "access:services!service=blocnotes"]},
]
c.JupyterHub.default_url = "/services/blocnotes/"

# A school's learning platform (LTI 1.3), where one is described: learners arrive from it, staff keep their passwords.
platform = Path(os.environ.get("BLOCNOTES_LTI", "/srv/blocnotes/lti.toml"))
if platform.exists():
    if platform.stat().st_uid != 0 or platform.stat().st_mode & 0o022:
        # Who writes this file says who may sign in as whom.
        sys.exit(f"{platform} must belong to root, and be written by nobody else: chown root; chmod 644")
    token = secrets.token_urlsafe(32)
    c.JupyterHub.authenticator_class = "blocnotes.lab.lti.authenticator.PlatformAuthenticator"
    c.PlatformAuthenticator.platform_file = str(platform)
    c.PlatformAuthenticator.counter_url = f"http://127.0.0.1:{port + 82}/services/blocnotes/lti/arrivees"
    c.PlatformAuthenticator.counter_token = token
    c.JupyterHub.services[0]["environment"] |= {"BLOCNOTES_LTI": str(platform), "BLOCNOTES_LTI_TOKEN": token}
    c.JupyterHub.template_vars = {
        "announcement_login": "Apprenants\u00a0: ouvrez le cours depuis votre plateforme (Moodle), sans mot de passe."
    }
c.JupyterHub.shutdown_on_logout = True
c.JupyterHub.cleanup_servers = True
