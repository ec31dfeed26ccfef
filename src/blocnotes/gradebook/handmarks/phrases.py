"""Comments that markers use again, question by question."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select

from blocnotes.gradebook.handmarks.tables import PhraseRow

LENGTH = 2000


@dataclass(frozen=True, slots=True)
class Phrase:
    """A comment, and how often it was used."""

    number: int
    text: str
    uses: int


def read_phrases(session: Any, assignment: str, cell: str) -> list[Phrase]:
    """Give a question's comments, those used most first."""
    query = select(PhraseRow).filter_by(assignment=assignment, cell=cell).order_by(PhraseRow.uses.desc(), PhraseRow.id)
    return [Phrase(row.id, row.text, row.uses) for row in session.scalars(query)]


def keep_phrase(session: Any, assignment: str, cell: str, text: str, *, by: str) -> None:
    """Keep a comment for the next copies; one that is there already is used once more."""
    text = text.strip()[:LENGTH]
    if not text:
        return
    row = session.scalar(select(PhraseRow).filter_by(assignment=assignment, cell=cell, text=text))
    row = row or PhraseRow(assignment=assignment, cell=cell, text=text, author=by, uses=0)
    row.uses += 1
    session.add(row)
    session.commit()


def drop_phrase(session: Any, number: int) -> None:
    """Take a comment out of the list; where it was written it stays."""
    session.execute(delete(PhraseRow).where(PhraseRow.id == number))
    session.commit()
