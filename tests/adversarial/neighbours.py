"""Reaching other submissions, or the next run: what is left behind, and who waits there."""

from pathlib import Path

from adversarial.attack import NEIGHBOURS, Attack, broken

PLACES = "import os, site, sys, glob\ndef leave(path, text='LEFT'):\n    try:\n        os.makedirs(os.path.dirname(path) or '.', exist_ok=True)\n        with open(path, 'w') as f: f.write(text)\n        print('wrote', path)\n    except OSError as e: print(type(e).__name__)\n"
DAEMON = "import os, sys, time, signal\ndef daemon(work):\n    if os.fork(): return\n    os.setsid()\n    if os.fork(): os._exit(0)\n    for s in (1, 2, 15): signal.signal(s, signal.SIG_IGN)\n    os.dup2(os.open('/dev/null', 2), 1)\n    work(); os._exit(0)\n"


def still_there(mark):
    """A process of the notebook outlives it, or somebody else was reached."""

    def look(found):
        return reached_others(found) or _alive(mark)

    return look


def reached_others(found):
    """The last honest hand-in finds something, the course's own files differ, or the probe says so."""
    data = found.settings.course_dir / "assignments" / "essai" / "data" / "releve.csv"
    return "LEFT" in data.read_text() or broken(found) or found.host.pwned.exists() or _poisoned()


def _alive(mark):
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                if mark.encode() in (folder / "cmdline").read_bytes():
                    return folder.name
            except OSError:
                continue
    return ""


def _poisoned():
    import blocnotes_handin

    package = Path(blocnotes_handin.__file__).parent
    names = [path.name for top in (package, package.parent, Path("/tmp"), Path("/dev/shm")) for path in top.iterdir()]
    return [name for name in names if name.startswith("LEFT")] or any(
        "LEFT" in p.read_text() for p in package.glob("*.py")
    )


def neighbour(name, source, succeeded=reached_others):
    return Attack(name=name, family=NEIGHBOURS, cells={"moyenne-code": source + "\nprint('TRIED')"}, succeeded=succeeded, tells=True)  # fmt: skip


