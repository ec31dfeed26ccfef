"""A paragraph that is a list in disguise: marks inside a line, semicolons, or sentences that start with verbs."""

import re
from collections.abc import Iterator

from blocnotes.framework.importing.marks import BULLETS, Mark, Marked, read_mark, starts_with_verb
from blocnotes.framework.importing.plain import Line

_CUTS = (
    # A bullet is nothing else than a bullet (but · and * also stand in words and formulas).
    re.compile(rf"\s*(?=[{re.escape(BULLETS.replace('*', '').replace('·', '').replace('→', ''))}])"),
    re.compile(r"(?:^|\s+)(?=\(?[A-Z]{1,2}\d{1,2}(?:[.\-]?[A-Z]?\d{1,2})*\)?\s*[.:)–—-]\s*\S)"),
    re.compile(r"(?:^|\s+)(?=(?:Compétence\s+)?\d{1,2}\s*[.):]\s*[A-ZÀ-Ý])"),
    re.compile(r"(?:^|\s+)(?=[–—-]\s*[A-ZÀ-Ý])"),
)
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-ZÀ-Ý])|\s*;\s*")


def cut_codes(line: Marked) -> Iterator[Marked]:
    """Cut a line that starts with a code where another code of the same build starts: lines that were run together."""
    if line.mark is not Mark.CODE:
        yield line
        return
    build = re.sub(r"\d+", r"\\d{1,2}", re.escape(line.label))
    pieces = re.split(rf"\s+(?={build}\s*(?:[.:)–—-]\s*|\s)[A-ZÀ-Ý])", line.text)
    yield Marked(line.mark, pieces[0], line.label, line.depth)
    yield from (read_mark(Line(piece, line.depth)) for piece in pieces[1:])


def cut_paragraph(line: Marked) -> Iterator[Marked]:
    """Cut a line where marks, semicolons or verbs show items; a line that shows none comes back whole."""
    text = f"{line.label}. {line.text}" if line.label else line.text
    if line.mark is Mark.DASH:
        text = f"- {text}"
    for cut in _CUTS:
        pieces = _cut(cut, text)
        if sum(piece.mark is not Mark.NONE for piece in pieces) > 1:
            yield from pieces
            return
    yield from _cut_sentences(line)


def _cut(cut: re.Pattern[str], text: str) -> list[Marked]:
    return [read_mark(Line(piece.strip())) for piece in cut.split(text) if piece and piece.strip()]


def _cut_sentences(line: Marked) -> Iterator[Marked]:
    pieces = [piece.strip() for piece in _SENTENCE.split(line.text) if piece.strip()]
    if len(pieces) < 2 or sum(map(starts_with_verb, pieces)) < 2:
        yield line
        return
    gathered: list[str] = []
    for piece in pieces:
        if gathered and not starts_with_verb(piece):
            gathered[-1] += f" {piece}"
        else:
            gathered.append(piece)
    for piece in gathered:
        yield Marked(Mark.SENTENCE, piece[0].upper() + piece[1:])
