"""Loading a course: what is right is read, and every fault is named with its file, its place and its cure."""

from datetime import date, datetime

import pytest

from blocnotes.errors import ContentDefects
from blocnotes.framework.load import load_course, load_courses
from blocnotes.framework.model import AllOf, AtLeast, Attempts, Evidence, MeanOf

CERTIFICATION = """
code = "X1"
title = "Essai"
level = 7
[registration]
start = 2025-09-01
end = 2029-08-31
[rules]
competency = "mean >= 12"
[[modalities]]
key = "etude-de-cas"
title = "Étude de cas"
pages_about = 30
"""
BLOC = """
code = "X1BC01"
title = "Un bloc"
modalities = ["etude-de-cas"]
[[competencies]]
code = "C01"
title = "Savoir"
evidence = [{ assignment = "rgpd", cell = "registre", weight = 2 }, { assignment = "sql" }]
[[competencies]]
code = "C02"
title = "Faire"
rule = "all"
criteria = [{ key = "oral", title = "Parler", evidence = [{ assignment = "sql", cell = "oral" }] }]
"""
COURSE = """
[[assignments]]
slug = "rgpd"
due = 2027-01-15T23:59:00+01:00
[[assignments]]
slug = "sql"
prerequisites = ["rgpd"]
"""
CELLS = {"rgpd": {"registre"}, "sql": {"q1", "oral"}}


@pytest.fixture
def write(tmp_path):
    def write_course(certification=CERTIFICATION, bloc=BLOC, course=COURSE, code="X1"):
        folder = tmp_path / code
        (folder / "blocs").mkdir(parents=True)
        texts = {"certification.toml": certification, "blocs/BC01.toml": bloc, "course.toml": course}
        for name, text in texts.items():
            if text is not None:
                (folder / name).write_text(text, encoding="utf-8")
        return folder

    return write_course


def find_defects(folder, cells=None):
    with pytest.raises(ContentDefects) as caught:
        load_course(folder, cells)
    found = {(defect.file, defect.place): defect for defect in caught.value.defects}
    assert len(found) == len(caught.value.defects), "two defects at one place: one hides behind the other"
    return found


def find_defect(folder, cells=None):
    (defect,) = find_defects(folder, cells).values()
    return f"{defect.file} {defect.place} {defect.what} {defect.cure}"


def test_a_course_is_read(write):
    course = load_course(write(), CELLS)
    first, second = course.certification.competencies
    assert first.full_code == "X1BC01.C01"
    assert first.evidence == (Evidence("rgpd", "registre", 2.0), Evidence("sql"))
    assert (first.rule, second.rule) == (MeanOf(0.6), AllOf())
    assert [proof.name for proof in second.evidence] == ["sql/oral"]
    assert course.certification.registration.end == date(2029, 8, 31)
    assert course.certification.blocs[0].modalities[0].conditions.pages_about == 30
    assert [(item.slug, item.order, item.prerequisites) for item in course.assignments] == [
        ("rgpd", 1, ()),
        ("sql", 2, ("rgpd",)),
    ]
    assert course.assignments[0].due == datetime.fromisoformat("2027-01-15T23:59:00+01:00")


def test_a_bloc_overrides_its_certification_and_a_competency_its_bloc(write):
    rules = '[rules]\nbloc = "at_least 1"\ncompetency = "any"\n[[competencies]]'
    course = load_course(write(bloc=BLOC.replace("[[competencies]]", rules, 1)))
    (bloc,) = course.certification.blocs
    assert bloc.rule == AtLeast(1)
    assert [type(competency.rule).__name__ for competency in bloc.competencies] == ["AnyOf", "AllOf"]


@pytest.mark.parametrize(("written", "read"), [('attempts = "best"', Attempts.BEST), ("", Attempts.LAST)])
def test_the_attempts_that_count_are_a_rule_too(write, written, read):
    certification = CERTIFICATION.replace("[rules]", f"[rules]\n{written}")
    assert load_course(write(certification=certification)).certification.blocs[0].attempts is read


