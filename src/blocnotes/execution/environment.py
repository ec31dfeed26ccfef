"""The environment of a kernel: short, equal for all, and without anything of the grader's."""

import os
import shutil
from pathlib import Path

PASSED_ON = ("PATH", "LANG", "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")
ONE_THREAD = dict.fromkeys(
    ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"), "1"
)
FORK_SAFE = ONE_THREAD | {"JE_ARROW_MALLOC_CONF": "background_thread:false"}
"""For a process that is to be forked: nothing that it loads may start a thread, pyarrow's allocator included."""


def kernel_environment(home: Path) -> dict[str, str]:
    """Give the variables of a kernel whose home and caches lie in `home`."""
    kept = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    return {
        **kept,
        **ONE_THREAD,
        "HOME": str(home),
        "IPYTHONDIR": str(home / "ipython"),
        "MPLCONFIGDIR": str(_fonts(home / "matplotlib")),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "TMPDIR": str(home),
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
    }


def _fonts(folder: Path) -> Path:
    # Building matplotlib's font list takes seconds: each kernel gets its own copy of the grader's.
    folder.mkdir(exist_ok=True)
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "matplotlib"
    for path in cache.glob("fontlist-*.json"):
        shutil.copy(path, folder)
    return folder
