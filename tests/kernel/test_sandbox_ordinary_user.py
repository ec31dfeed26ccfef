"""The same attacks fail for an ordinary user, who has unprivileged user namespaces and no control group."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from blocnotes.execution.sandbox.defences import probe

HERE = Path(__file__).parent
SOURCE = HERE.parents[1] / "src"
CHOSEN = "does_not_succeed or memory_by or daemon or die_with or computing_too_long"
# Root's home may hold the interpreter: a private mount table shows that part of it, and no more.
SCRIPT = """
set -e
mkdir -p "$1/bind"; mount --bind "$2" "$1/bind"
if [ -n "$3" ]; then mount -t tmpfs -o mode=755 tmpfs "$3"; mkdir -p "$2"; mount --bind "$1/bind" "$2"; fi
shift 3; cd /tmp
exec setpriv --reuid 65534 --regid 65534 --clear-groups --inh-caps=-all --bounding-set=-all "$@"
"""


@pytest.fixture
def command(tmp_path):
    if os.geteuid() != 0:
        pytest.skip("an ordinary user runs the other tests already")
    if not all(map(shutil.which, ("unshare", "setpriv"))):
        pytest.skip("needs unshare and setpriv")
    for folder in (tmp_path, *tmp_path.parents[:-2]):
        folder.chmod(0o755)
    base = Path(sys.base_prefix)
    closed = next((str(p) for p in reversed(base.parents) if p != Path("/") and not p.stat().st_mode & 0o001), "")
    return ["unshare", "-m", "sh", "-c", SCRIPT, "sh", str(tmp_path), str(base), closed]


def run(command, *arguments):
    environment = {
        "PATH": "/usr/bin:/bin",
        "PYTHONPATH": str(SOURCE),
        "LANG": "C.UTF-8",
        "HOME": "/nonexistent",
    }
    return subprocess.run(
        [*command, sys.executable, *arguments],
        capture_output=True,
        text=True,
        env=environment,
        timeout=240,
        check=False,
    )


def test_the_attacks_fail_there_too(command, tmp_path):
    for name in ("test_sandbox_attacks.py", "test_warm_limits.py"):
        shutil.copy(HERE / name, tmp_path)
    files = [str(path) for path in tmp_path.glob("test_*.py")]
    done = run(
        command,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-k",
        CHOSEN,
        "--rootdir",
        str(tmp_path),
        *files,
    )
    if "no full sandbox here" in done.stdout:
        pytest.skip("this kernel gives ordinary users no namespaces")
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
    assert " passed" in done.stdout


def test_the_probe_tries_what_it_says(command):
    program = (
        "from blocnotes.execution.sandbox.defences import probe\nfor d in probe(): print(d.name, d.available, sep='=')"
    )
    said = dict(line.split("=") for line in run(command, "-c", program).stdout.splitlines())
    ours = {defence.name: defence for defence in probe()}
    assert said.keys() == ours.keys()
    assert said["control groups"] == "False"
    for name, defence in ours.items():
        if defence.required and defence.available:
            assert said[name] == "True", name
