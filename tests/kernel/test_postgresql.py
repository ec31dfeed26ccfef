"""The same round trip through a Store on SQLite and on a real PostgreSQL: marks, hands, attempts, decisions."""

import os
import shutil
import subprocess
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from math import isnan
from pathlib import Path

import pytest

from blocnotes.errors import GradebookError
from blocnotes.gradebook.database import prepare_database
from blocnotes.gradebook.decisions import Decision, DecisionKind, in_force, record_decision, revoke_decision
from blocnotes.gradebook.store import Store
from blocnotes.records import Ending, Mark, Report, Submission, Verdict
from conftest import require

MOMENT = datetime(2027, 1, 20, 8, tzinfo=UTC)
BINARIES = Path("/usr/lib/postgresql")
# PostgreSQL refuses to run as root.
SERVANT = "postgres" if os.geteuid() == 0 else None


@pytest.fixture(scope="module")
def postgresql():
    """Start a PostgreSQL of its own on a Unix socket, and give its URL."""
    found = sorted(BINARIES.glob("*/bin"))
    tools = found[-1] if found else Path(require("initdb", "postgresql")).parent
    folder = Path(tempfile.mkdtemp(prefix="blocnotes-pg-"))
    if SERVANT:
        shutil.chown(folder, SERVANT)
    server = None
    try:
        make = [tools / "initdb", "-D", folder / "data", "-U", "blocnotes", "-A", "trust", "-E", "UTF8", "--no-sync"]
        subprocess.run(make, check=True, user=SERVANT, cwd=folder, capture_output=True)
        run = [tools / "postgres", "-D", folder / "data", "-k", folder, "-c", "listen_addresses=", "-c", "fsync=off"]
        server = subprocess.Popen(run, user=SERVANT, cwd=folder, stderr=(folder / "log").open("wb"))
        _wait([tools / "pg_isready", "-h", folder, "-U", "blocnotes"])
        yield f"postgresql+psycopg://blocnotes@/postgres?host={folder}"
    finally:
        if server:
            server.terminate()
            server.wait(30)
        shutil.rmtree(folder)


def _wait(ready):
    deadline = time.monotonic() + 60
    while subprocess.run(ready, capture_output=True).returncode:
        assert time.monotonic() < deadline, "PostgreSQL did not start"
        time.sleep(0.2)


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request, tmp_path):
    url = f"sqlite:///{tmp_path}/gradebook.db"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql")
    with Store(url, "course") as opened:
        _release(opened)
        yield opened


def _release(store):
    book = store.gradebook
    store.add_learners({"ana": {"first_name": "Ana"}, "bob": {}})
    book.update_or_create_assignment("essai")
    book.update_or_create_notebook("essai", "essai")
    for name, kind in (("calcul", "code"), ("avis", "markdown")):
        book.update_or_create_grade_cell(name, "essai", "essai", max_score=3.0, cell_type=kind)
        book.update_or_create_solution_cell(name, "essai", "essai")
        book.update_or_create_source_cell(name, "essai", "essai", cell_type=kind, source="")


def _report(learner, sha256, calcul, day):
    submission = Submission(
        learner=learner, assignment="essai", notebook="essai", path=Path("x"), sha256=sha256 * 64,
        received_at=MOMENT + timedelta(days=day),
    )  # fmt: skip
    marks = (
        Mark(cell="calcul", points=calcul, maximum=3.0, verdict=Verdict.PARTIAL, sentence="À revoir."),
        Mark(cell="avis", points=None, maximum=3.0, verdict=Verdict.AWAITED),
    )
    return Report(
        submission=submission,
        marks=marks,
        notebook={"cells": []},
        ending=Ending.COMPLETED,
        seconds=1.0,
        variants={"essai": 2},
    )


def _by_name(cells):
    return {(cell.learner, cell.cell): (cell.points, cell.submission_sha256[:1]) for cell in cells}


def test_marks_attempts_and_decisions_make_the_round_trip(store):
    store.record(_report("ana", "a", 2.75, 0))
    store.record(_report("ana", "b", 4 / 3, 1))
    store.mark_by_hand("ana", "essai", "avis", 2.5, "Bien vu.")
    found = {("ana", "calcul"): (4 / 3, "b"), ("ana", "avis"): (2.5, "b")}
    assert _by_name(store.cells()) == found
    assert [(cell.cell, cell.points, cell.submission_sha256[0]) for cell in store.history("ana")] == [
        ("avis", None, "a"), ("calcul", 2.75, "a"), ("avis", None, "b"), ("calcul", 4 / 3, "b"),
    ]  # fmt: skip
    _check_matrix(store, found)
    store.record(_report("bob", "c", 3.0, 0))
    _check_matrix(store, found | {("bob", "calcul"): (3.0, "c"), ("bob", "avis"): (None, "c")})
    for odd in (1 / 17, 0.1 + 0.2, 2.999, 1387.0, 1e15, -0.25):
        store.mark_by_hand("ana", "essai", "avis", odd, "")
        _check_matrix(
            store, found | {("ana", "avis"): (odd, "b"), ("bob", "calcul"): (3.0, "c"), ("bob", "avis"): (None, "c")}
        )
    store.mark_by_hand("ana", "essai", "avis", 2.5, "Bien vu.")
    _check_ledger(store)
    prepare_database(store.url)
    assert store.manual_comments() == {("ana", "essai", "avis"): "Bien vu."}


def _check_matrix(store, found):
    marks = store.marks()
    assert set(marks.learners) == {"ana", "bob"}
    for (learner, cell), (points, _) in found.items():
        row, column = marks.rows[f"essai/{cell}"][0], marks.columns[learner]
        value = marks.points[row, column]
        assert marks.handed_in[row, column] and marks.maxima[row] == 3.0
        assert isnan(value) if points is None else value == points
    assert marks.handed_in.sum() == len(found)


def _check_ledger(store):
    paper = {"decided_on": date(2027, 2, 1), "reason": "VAE partielle", "reference": "PV 12"}
    kind = DecisionKind.EQUIVALENCE
    line = record_decision(store.session, Decision(learner="ana", kind=kind, code="X1BC01", **paper))
    assert in_force(store.decisions("ana")) == [line]
    revocation = revoke_decision(store.session, line.number, **{**paper, "reason": "Erreur de personne"})
    assert (revocation.revokes, revocation.kind) == (line.number, DecisionKind.REVOCATION)
    assert in_force(store.decisions()) == []
    assert len(store.decisions()) == 2
    with pytest.raises(GradebookError, match="revoked already"):
        revoke_decision(store.session, line.number, **paper)
