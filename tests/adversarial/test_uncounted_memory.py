"""Memory that belongs to no process, for an ordinary user who has no control groups to count it."""

import json

import pytest

from kernel.test_sandbox_ordinary_user import command, run

__all__ = ["command"]
# 400 MiB where 128 MiB are allowed, given back at once.
WAYS = {
    "anonymous files": "import os, time\nkept = [os.memfd_create('x') for _ in range(20)]\nfor f in kept:\n    for _ in range(20): os.write(f, bytes(1 << 20))\ntime.sleep(1); print('BROKEN')",
    "shared segments": "import ctypes, time\nc = ctypes.CDLL(None); c.shmat.restype = ctypes.c_void_p\nfor n in range(20):\n    s = c.shmget(0, 20 << 20, 0o1600)\n    if s < 0: raise OSError\n    a = c.shmat(s, None, 0); ctypes.memset(a, 1, 20 << 20); c.shmdt(ctypes.c_void_p(a))\ntime.sleep(1); print('BROKEN')",
    "one large file": "import os, time\nf = os.memfd_create('x')\nfor _ in range(400): os.write(f, bytes(1 << 20))\ntime.sleep(1); print('BROKEN')",
}
PROGRAM = """
import json, sys, nbformat
from nbclient import NotebookClient
from blocnotes.errors import GradingFault
from blocnotes.execution.warm import KernelLimits, WarmParent
said = {}
try:
    with WarmParent(limits=KernelLimits(memory_bytes=128 << 20, scratch_bytes=32 << 20)) as warm:
        for name, source in json.loads(sys.argv[1]).items():
            node = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
            try: NotebookClient(node, kernel_manager_class=warm.kernel_manager(), allow_errors=True).execute()
            except Exception as error: said[name] = repr(error)[:200]
            said[name] = said.get(name, "") + "".join(output.get("text", "") for output in node.cells[0].outputs)
except GradingFault as fault: said = {"fault": str(fault)}
print(json.dumps(said))
"""


@pytest.mark.parametrize("way", WAYS)
def test_memory_of_no_process_is_counted_too(way, command):
    done = run(command, "-c", PROGRAM, json.dumps({way: WAYS[way]}))
    assert done.returncode == 0, done.stderr[-2000:]
    said = json.loads(done.stdout)
    if "fault" in said:
        pytest.skip(f"no full sandbox here: {said['fault']}")
    assert "BROKEN" not in said[way]
