"""What the fork server loads for every worker leaves it with one thread, and spares each task its imports."""

import subprocess
import sys

SCRIPT = """
import os, sys
from blocnotes.grading.executors import PRELOADED
for name in PRELOADED:
    __import__(name)
print(len(os.listdir("/proc/self/task")), *({"numpy", "pandas", "pyarrow", "nbformat"} - set(sys.modules)))
"""


def test_a_process_that_is_forked_has_one_thread_and_has_loaded_what_tasks_need():
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout.split() == ["1"]
