"""Find the hand-ins of a course: what there is to grade, and what cannot be."""

import contextlib
import os
import re
import threading
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from blocnotes.errors import SubmissionRefused
from blocnotes.grading.intake import fingerprint, parse_notebook, read_bytes
from blocnotes.records import Refusal, Submission
from blocnotes.settings import Settings

LEARNER = re.compile(r"^[\w.@-]{1,120}$")
TIMESTAMP = "timestamp.txt"


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one hand-in of an inbox: collected, unchanged or refused."""

    learner: str
    assignment: str
    sha256: str
    status: str
    sentence: str = ""


def find_submissions(folder: Path, notebooks: Collection[tuple[str, str]]) -> Iterator[Submission | Refusal]:
    """Walk <learner>/<assignment>/<notebook>.ipynb; what cannot be graded comes back as a refusal.

    notebooks: the (assignment, notebook) pairs that are known.
    """
    by_assignment: dict[str, list[str]] = {}
    for assignment, notebook in sorted(notebooks):
        by_assignment.setdefault(assignment, []).append(notebook)
    for learner in sorted(path for path in folder.glob("*") if path.is_dir() and not path.is_symlink()):
        if not LEARNER.match(learner.name) or learner.name.startswith("."):
            continue
        for place in sorted(learner.glob("*")):
            if place.name not in by_assignment:
                yield _refuse(learner.name, place, "cette épreuve est inconnue du cours")
            elif place.is_symlink() or not place.is_dir():
                yield _refuse(learner.name, place, "un dossier est attendu, et non un lien ou un fichier")
            else:
                for notebook in by_assignment[place.name]:
                    yield _take(learner.name, place, notebook)


def find_newer(
    folder: Path, notebooks: Collection[tuple[str, str]], known: Mapping[tuple[str, str, str], datetime]
) -> Iterator[Submission]:
    """Give the hand-ins that came after what is known of (learner, assignment, notebook); the others stay unread."""
    for assignment, notebook in sorted(notebooks):
        for path in sorted(folder.glob(f"*/{assignment}/{notebook}.ipynb")):
            place = path.parent
            learner = place.parent.name
            last = known.get((learner, assignment, notebook))
            if not LEARNER.match(learner) or (last is not None and received_at(path) <= last):
                continue
            found = _take(learner, place, notebook)
            if isinstance(found, Submission):
                yield found


def _take(learner: str, place: Path, notebook: str) -> Submission | Refusal:
    path = place / f"{notebook}.ipynb"
    if not path.exists() and not path.is_symlink():
        found = ", ".join(sorted(item.name for item in place.glob("*.ipynb"))[:3]) or "aucun notebook"
        return _refuse(learner, place, f"« {path.name} » est attendu ; reçu : {found}", notebook)
    digest = ""
    try:
        content = read_bytes(path)
        digest = fingerprint(content)
        parse_notebook(content, path.name)
    except SubmissionRefused as error:
        return Refusal(
            learner=learner, assignment=place.name, path=path, sentence=str(error), notebook=notebook, sha256=digest
        )
    return Submission(
        learner=learner,
        assignment=place.name,
        notebook=notebook,
        path=path,
        sha256=digest,
        received_at=received_at(path),
    )


def received_at(path: Path) -> datetime:
    """Say when a hand-in was taken in, by the collector's own stamp beside it, in UTC."""
    stamp = path.parent / TIMESTAMP
    try:
        return _read_moment(read_bytes(stamp, limit=100).decode("utf-8", "replace").strip())
    except (SubmissionRefused, ValueError, OverflowError):
        pass
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except (OSError, ValueError, OverflowError):
        return datetime.now(UTC)


def _read_moment(text: str) -> datetime:
    # nbgrader writes UTC by its name; other collectors write an offset.
    for form in ("%Y-%m-%d %H:%M:%S.%f %Z", "%Y-%m-%d %H:%M:%S %Z", "%Y-%m-%dT%H:%M:%S.%f%z", "%Y-%m-%dT%H:%M:%S%z"):
        with contextlib.suppress(ValueError):
            moment = datetime.strptime(text, form)  # noqa: DTZ007
            return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    raise ValueError(f"no moment: {text!r}")


def _refuse(learner: str, place: Path, sentence: str, notebook: str = "") -> Refusal:
    return Refusal(
        learner=learner, assignment=place.name, path=place, sentence=f"{place.name} : {sentence}", notebook=notebook
    )


def collect(inbox: Path, settings: Settings, notebooks: Collection[tuple[str, str]], now: datetime) -> Iterator[Taken]:
    """Take hand-ins from an inbox (<learner>/<assignment>/<notebook>.ipynb) into the course.

    Each is copied byte for byte under its SHA-256 and, where it can be graded, beside the collector's own time. The
    inbox itself is never written. One that was taken before is left as it is.
    """
    for item in find_submissions(inbox, notebooks):
        if isinstance(item, Refusal):
            keep(read_bytes(item.path), settings) if item.sha256 else None
            yield Taken(item.learner, item.assignment, item.sha256, "refused", item.sentence)
            continue
        taken = take_in(item, read_bytes(item.path), settings, now)
        yield Taken(item.learner, item.assignment, item.sha256, "collected" if taken else "unchanged")


def take_in(item: Submission, content: bytes, settings: Settings, now: datetime) -> bool:
    """Keep one hand-in under its SHA-256, and lay it where it is graded; False where it lies there already."""
    place = settings.submitted / item.learner / item.assignment
    path = place / f"{item.notebook}.ipynb"
    if path.exists() and fingerprint(path.read_bytes()) == item.sha256:
        return False
    keep(content, settings)
    place.mkdir(parents=True, exist_ok=True)
    write_whole(place / TIMESTAMP, now.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f UTC").encode())
    write_whole(path, content)
    return True


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    partial = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}.part")
    partial.write_bytes(content)
    partial.replace(path)


def keep(content: bytes, settings: Settings) -> Path:
    """Keep a hand-in byte for byte, for ever; gives where it is."""
    kept = settings.var / "received" / f"{fingerprint(content)}.ipynb"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        write_whole(kept, content)
        kept.chmod(0o440)
    return kept
