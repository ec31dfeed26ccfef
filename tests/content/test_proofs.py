"""Every assignment's proofs: the solution gets full marks, the untouched release none, each known mistake its own."""

import json
import subprocess
import sys

import pytest

from conftest import ROOT

SLUGS = sorted(path.parent.name for path in (ROOT / "assignments").glob("*/notebook.py"))


@pytest.mark.parametrize("slug", SLUGS)
def test_proofs_hold(slug, tmp_path):
    command = [sys.executable, "-m", "blocnotes.cli", "prove", slug, "--json", "--course-dir", str(ROOT), "--var", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=900)
    findings = json.loads(done.stdout)
    faults = [f"{item['proof']}: {fault}" for item in findings for fault in item["faults"]]
    assert not faults, "\n".join(faults)
    assert done.returncode == 0
    assert len(findings) >= 2 + 3


def test_everything_that_authors_wrote_is_sound():
    command = [sys.executable, "-m", "blocnotes.cli", "check", "--json", "--course-dir", str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert json.loads(done.stdout) == {"defects": []}
    assert done.returncode == 0
