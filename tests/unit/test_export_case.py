"""CASE packages of the project's own certifications: well formed, with ids that never change, and readable again."""

import json
from collections import Counter
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from uuid import UUID

import jsonschema
import pytest

from blocnotes.authoring.manifest import Level, RubricCriterion
from blocnotes.errors import ContentDefects
from blocnotes.framework.crosswalk import find_overlaps
from blocnotes.framework.importing.plain import tidy
from blocnotes.framework.importing.road import import_course
from blocnotes.framework.load import load_course, load_courses
from blocnotes.framework.model import (
    Bloc,
    Certification,
    Competency,
    Course,
    Equivalence,
    Evidence,
    MeanOf,
    Registration,
)
from blocnotes.reports.exports.case import Stamp, make_package
from blocnotes.reports.exports.crosswalk import cross

COURSES = Path(__file__).parents[2] / "courses"
STAMP = Stamp(datetime(2027, 1, 15, 12, tzinfo=UTC))

# The shape of a package by the information model of CASE 1.1, as far as this project writes it.
LINK = {
    "type": "object",
    "required": ["title", "identifier", "uri"],
    "additionalProperties": False,
    "properties": {key: {"type": "string", "minLength": 1} for key in ("title", "identifier", "uri")},
}
NODE = {**LINK, "properties": {**LINK["properties"], "targetType": {"enum": ["CASE"]}}}
MARK = {
    "identifier": {"type": "string", "pattern": "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"},
    "uri": {"type": "string", "pattern": "^(urn:uuid:|https?://)"},
    "lastChangeDateTime": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"},
}
TEXT, NUMBER, OBJECT = {"type": "string"}, {"type": "number"}, {"type": "object"}


def part(required=(), **properties):
    known = {**MARK, "extensions": OBJECT, **properties}
    return {"type": "object", "required": [*MARK, *required], "additionalProperties": False, "properties": known}


def many(item):
    return {"type": "array", "items": item}


LEVEL = part(quality=TEXT, description=TEXT, score=NUMBER, position=NUMBER, rubricCriterionId=TEXT)
CRITERION = part(
    description=TEXT, weight=NUMBER, position=NUMBER, rubricId=TEXT, CFItemURI=LINK, CFRubricCriterionLevels=many(LEVEL)
)
KINDS = {"enum": ["isChildOf", "exactMatchOf", "isRelatedTo"]}
SCHEMA = {
    "type": "object",
    "required": ["CFDocument"],
    "additionalProperties": False,
    "properties": {
        "CFDocument": part(
            ["creator", "title"],
            **dict.fromkeys(("creator", "title", "language", "version", "notes", "frameworkType"), TEXT),
            caseVersion={"enum": ["1.1"]},
            statusStartDate=TEXT,
            statusEndDate=TEXT,
        ),
        "CFItems": many(
            part(
                ["fullStatement"],
                **dict.fromkeys(("fullStatement", "humanCodingScheme", "CFItemType", "language"), TEXT),
                CFItemTypeURI=LINK,
            )
        ),
        "CFAssociations": many(
            part(
                ["associationType", "originNodeURI", "destinationNodeURI"],
                associationType=KINDS,
                sequenceNumber={"type": "integer"},
                originNodeURI=NODE,
                destinationNodeURI=NODE,
                notes=TEXT,
            )
        ),
        "CFDefinitions": {
            "properties": {
                "CFItemTypes": many(
                    part(["title", "description", "hierarchyCode"], title=TEXT, description=TEXT, hierarchyCode=TEXT)
                )
            }
        },
        "CFRubrics": many(part(title=TEXT, CFRubricCriteria=many(CRITERION))),
    },
}


@pytest.fixture(scope="module")
def courses():
    return load_courses(COURSES)


def make_cells(courses):
    return {item.slug: ["q1", "q2"] for course in courses for item in course.assignments}


@cache
def overlaps_of(courses):
    return find_overlaps(courses, make_cells(courses))


def package_of(course, courses):
    overlaps = overlaps_of(courses)
    rubric = (RubricCriterion(criterion="Dit tout", points=1, levels=(Level(points=1, title="Oui", text="Tout"),)),)
    rubrics = {item.slug: {"note": rubric} for item in course.assignments}
    return make_package(course, cross(course, courses, overlaps), rubrics, STAMP)


