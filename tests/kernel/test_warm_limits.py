"""Limits and hostile frames: a cell that goes too far ends with a verdict, and the reader is never hurt."""

import contextlib
import os
import time
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import DeadKernelError
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NotebookExecutionManager

from blocnotes.errors import GradingFault
from blocnotes.execution.sandbox import processes
from blocnotes.execution.warm import End, KernelLimits, Level, WarmParent

LIMITS = KernelLimits(
    cell_cpu_seconds=0.5,
    total_cpu_seconds=6,
    cell_wall_seconds=30,
    total_wall_seconds=60,
    memory_bytes=256 << 20,
    cell_output_bytes=100_000,
    total_output_bytes=300_000,
)
FRAME = "import os, json, struct\ndef send(b): os.write(3, struct.pack('>I', len(b)) + b)\n"


@pytest.fixture(scope="module")
def warm():
    with WarmParent(limits=LIMITS) as parent:
        yield parent


def run(parent, *cells, **options):
    node = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in cells])
    manager = parent.kernel_manager(**options)
    with contextlib.suppress(DeadKernelError):
        NotebookClient(node, kernel_manager_class=manager, allow_errors=True).execute()
    return node.cells, manager.usage


def names(cell):
    return [output.get("ename") or output.get("name") or output["output_type"] for output in cell.outputs]


def test_computing_too_long_ends_the_cell_and_not_the_notebook(warm):
    cells, usage = run(warm, "print('before')\nwhile True: pass", "print('after')")
    assert names(cells[0]) == ["stdout", "TimeLimit"]
    assert cells[1].outputs[0].text == "after\n"
    assert usage.end is End.COMPLETED
    assert usage.cells == ((0, End.CPU_LIMIT),)
    assert 0.5 <= usage.cpu_seconds < 2


@pytest.mark.parametrize("code", ["import time; time.sleep(99)", "import asyncio; await asyncio.sleep(99)"])
def test_sleeping_too_long_ends_by_the_wall_clock(warm, code):
    cells, usage = run(warm, code, "1", limits=KernelLimits(cell_wall_seconds=1))
    assert names(cells[0]) == ["TimeLimit"]
    assert names(cells[1]) == ["execute_result"]
    assert usage.cells == ((0, End.WALL_LIMIT),)


def test_a_cell_that_will_not_be_interrupted_is_killed_with_its_verdict(warm):
    deaf = "while True:\n    try:\n        while True: sum(range(1000))\n    except KeyboardInterrupt: pass"
    cells, usage = run(warm, deaf, "1")
    assert names(cells[0]) == ["TimeLimit"]
    assert cells[1].outputs == []
    assert usage.end is End.CPU_LIMIT


def test_what_runs_between_cells_counts(warm):
    busy = "import threading\ndef burn():\n    while True: pass\nfor _ in range(2): threading.Thread(target=burn, daemon=True).start()"
    _, usage = run(warm, busy, *["import time; time.sleep(0.5)"] * 30, limits=KernelLimits(total_cpu_seconds=1))
    assert usage.end is End.CPU_LIMIT


FLOODS = {
    "print": "while True: print('x' * 1000)",
    "small prints": "while True: print('x', flush=True)",
    "C": "import os\nwhile True: os.write(1, b'x' * 65536)",
    "subprocess": "!yes",
    "display": "from IPython.display import display\nwhile True: display('x' * 1000)",
    "one": "print('x' * 5_000_000)",
    "huge": "print('x' * 50_000_000)",
    "result": "'x' * 3_000_000",
    "traceback": "raise ValueError('x' * 3_000_000)",
}


@pytest.mark.parametrize("flood", FLOODS)
def test_printing_for_ever_costs_kilobytes(warm, flood):
    started = time.monotonic()
    cells, usage = run(warm, FLOODS[flood], "1")
    assert names(cells[0])[-1] == "OutputLimit"
    assert len(str(cells[0].outputs)) < 300_000
    assert (0, End.OUTPUT_FLOOD) in usage.cells
    assert time.monotonic() - started < 15


def test_a_flood_cannot_be_taken_up_again_for_ever(warm):
    deaf = "while True:\n    try:\n        while True: print('x' * 1000)\n    except BaseException: pass"
    cells, usage = run(warm, deaf, "1")
    assert names(cells[0])[-1] == "OutputLimit"
    assert usage.end is End.OUTPUT_FLOOD


MALFORMED = {
    "noise": "os.write(3, os.urandom(100_000))",
    "no JSON": "send(b'{')",
    "no frame": "send(b'{}')",
    "deep": "send(b'[' * 50_000 + b']' * 50_000)",
    "deep data": "send(json.dumps(['iopub', 'display_data', {'data': {'application/json': eval('[' * 60 + ']' * 60)}, 'metadata': {}}, 'x']).encode())",
    "no stream": "send(json.dumps(['iopub', 'stream', {'name': 'grader', 'text': 'x'}, 'x']).encode())",
    "huge number": "send(b'[1' + b'0' * 50_000 + b']')",
    "four gigabytes": "os.write(3, b'\\xff\\xff\\xff\\xff')",
    "no text": "send(json.dumps(['iopub', 'error', {'ename': {}, 'evalue': 1, 'traceback': [3]}, 'x']).encode())",
}


