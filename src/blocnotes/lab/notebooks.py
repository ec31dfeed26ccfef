"""Where a learner's notebook is, and what is in it: in the folder where they work, or sent with a form."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from blocnotes.errors import SubmissionRefused
from blocnotes.grading.intake import fingerprint, parse_notebook, read_bytes
from blocnotes.grading.saved import SavedState, read_saved_state
from blocnotes.lab.desk import Desk
from blocnotes.lab.page import Call, Unfit
from blocnotes.lab.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The notebook as it lies in the learner's folder now."""

    path: str
    """Where it is under the folder that JupyterLab shows."""
    saved_at: datetime
    content: bytes
    sha256: str
    state: SavedState | None = None
    refused: str = ""
    """Why it cannot be handed in as it is."""


def find_path(desk: Desk, learner: str, work: Work) -> str:
    """Say where a learner's notebook is under their folder; empty where they have not taken it, or work elsewhere."""
    folder, path = desk.find_folder(learner), f"{work.slug}/{work.notebook}.ipynb"
    return path if folder and (folder / path).is_file() else ""


def find_draft(desk: Desk, learner: str, work: Work) -> Draft | None:
    """Read a learner's notebook of an assignment; None where they have not taken it, or work elsewhere."""
    folder, path = desk.find_folder(learner), find_path(desk, learner, work)
    return read_draft(folder / path) if folder and path else None


def read_draft(path: Path) -> Draft:
    """Read a notebook with what can be said of it."""
    shown, saved_at = f"{path.parent.name}/{path.name}", datetime.fromtimestamp(path.stat().st_mtime, UTC)
    try:
        content = read_bytes(path)
        parse_notebook(content, path.name)
    except SubmissionRefused as error:
        return Draft(path=shown, saved_at=saved_at, content=b"", sha256="", refused=error.what)
    state = read_saved_state(content)
    return Draft(path=shown, saved_at=saved_at, content=content, sha256=fingerprint(content), state=state)


def take_content(desk: Desk, call: Call, work: Work) -> bytes:
    """Give what is to be handed in: the file that was sent, or else the learner's draft.

    Raises Unfit where there is neither, or where the draft is no longer the one that the page showed.
    """
    sent = call.files.get("notebook")
    if sent:
        return sent
    draft = find_draft(desk, call.person.name, work)
    if draft is None:
        raise Unfit("Choisissez le fichier .ipynb à remettre.")
    if call.given("sha256") not in ("", draft.sha256):
        raise Unfit("Le notebook a été enregistré à nouveau entre-temps. Revenez à la page de remise, et relisez-la.")
    return draft.content
