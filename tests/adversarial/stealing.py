"""Stealing: what is not the learner's to read or to reach."""

from adversarial.attack import STEALING, Attack, broken

CHECK = "def holds(text):\n    if isinstance(text, bytes): text = text.decode('latin-1')\n    return '@SECRET@'[::-1] in text or 'case' + '.given' in text or 'BLOCNOTES_TEST' in text\n"
WALK = "import os\ndef files(*tops):\n    n = 0\n    for top in tops:\n        for folder, inner, names in os.walk(top):\n            for name in names:\n                n += 1\n                if n > 3000: return\n                yield os.path.join(folder, name)\n"
MEMORY = "import re\ndef regions(pid):\n    try: lines = open(f'/proc/{pid}/maps').read().splitlines()\n    except OSError: return\n    with open(f'/proc/{pid}/mem', 'rb', 0) as mem:\n        for line in lines:\n            if ' rw-p ' not in line: continue\n            a, b = (int(x, 16) for x in line.split()[0].split('-'))\n            try:\n                mem.seek(a); yield mem.read(min(b - a, 1 << 23))\n            except (OSError, OverflowError, ValueError): pass\n"
CONNECT = "import socket\ndef attempt(family, address, kind=socket.SOCK_STREAM):\n    try:\n        with socket.socket(family, kind) as s:\n            s.settimeout(1); s.connect(address)\n            if kind == socket.SOCK_DGRAM: s.send(b'x')\n        print('BROKEN', address)\n    except OSError as error: print(type(error).__name__)\n"


def reached(found):
    """The host's listeners heard something, or the probe says so."""
    return found.host.reached or broken(found)


def probe(name, source, succeeded=broken):
    """A probe in the first cell that a learner writes; its end is printed."""
    return Attack(name=name, family=STEALING, cells={"moyenne-code": source + "\nprint('TRIED')"}, succeeded=succeeded, tells=True)  # fmt: skip