@pytest.mark.parametrize("kind", MALFORMED)
def test_a_malformed_frame_ends_the_run_and_nothing_else(warm, kind):
    cells, usage = run(warm, FRAME + MALFORMED[kind] + "\nimport time; time.sleep(60)", "1")
    assert usage.end in (End.MALFORMED, End.OUTPUT_FLOOD)
    assert names(cells[0])[-1] in ("KernelTampered", "OutputLimit")
    assert run(warm, "1 + 1")[0][0].outputs[0].data["text/plain"] == "2"


def test_forged_replies_and_unknown_messages_gain_nothing(warm):
    forge = FRAME + (
        "for kind in ('comm_open', 'input_request', 'shutdown_reply', 'nonsense'):\n"
        "    send(json.dumps(['iopub', kind, {'x': 1}, 'y']).encode())\n"
        "send(json.dumps(['shell', 'execute_reply', {'status': 'ok', 'execution_count': 99}, 'not-the-id']).encode())\n"
        "send(json.dumps(['iopub', 'status', {'execution_state': 'idle'}, 'x']).encode())\nprint('still here')"
    )
    cells, usage = run(warm, forge, "print('next')")
    assert [cell.outputs[0].text for cell in cells] == ["still here\n", "next\n"]
    assert usage.end is End.COMPLETED


def test_a_lone_surrogate_does_not_reach_the_file(warm):
    cells, _ = run(warm, "print('a\\ud800b')")
    assert cells[0].outputs[0].text == "a?b\n"


DEATHS = ["import os; os._exit(3)", "import ctypes; ctypes.string_at(0)", "import os; os.abort()"]


@pytest.mark.parametrize("death", DEATHS)
def test_a_kernel_that_dies_is_a_dead_kernel(warm, death):
    node = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in (death, "1")])
    manager = warm.kernel_manager()
    with pytest.raises(DeadKernelError):
        NotebookClient(node, kernel_manager_class=manager, allow_errors=True).execute()
    assert manager.usage.end is End.DIED
    assert manager.usage.exit_code != 0


def test_exit_ends_the_kernel_as_it_does_elsewhere(warm):
    cells, _ = run(warm, "print('bye')\nexit()", "print('never')")
    assert cells[0].outputs[0].text == "bye\n"
    assert cells[1].outputs == []


def test_a_timeout_of_the_clients_own_interrupts_and_goes_on(warm):
    node = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(s) for s in ("import time\ntime.sleep(30)", "'next'")]
    )
    NotebookClient(
        node,
        kernel_manager_class=warm.kernel_manager(),
        allow_errors=True,
        timeout=1,
        interrupt_on_timeout=True,
    ).execute()
    assert names(node.cells[0]) == ["KeyboardInterrupt"]
    assert node.cells[1].outputs[0].data["text/plain"] == "'next'"


def test_papermill_uses_the_class_unchanged(warm):
    node = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in ("x = 20", "x + 1")])
    for cell in node.cells:
        cell.metadata["papermill"] = {}
    client = PapermillNotebookClient(
        NotebookExecutionManager(node, progress_bar=False),
        kernel_name="python3",
        kernel_manager_class=warm.kernel_manager(),
    )
    client.execute()
    assert node.cells[1].outputs[0].data["text/plain"] == "21"


def test_children_do_not_share_their_luck(warm):
    draw = "import random, uuid\nprint(random.random(), uuid.uuid4())"
    texts = {run(warm, draw)[0][0].outputs[0].text for _ in range(3)}
    assert len(texts) == 3


def test_figures_are_rendered_only_where_somebody_looks(warm):
    code = "import matplotlib.pyplot as plt\nplt.plot([1, 2]);"
    for render in (True, False):
        cells, _ = run(warm, code, render_figures=render, limits=KernelLimits())
        assert ("image/png" in cells[0].outputs[-1].data) is render


def test_a_parent_that_does_not_start_says_why():
    with pytest.raises(GradingFault, match="did not start"), WarmParent(python=Path("/bin/false")):
        pass


def test_what_cannot_be_imported_is_named_and_harmless():
    with WarmParent(level=Level.NONE, preload=("json", "no_such_module")) as parent:
        assert parent.readiness.missing == ("no_such_module",)


@pytest.mark.skipif(not os.environ.get("BLOCNOTES_SLOW"), reason="slow: set BLOCNOTES_SLOW=1")
def test_memory_stays_flat_over_300_children(warm):
    def resident():
        return processes.resident_bytes(processes.descendants(warm._process.pid))

    for _ in range(20):
        run(warm, "print(1)")
    early, descriptors = resident(), len(os.listdir("/proc/self/fd"))
    for _ in range(300):
        run(warm, "print(1)")
    assert resident() - early < 2 << 20
    assert len(os.listdir("/proc/self/fd")) == descriptors
