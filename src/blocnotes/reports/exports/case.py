"""A certification as a 1EdTech CASE 1.1 package: document, items, associations, rubrics.

Source: CASE Service information model 1.1 (CFPackage and its CFPckg… types, without CFPackageURI or CFDocumentURI).
Every id is drawn from codes (see `identity`), so that an export of today updates the one of last year.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from blocnotes.authoring.manifest import RubricCriterion
from blocnotes.framework.importing.case_package import EXTENSIONS
from blocnotes.framework.model import Certification, Competency, Course, Criterion
from blocnotes.reports.exports.crosswalk import Crossing
from blocnotes.reports.exports.identity import identify, locate
from blocnotes.reports.exports.rubrics import make_rubrics

BLOC, COMPETENCY, CRITERION = "bloc", "compétence", "critère"
_TYPES = {BLOC: "1", COMPETENCY: "1.1", CRITERION: "1.1.1"}
Rubrics = Mapping[str, Mapping[str, Sequence[RubricCriterion]]]
"""Assignment → graded cell → its rubric."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What all parts of a package share: when the content last changed, and the server that publishes it."""

    changed_at: datetime
    base_uri: str = ""

    def mark(self, identifier: str, collection: str) -> dict[str, Any]:
        """Give the three fields that every part has."""
        moment = self.changed_at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        uri = locate(identifier, collection, self.base_uri)
        return {"identifier": identifier, "uri": uri, "lastChangeDateTime": moment}

    def link(self, identifier: str, collection: str, title: str) -> dict[str, Any]:
        """Give a reference to a part."""
        return {"title": title, "identifier": identifier, "uri": locate(identifier, collection, self.base_uri)}


def make_package(course: Course, crossings: Iterable[Crossing], rubrics: Rubrics, stamp: Stamp) -> dict[str, Any]:
    """Make a CFPackage of a course; `crossings` leave it for other certifications (see `crosswalk`)."""
    certification = course.certification
    return {
        "CFDocument": _make_document(certification, stamp),
        "CFItems": list(_make_items(certification, stamp)),
        "CFAssociations": [*_make_tree(certification, stamp), *_make_crosswalk(course, crossings, stamp)],
        "CFDefinitions": {"CFItemTypes": [_make_type(name, stamp) for name in _TYPES]},
        "CFRubrics": make_rubrics(course, rubrics, stamp),
    }


def _make_document(certification: Certification, stamp: Stamp) -> dict[str, Any]:
    dates = {"statusStartDate": certification.registration.start, "statusEndDate": certification.registration.end}
    names = [item.name for item in certification.certifiers]
    return {
        **stamp.mark(identify("document", certification.code), "CFDocuments"),
        "caseVersion": "1.1",
        "frameworkType": "RNCP",
        "creator": ", ".join(names) or "Certificateur non indiqué",
        "title": certification.title,
        "language": "fr",
        **({"version": certification.edition} if certification.edition else {}),
        **{key: day.isoformat() for key, day in dates.items() if day},
        "notes": certification.code,
        "extensions": {EXTENSIONS: {"code": certification.code, "level": certification.level}},
    }


def _make_items(certification: Certification, stamp: Stamp) -> Iterator[dict[str, Any]]:
    for bloc in certification.blocs:
        yield _make_item(bloc.code, bloc.title, BLOC, stamp)
        for competency in bloc.competencies:
            yield _make_item(competency.full_code, competency.title, COMPETENCY, stamp)
            for criterion in competency.criteria:
                yield _make_criterion(competency, criterion, stamp)


def _make_item(code: str, title: str, kind: str, stamp: Stamp) -> dict[str, Any]:
    return {
        **stamp.mark(identify("item", code), "CFItems"),
        "fullStatement": title,
        "humanCodingScheme": code,
        "CFItemType": kind,
        "CFItemTypeURI": stamp.link(identify("item type", kind), "CFItemTypes", kind),
        "language": "fr",
    }


def _make_criterion(competency: Competency, criterion: Criterion, stamp: Stamp) -> dict[str, Any]:
    item = _make_item(competency.name(criterion), criterion.title, CRITERION, stamp)
    waivable = {"extensions": {EXTENSIONS: {"waivable_for_disability": True}}}
    return item | (waivable if criterion.waivable_for_disability else {})


def _make_type(kind: str, stamp: Stamp) -> dict[str, Any]:
    mark = stamp.mark(identify("item type", kind), "CFItemTypes")
    return {**mark, "title": kind, "description": kind, "hierarchyCode": _TYPES[kind]}


def _make_tree(certification: Certification, stamp: Stamp) -> Iterator[dict[str, Any]]:
    top = stamp.link(identify("document", certification.code), "CFDocuments", certification.title)
    for number, bloc in enumerate(certification.blocs, start=1):
        here = _link_item(bloc.code, bloc.title, stamp)
        yield _associate("isChildOf", here, top, stamp, number)
        for place, competency in enumerate(bloc.competencies, start=1):
            below = _link_item(competency.full_code, competency.title, stamp)
            yield _associate("isChildOf", below, here, stamp, place)
            for rank, criterion in enumerate(competency.criteria, start=1):
                leaf = _link_item(competency.name(criterion), criterion.title, stamp)
                yield _associate("isChildOf", leaf, below, stamp, rank)


def _make_crosswalk(course: Course, crossings: Iterable[Crossing], stamp: Stamp) -> Iterator[dict[str, Any]]:
    titles = {item.full_code: item.title for item in course.certification.competencies}
    titles |= {bloc.code: bloc.title for bloc in course.certification.blocs}
    for crossing in crossings:
        origin = _link_item(crossing.origin, titles[crossing.origin], stamp)
        destination = _link_item(crossing.destination, crossing.destination_title, stamp)
        kind = "exactMatchOf" if crossing.is_match else "isRelatedTo"
        yield _associate(kind, origin, destination, stamp) | {"notes": _describe(crossing)}


def _describe(crossing: Crossing) -> str:
    if crossing.cells:
        return f"Preuves communes : {', '.join(crossing.cells)}."
    return "Équivalence déclarée." if crossing.is_match else "Équivalence partielle déclarée."


def _link_item(code: str, title: str, stamp: Stamp) -> dict[str, Any]:
    return stamp.link(identify("item", code), "CFItems", title) | {"targetType": "CASE"}


def _associate(
    kind: str, origin: Mapping[str, Any], destination: Mapping[str, Any], stamp: Stamp, number: int | None = None
) -> dict[str, Any]:
    identifier = identify("association", kind, origin["identifier"], destination["identifier"])
    return {
        **stamp.mark(identifier, "CFAssociations"),
        "associationType": kind,
        **({} if number is None else {"sequenceNumber": number}),
        "originNodeURI": dict(origin),
        "destinationNodeURI": dict(destination) | {"targetType": "CASE"},
    }
