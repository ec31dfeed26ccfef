"""Where a learner's work crosses over: an assignment is handed out, a notebook is handed in, a receipt is given."""

import json
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from blocnotes.errors import SubmissionRefused
from blocnotes.gradebook.dossier import HandIn, read_hand_ins
from blocnotes.gradebook.store import Store
from blocnotes.grading.collecting import take_in
from blocnotes.grading.intake import fingerprint, parse_notebook, read_bytes, refuse_large
from blocnotes.grading.receipts import Receipt, is_genuine, seal
from blocnotes.records import Notebook, Submission
from blocnotes.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a receipt turns out to be worth."""

    is_genuine: bool
    is_kept: bool
    """Whether the file that it speaks of is among those that were received, unchanged."""
    status: str
    """What became of the hand-in: received, graded, refused, fault; empty where the gradebook has none."""


def hand_out(settings: Settings, assignment: str, folder: Path) -> list[Path]:
    """Copy what was released of an assignment into a learner's folder; what lies there already stays untouched."""
    released, given = settings.release / assignment, []
    for path in sorted(item for item in released.rglob("*") if item.is_file()):
        target = folder / assignment / path.relative_to(released)
        if not target.exists() and not target.is_symlink():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
            given.append(target)
    return given


def hand_in(
    settings: Settings, store: Store, learner: str, assignment: str, content: bytes, now: datetime, *, by: str
) -> Receipt:
    """Take a notebook in, whole and as it is; gives its receipt, that of the first time where it was the last already.

    Raises SubmissionRefused with what the learner can do where it cannot be graded.
    """
    notebook = _find_notebook(store, assignment)
    where = f"{notebook}.ipynb"
    refuse_large(content, where)
    _refuse_another(settings, assignment, notebook, content, where)
    digest = fingerprint(content)
    earlier = read_hand_ins(store.session, learner, assignment)
    if earlier and earlier[-1].sha256 == digest:
        return make_receipt(settings, learner, earlier[-1])
    submission = Submission(
        learner=learner, assignment=assignment, notebook=notebook, sha256=digest, received_at=now,
        path=settings.submitted / learner / assignment / where,
    )  # fmt: skip
    take_in(submission, content, settings, now)
    store.record_received(submission, by=by)
    return make_receipt(settings, learner, read_hand_ins(store.session, learner, assignment)[-1])


def make_receipt(settings: Settings, learner: str, item: HandIn) -> Receipt:
    """Make the receipt of a hand-in: the same one each time."""
    assert item.received_at is not None
    receipt = Receipt(
        course=settings.course_id, learner=learner, assignment=item.assignment, notebook=item.notebook,
        sha256=item.sha256, received_at=item.received_at,
    )  # fmt: skip
    return seal(settings.key(), receipt)


def read_released(settings: Settings, assignment: str, notebook: str = "") -> Notebook:
    """Read the notebook that learners received; one without cells where there is none."""
    path = settings.release / assignment / f"{notebook or assignment}.ipynb"
    found: Notebook = json.loads(read_bytes(path)) if path.is_file() else {"cells": []}
    return found


def examine(settings: Settings, store: Store, receipt: Receipt) -> Finding:
    """Find out what a receipt is worth: its seal, the file that was kept, and what became of it."""
    kept = settings.var / "received" / f"{receipt.sha256}.ipynb"
    found = read_hand_ins(store.session, receipt.learner, receipt.assignment)
    return Finding(
        is_genuine=is_genuine(settings.key(), receipt),
        is_kept=kept.is_file() and fingerprint(kept.read_bytes()) == receipt.sha256,
        status=next((item.status for item in found if item.sha256 == receipt.sha256), ""),
    )


def _find_notebook(store: Store, assignment: str) -> str:
    notebooks = [notebook for slug, notebook in store.notebooks() if slug == assignment]
    if len(notebooks) != 1:
        cure = "choisissez une épreuve qui a été ouverte"
        raise SubmissionRefused("cette épreuve n’attend pas de notebook", where=assignment, cure=cure)
    return notebooks[0]


def _refuse_another(settings: Settings, assignment: str, notebook: str, content: bytes, where: str) -> None:
    given = {cell["grade_id"] for cell in parse_notebook(content, where)["cells"]} - {""}
    released = read_released(settings, assignment, notebook)["cells"]
    expected = {cell.get("metadata", {}).get("nbgrader", {}).get("grade_id", "") for cell in released} - {""}
    if expected and not given & expected:
        cure = "remettez le notebook que vous avez reçu pour cette épreuve"
        raise SubmissionRefused("ce n’est pas le notebook de cette épreuve", where=where, cure=cure)
