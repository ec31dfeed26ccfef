"""One fiche of the register as a value: any of its fields may be absent, and none is trusted to be clean."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from typing import Any

from blocnotes.framework.importing.plain import tidy

_DAY_FORMS = ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%Y%m%d")


@dataclass(frozen=True, slots=True)
class FicheBloc:
    """One bloc as the register writes it: the competencies and the modalities are free text."""

    code: str
    title: str
    competencies: str
    modalities: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fiche:
    """One certification as the register writes it; a date that it does not give (or not readably) is None."""

    code: str
    title: str = ""
    level: int | None = None
    is_active: bool = False
    decided: date | None = None
    start: date | None = None
    end: date | None = None
    last_delivery: date | None = None
    unreadable: tuple[str, ...] = ()
    """Dates that are there and cannot be read: `DATE_EFFET: 31/02/2024`."""
    nsf: tuple[str, ...] = ()
    formacodes: tuple[str, ...] = ()
    rome: tuple[str, ...] = ()
    certifiers: tuple[tuple[str, str], ...] = ()
    """Name and SIRET (empty where absent)."""
    ways_in: tuple[tuple[str, str], ...] = ()
    """The register's two letters (FI, CA, …) and its answer (Oui, Non, other)."""
    predecessors: tuple[str, ...] = ()
    blocs: tuple[FicheBloc, ...] = ()


WAYS = ("FI", "CA", "FC", "CQ", "CL", "VAE")


def read_fiche(element: Any) -> Fiche:
    """Read a `FICHE` element; what is absent is left empty."""
    dates = _Dates(element)
    return Fiche(
        code=_find(element, "NUMERO_FICHE").upper(),
        title=_find(element, "INTITULE"),
        level=_read_level(_find(element, "NOMENCLATURE_EUROPE/NIVEAU")),
        is_active=_find(element, "ACTIF").casefold() == "oui",
        decided=dates.find("DATE_DECISION"),
        start=dates.find("DATE_EFFET"),
        end=dates.find("DATE_FIN_ENREGISTREMENT"),
        last_delivery=dates.find("DATE_LIMITE_DELIVRANCE"),
        unreadable=tuple(dates.unreadable),
        nsf=_find_all(element, "CODES_NSF/NSF/CODE"),
        formacodes=_find_all(element, "FORMACODES/FORMACODE/CODE"),
        rome=_find_all(element, "CODES_ROME/ROME/CODE"),
        certifiers=_read_certifiers(element),
        ways_in=tuple((way, answer) for way in WAYS if (answer := _find(element, f"SI_JURY_{way}"))),
        predecessors=_read_predecessors(element),
        blocs=tuple(map(_read_bloc, element.findall("BLOCS_COMPETENCES/BLOC_COMPETENCES"))),
    )


class _Dates:
    """The dates of a fiche, and those that cannot be read."""

    def __init__(self, element: Any) -> None:
        self._element = element
        self.unreadable: list[str] = []

    def find(self, tag: str) -> date | None:
        text = _find(self._element, tag)
        # The time of the day, where the register gives one, says nothing.
        written = re.split(r"[T ]", text)[0]
        for form in _DAY_FORMS:
            try:
                return datetime.strptime(written, form).date()  # noqa: DTZ007  (a day has no time zone)
            except ValueError:
                continue
        if text:
            self.unreadable.append(f"{tag}: {text}")
        return None


def _read_level(text: str) -> int | None:
    match = re.search(r"[1-8]\b", text)
    return int(match[0]) if match else None


def _read_certifiers(element: Any) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    for item in element.findall("CERTIFICATEURS/CERTIFICATEUR"):
        name, siret = _find(item, "NOM_CERTIFICATEUR"), re.sub(r"\s", "", _find(item, "SIRET_CERTIFICATEUR"))
        if name:
            found[name] = found.get(name) or siret
    return tuple(found.items())


def _read_predecessors(element: Any) -> tuple[str, ...]:
    block = element.find("ANCIENNES_CERTIFICATIONS")
    text = "" if block is None else " ".join(map(str, block.itertext()))
    return tuple(dict.fromkeys(re.findall(r"\b(?:RNCP|RS)\d+\b", text)))


def _read_bloc(element: Any) -> FicheBloc:
    return FicheBloc(
        code=_find(element, "CODE").upper(),
        title=_find(element, "LIBELLE"),
        competencies=_whole(element, "LISTE_COMPETENCES"),
        modalities=_whole(element, "MODALITES_EVALUATION"),
    )


def _find(element: Any, path: str) -> str:
    return tidy(element.findtext(path) or "")


def _find_all(element: Any, path: str) -> tuple[str, ...]:
    texts = (tidy(item.text or "") for item in element.findall(path))
    return tuple(dict.fromkeys(filter(None, texts)))


def _whole(element: Any, tag: str) -> str:
    # Free text is sometimes escaped HTML, sometimes a CDATA section, sometimes real child elements.
    child = element.find(tag)
    if child is None:
        return ""
    return (child.text or "") if not len(child) else _write_inside(child)


def _write_inside(element: Any) -> str:
    inside = (f"<{child.tag}>{_write_inside(child)}</{child.tag}>{escape(child.tail or '')}" for child in element)
    return escape(element.text or "") + "".join(inside)
