"""What a hostile notebook tries in the full sandbox. Every attack prints BROKEN when it has succeeded."""

import contextlib
import os
import socket
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import DeadKernelError

from blocnotes.errors import GradingFault
from blocnotes.execution.warm import End, KernelLimits, WarmParent

SECRET = "swordfish-7781-in-the-graders-environment"
LIMITS = KernelLimits(
    cell_cpu_seconds=2,
    total_cpu_seconds=8,
    cell_wall_seconds=6,
    total_wall_seconds=30,
    memory_bytes=256 << 20,
    scratch_bytes=32 << 20,
    processes=24,
    cell_output_bytes=200_000,
    total_output_bytes=500_000,
)


@pytest.fixture(scope="module")
def warm():
    os.environ["BLOCNOTES_TEST_SECRET"] = SECRET
    try:
        with WarmParent(limits=LIMITS) as parent:
            yield parent
    except GradingFault as fault:
        pytest.skip(f"no full sandbox here: {fault}")
    finally:
        del os.environ["BLOCNOTES_TEST_SECRET"]


def run(parent, *cells, files=None, limits=None):
    node = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in cells])
    manager = parent.kernel_manager(files=files, limits=limits)
    with contextlib.suppress(DeadKernelError):
        NotebookClient(node, kernel_manager_class=manager, allow_errors=True).execute()
    return [said(cell) for cell in node.cells], manager.usage


def said(cell):
    parts = []
    for output in cell.outputs:
        parts.append(output.get("text") or output.get("ename") or str(output.get("data", "")))
        parts.append(output.get("evalue", ""))
    return "".join(parts)


