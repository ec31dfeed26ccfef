"""The warm parent: confined itself, single-threaded; it forks a kernel per request and watches over them."""

import gc
import json
import os
import platform
import signal
import socket
import sys
from pathlib import Path
from typing import Any, NoReturn

from ...sandbox import confinement
from ...sandbox.levels import DefenceError, Level
from . import preload, shell, warmup
from .ward import Ward

MOST = 1 << 20


def main(descriptor: int) -> NoReturn:
    """Serve the grader on a descriptor until it leaves, then end with every kernel."""
    control = socket.socket(fileno=descriptor)
    settings = json.loads(control.recv(MOST))
    level = Level(settings["level"])
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        place = confinement.confine(level, settings["read_only"], settings["packages"])
        values = _warm_up(settings)
    except (DefenceError, preload.ThreadedModuleError) as error:
        module = getattr(error, "module", "")
        control.send(json.dumps({"is": "refused", "what": str(error), "module": module}).encode())
        os._exit(3)
    values["cgroups"] = f"v{place.cgroups.version}" if place.cgroups else "none"
    control.send(json.dumps({"is": "ready", "values": values}).encode())
    Ward(control, place).serve()
    place.leave()
    os._exit(0)


def _warm_up(settings: dict[str, Any]) -> dict[str, Any]:
    if settings["packages"]:
        sys.path += _package_folders(settings)
    made = shell.make_shell()
    before = set(sys.modules)
    missing = preload.load_modules(settings["preload"], settings["skipped"])
    warmup.warm_up(made)
    if preload.count_threads() > 1:
        raise preload.ThreadedModuleError("a library, when it is used,")
    preload.forget_warnings()
    # Children share these pages for as long as nobody counts what lies in them.
    gc.collect()
    gc.freeze()
    gc.disable()
    return {
        "python": platform.python_version(),
        "modules": sorted(set(sys.modules) - before),
        "threaded": settings["skipped"],
        "missing": missing,
        "resident_bytes": _resident_bytes(),
    }


def _package_folders(settings: dict[str, Any]) -> list[str]:
    if settings["level"] == Level.FULL.value:
        return [confinement.PACKAGES]
    return sorted({str(Path(package).parent) for package in settings["packages"]})


def _resident_bytes() -> int:
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
