"""Every assignment's proofs: the solution gets full marks, the untouched release none, each known mistake its own."""

import json
import subprocess
import sys

import pytest

from conftest import ROOT

SLUGS = sorted(path.parent.name for path in (ROOT / "assignments").glob("*/notebook.py"))


@pytest.fixture(scope="session")
def findings(tmp_path_factory):
    """All proofs in one run, as an instructor proves a course: one warm parent serves them all."""
    var = tmp_path_factory.mktemp("proofs")
    command = [sys.executable, "-m", "blocnotes.cli", "prove", "--json", "--course-dir", str(ROOT), "--var", str(var)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=1800)
    found = json.loads(done.stdout)
    assert done.returncode == (3 if any(item["faults"] for item in found) else 0), done.stderr[-2000:]
    return found


@pytest.mark.parametrize("slug", SLUGS)
def test_proofs_hold(slug, findings):
    mine = [item for item in findings if item["assignment"] == slug]
    faults = [f"{item['proof']}: {fault}" for item in mine for fault in item["faults"]]
    assert not faults, "\n".join(faults)
    assert len(mine) >= 2 + 3


def test_everything_that_authors_wrote_is_sound():
    command = [sys.executable, "-m", "blocnotes.cli", "check", "--json", "--course-dir", str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert json.loads(done.stdout) == {"defects": []}
    assert done.returncode == 0
