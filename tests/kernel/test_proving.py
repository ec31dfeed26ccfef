"""`blocnotes prove`: proofs share notebooks, and a false one is found all the same, alone."""

import json
import subprocess
import sys


def prove(settings, *options):
    course = str(settings.course_dir)
    command = [sys.executable, "-m", "blocnotes.cli", "prove", "--json", "--course-dir", course, *options]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.stdout, done.stderr
    return done.returncode, {item["proof"]: item for item in json.loads(done.stdout)}


def test_proofs_of_different_questions_hold_together_and_apart(mini):
    code, found = prove(mini)
    assert code == 0
    assert found["mediane"]["together"] == ["exception"]
    code, apart = prove(mini, "--apart")
    assert code == 0
    assert found.keys() == apart.keys()
    assert not any(item["together"] for item in apart.values())
    for name, item in found.items():
        assert item["marks"].items() <= apart[name]["marks"].items()


def test_a_false_proof_is_found_and_those_beside_it_hold(mini):
    table = mini.autograders / "essai" / "proofs" / "proofs.toml"
    table.write_text(table.read_text(encoding="utf-8").replace("moyenne = 1.0", "moyenne = 0.5"), encoding="utf-8")
    code, found = prove(mini)
    assert code == 3, found
    assert [name for name, item in found.items() if item["faults"]] == ["mediane"]
    assert "1 points instead of 0.5" in found["mediane"]["faults"][0]
    assert found["exception"]["together"] == []