ATTACKS = (
    neighbour("files-in-tmp", PLACES + "for d in ('/tmp', '/dev/shm', '/var/tmp', '.', '..', '/scratch', os.path.expanduser('~'), '/', '/run', '/dev'): leave(d + '/LEFT-x')"),
    neighbour("site-packages", PLACES + "for d in [*site.getsitepackages(), site.getusersitepackages(), *sys.path]: leave(d + '/LEFT.pth', 'import LEFT'); leave(d + '/sitecustomize.py'); leave(d + '/LEFTpkg/__init__.py')"),
    neighbour("poisoned-library", PLACES + "import blocnotes_handin, IPython, json, random\nfor m in (blocnotes_handin, blocnotes_handin.answers, IPython, json, random):\n    leave(m.__file__); os.system(f'chmod u+w {m.__file__} 2>/dev/null; echo LEFT >> {m.__file__}')\n    m.__dict__['LEFT'] = 1\nblocnotes_handin.answers._emit = lambda p: None"),
    neighbour("ipython-start-up", PLACES + "h = os.path.expanduser('~')\nfor p in ('/.ipython/profile_default/startup/00-LEFT.py', '/.ipython/profile_default/ipython_config.py', '/.bashrc', '/.config/matplotlib/matplotlibrc', '/.local/lib/python3.11/site-packages/LEFT.pth', '/.pythonrc'): leave(h + p, 'import builtins; builtins.LEFT = 1')"),
    neighbour("kernel-specification", PLACES + "for d in (os.path.expanduser('~/.local/share/jupyter'), sys.prefix + '/share/jupyter', '/usr/local/share/jupyter', os.environ.get('JUPYTER_PATH', '/x')): leave(d + '/kernels/python3/kernel.json', '{\"argv\": [\"/bin/false\"]}')"),
    neighbour("faked-launcher", PLACES + "for n in ('ipykernel_launcher.py', 'random.py', 'json.py', 'blocnotes_handin.py', 'papermill.py', 'IPython.py'): leave(n, 'print(\"LEFT\")')"),
    neighbour("compiled-caches", PLACES + "import importlib.util, json, random\nfor m in (json, random): leave(importlib.util.cache_from_source(m.__file__))\nfor f in glob.glob(os.path.dirname(json.__file__) + '/__pycache__/*.pyc')[:5]: leave(f)"),
    neighbour("the-courses-data", PLACES + "import shutil\nleave('data/releve.csv', 'a,b\\nLEFT,2\\n'); leave('data/LEFT.csv')\nfor root, d, f in os.walk('data'):\n    for n in f:\n        try: os.chmod(os.path.join(root, n), 0o777); open(os.path.join(root, n), 'a').write('LEFT')\n        except OSError: pass\nshutil.rmtree('data')"),
    neighbour("links-in-the-folder", "import os\nfor n, t in (('essai.ipynb', '@COURSE@/var/gradebook.db'), ('out', '@PWNED@'), ('timestamp.txt', '/etc/passwd'), ('data2', '@COURSE@')):\n    os.symlink(t, n)\n    try: open(n, 'w').write('LEFT')\n    except OSError: pass\nos.mkfifo('fifo'); os.rename('data', 'moved'); os.symlink('@COURSE@', 'data')"),
    neighbour("double-fork", DAEMON + "def wait():\n    end = time.time() + 60\n    while time.time() < end:\n        try: open('/tmp/LEFT-daemon', 'w').write('x'); open('@PWNED@', 'w').write('x')\n        except OSError: pass\n        time.sleep(0.05)\ndaemon(wait)"),
    neighbour("daemon-program", DAEMON + "daemon(lambda: os.execvp('sleep', ['sleep', '76543.21']))\ntime.sleep(0.1)", still_there("76543.21")),
    neighbour("daemon-by-a-shell", "import subprocess, time\nsubprocess.Popen('nohup setsid sleep 76543.22 >/dev/null 2>&1 &', shell=True)\nsubprocess.Popen(['sleep', '76543.23'], start_new_session=True, close_fds=True)\ntime.sleep(0.1)", still_there("76543.2")),
    neighbour("daemon-thread", "import threading, time, os\ndef wait():\n    while True:\n        for p in os.listdir('/proc'):\n            if p.isdigit() and int(p) not in (os.getpid(), 1):\n                try: os.kill(int(p), 9)\n                except OSError: pass\n        time.sleep(0.05)\nthreading.Thread(target=wait, daemon=True).start()"),
    neighbour("daemon-that-keeps-the-line", DAEMON + "def hold():\n    import socket\n    line = socket.socket(fileno=os.dup(3))\n    while True:\n        try: line.recv(65536, socket.MSG_PEEK)\n        except OSError: pass\n        time.sleep(0.2)\ndaemon(hold)"),
    neighbour("shared-memory", "import ctypes\nfrom multiprocessing import shared_memory, resource_tracker\nc = ctypes.CDLL(None)\nprint(c.shmget(0x4C454654, 4096, 0o1666), c.semget(0x4C454654, 1, 0o1666), c.msgget(0x4C454654, 0o1666))\ntry: shared_memory.SharedMemory('LEFT', create=True, size=4096)\nexcept OSError: pass"),
    neighbour("listeners-that-wait", DAEMON + "import socket\nkept = []\nfor family, name in ((1, '\\0left'), (2, ('127.0.0.1', 47471)), (2, ('0.0.0.0', 47472)), (1, '/tmp/LEFT.sock')):\n    try:\n        s = socket.socket(family); s.bind(name); s.listen(); kept.append(s)\n    except OSError: pass\ndaemon(lambda: time.sleep(60))"),
    neighbour("shared-terminals", "import os, pty, glob\nm, s = pty.openpty()\nfor t in glob.glob('/dev/pts/[0-9]*') + ['/dev/tty', '/dev/console', '/proc/1/fd/1']:\n    if t != os.ttyname(s):\n        try:\n            with open(t, 'w') as f: f.write('LEFT')\n        except OSError: pass"),
    neighbour("neighbours-in-sight", "import os, time, glob\nseen = set()\nfor _ in range(20):\n    seen |= {p for p in os.listdir('/proc') if p.isdigit() and int(p) > 1 and not os.path.exists(f'/proc/self/task/{p}')}\n    seen |= {n for n in os.listdir(os.environ['TMPDIR']) + os.listdir('/dev/shm') if 'tmp' not in n}\n    time.sleep(0.05)\nif seen: print('BROKEN', seen)"),
    neighbour("the-warm-parent", "import os, signal, builtins, sys, gc\nbuiltins.LEFT = 1; sys.modules['LEFT'] = os; os.environ['LEFT'] = '1'\nfor p in {os.getppid(), *map(int, filter(str.isdigit, os.listdir('/proc')))} - {0, os.getpid()}:\n    for s in (signal.SIGSTOP, signal.SIGUSR1):\n        try:\n            if p > 1: os.kill(p, s); print('BROKEN', p)\n        except OSError: pass\nimport random, gc\nrandom.Random.randint = lambda *a: 4\ngc.freeze(); gc.disable()"),
    neighbour("limits-of-the-user", "import resource, os, ctypes\nfor kind in range(16):\n    for who in (0, 1, os.getppid()):\n        try: resource.prlimit(who, kind, (1, 1)) if who != 0 else None\n        except (OSError, ValueError): pass\nos.nice(19)\nprint(ctypes.CDLL(None).syscall(250, 0, -3, 0), os.umask(0o777))"),
)  # fmt: skip