# One notebook each would start a kernel each: what leaves the kernel unharmed is tried in one.
HARMLESS = {
    "home folders": "import os, sys\nfor p in ('/root', '/home'):\n    for d, _, fs in os.walk(p):\n        if fs and not d.startswith((sys.prefix, sys.base_prefix)): print('BROKEN', d, fs[:3])",
    "shadow": "print('BROKEN', open('/etc/shadow').read())",
    "accounts": "t = open('/etc/passwd').read()\nif 'root' in t: print('BROKEN', t)",
    "the tests themselves": "print('BROKEN', open('@HERE@').read()[:50])",
    "everything on the disk": "import os\nfor n in os.listdir('/'):\n    if n not in '@ROOT@'.split(): print('BROKEN', n)",
    "system settings": "print('BROKEN', os.listdir('/sys'))",
    "the parent's process": "import os\nif os.getppid() != 0: print('BROKEN', os.getppid())\nfor p in os.listdir('/proc'):\n    if p.isdigit() and int(p) > 5: print('BROKEN', p, open(f'/proc/{p}/cmdline').read())",
    "the launcher's environment": "t = open('/proc/1/environ').read() + repr(dict(os.environ))\nif '@SECRET@'[::-1] in t or 'BLOCNOTES' in t or 'PWD' in t: print('BROKEN', t)",
    "its own memory": "s = '@SECRET@'[::-1].encode()[:-3]; n = 0\nfor l in open('/proc/self/maps'):\n    r = l.split()\n    if 'r' in r[1] and len(r) < 6 or r[-1] == '[heap]':\n        a, b = (int(x, 16) for x in r[0].split('-'))\n        try:\n            with open('/proc/self/mem', 'rb', 0) as f:\n                f.seek(a); n += f.read(min(b - a, 1 << 24)).count(s + b'nt')\n        except (OSError, OverflowError): pass\nprint('BROKEN' if n else 'nothing', n)",
    "the parent's memory": "print('BROKEN', open('/proc/0/mem', 'rb').read(1))",
    "system folders": "import os, sys\nfor p in ('/x', '/usr/x', '/usr/bin/x', '/etc/x', sys.prefix + '/x', '/packages/x', '/dev/x', '/proc/x', '/scratch/../x'):\n    try:\n        open(p, 'w').write('x'); print('BROKEN', p)\n    except OSError: pass",
    "remount": "import ctypes\nc = ctypes.CDLL(None, use_errno=True)\nif c.mount(b'none', b'/usr', None, 32 | 4096, None) == 0: print('BROKEN')\nif c.umount2(b'/scratch', 2) == 0: print('BROKEN')",
    "the host's loopback": "import socket\ns = socket.socket(); s.settimeout(2)\ntry:\n    s.connect(('127.0.0.1', @PORT@)); print('BROKEN')\nexcept OSError as e: print(e)",
    "the host's abstract socket": "import socket\ns = socket.socket(socket.AF_UNIX)\ntry:\n    s.connect('\\0blocnotes-test-@PORT@'); print('BROKEN')\nexcept OSError as e: print(e)",
    "the internet": "import socket\ns = socket.socket(); s.settimeout(2)\ntry:\n    s.connect(('1.1.1.1', 53)); print('BROKEN')\nexcept OSError as e: print(e)",
    "interfaces": "import socket\nif socket.if_nameindex() != [(1, 'lo')]: print('BROKEN', socket.if_nameindex())",
    "raw and netlink sockets": "import socket\nfor f, t in ((16, 3), (17, 3), (2, 3), (38, 5), (40, 1)):\n    try:\n        socket.socket(f, t); print('BROKEN', f)\n    except OSError: pass",
    "ptrace": "import ctypes\nc = ctypes.CDLL(None)\nif c.ptrace(0, 0, 0, 0) != -1: print('BROKEN')\nif c.ptrace(16, 1, 0, 0) != -1: print('BROKEN')",
    "signals to others": "import os\nfor p in range(2, 2000):\n    if os.path.exists(f'/proc/self/task/{p}'): continue\n    try:\n        os.kill(p, 0); print('BROKEN', p)\n    except ProcessLookupError: pass",
    "inherited descriptors": "import os\nfor f in os.listdir('/proc/self/fd'):\n    try: t = os.readlink(f'/proc/self/fd/{f}')\n    except OSError: continue\n    if not t.startswith(('/dev/null', 'pipe:', 'socket:', 'anon_inode:[eventpoll]', '/proc/1/fd')): print('BROKEN', f, t)",
    "nested namespaces": "import ctypes, subprocess\nc = ctypes.CDLL(None)\nfor flag in (0x10000000, 0x20000, 0x20000000, 0x40000000):\n    if c.unshare(flag) == 0: print('BROKEN', hex(flag))\nif subprocess.run(['unshare', '-U', 'true'], capture_output=True).returncode == 0: print('BROKEN')\nif c.syscall(56, 0x10000011, 0, 0, 0, 0) >= 0: print('BROKEN clone')",
    "forbidden calls": "import ctypes, platform\nc = ctypes.CDLL(None, use_errno=True)\nx86 = dict(io_uring_setup=425, keyctl=250, add_key=248, request_key=249, bpf=321, perf_event_open=298, userfaultfd=323, open_by_handle_at=304, name_to_handle_at=303, setns=308, pivot_root=155, chroot=161, process_vm_readv=310, process_vm_writev=311, kcmp=312, kexec_load=246, init_module=175, finit_module=313, clock_settime=227, reboot=169, swapon=167, quotactl=179, fsopen=430, open_tree=428, move_mount=429, mount_setattr=442, pidfd_getfd=438, process_madvise=440, fanotify_init=300, modify_ldt=154, personality=135, clone3=435, io_setup=206, memfd_secret=447, syslog=103, acct=163, iopl=172, lookup_dcookie=212)\nif platform.machine() == 'x86_64':\n    for name, number in x86.items():\n        ctypes.set_errno(0)\n        if c.syscall(number, 0, 0, 0, 0, 0, 0) != -1 or ctypes.get_errno() not in (1, 38): print('BROKEN', name, ctypes.get_errno())",
    "another architecture's calls": "import ctypes, mmap, platform\nc = ctypes.CDLL(None, use_errno=True)\nif platform.machine() == 'x86_64' and c.syscall(0x40000000 + 39) != -1: print('BROKEN')",
    "privileges": "import os\nstatus = open('/proc/self/status').read()\nfor line in ('CapEff:\\t0000000000000000', 'CapPrm:\\t0000000000000000', 'CapBnd:\\t0000000000000000', 'NoNewPrivs:\\t1', 'Seccomp:\\t2'):\n    if line not in status: print('BROKEN', line)\nfor become in (os.setuid, os.setgid):\n    try:\n        become(0); print('BROKEN')\n    except OSError: pass",
    "set-uid programs": "import subprocess\nfor p in ('su', 'passwd', 'mount', 'sudo'):\n    try: r = subprocess.run([p, '--version'], capture_output=True, text=True)\n    except OSError: continue\nr = subprocess.run(['sh', '-c', 'cat /proc/self/status'], capture_output=True, text=True).stdout\nif 'Uid:\\t1000\\t1000\\t1000\\t1000' not in r: print('BROKEN', r)",
    "devices": "import os\nfor kind in (0o060000, 0o020000):\n    try:\n        os.mknod('/scratch/tmp/disk', kind | 0o600, os.makedev(8, 0)); print('BROKEN')\n    except OSError: pass\nif set(os.listdir('/dev')) - {'null', 'zero', 'full', 'random', 'urandom', 'pts', 'shm', 'ptmx', 'fd'}: print('BROKEN', os.listdir('/dev'))",
    "to outlive the parent": "import ctypes\nif ctypes.CDLL(None).prctl(1, 0, 0, 0, 0) == 0: print('BROKEN')",
    "control groups": "t = open('/proc/self/cgroup').read()\nif 'blocnotes' in t: print('BROKEN', t)\ntry:\n    print('BROKEN', os.listdir('/sys/fs/cgroup'))\nexcept OSError: pass",
    "terminal injection": "import os, fcntl, pty, termios\nm, s = pty.openpty()\ntry:\n    fcntl.ioctl(s, termios.TIOCSTI, b'x'); print('BROKEN')\nexcept OSError: pass",
    "more than one's limits": "import resource\nfor kind in (resource.RLIMIT_DATA, resource.RLIMIT_NPROC, resource.RLIMIT_CPU, resource.RLIMIT_NOFILE):\n    try:\n        resource.setrlimit(kind, (resource.RLIM_INFINITY,) * 2); print('BROKEN')\n    except (OSError, ValueError): pass",
    "links in what was handed in": "import os\nif os.path.lexists('link') or os.path.lexists('pipe'): print('BROKEN', os.listdir('.'))\nif open('data.csv').read() != 'a,b\\n' or open('sub/deep.txt').read() != 'deep': print('BROKEN copy')\nopen('data.csv', 'w').write('changed')",
    "the engine": "import sys\nif any(n.startswith('blocnotes') for n in sys.modules): print('BROKEN')\ntry:\n    import blocnotes.grading; print('BROKEN')\nexcept ImportError: pass",
    "cores": "import os\nos.sched_setaffinity(0, os.sched_getaffinity(0))",
    "kill everything": "import os\ntry: os.kill(-1, 9)\nexcept ProcessLookupError: pass",
}


