"""Exhausting resources: time, memory, processes, disk, descriptors, and the grader's own patience."""

from adversarial.attack import EXHAUSTION, MIME, Attack
from blocnotes.records import Ending

MOST_COPY = 3 << 20
PUBLISH = "from IPython.display import publish_display_data as p\n"


def not_held(found):
    """It was not graded, its answers before the attack lost their marks, or its copy is a burden."""
    if not found.was_graded or found.points.get("moyenne") != 3.0 or found.points.get("doubler"):
        return "not graded for what it answered"
    return len(found.copy) > MOST_COPY or "BROKEN" in found.said


def ended_with(*endings):
    """It ended otherwise than by the limit that it ran into."""
    return lambda found: not_held(found) or found.outcome.ending not in endings


def exhaust(name, source, succeeded=not_held, **more):
    """An attack in the middle of a solution: what was answered before it counts, what comes after earns nothing."""
    cells = {"doubler-code": source, **more}
    return Attack(name=name, family=EXHAUSTION, cells=cells, base="solution", assignment="bornes", succeeded=succeeded)


ATTACKS = (
    exhaust("printing-for-ever", "while True: print('x' * 10_000)", ended_with(Ending.OUTPUT_LIMIT)),
    exhaust("printing-for-ever-by-the-descriptor", "import os\nwhile True: os.write(2, b'x' * 65536)", ended_with(Ending.OUTPUT_LIMIT, Ending.COMPLETED, Ending.TIME_LIMIT)),
    exhaust("a-program-that-prints-for-ever", "import subprocess\nsubprocess.run(['sh', '-c', 'while :; do echo xxxxxxxxxxxxxxxx; done'])", ended_with(Ending.OUTPUT_LIMIT, Ending.TIME_LIMIT, Ending.COMPLETED)),
    exhaust("a-display-of-200-megabytes", PUBLISH + "for n in range(4):\n    try: p({'text/plain': 'x' * (50 << 20)})\n    except MemoryError: pass"),
    exhaust("a-hundred-thousand-displays", PUBLISH + "for n in range(100_000): p({'text/plain': ''})"),
    exhaust("displays-updated-for-ever", PUBLISH + "from IPython.display import clear_output\np({'text/plain': 'x'}, transient={'display_id': 'd'})\nwhile True:\n    p({'text/plain': 'x' * 1000}, transient={'display_id': 'd'}, update=True); clear_output()"),
    exhaust("a-frame-of-four-gigabytes", "import os\nos.write(3, b'\\xff\\xff\\xff\\xff' + b'x' * 1000)"),
    exhaust("a-frame-that-never-ends", "import os, time\nos.write(3, b'\\x00\\x03\\x00\\x00[')\nwhile True: time.sleep(1)"),
    exhaust("an-error-of-100-megabytes", "raise ValueError('x' * (100 << 20))"),
    exhaust("a-name-of-an-error", "E = type('E' * (1 << 20), (Exception,), {'__str__': lambda self: 'y' * (1 << 20)})\nraise E"),
    exhaust("a-fork-bomb", "import os\nwhile True:\n    try: os.fork()\n    except OSError: pass"),
    exhaust("a-shell-bomb", "!:(){ :|:& };:"),
    exhaust("a-thread-bomb", "import threading, time\nwhile True:\n    try: threading.Thread(target=time.sleep, args=(99,), daemon=True).start()\n    except (RuntimeError, MemoryError): pass"),
    exhaust("memory-in-one-process", "kept = bytearray(600 << 20); kept[::4096] = b'x' * len(kept[::4096])\nprint('BROKEN')"),
    exhaust("memory-in-many-processes", "import os, time\nfor _ in range(12):\n    if os.fork() == 0:\n        kept = bytearray(60 << 20); time.sleep(3); os._exit(0)\ntime.sleep(2); print('BROKEN')"),
    exhaust("memory-in-anonymous-files", "import os\nkept = [os.memfd_create('x') for _ in range(12)]\nfor f in kept:\n    for _ in range(60): os.write(f, bytes(1 << 20))\nprint('BROKEN')"),
    exhaust("memory-in-shared-segments", "import ctypes\nc = ctypes.CDLL(None); c.shmat.restype = ctypes.c_void_p\nfor n in range(12):\n    s = c.shmget(0, 60 << 20, 0o1600)\n    if s < 0: break\n    a = c.shmat(s, None, 0); ctypes.memset(a, 1, 60 << 20); c.shmdt(ctypes.c_void_p(a))\nelse: print('BROKEN')"),
    exhaust("memory-in-pipes-and-sockets", "import os, socket\nkept, total = [], 0\ntry:\n    while total < 900 << 20:\n        a, b = socket.socketpair(); a.setblocking(False); a.setsockopt(1, 7, 1 << 30); kept.append((a, b))\n        try:\n            while True: total += a.send(bytes(1 << 16))\n        except BlockingIOError: pass\nexcept OSError: pass\nif total > 600 << 20: print('BROKEN', total)"),
    exhaust("a-full-disk", "total = 0\ntry:\n    for n in range(600):\n        with open(f'f{n}', 'wb') as f: total += f.write(bytes(1 << 20))\nexcept OSError: pass\nif total > 400 << 20: print('BROKEN', total)"),
    exhaust("holes-and-links", "import os\ntry:\n    with open('sparse', 'wb') as f: f.truncate(1 << 40)\n    print('BROKEN')\nexcept OSError: pass\nn = 0\ntry:\n    while n < 200_000: open(f'i{n}', 'w').close(); n += 1\nexcept OSError: pass\nif n >= 100_000: print('BROKEN')"),
    exhaust("file-descriptors", "import os\nn = 0\ntry:\n    while n < 100_000: os.dup(0); n += 1\nexcept OSError: pass\nif n > 10_000: print('BROKEN', n)"),
    exhaust("sleeping-for-ever", "import time\nwhile True:\n    try: time.sleep(99999)\n    except BaseException: pass"),
    exhaust("computing-for-ever", "while True:\n    try:\n        while True: pass\n    except BaseException: pass"),
    exhaust("deaf-to-interrupts", "import signal\nfor s in set(signal.valid_signals()) - {9, 19}:\n    try: signal.signal(s, signal.SIG_IGN)\n    except (OSError, ValueError): pass\nwhile True: pass", ended_with(Ending.KERNEL_DIED, Ending.TIME_LIMIT)),
    exhaust("in-one-operation", "x = 3 ** 10 ** 9", ended_with(Ending.KERNEL_DIED, Ending.TIME_LIMIT, Ending.COMPLETED)),
    exhaust("a-recursion-in-c", "import sys\nsys.setrecursionlimit(10 ** 9)\nf = lambda: f()\nf()", ended_with(Ending.KERNEL_DIED, Ending.MEMORY_LIMIT, Ending.COMPLETED, Ending.TIME_LIMIT)),
    exhaust("a-crash", "import ctypes\nctypes.string_at(0)", ended_with(Ending.KERNEL_DIED)),
    exhaust("killing-everything", "import os, signal\ntry: os.kill(-1, 9)\nexcept OSError: pass\nos.kill(os.getpid(), 19); os.killpg(0, 15); signal.raise_signal(6)", ended_with(Ending.KERNEL_DIED, Ending.COMPLETED)),
    exhaust("putting-the-end-off", "import os, threading, time\nos.setpriority(0, 0, 19)\nclass Stay:\n    def __del__(self): time.sleep(99)\n    def __repr__(self): time.sleep(99)\nstay = Stay()\nimport atexit; atexit.register(time.sleep, 99)\nthreading.Thread(target=time.sleep, args=(99,)).start()\ndoubler = None"),
    exhaust("an-answer-without-end", "class L(list):\n    def __iter__(self):\n        while True: yield 1\n    def __getitem__(self, k): return self\n    def __len__(self): return 10 ** 18\ndef doubler(n): return L([1])\nimport itertools\neffectif_ = itertools.count()"),
    exhaust("a-hundred-thousand-answers", PUBLISH + f"def answer(name, **k):\n    for n in range(100_000): p({{{MIME!r}: {{'name': f'{{name}}{{n}}', 'kind': 'value', 'value': n}}}})"),
    exhaust("an-answer-nested-deeply", PUBLISH + f"x = 1\nfor _ in range(20_000): x = [x]\ndef answer(name, **k):\n    global x\n    import os, struct\n    body = ('[\"iopub\",\"display_data\",{{\"data\":{{\"{MIME}\":' + '[' * 90_000 + ']' * 90_000 + '}},\"metadata\":{{}}}},\"%s\"]' % get_ipython().parent_header['header']['msg_id']).encode()\n    os.write(3, struct.pack('>I', len(body)) + body)"),
    exhaust("an-answer-of-many-items", PUBLISH + f"def answer(name, **k): p({{{MIME!r}: {{'name': name, 'kind': 'calls', 'results': [{{'value': 1}}] * 9_000}}}})"),
)  # fmt: skip
