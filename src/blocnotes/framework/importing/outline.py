"""From a fiche of the register to a sketch: what the course files hold of it, and what is doubtful."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from blocnotes.errors import ContentDefects, Defect
from blocnotes.framework.importing.coding import give_codes
from blocnotes.framework.importing.fiche import Fiche, FicheBloc
from blocnotes.framework.importing.judging import Confidence
from blocnotes.framework.importing.plain import flatten, tidy
from blocnotes.framework.importing.sketch import BlocSketch, CompetencySketch, Doubt, Sketch, drop_disorder
from blocnotes.framework.importing.splitting import split_competencies

Codes = Mapping[str, Sequence[tuple[str, str]]]
"""Bloc (`BC01`) → the competencies (code, title) that were imported last."""

NO_TITLE = "Intitulé à compléter"
NO_COMPETENCY = "À compléter : la source ne donne aucune compétence"
_WAYS = {
    "FI": "initial",
    "CA": "apprenticeship",
    "FC": "continuing",
    "CQ": "professionalisation",
    "CL": "individual",
    "VAE": "experience",
}
_ACCESS = {"oui": "open", "non": "closed"}
_MOST_BLOCS = 99


def outline_fiche(
    fiche: Fiche, before: Codes | None = None, taken: Mapping[str, Sequence[str]] | None = None
) -> Sketch:
    """Sketch a fiche; raise ContentDefects where it has no blocs, or two of the same code.

    `before` and `taken` keep the codes of a renewed fiche where they were (see `give_codes`).
    """
    _check_blocs(fiche)
    registration, doubts = drop_disorder(
        {"decided": fiche.decided, "start": fiche.start, "end": fiche.end, "last_delivery": fiche.last_delivery}
    )
    blocs = [
        _outline_bloc(number, bloc, before or {}, taken or {}, doubts)
        for number, bloc in zip(_number_blocs(fiche, doubts), fiche.blocs, strict=True)
    ]
    return Sketch(
        code=fiche.code,
        title=fiche.title or NO_TITLE,
        level=fiche.level,
        blocs=tuple(sorted(blocs, key=lambda bloc: bloc.number)),
        registration=registration,
        details=_detail(fiche, doubts),
        doubts=(*doubts, *_doubt(fiche)),
        source="France compétences, RNCP V4.1",
    )


def _check_blocs(fiche: Fiche) -> None:
    defects = list[Defect]()
    if not fiche.blocs:
        cure = "import a fiche that has blocs (those registered since 2019), or write blocs/BC01.toml by hand"
        defects.append(Defect(fiche.code, "BLOCS_COMPETENCES", "has no bloc: there is nothing to certify", cure))
    for code, count in Counter(bloc.code for bloc in fiche.blocs).items():
        if code and count > 1:
            what, cure = f"{code} is there {count} times", "give each bloc its own code in the export"
            defects.append(Defect(fiche.code, "BLOCS_COMPETENCES/BLOC_COMPETENCES/CODE", what, cure))
    if len(fiche.blocs) > _MOST_BLOCS:
        what = f"has {len(fiche.blocs)} blocs, and a course holds {_MOST_BLOCS}"
        defects.append(Defect(fiche.code, "BLOCS_COMPETENCES", what, "import it in parts"))
    if defects:
        raise ContentDefects(defects)


def _number_blocs(fiche: Fiche, doubts: list[Doubt]) -> list[int]:
    found = [_read_number(bloc.code, fiche.code) for bloc in fiche.blocs]
    free = (number for number in range(1, _MOST_BLOCS + 1) if number not in found)
    numbers = list[int]()
    for bloc, number in zip(fiche.blocs, found, strict=True):
        if not number or number in numbers:
            number = next(free)
            doubts.append(Doubt(f"BC{number:02}", f"its code is “{bloc.code}”: numbered in the order of the fiche"))
        numbers.append(number)
    return numbers


def _read_number(code: str, certification: str) -> int:
    match = re.fullmatch(rf"(?:{re.escape(certification)})?[ \-_]*BC[ \-_]*0*(\d{{1,2}})", code)
    return int(match[1]) if match else 0


def _outline_bloc(
    number: int, bloc: FicheBloc, before: Codes, taken: Mapping[str, Sequence[str]], doubts: list[Doubt]
) -> BlocSketch:
    name = f"BC{number:02}"
    split = split_competencies(bloc.competencies)
    competencies, found = give_codes(split.items, name, before.get(name, ()), taken.get(name, ()))
    doubts += found
    if not bloc.title:
        doubts.append(Doubt(f"{name}.title", "the fiche gives none"))
    return BlocSketch(
        number=number,
        title=bloc.title or NO_TITLE,
        competencies=competencies or (CompetencySketch("C01", NO_COMPETENCY),),
        modality=tidy(" ; ".join(line.text.rstrip(" ;") for line in flatten(bloc.modalities))),
        confidence=split.confidence,
        why=split.why,
        set_aside=split.set_aside,
    )


def _detail(fiche: Fiche, doubts: list[Doubt]) -> dict[str, object]:
    lists = {"nsf": fiche.nsf, "formacodes": fiche.formacodes, "rome": fiche.rome, "predecessors": fiche.predecessors}
    details: dict[str, object] = {key: list(values) for key, values in lists.items() if values}
    certifiers = list[dict[str, str]]()
    for name, siret in fiche.certifiers:
        is_siret = bool(re.fullmatch(r"\d{14}", siret))
        certifiers.append({"name": name, "siret": siret} if is_siret else {"name": name})
        if siret and not is_siret:
            doubts.append(Doubt(f"certifiers[{name}].siret", f"“{siret}” is not 14 digits: left out"))
    ways = [{"way": _WAYS[way], "access": _ACCESS.get(answer.casefold(), "unstated")} for way, answer in fiche.ways_in]
    return details | ({"certifiers": certifiers} if certifiers else {}) | ({"ways_in": ways} if ways else {})


def _doubt(fiche: Fiche) -> Iterator[Doubt]:
    yield from (Doubt("registration", f"{text} is no date: left out") for text in fiche.unreadable)
    if not fiche.title:
        yield Doubt("title", "the fiche gives none", Confidence.DOUBTFUL)
    if not fiche.is_active:
        yield Doubt("registration", "the register says that this fiche is not active")