@pytest.fixture(scope="module")
def harmless(warm, tmp_path_factory):
    host = socket.create_server(("127.0.0.1", 0))
    port = host.getsockname()[1]
    abstract = socket.socket(socket.AF_UNIX)
    abstract.bind(f"\0blocnotes-test-{port}")
    abstract.listen()
    folder = tmp_path_factory.mktemp("handed-in")
    (folder / "data.csv").write_text("a,b\n")
    (folder / "sub").mkdir()
    (folder / "sub" / "deep.txt").write_text("deep")
    (folder / "link").symlink_to("/etc/shadow")
    os.mkfifo(folder / "pipe")
    names = {
        "@HERE@": __file__,
        "@PORT@": str(port),
        "@SECRET@": SECRET[::-1],
        "@ROOT@": f"bin dev etc lib lib32 lib64 packages proc sbin scratch tmp usr {Path(sys.prefix).parts[1]} {Path(sys.base_prefix).parts[1]}",
    }
    cells = list(HARMLESS.values())
    for name, value in names.items():
        cells = [cell.replace(name, value) for cell in cells]
    with host, abstract:
        assert socket.create_connection(("127.0.0.1", port)), "the control: outside, the listener answers"
        texts, usage = run(warm, *cells, files=folder, limits=KernelLimits())
    assert (folder / "data.csv").read_text() == "a,b\n"
    return dict(zip(HARMLESS, texts, strict=True)), usage


