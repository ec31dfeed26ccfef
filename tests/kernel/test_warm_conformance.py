"""The same cells in a fresh ipykernel and in a warm one give the same outputs."""

import os
import re

import nbformat
import pytest
from nbclient import NotebookClient

from blocnotes.execution.warm import KernelLimits, WarmParent

CELLS = [
    "print('bonjour'); 1 + 1",
    "1 / 0",
    "def f(n):\n    if n == 0:\n        raise ValueError('zéro')\n    return f(n - 1)\nf(2)",
    "x = ((",
    "  indented = 1\n y = 2",
    "%time sum(range(10))",
    "%%capture out\nprint('kept')",
    "out.stdout",
    "%who_ls int",
    "%nosuchmagic",
    "!echo from a shell",
    "%%bash\necho out; echo err >&2",
    "import subprocess; subprocess.run(['echo', 'sub']).returncode",
    "import os; os.system('echo system')",
    "import ctypes; c = ctypes.CDLL(None); c.puts(b'from C'); c.fflush(None)",
    "import sys; print('one'); print('two', file=sys.stderr); print('three')",
    "from IPython.display import display, HTML, Markdown, update_display, clear_output\ndisplay(HTML('<b>x</b>')); display(Markdown('*y*'))",
    "h = display('first', display_id='it')",
    "h.update('second')",
    "print('gone'); clear_output(); print('left')",
    "print('gone later'); clear_output(wait=True); print('replaced')",
    "import pandas as pd; pd.DataFrame({'a': [1, 2], 'b': [1.5, None]})",
    "pd.DataFrame({'n': range(100)})",
    "import numpy as np; np.arange(3), np.float64(2.5)",
    "import warnings; warnings.warn('attention'); warnings.warn('attention')",
    "np.array([1.0]) / 0",
    "import asyncio\nawait asyncio.sleep(0.01)\n'awaited'",
    "async def late(n):\n    await asyncio.sleep(0)\n    return n * 2\nawait asyncio.gather(late(1), late(2))",
    "task = asyncio.create_task(late(21))",
    "await task",
    "await asyncio.sleep(0) or 1 / 0",
    "asyncio.run(late(1))",
    "import threading\nt = threading.Thread(target=print, args=('thread',)); t.start(); t.join()",
    "import matplotlib.pyplot as plt\nfig, ax = plt.subplots(figsize=(2, 2)); ax.plot([1, 2]); ax.set_title('t');",
    "plt.plot([1, 2])",
    "fig",
    "%matplotlib inline\nplt.figure(figsize=(1, 1)); plt.show(); print('after')",
    "input('name?')",
    "import getpass; getpass.getpass()",
    "raise SystemExit(3)",
    "import sys; sys.exit()",
    "_, __, In[1], len(Out) > 3",
    "print('a', end=''); print('b'); None",
    "class Odd:\n    def _repr_html_(self): return '<i>odd</i>'\n    def __repr__(self): return 'odd'\nOdd()",
    "class Broken:\n    def __repr__(self): raise RuntimeError('no repr')\nBroken()",
    "from IPython.display import JSON; JSON({'a': [1, {'b': None}]})",
    "print?",
    "%precision 2\n3.14159",
    "raise KeyboardInterrupt",
    "try:\n    1 / 0\nexcept ZeroDivisionError as e:\n    raise RuntimeError('twice') from e",
    "from multiprocessing import get_context\np = get_context('fork').Process(target=print, args=('forked',)); p.start(); p.join(); p.exitcode",
    "import pickle\nclass Kept: pass\ntype(pickle.loads(pickle.dumps(Kept()))).__name__, __name__",
    "eval('1 +')",
    "sorted(name for name in dir() if not name.startswith('_'))[:5]",
    "get_ipython().__class__.__name__, get_ipython().execution_count",
    "print('é' * 10); 'a' * 5",
    "import logging; logging.warning('logged')",
    "print('x' * 100_000)",
]
ENVIRONMENT = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "LANG": "C.UTF-8",
    "TZ": "UTC",
    "PATH": os.environ["PATH"],
}


def notebook():
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in CELLS])


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    place = tmp_path_factory.mktemp("fresh")
    env = {
        **ENVIRONMENT,
        "HOME": str(place),
        "IPYTHONDIR": str(place / "ipython"),
        "MPLCONFIGDIR": str(place),
    }
    done = notebook()
    NotebookClient(
        done, kernel_name="python3", allow_errors=True, resources={"metadata": {"path": str(place)}}
    ).execute(env=env)
    return done


@pytest.fixture(scope="module")
def warm():
    done = notebook()
    with WarmParent(preload=("numpy", "pandas", "matplotlib.pyplot"), limits=KernelLimits()) as parent:
        manager = parent.kernel_manager()
        NotebookClient(done, kernel_manager_class=manager, allow_errors=True).execute()
    assert manager.usage.end.value == "completed"
    return done


@pytest.mark.parametrize("index", range(len(CELLS)), ids=lambda index: repr(CELLS[index][:40]))
def test_a_cell_gives_what_it_gives_in_a_fresh_kernel(index, fresh, warm):
    ours, theirs = warm.cells[index], fresh.cells[index]
    assert normalise(ours.outputs) == normalise(theirs.outputs)
    assert ours.execution_count == theirs.execution_count


VARYING = [
    (r"\x1b\[[0-9;]*m", ""),
    (r"/\S*/ipykernel_\d+/\d+\.py", "CELL"),
    (r"0x[0-9a-f]+", "ADDRESS"),
    (r"(CPU times|Wall time):.*", r"\1"),
    (r"(?m)^File .*?:(\d+)", r"File \1"),
    (r"/\S*/(\w+\.py)", r"\1"),
]


def normalise(outputs):
    found = []
    for output in outputs:
        output = dict(output)
        if output["output_type"] == "stream" and found and found[-1][:2] == ("stream", output["name"]):
            found[-1] = (*found[-1][:2], found[-1][2] + output["text"])
        elif output["output_type"] == "stream":
            found.append(("stream", output["name"], output["text"]))
        elif output["output_type"] == "error":
            # Where input() is refused is each kernel's own affair.
            lines = [] if "StdinNot" in output["ename"] else output["traceback"]
            found.append(("error", output["ename"], output["evalue"] + "\n" + "\n".join(lines)))
        else:
            data = {kind: "PNG" if kind == "image/png" else value for kind, value in output["data"].items()}
            found.append((output["output_type"], "", repr(sorted(data.items())) + repr(dict(output["metadata"]))))
    # A subprocess's text and a result travel by two roads: their order is luck in ipykernel.
    return sorted((kind, name, clean(text)) for kind, name, text in found)


def clean(text):
    for pattern, replacement in VARYING:
        text = re.sub(pattern, replacement, text)
    return text
