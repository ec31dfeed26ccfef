"""What stands in front of a line of free text: a bullet, a dash, a number, a code; and what a line is not."""

import re
from dataclasses import dataclass
from enum import Enum

from blocnotes.framework.importing.plain import Line

BULLETS = "•●▪■□◦○‣·∙➢►▶→✓✔❖*"
DASHES = "-–—−"


class Mark(Enum):
    """The kinds of mark in front of a line."""

    NONE = "no mark"
    LIST = "HTML list"
    BULLET = "bullets"
    DASH = "dashes"
    NUMBER = "numbers"
    LETTER = "letters"
    CODE = "codes"
    SENTENCE = "sentences"


@dataclass(frozen=True, slots=True)
class Marked:
    """A line without its mark; `label` is the number or the code, `depth` the nesting in HTML."""

    mark: Mark
    text: str
    label: str = ""
    depth: int = 0


# A1C1, C3, C1.2, C2-3, A1-C4, BC01C02; a lone letter or a year is no code.
_CODE = re.compile(
    r"\(?(?P<code>(?:[A-Z]{1,3}\d{1,2})(?:[.\-–]?(?:[A-Z]{1,2}\d{1,2}|\d{1,2}))*)\b\)?(?P<end>\s*[.:)–—-]+\s*|\s+)(?=\S)"
)
_WORDED = re.compile(r"comp[ée]tences?\s*(?:n[°o]\s*)?(?P<number>\d{1,2})\s*[.:)–—-]+\s*(?=\S)", re.I)
_NUMBER = re.compile(r"\(?(?P<number>\d{1,2})(?:\s*[.)°/]+(?!\d)\s*|\s*[–—-]+\s+|\s*:\s+)(?=\S)")
_LETTER = re.compile(r"(?P<letter>[a-z])[.)]\s+(?=\S)")
_BULLET = re.compile(rf"[{re.escape(BULLETS)}]\s*(?=\S)|o\s+(?=[A-ZÀ-Ý])")
_DASH = re.compile(rf"[{re.escape(DASHES)}]\s*(?=[^\d\s])")

_ASIDE = (
    r"modalit[ée]s?|[ée]valuations?|mises? en situation|crit[èe]res?|[ée]preuves?|livrables?|indicateurs?"
    r"|conditions?|type d['’][ée]valuation|mode d['’][ée]valuation|dur[ée]e"
)
# Words may come between the noun and the colon (“Modalités d’évaluation :”), but not a whole sentence.
_IS_ASIDE = re.compile(rf"(?:{_ASIDE})\b[^:.;]{{0,60}}:(?P<rest>.*)", re.I | re.S)
_IS_ASIDE_TITLE = re.compile(r"(?:modalit[ée]s?|crit[èe]res?|mode)\s+d['’][ée]valuations?(?: du bloc)?\W*", re.I)
_IS_HEADING = re.compile(
    r"(?:activit[ée]s?|t[âa]ches?|blocs?|domaines?|parties?|th[èe]mes?|missions?)\s*(?:n[°o]\s*)?[A-Z]?\d", re.I
)
_IS_RESUMPTION = re.compile(r"(?:liste\s+(?:des|de)\s+)?comp[ée]tences?\b[^.;]{0,40}:?", re.I)
_INFINITIVE = re.compile(r"(?:ne pas |s['’]|se |savoir |pouvoir )?(?P<verb>[a-zà-ÿ'’-]+?(?:er|ir|re|oir))\b", re.I)
# Words in -er, -ir, -re that start French sentences and are no verbs.
_NO_VERB = re.compile(
    r"premier|dernier|entre|notre|votre|outre|contre|autre|titre|cadre|ordre|offre|dossier|atelier|métier|chiffre", re.I
)


def read_mark(line: Line) -> Marked:
    """Take the mark off a line; an HTML item that also has a number or a code keeps that label."""
    found = _read_text_mark(line.text)
    if line.depth and found.mark not in (Mark.CODE, Mark.NUMBER):
        return Marked(Mark.LIST, found.text, depth=line.depth)
    return Marked(found.mark, found.text, found.label, line.depth)


def _read_text_mark(text: str) -> Marked:
    bulleted = _DASH.match(text) or _BULLET.match(text)
    inner = text[bulleted.end() :] if bulleted else text
    if match := _WORDED.match(inner):
        return Marked(Mark.NUMBER, inner[match.end() :], match["number"])
    if (match := _CODE.match(inner)) and _is_code(match, inner):
        return Marked(Mark.CODE, inner[match.end() :], match["code"])
    if bulleted:
        return Marked(Mark.DASH if bulleted[0][0] in DASHES else Mark.BULLET, inner)
    if match := _NUMBER.match(text):
        return Marked(Mark.NUMBER, text[match.end() :], match["number"])
    if match := _LETTER.match(text):
        return Marked(Mark.LETTER, text[match.end() :], match["letter"])
    return Marked(Mark.NONE, text)


def _is_code(match: re.Match[str], text: str) -> bool:
    # “B1 en anglais” and “H2 : …” are levels and formulas; a code alone is C1, A1C1…, or ends with a sign.
    code = match["code"]
    signed = bool(match["end"].strip())
    return signed or code[0] in "CA" or len(re.findall(r"\d+", code)) > 1


def is_aside(text: str) -> bool:
    """Tell whether a line speaks of the evaluation (“Évaluation : …”), and so is no competency."""
    return bool(_IS_ASIDE.fullmatch(text) or _IS_ASIDE_TITLE.fullmatch(text))


def opens_aside(text: str) -> bool:
    """Tell whether what follows the line speaks of the evaluation too: it is a title and says nothing itself."""
    match = _IS_ASIDE.fullmatch(text)
    return bool(_IS_ASIDE_TITLE.fullmatch(text)) or (match is not None and not match["rest"].strip())


def is_heading(text: str) -> bool:
    """Tell whether a line announces others: “Activité 2 – …”, “Le candidat est capable de :”."""
    return bool(_IS_HEADING.match(text)) or text.endswith(":")


def resumes(text: str) -> bool:
    """Tell whether a line says that competencies follow (again)."""
    return bool(_IS_RESUMPTION.fullmatch(text))


def starts_with_verb(text: str) -> bool:
    """Tell whether a line starts as a competency does, with an infinitive."""
    match = _INFINITIVE.match(text)
    return match is not None and not _NO_VERB.fullmatch(match["verb"])
