"""Load a course's libraries once, and refuse those that would make a fork unsafe."""

import importlib
import os
import sys
import warnings
from collections.abc import Iterable
from pathlib import Path

NEVER = ("ipykernel.ipkernel", "ipykernel.kernelapp", "ipykernel.debugger", "debugpy", "blocnotes")
"""Modules of a kernel of the usual kind, which change a process that is to be a kernel of ours."""


class ThreadedModuleError(RuntimeError):
    """A module started a thread while it was imported: this process can no longer fork safely."""

    def __init__(self, module: str) -> None:
        super().__init__(f"{module} starts a thread")
        self.module = module


def count_threads() -> int:
    """Count the threads of this process, those of C libraries included."""
    try:
        return len(list(Path("/proc/self/task").iterdir()))
    except OSError:
        import threading

        return threading.active_count()


def load_modules(names: Iterable[str], skipped: Iterable[str]) -> list[str]:
    """Import modules by name and return those that cannot be. Raises ThreadedModuleError."""
    left_out = (*NEVER, *skipped)
    missing = []
    for name in names:
        if any(name == module or name.startswith(f"{module}.") for module in left_out):
            continue
        if not _is_loaded(name):
            missing.append(name)
        if count_threads() > 1:
            raise ThreadedModuleError(name)
    return missing


def load_safely(names: Iterable[str]) -> list[str]:
    """Import more modules in a process that forks already; gives those that had to be left out.

    An import cannot be undone: what they do is first tried in a child.
    """
    wanted, refused = list(names), []
    while (threaded := _try_in_a_child(wanted)) and threaded in wanted:
        wanted.remove(threaded)
        refused.append(threaded)
    return [*refused, *load_modules(wanted, ())]


def _try_in_a_child(names: list[str]) -> str:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            load_modules(names, ())
        except ThreadedModuleError as found:
            os.write(writing, found.module.encode())
        # A library may fail in any way; the parent will see that for itself.
        except BaseException:  # noqa: BLE001, S110
            pass
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as file:
        threaded = file.read().decode()
    os.waitpid(child, 0)
    return threaded


def forget_warnings() -> None:
    """Let every child see each warning for the first time."""
    for module in list(sys.modules.values()):
        getattr(module, "__warningregistry__", {}).clear()
    warnings.onceregistry.clear() if hasattr(warnings, "onceregistry") else None


def _is_loaded(name: str) -> bool:
    if name in sys.modules:
        return True
    # A library may fail in any way while it is imported; then the children import it, or fail as usual.
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            importlib.import_module(name)
    except BaseException:  # noqa: BLE001
        return False
    return True