@pytest.mark.parametrize("name", HARMLESS)
def test_an_attack_does_not_succeed(name, harmless):
    texts, usage = harmless
    assert "BROKEN" not in texts[name], texts[name]
    assert usage.end is End.COMPLETED


def test_the_libraries_of_a_course_work_inside(warm):
    texts, usage = run(
        warm,
        "import numpy as np, pandas as pd\nprint(pd.DataFrame({'a': np.arange(3)}).a.sum())",
        "from sklearn.linear_model import LogisticRegression\nprint(LogisticRegression().fit([[0.], [1.]], [0, 1]).predict([[1.]])[0])",
        "import matplotlib.pyplot as plt\nplt.plot([1, 2]); plt.savefig('f.png')\nimport os; print(os.path.getsize('f.png') > 1000)",
        "import duckdb\nprint(duckdb.sql('select 41 + 1 as n').fetchall())\nc = duckdb.connect('f.db'); c.sql('create table t as select * from range(10)'); print(c.sql('select sum(range) from t').fetchall()); c.close()",
        "import lmdb\ne = lmdb.open('l.db', map_size=1 << 20)\nwith e.begin(write=True) as t: t.put(b'k', b'v')\nwith e.begin() as t: print(t.get(b'k'))",
        "import sqlite3\nd = sqlite3.connect('s.db'); d.execute('pragma journal_mode=wal'); d.execute('create table t (n)'); d.execute('insert into t values (1)'); d.commit(); print(d.execute('select n from t').fetchone())",
        "import subprocess; print(subprocess.run(['echo', 'out'], capture_output=True, text=True).stdout)",
        "!echo shell",
        "import http.server, threading, urllib.request\ns = http.server.ThreadingHTTPServer(('127.0.0.1', 8000), http.server.SimpleHTTPRequestHandler)\nthreading.Thread(target=s.serve_forever, daemon=True).start()\nprint(urllib.request.urlopen('http://localhost:8000/').status); s.shutdown()",
        "from multiprocessing import Pool\nwith Pool(2) as p: print(p.map(abs, [-1, -2]))",
        "from concurrent.futures import ThreadPoolExecutor\nwith ThreadPoolExecutor(4) as p: print(sum(p.map(abs, range(10))))",
        "import tempfile\nwith tempfile.NamedTemporaryFile() as f: f.write(b'x'); print(f.name.startswith('/scratch/tmp'))",
        "import asyncio\np = await asyncio.create_subprocess_exec('echo', 'async', stdout=asyncio.subprocess.PIPE); print((await p.communicate())[0])",
        "import os; print(os.getcwd(), os.environ['HOME'], os.cpu_count() > 0)",
        limits=KernelLimits(),
    )
    wanted = [
        "3",
        "1",
        "True",
        "[(42,)]\n[(45,)]",
        "b'v'",
        "(1,)",
        "out",
        "shell",
        "200",
        "[1, 2]",
        "45",
        "True",
        "async",
        "/scratch/work /scratch/home True",
    ]
    for text, word in zip(texts, wanted, strict=True):
        assert word in text, texts
    assert usage.end is End.COMPLETED