def identifiers(value):
    if isinstance(value, dict):
        if "lastChangeDateTime" in value:
            yield value["identifier"]
        for inner in value.values():
            yield from identifiers(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from identifiers(inner)


def test_every_package_has_the_shape_of_case(courses):
    for course in courses:
        package = json.loads(json.dumps(package_of(course, courses)))
        jsonschema.validate(package, SCHEMA)
        counts = Counter(identifiers(package))
        assert max(counts.values()) == 1, "an id stands for one thing"
        assert {UUID(identifier).version for identifier in counts} == {5}


def test_ids_depend_on_codes_alone(courses):
    course = courses[-1]
    package = package_of(course, courses)
    assert course.certification.code == "RNCP40514"
    # These stand in other systems' databases: a change here breaks every update there.
    assert package["CFDocument"]["identifier"] == "a665b5b0-e8c5-55cd-a40a-be8023124d4b"
    assert package["CFItems"][0]["identifier"] == "76de645b-231f-5a1e-adfe-16e27f980caa"
    later = make_package(course, [], {}, Stamp(datetime(2030, 1, 1, tzinfo=UTC), "https://cadres.example.org"))
    assert [item["identifier"] for item in later["CFItems"]] == [item["identifier"] for item in package["CFItems"]]
    uri = f"https://cadres.example.org/ims/case/v1p1/CFDocuments/{later['CFDocument']['identifier']}"
    assert later["CFDocument"]["uri"] == uri


def outline(course):
    return [
        (
            bloc.code,
            tidy(bloc.title),
            [
                (
                    item.code,
                    tidy(item.title),
                    [(c.key, tidy(c.title), c.waivable_for_disability) for c in item.criteria],
                )
                for item in bloc.competencies
            ],
        )
        for bloc in course.certification.blocs
    ]


def test_a_package_comes_back_as_the_same_certification(courses, tmp_path):
    for course in courses:
        code = course.certification.code
        path = tmp_path / f"{code}.case.json"
        path.write_text(json.dumps(package_of(course, courses)), encoding="utf-8")
        import_course(path, code, tmp_path / "courses")
        again = load_course(tmp_path / "courses" / code)
        assert outline(again) == outline(course)
        one, other = course.certification, again.certification
        assert (other.title, other.level) == (tidy(one.title), one.level)
        assert (other.registration.start, other.registration.end) == (one.registration.start, one.registration.end)


def test_a_reread_package_exports_the_same_ids(courses, tmp_path):
    course = courses[0]
    path = tmp_path / "a.json"
    path.write_text(json.dumps(package_of(course, courses)), encoding="utf-8")
    import_course(path, course.certification.code, tmp_path)
    again = package_of(load_course(tmp_path / course.certification.code), ())
    for key in ("CFItems", "CFAssociations"):
        links = {row["identifier"] for row in again[key] if row.get("associationType", "isChildOf") == "isChildOf"}
        assert links <= {row["identifier"] for row in package_of(course, courses)[key]}


def one_course(code, title, *evidence, rule=MeanOf(0.5), equivalences=()):
    competency = Competency(f"{code}BC01", "C01", title, rule, (), tuple(evidence))
    bloc = Bloc(f"{code}BC01", "Un bloc", rule, (competency,))
    return Course(Certification(code, code, 6, Registration(), (bloc,), equivalences=tuple(equivalences)))


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (one_course("Y", "Choisir une base", Evidence("sql")), [True]),
        (one_course("Y", "Choisir une base", Evidence("sql", "q1"), Evidence("sql", "q2")), [True]),
        (one_course("Y", "Rédiger une note de cadrage", Evidence("sql")), [False]),
        (one_course("Y", "Choisir une base", Evidence("sql"), Evidence("rgpd")), [False]),
        (one_course("Y", "Choisir une base", Evidence("sql"), rule=MeanOf(0.6)), [False]),
        (one_course("Y", "Choisir une base", Evidence("rgpd")), []),
        (one_course("Y", "Choisir une base"), []),
    ],
)
def test_only_the_same_proofs_rule_and_words_make_a_match(other, expected):
    courses = [one_course("X", "Choisir une base", Evidence("sql")), other]
    overlaps = find_overlaps(courses, {"sql": ["q1", "q2"], "rgpd": ["q1"]})
    assert [crossing.is_match for crossing in cross(courses[0], courses, overlaps)] == expected
    assert [crossing.is_match for crossing in cross(courses[1], courses, overlaps)] == expected


@pytest.mark.parametrize("is_partial", [True, False])
def test_a_declared_equivalence_is_a_link_between_blocs(is_partial):
    course = one_course("X", "Choisir", equivalences=[Equivalence("XBC01", "Z", "ZBC02", is_partial)])
    package = make_package(course, cross(course, [course], []), {}, STAMP)
    (link,) = (row for row in package["CFAssociations"] if row["associationType"] != "isChildOf")
    assert link["associationType"] == ("isRelatedTo" if is_partial else "exactMatchOf")
    assert link["destinationNodeURI"]["title"] == "ZBC02"


