"""The attacks of the short form. Each prints BROKEN where it got through."""

from blocnotes.attacks.attack import Attack, Trace, got_through
from blocnotes.grading.answers import MIME
from blocnotes.grading.copies import neutralise
from blocnotes.records import Ending

REPORT_IT = "grade nothing until it is mended, and report it as docs/security.md says"
LIMITED = "limits do not hold here: give this user control groups, or grade inside a virtual machine of its own"
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>"
PUBLISH = "from IPython.display import publish_display_data as publish\n"
FORGED = PUBLISH + (
    "import blocnotes_handin.answers as handin\n"
    "def forge(name, *a, **k):\n"
    f"    publish({{{MIME!r}: {{'name': name, 'kind': 'value', 'value': %s, 'score': 1, 'ok': True}}}})\n"
    "answer = handin.answer = forge\n"
)
DISK = """
import os
for path in ("@FILE@", "/etc/shadow", "@HOME@/.ssh", "@HOME@/.bashrc", "@HOME@/.profile", "/var/log", "/sys/fs"):
    for root in ("", "/proc/1/root", "/proc/self/cwd/../../.."):
        if os.path.lexists(root + path): print("BROKEN", root + path)
try: open("@FILE@", "a").write("x")
except OSError: pass
"""
SECRETS = """
import glob, os
seen = repr(dict(os.environ))
for path in glob.glob("/proc/[0-9]*/environ") + glob.glob("/proc/[0-9]*/cmdline"):
    try: seen += open(path, errors="replace").read()
    except OSError: pass
if "@SECRET@"[::-1] in seen or "BLOCNOTES" in seen: print("BROKEN")
"""
PARENT = """
import ctypes, os
c = ctypes.CDLL(None)
if os.getppid() != 0 or c.ptrace(16, 1, 0, 0) == 0 or c.unshare(0x10000000) == 0: print("BROKEN")
for pid in range(2, 400):
    if os.path.exists(f"/proc/self/task/{pid}"): continue
    try: os.kill(pid, 0); print("BROKEN", pid)
    except OSError: pass
"""
NETWORK = """
import socket
for address in (("127.0.0.1", @PORT@), ("1.1.1.1", 53)):
    with socket.socket() as s:
        s.settimeout(1)
        if s.connect_ex(address) == 0: print("BROKEN", address)
"""
DAEMON = """
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        for _ in range(40):
            for path in ("/tmp/blocnotes-left", "/dev/shm/blocnotes-left", "@MARKER@"):
                try: open(path, "w").write("x")
                except OSError: pass
            time.sleep(0.05)
    os._exit(0)
time.sleep(0.2)
"""
LEFT = """
import os, sys
for path in ("/tmp", "/dev/shm", ".", os.path.expanduser("~")):
    if "blocnotes-left" in os.listdir(path): print("BROKEN", path)
for path in (sys.prefix, os.path.dirname(os.__file__), "/packages", "/"):
    try: open(path + "/blocnotes-left", "w"); os.unlink(path + "/blocnotes-left"); print("BROKEN", path)
    except OSError: pass
"""
MEMORY = """
import os, time
for _ in range(8):
    if os.fork() == 0:
        kept = bytearray(80 << 20); time.sleep(2); os._exit(0)
time.sleep(1); print("BROKEN")
"""
DISK_FULL = """
total = 0
try:
    for n in range(400):
        with open(f"f{n}", "wb") as file: total += file.write(bytes(1 << 20))
except OSError: pass
if total > 300 << 20: print("BROKEN", total)
"""
FORKS = "import os\nwhile True:\n    try: os.fork()\n    except OSError: pass"
SHOWN = PUBLISH + (
    f"publish({{'text/html': {SCRIPT!r}, 'application/javascript': 'alert(1)', 'image/svg+xml': {SCRIPT!r}}})"
)


def printed_on(trace: Trace) -> bool:
    """More was kept than a hand-in may print, or printing on was not what ended it."""
    return len(trace.said) > 2_000_000 or trace.run.ending is not Ending.OUTPUT_LIMIT


def shows_a_script(trace: Trace) -> bool:
    """The copy that a marker opens holds something that a browser would run."""
    outputs = [output for cell in neutralise(trace.run.notebook)["cells"] for output in cell.get("outputs", ())]
    data = [output["data"] for output in outputs if "data" in output]
    kinds = {kind for bundle in data for kind in bundle} - {"text/plain", "text/html", "image/png"}
    pages = [str(bundle.get("text/html")) for bundle in data]
    return bool(kinds) or any(word in page for page in pages for word in ("<script", "onerror"))


ATTACKS = (
    Attack("forged score", "an answer that says that it is right", FORGED % 0, cure=REPORT_IT),
    Attack("not a number", "NaN in the place of an answer", FORGED % "{'$float': 'nan'}", cure=REPORT_IT),
    Attack("True for 1", "a truth in the place of a number", FORGED % "True", cure=REPORT_IT),
    Attack("the grader's disk", "the gradebook, homes, system files", DISK),
    Attack("the grader's secrets", "environments and command lines of all processes", SECRETS),
    Attack("the grader's processes", "signals, tracing, new namespaces", PARENT),
    Attack("the network", "a listener on this machine, and the internet", NETWORK),
    Attack("scripts", "HTML and JavaScript for whoever marks it", SHOWN, shows_a_script, REPORT_IT),
    Attack("printing for ever", "an endless output", "while True: print('x' * 10_000)", printed_on, REPORT_IT),
    Attack("a fork bomb", "as many processes as there can be", FORKS, got_through, LIMITED),
    Attack("memory", "640 MiB in eight processes", MEMORY, got_through, LIMITED),
    Attack("the disk", "400 MiB of files", DISK_FULL, got_through, LIMITED),
    Attack("a daemon", "a process that outlives its notebook", DAEMON),
    Attack("what is left behind", "the daemon's files, and the libraries", LEFT),
)