def test_a_rule_of_attempts_is_one_of_three(write):
    wrong = CERTIFICATION.replace("[rules]", '[rules]\nattempts = "bets"')
    assert "'bets' is not one of last, best, first" in find_defect(write(certification=wrong))


def test_without_rules_all_competencies_need_ten(write):
    course = load_course(write(certification=CERTIFICATION.replace('competency = "mean >= 12"', "")))
    (bloc,) = course.certification.blocs
    assert (bloc.rule, bloc.competencies[0].rule) == (AllOf(), MeanOf(0.5))


def test_every_fault_of_every_file_is_told_at_once(write):
    certification = CERTIFICATION.replace('title = "Essai"', 'titel = "Essai"').replace("level = 7", 'level = "7"')
    bloc = BLOC.replace('code = "C02"', 'code = "C01"').replace('rule = "all"', 'rule = "most"')
    course = COURSE.replace("+01:00", "").replace('["rgpd"]', '["rgdp"]')
    assert set(find_defects(write(certification, bloc, course))) == {
        ("certification.toml", "title"),
        ("certification.toml", "titel"),
        ("certification.toml", "level"),
        ("blocs/BC01.toml", "competencies[2].code"),
        ("blocs/BC01.toml", "competencies[2].rule"),
        ("course.toml", "assignments[1].due"),
        ("course.toml", "assignments[2].prerequisites[1]"),
    }


def test_the_syntax_error_of_a_file_does_not_hide_the_others(write):
    folder = write(certification="code = \ntitle", bloc=BLOC.replace('"Savoir"', "3"), course='slug = "a')
    defects = find_defects(folder)
    assert set(defects) == {
        ("certification.toml", "line 1"),
        ("blocs/BC01.toml", "competencies[1].title"),
        ("course.toml", "end of file"),
    }
    assert "is not TOML" in defects["certification.toml", "line 1"].what


def test_missing_files_are_told_together(write):
    found = find_defects(write(certification=None, bloc=None, course=None))
    assert set(found) == {("certification.toml", "file"), ("blocs", "folder"), ("course.toml", "file")}


@pytest.mark.parametrize(
    ("good", "bad", "told"),
    [
        ("modalities = [", "modalites = [", "did you mean “modalities”?"),
        ("weight = 2", "weight = 0", "competencies[1].evidence[1].weight 0 is not a weight above 0"),
        ("weight = 2", "weight = -1", "-1 is not a weight above 0"),
        ("weight = 2", "weight = nan", "nan is not a weight above 0"),
        ("weight = 2", "weight = true", "True is not a weight above 0"),
        ("weight = 2", "weight = inf", "inf is not a weight above 0"),
        ("weight = 2", f"weight = 1{'0' * 400}", "is not a weight above 0"),
        ('"sql" }', '"sqll" }', "“sqll” is no assignment of the course did you mean “sql”?"),
        ('"registre"', '"registres"', "“registres” is no graded cell of rgpd did you mean “registre”?"),
        (
            'cell = "oral"',
            'cell = "aural"',
            "competencies[2].criteria[1].evidence[1].cell “aural” is no graded",
        ),
        (
            '{ assignment = "sql" }',
            '{ assignment = "rgpd", cell = "registre" }',
            "“rgpd/registre” is there twice",
        ),
        ('rule = "all"', 'rule = "at_least 2"', "at_least 2 of 1 pieces of evidence can never hold"),
        ('rule = "all"', 'rule = "mean >= 25"', "a mean of 25 is not above 0 and at most 20"),
        ('"etude-de-cas"', '"etude-de-ca"', "“etude-de-ca” is no modality of the certification did you mean"),
        ('code = "X1BC01"', 'code = "X1BC02"', "does not fit the folder and the file write code = “X1BC01”"),
        ('title = "Faire"', "", "competencies[2].title is missing"),
        ('title = "Faire"', 'title = " "', "' ' is not a text in quotes"),
        ('title = "Faire"', 'title = "Faire"\nactivity = "A1"', "“A1” is no activity or task of the bloc"),
        ('key = "oral"', 'key = "À l’oral"', "is not a kebab-case slug"),
    ],
)
def test_a_fault_of_a_bloc_names_its_place_and_its_cure(write, good, bad, told):
    assert good in BLOC
    found = find_defects(write(bloc=BLOC.replace(good, bad)), CELLS)
    sentences = [f"{defect.place} {defect.what} {defect.cure}" for defect in found.values()]
    assert any(told in sentence for sentence in sentences), sentences