def case_file(tmp_path, items, links, **document):
    rows = [
        {
            "associationType": "isChildOf",
            "originNodeURI": {"identifier": child},
            "destinationNodeURI": {"identifier": parent},
        }
        for child, parent in links
    ]
    head = {"identifier": "doc", "title": "Cadre", **document}
    path = tmp_path / "framework.json"
    listed = [{"identifier": key, "fullStatement": f"Texte {key}", "humanCodingScheme": code} for key, code in items]
    path.write_text(json.dumps({"CFDocument": head, "CFItems": listed, "CFAssociations": rows}), encoding="utf-8")
    return path


def defects_of(path, tmp_path):
    with pytest.raises(ContentDefects) as caught:
        import_course(path, "X1", tmp_path / "courses")
    assert not (tmp_path / "courses").exists()
    assert all(defect.cure for defect in caught.value.defects)
    return [f"{defect.place} {defect.what}" for defect in caught.value.defects]


def test_a_foreign_package_of_two_levels_is_read(tmp_path):
    path = case_file(tmp_path, [("b", "M"), ("c1", "M.1.2"), ("c2", "")], [("b", "doc"), ("c1", "b"), ("c2", "b")])
    done = import_course(path, "X1", tmp_path)
    assert [item.code for item in load_course(tmp_path / "X1").certification.competencies] == ["M1P2", "C01"]
    assert any("M.1.2 is written M1P2" in doubt.why for doubt in done.sketch.concerns)


def test_a_flat_package_makes_one_bloc_and_says_so(tmp_path):
    done = import_course(case_file(tmp_path, [("a", "C1"), ("b", "C2")], []), "X1", tmp_path)
    assert [item.code for item in load_course(tmp_path / "X1").certification.competencies] == ["C1", "C2"]
    assert any("one level" in doubt.why for doubt in done.sketch.concerns)


def test_circles_twins_and_dangling_links_are_told_together(tmp_path):
    items = [("a", "A"), ("b", "B"), ("c", "C"), ("c", "D")]
    found = defects_of(case_file(tmp_path, items, [("a", "b"), ("b", "a")]), tmp_path)
    assert any("is its own ancestor: a → b → a" in text for text in found)
    assert any("id “c” is there 2 times" in text for text in found)
    dangling = defects_of(case_file(tmp_path, items, [("a", "doc"), ("b", "nowhere"), ("ghost", "a")]), tmp_path)
    assert dangling == [
        "CFAssociations[2].destinationNodeURI “nowhere” is no item of the package",
        "CFAssociations[3].originNodeURI “ghost” is no item of the package",
    ]


def test_an_item_with_two_parents_is_told(tmp_path):
    items = [("a", "A"), ("b", "B"), ("c", "C")]
    found = defects_of(case_file(tmp_path, items, [("a", "doc"), ("b", "doc"), ("c", "a"), ("c", "b")]), tmp_path)
    assert found == ["c has 2 parents"]


def test_twin_codes_are_told(tmp_path):
    found = defects_of(case_file(tmp_path, [("a", "A"), ("b", "A")], []), tmp_path)
    assert found == ["CFItems[1] code “A” is there 2 times", "CFItems[2] code “A” is there 2 times"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is not JSON"),
        (b"[" * 100_000, "is not JSON"),
        (b"{}", "CFDocument is missing"),
        (b"[]", "CFDocument is missing"),
        (b'{"CFDocument": {"identifier": "d"}}', "holds no competency"),
        (b'{"CFDocument": {"identifier": "d"}, "CFItems": [1, {"fullStatement": 3}]}', "identifier is missing"),
        (b"{1: 2}", "is not JSON"),
        (b'{"CFDocument": "\xe9"}', "is not UTF-8"),
    ],
)
def test_what_is_no_package_is_refused(tmp_path, content, told):
    path = tmp_path / "framework.json"
    path.write_bytes(content)
    assert any(told in text for text in defects_of(path, tmp_path))


def test_a_lone_surrogate_does_not_break_the_course(tmp_path):
    path = case_file(tmp_path, [("a", "C1")], [], title="Cadre \ud800 ancien\u0000")
    import_course(path, "X1", tmp_path)
    assert load_course(tmp_path / "X1").certification.title == "Cadre ancien"