@pytest.mark.parametrize(
    "bomb", ["import os\nwhile True:\n    try: os.fork()\n    except OSError: pass", "!:(){ :|:& };:"]
)
def test_a_fork_bomb_ends_with_its_kernel(warm, bomb):
    started = time.monotonic()
    _, usage = run(warm, bomb, "1", limits=replace(LIMITS, total_cpu_seconds=3))
    assert time.monotonic() - started < 20
    assert usage.end in (End.CPU_LIMIT, End.WALL_LIMIT, End.DIED, End.COMPLETED)
    assert run(warm, "print(6 * 7)")[0] == ["42\n"]


def test_memory_by_many_processes_is_counted_together(warm):
    bomb = "import os, time\nfor _ in range(12):\n    if os.fork() == 0:\n        b = bytearray(60 << 20); time.sleep(20); os._exit(0)\ntime.sleep(4); print('BROKEN')"
    texts, usage = run(warm, bomb)
    assert "BROKEN" not in texts[0]
    assert usage.end is End.MEMORY


def test_too_much_memory_in_one_process_is_an_error_that_a_learner_can_read(warm):
    texts, usage = run(warm, "b = bytearray(400 << 20)", "print('alive')")
    assert "MemoryError" in texts[0]
    assert texts[1] == "alive\n"
    assert usage.end is End.COMPLETED


def test_a_disk_filler_fills_its_own_scratch_only(warm):
    filler = "try:\n    for n in range(100): open(f'f{n}', 'wb').write(bytes(1 << 20))\nexcept OSError as e: print(e)\nprint(n)"
    texts, _ = run(warm, filler)
    assert "No space left" in texts[0]
    assert run(warm, "import os; print(os.listdir('.'))")[0] == ["[]\n"]


def test_a_daemon_does_not_outlive_its_kernel(warm):
    daemon = "import os, time\nif os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n        for f in range(3): os.close(f)\n        os.execvp('sleep', ['sleep', '98765.4'])\n    os._exit(0)\ntime.sleep(0.3); print(open('/proc/1/comm').read())"
    run(warm, daemon)
    assert not processes("98765.4")


def processes(word):
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                command = (folder / "cmdline").read_bytes()
            except OSError:
                continue
            if word.encode() in command:
                found.append(int(folder.name))
    return found


def test_two_kernels_at_once_do_not_meet(warm):
    serve = "import socket, time, os\ns = socket.create_server(('127.0.0.1', 7777)); u = socket.socket(socket.AF_UNIX); u.bind('\\0meet'); u.listen()\nopen('/dev/shm/mine', 'w').write('x'); open(os.environ['TMPDIR'] + '/mine', 'w').write('x'); p = os.openpty(); time.sleep(3)"
    look = "import socket, time, os\ntime.sleep(1)\nfor family, name in ((2, ('127.0.0.1', 7777)), (1, '\\0meet')):\n    try:\n        socket.socket(family).connect(name); print('BROKEN', name)\n    except OSError: pass\nprint(os.listdir('/dev/shm'), os.listdir(os.environ['TMPDIR']), os.listdir('/dev/pts'))"
    texts = {}
    threads = [threading.Thread(target=lambda c=c: texts.update({c: run(warm, c)[0][0]})) for c in (serve, look)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert texts[look] == "[] [] ['ptmx']\n"


def test_kernels_die_with_their_parent():
    with WarmParent(limits=LIMITS) as parent:
        manager = parent.kernel_manager()
        node = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell("import subprocess; subprocess.run(['sleep', '87654.3'])")]
        )
        client = NotebookClient(node, kernel_manager_class=manager)
        endings = []
        thread = threading.Thread(target=lambda: endings.append(died(client)))
        thread.start()
        wait_for(lambda: processes("87654.3"))
        parent._process.kill()
        wait_for(lambda: not processes("87654.3"))
        thread.join(10)
        assert endings == [True]
        with pytest.raises(GradingFault):
            run(parent, "1")


def died(client):
    try:
        client.execute()
    except DeadKernelError:
        return True
    return False


def wait_for(condition, seconds=10):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not come"
        time.sleep(0.05)