@pytest.mark.parametrize(
    ("good", "bad", "told"),
    [
        ('code = "X1"', 'code = "X2"', "name the folder X2, or mend the code"),
        ("2029-08-31", "2024-08-31", "registration.end 2024-08-31 is before start (2025-09-01)"),
        ("2029-08-31", '"31/08/2029"', "is not a date such as 2025-12-14, without quotes"),
        (
            "[registration]",
            "[registration]\nendd = 1",
            "registration.endd is no known key did you mean “end”?",
        ),
        (
            "pages_about = 30",
            "pages_min = 60\npages_max = 50",
            "modalities[1].pages_min 60 is above pages_max, 50",
        ),
        ("level = 7", 'level = 7\ncertifiers = "x"', "certifiers 'x' is not a list"),
        ("level = 7", "level = 7\ncertifiers = [1]", "certifiers[1] 1 is not a table"),
        (
            "level = 7",
            'level = 7\ndetails = [{ code = "D1", title = "T", serves = ["X1BC01.C9"] }]',
            "X1BC01.C9",
        ),
        (
            "level = 7",
            'level = 7\nways_in = [{ way = "initail", access = "open" }]',
            "did you mean “initial”?",
        ),
    ],
)
def test_a_fault_of_a_certification_names_its_place_and_its_cure(write, good, bad, told):
    assert good in CERTIFICATION
    assert told in find_defects_as_text(write(certification=CERTIFICATION.replace(good, bad)))


def find_defects_as_text(folder):
    return "\n".join(f"{defect.place} {defect.what} {defect.cure}" for defect in find_defects(folder).values())


def test_a_circle_of_prerequisites_is_told_once_and_in_full(write):
    rows = [("rgpd", "sql"), ("sql", "tri"), ("tri", "rgpd"), ("seul", "seul")]
    course = "\n".join(f'[[assignments]]\nslug = "{slug}"\nprerequisites = ["{needs}"]' for slug, needs in rows)
    found = find_defects(write(course=course))
    assert [defect.what for defect in found.values()] == [
        "is a circle: rgpd → sql → tri → rgpd",
        "is a circle: seul → seul",
    ]


def test_a_prerequisite_comes_before_what_needs_it(write):
    course = '[[assignments]]\nslug = "sql"\nprerequisites = ["rgpd"]\n[[assignments]]\nslug = "rgpd"'
    assert "“rgpd” comes later in the course put it before" in find_defect(write(course=course))


def test_an_assignment_of_the_course_must_exist(write):
    course = COURSE + '[[assignments]]\nslug = "sqll"'
    assert "assignments[3].slug “sqll” is no known assignment did you mean “sql”?" in find_defect(
        write(course=course), CELLS
    )


def test_a_bloc_file_is_named_after_its_bloc(write):
    folder = write()
    (folder / "blocs" / "annexe.toml").write_text("")
    assert "blocs/annexe.toml file is not named after a bloc" in find_defect(folder)


def test_a_file_that_is_not_utf8_is_told(write):
    folder = write()
    (folder / "course.toml").write_bytes(b"# \xe9")
    assert "course.toml file cannot be read" in find_defect(folder)


def test_the_defects_of_all_courses_are_told_together(write, tmp_path):
    write(course=None)
    write(CERTIFICATION.replace("X1", "X2"), BLOC.replace("X1BC01", "X2BC01").replace("C02", "C01"), code="X2")
    with pytest.raises(ContentDefects) as caught:
        load_courses(tmp_path)
    assert [defect.file for defect in caught.value.defects] == ["X1/course.toml", "X2/blocs/BC01.toml"]


def test_a_folder_without_courses_is_a_defect(tmp_path):
    with pytest.raises(ContentDefects, match="has no course"):
        load_courses(tmp_path)
