"""The classroom: pages for learners, instructors and markers, inside JupyterLab or behind a JupyterHub."""

from typing import Any


def _jupyter_server_extension_points() -> list[dict[str, Any]]:
    from blocnotes.lab.app import ClassroomApp

    return [{"module": "blocnotes.lab", "app": ClassroomApp}]
