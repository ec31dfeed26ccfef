"""What this machine has and lacks: each finding is a live probe, never a guess."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from blocnotes.errors import BlocnotesError
from blocnotes.execution.runners import FreshRunner
from blocnotes.execution.sandbox.defences import probe
from blocnotes.gradebook.store import Store
from blocnotes.records import Ending, Job
from blocnotes.settings import Settings

NEEDED = ("nbgrader", "papermill", "nbclient", "jupytext", "sqlalchemy", "alembic", "pyarrow", "pandas", "nh3")
ROOM = 1 << 30


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was probed."""

    probe: str
    ok: bool
    detail: str
    cure: str = ""


def diagnose(settings: Settings) -> list[Finding]:
    """Probe everything that grading rests on."""
    probes: tuple[Callable[[Settings], Finding], ...] = (
        _python, _libraries, _program, _kernel, _key, _database, _room, _files,
    )  # fmt: skip
    return [*(_guard(one, settings) for one in probes), *_defences(settings)]


def _defences(settings: Settings) -> list[Finding]:
    cure = "without it, grading refuses unless a weaker sandbox is asked for by name: --sandbox=limited"
    return [
        Finding(f"sandbox: {item.name}", item.available or not item.required, item.detail or "held", cure)
        for item in probe(settings.python)
    ]


def _guard(probe: Callable[[Settings], Finding], settings: Settings) -> Finding:
    try:
        return probe(settings)
    except (BlocnotesError, OSError) as error:
        return Finding(probe.__name__.strip("_"), ok=False, detail=str(error), cure=getattr(error, "cure", ""))


def _python(_settings: Settings) -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    return Finding("python", sys.version_info >= (3, 11), f"{version} at {sys.executable}", "use Python 3.11 or newer")


def _libraries(_settings: Settings) -> Finding:
    found = dict(_versions())
    missing = [name for name, version in found.items() if not version]
    detail = ", ".join(f"{name} {version}" for name, version in found.items() if version)
    return Finding("libraries", not missing, detail, f"install {', '.join(missing)}")


def _versions() -> Iterator[tuple[str, str]]:
    for name in NEEDED:
        try:
            yield name, metadata.version(name)
        except metadata.PackageNotFoundError:
            yield name, ""


def _program(_settings: Settings) -> Finding:
    path = shutil.which("nbgrader") or shutil.which("nbgrader", path=str(Path(sys.executable).parent))
    return Finding("nbgrader command", path is not None, path or "not on PATH", "install nbgrader in this environment")


def _kernel(_settings: Settings) -> Finding:
    cell: dict[str, object] = {"cell_type": "code", "id": "a", "metadata": {}, "source": "6 * 7"}
    cell |= {"outputs": [], "execution_count": None}
    done = FreshRunner()(Job(notebook={"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}))
    shown = [output["data"]["text/plain"] for output in done.notebook["cells"][0]["outputs"]]
    ok = shown == ["42"] and done.ending is Ending.COMPLETED
    return Finding("a kernel runs a cell", ok, f"{done.seconds:.1f} s", "install ipykernel in this environment")


def _key(settings: Settings) -> Finding:
    settings.key()
    mode = (settings.var / "secret.key").stat().st_mode & 0o777
    return Finding("secret key", mode & 0o077 == 0, f"mode {mode:o}", f"chmod 600 {settings.var / 'secret.key'}")


def _database(settings: Settings) -> Finding:
    with Store(settings.database_url, settings.course_id) as store:
        return Finding(
            "gradebook", ok=True, detail=f"{len(store.learners())} learners, {len(store.assignments())} assignments"
        )


def _room(settings: Settings) -> Finding:
    free = shutil.disk_usage(settings.var if settings.var.exists() else settings.course_dir).free
    return Finding("disk", free > ROOM, f"{free >> 20} MiB free", "free some room: grading needs 1 GiB")


def _files(settings: Settings) -> Finding:
    folder = settings.var if settings.var.exists() else settings.course_dir
    ok = os.access(folder, os.W_OK) and Path(folder).is_dir()
    return Finding("course folder", ok, str(folder), "give this user the right to write there")