ATTACKS = (
    probe("graders-environment", CHECK + "import os\nif holds(repr(dict(os.environ)) + os.popen('env').read()): print('BROKEN')"),
    probe("first-process-environment", CHECK + "t = ''\nfor p in ('1', 'self', '0', 'thread-self'):\n    for f in ('environ', 'cmdline', 'cwd', 'stat'):\n        try: t += open(f'/proc/{p}/{f}').read()\n        except OSError: pass\nif holds(t): print('BROKEN')"),
    probe("all-processes", CHECK + "import os, glob\nfor f in glob.glob('/proc/[0-9]*/environ') + glob.glob('/proc/[0-9]*/cmdline'):\n    try:\n        if holds(open(f).read()) or ('cmdline' in f and '@PID@' in f): print('BROKEN', f)\n    except OSError: pass\nif os.path.exists('/proc/@PID@') and int('@PID@') > 500: print('BROKEN', 'the grader is in sight')"),
    probe("memory-of-all-processes", CHECK + MEMORY + "import os\nword = '@SECRET@'[::-1].encode()\nown = ['self'] + [p for p in os.listdir('/proc') if p.isdigit() and p != str(os.getpid())]\nfor pid in own[1:]:\n    try:\n        if any(word in r for r in regions(pid)): print('BROKEN', pid)\n    except OSError: pass"),
    probe("own-memory", MEMORY + "words = (b'yom\"[nevig.esac', b'iasse_redarg_setoncolb', b'yek.terces'); n = 0\nfor region in regions('self'):\n    n += sum(region[::-1].count(word) for word in words)\nif n: print('BROKEN', n)"),
    probe("own-objects", "import gc, sys\nfor o in gc.get_objects():\n    if isinstance(o, dict) and any(isinstance(k, str) and k in ('challenges', 'reference', 'kept', 'autograder') for k in o) and 'name' not in o and '__name__' not in o:\n        print('BROKEN', list(o)[:9])\nif [m for m in sys.modules if m.split('.')[0] == 'blocnotes']: print('BROKEN', 'the engine')"),
    probe("inputs-before-their-time", "import blocnotes_handin.answers as a, gc\nif a._grading: print('BROKEN', a._grading)\nif [o for o in gc.get_objects() if isinstance(o, dict) and 'calls' in o and isinstance(o['calls'], list)]: print('BROKEN')\nimport socket\ns = socket.socket(fileno=3)\ntry: print('BROKEN', s.recv(99, socket.MSG_PEEK | socket.MSG_DONTWAIT))\nexcept BlockingIOError: pass\ns.detach()"),
    probe("files-of-the-course", "import os\nfor p in ('@COURSE@', '@COURSE@/autograders/essai/grader.py', '@COURSE@/var/secret.key', '@COURSE@/var/gradebook.db', '@COURSE@/var/references', '@COURSE@/var/submitted', '@PWNED@'):\n    if os.path.exists(p): print('BROKEN', p)\n    for r in ('/proc/1/root', '/proc/self/root', '/old', '/proc/self/cwd/../../../../..'):\n        if os.path.exists(r + p): print('BROKEN', r + p)"),
    probe("files-beside-the-notebook", CHECK + WALK + "for f in files('.', '..', os.path.expanduser('~'), os.environ['TMPDIR']):\n    if f.endswith(('.ipynb', '.key', '.db', 'grader.py', '.toml')) and 'SOURCES' not in f: print('BROKEN', f)"),
    probe("the-whole-disk", CHECK + WALK + "import sys\nskip = {'proc', 'usr', 'lib', 'lib64', 'lib32', 'bin', 'sbin', 'dev', sys.prefix.split('/')[1], sys.base_prefix.split('/')[1]}\nfor top in os.listdir('/'):\n    if top in skip: continue\n    for f in files('/' + top):\n        try:\n            if holds(open(f, errors='replace').read(100000)): print('BROKEN', f)\n        except OSError: pass"),
    probe("homes-and-accounts", "import os, sys, glob\nfor p in ('/etc/shadow', '/root/.ssh', '/root/.netrc', '/home', '/var', '/run', '/sys', '/boot', '/mnt', '/srv'):\n    if os.path.exists(p) and not any(x.startswith(p) for x in (sys.prefix, sys.base_prefix)): print('BROKEN', p)\nif 'root' in open('/etc/passwd').read(): print('BROKEN')"),
    probe("loopback-of-the-host", CONNECT + "for a in ('127.0.0.1', 'localhost', '0.0.0.0', '127.1.2.3'): attempt(socket.AF_INET, (a, @PORT@))\nattempt(socket.AF_INET6, ('::1', @PORT@))", reached),
    probe("unix-sockets-of-the-host", CONNECT + "attempt(socket.AF_UNIX, '@UNIX@'); attempt(socket.AF_UNIX, '\\0@ABSTRACT@')\nfor p in ('/run/docker.sock', '/var/run/docker.sock', '/run/dbus/system_bus_socket'): attempt(socket.AF_UNIX, p)", reached),
    probe("names-and-the-internet", CONNECT + "try: print('BROKEN', socket.getaddrinfo('example.org', 80))\nexcept OSError: pass\nattempt(socket.AF_INET, ('1.1.1.1', 53)); attempt(socket.AF_INET, ('8.8.8.8', 53), socket.SOCK_DGRAM); attempt(socket.AF_INET, ('169.254.169.254', 80))"),
    probe("raw-sockets", "import socket\nfor f, t, p in ((2, 3, 1), (17, 3, 0), (16, 3, 0), (40, 1, 0), (38, 5, 0), (29, 3, 1)):\n    try: socket.socket(f, t, p); print('BROKEN', f)\n    except OSError: pass\ntry: names = socket.if_nameindex()\nexcept OSError: names = []\nif [n for _, n in names if n != 'lo']: print('BROKEN', names)"),
    probe("ptrace", "import ctypes, os\nc = ctypes.CDLL(None)\nbuffer = ctypes.create_string_buffer(64)\nif any(c.ptrace(16, p, 0, 0) == 0 for p in (1, os.getppid(), @PID@)) or c.ptrace(0, 0, 0, 0) == 0: print('BROKEN')\nif c.syscall(310, @PID@, buffer, 1, buffer, 1, 0) >= 0: print('BROKEN')"),
    probe("signals-to-the-grader", "import os, signal\nfor p in {@PID@, os.getppid()} - {os.getpid(), 0, 1}:\n    try:\n        os.kill(p, 0)\n        if p > 100: print('BROKEN', p)\n    except OSError: pass\nif os.getppid(): print('BROKEN', os.getppid())"),
    probe("open-descriptors", "import os, stat\nfor n in map(int, os.listdir('/proc/self/fd')):\n    try: where, mode = os.readlink(f'/proc/self/fd/{n}'), os.fstat(n).st_mode\n    except OSError: continue\n    if stat.S_ISDIR(mode) and not where.startswith('/proc') or where.startswith('@COURSE@') or stat.S_ISREG(mode) and not where.startswith(('/scratch', '/proc')): print('BROKEN', n, where)\n    try:\n        if os.listdir(f'/proc/self/fd/{n}/..') and 'course' in os.listdir(f'/proc/self/fd/{n}/..'): print('BROKEN')\n    except OSError: pass"),
    probe("back-through-a-descriptor", "import os\nfor path in ('/', '.', '/usr', '/dev', '/proc/1/root', '/proc/self/ns'):\n    try: d = os.open(path, os.O_RDONLY)\n    except OSError: continue\n    try:\n        os.fchdir(d); os.chroot('.'); print('BROKEN', path)\n    except OSError: pass\n    for up in range(1, 12):\n        if os.path.exists('../' * up + '@COURSE@'[1:]): print('BROKEN', path, up)\nos.chdir(os.path.expanduser('~/../work'))"),
    probe("hidden-inputs-in-a-traceback", "import sys, traceback\nf = sys._getframe()\nwhile f:\n    for name, value in list(f.f_locals.items()):\n        if name in ('request', 'code') and ('calls' in repr(value)[:5000] and 'enter_grading(' in repr(value)[:300]): print('BROKEN', name)\n    f = f.f_back"),
)  # fmt: skip
