"""A fiche into a course folder, and again when it is renewed: what a person edited stays."""

import pytest

from blocnotes.errors import ContentDefects, ContentError
from blocnotes.framework.importing.merging import Kind
from blocnotes.framework.importing.road import import_course
from blocnotes.framework.load import load_course
from unit.test_import_fiches import FULL, SHAPES, draw_fiche, make_bloc, make_export, make_fiche, sentences

CODE = "RNCP90001"
FIRST = ["Analyser le besoin d’un client", "Concevoir une architecture de données", "Piloter le budget d’un projet"]


class Register:
    """A register that changes its mind about one fiche."""

    def __init__(self, folder):
        self.folder = folder
        self.courses = folder / "courses"
        self.course = self.courses / CODE

    def publish(self, *blocs, **parts):
        made = [make_bloc(f"{CODE}BC{i:02}", text) for i, text in enumerate(blocs, 1)]
        (self.folder / "export.xml").write_text(make_export([make_fiche(CODE, made, **parts)]), encoding="utf-8")

    def fetch(self, **options):
        return import_course(self.folder / "export.xml", CODE, self.courses, **options)

    def edit(self, file, old, new):
        path = self.course / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def titles(self, bloc=0):
        return {item.code: item.title for item in load_course(self.course).certification.blocs[bloc].competencies}


@pytest.fixture
def register(tmp_path):
    register = Register(tmp_path)
    register.publish(SHAPES["dashes"](FIRST), more=FULL)
    return register


def kinds(done):
    return {f"{change.file} {change.key}": change.kind for change in done.changes if change.kind is not Kind.UNCHANGED}


def test_the_written_course_loads_and_says_what_the_fiche_says(register):
    done = register.fetch()
    course = load_course(register.course)
    assert done.is_new
    assert register.titles() == dict(zip(["C01", "C02", "C03"], FIRST, strict=True))
    assert course.certification.level == 6
    assert course.certification.certifiers[0].siret == "12345678901234"
    assert [way.way.value for way in course.certification.ways_in] == ["initial", "individual", "experience"]
    assert course.certification.blocs[0].modalities[0].title == "Étude de cas"
    assert course.certification.registration.end.year == 2029


@pytest.mark.parametrize("number", range(30))
def test_every_drawn_fiche_makes_a_course_that_loads(tmp_path, number):
    (tmp_path / "export.xml").write_text(make_export([draw_fiche(number)]), encoding="utf-8")
    code = f"RNCP{30000 + number}"
    import_course(tmp_path / "export.xml", code, tmp_path)
    assert load_course(tmp_path / code).certification.blocs


@pytest.mark.parametrize(
    "fiche",
    [
        make_fiche(title=None, level=None, end=None),
        make_fiche(blocs=[make_bloc(None, None, None, None)]),
        make_fiche(blocs=[make_bloc("BC7", "- Analyser le besoin\n- Concevoir", "Un")]),
        make_fiche(blocs=[make_bloc("RNCP1BC01", "x"), make_bloc("", "y"), make_bloc("RNCP90001BC01", "z")]),
        make_fiche(blocs=[make_bloc(f"{CODE}BC01", "Citer \"\\n\" et ''' puis {x} = [1] # non\n• Suite")]),
        make_fiche(end="01/01/2020"),
        make_fiche(blocs=[make_bloc(f"{CODE}BC01", "A1C1 Un deux trois\nA1C1 Quatre cinq six\nC1.2 Sept huit neuf")]),
    ],
)
def test_a_poor_fiche_makes_a_course_that_loads_and_says_what_is_doubtful(tmp_path, fiche):
    (tmp_path / "export.xml").write_text(make_export([fiche]), encoding="utf-8")
    done = import_course(tmp_path / "export.xml", CODE, tmp_path)
    assert load_course(tmp_path / CODE)
    assert done.sketch.concerns


def test_a_dry_run_writes_nothing(register):
    assert register.fetch(dry_run=True).files
    assert not register.courses.exists()


def test_the_same_fiche_again_changes_nothing(register):
    register.fetch()
    before = {path: path.read_bytes() for path in register.course.rglob("*.toml")}
    done = register.fetch()
    assert (kinds(done), done.files) == ({}, ())
    assert {path: path.read_bytes() for path in register.course.rglob("*.toml")} == before


def test_a_renewal_updates_what_nobody_touched_and_keeps_comments_and_order(register):
    register.fetch()
    register.edit("certification.toml", "level = 6", "# vérifié le 3 mars\nlevel = 6  # niveau européen\n")
    register.publish(SHAPES["dashes"](FIRST), more=FULL, level="NIV7", end="31/08/2031")
    done = register.fetch()
    assert kinds(done) == dict.fromkeys(
        ["certification.toml level", "certification.toml registration.end"], Kind.UPDATED
    )
    text = (register.course / "certification.toml").read_text(encoding="utf-8")
    assert "# vérifié le 3 mars\nlevel = 7  # niveau européen\n" in text
    assert load_course(register.course).certification.registration.end.year == 2031


def test_what_a_person_edited_stays(register):
    register.fetch()
    register.edit("blocs/BC01.toml", FIRST[0], "Cerner la demande")
    register.edit("certification.toml", 'competency = "mean >= 10"', 'competency = "mean >= 12"')
    done = register.fetch()
    assert set(kinds(done).values()) == {Kind.EDITED}
    assert register.titles()["C01"] == "Cerner la demande"


def test_a_conflict_keeps_the_person_s_text_and_is_told_with_all_three(register):
    register.fetch()
    register.edit("blocs/BC01.toml", FIRST[0], "Cerner la demande")
    reworded = "Analyser le besoin d’un grand client"
    register.publish(SHAPES["dashes"]([reworded, *FIRST[1:]]), more=FULL)
    (change,) = register.fetch().of(Kind.CONFLICT)
    assert (change.key, change.base, change.mine, change.theirs) == (
        "competencies[C01].title",
        FIRST[0],
        "Cerner la demande",
        reworded,
    )
    assert register.titles()["C01"] == "Cerner la demande"
    # Told once: after that it is the person's text, knowingly.
    assert set(kinds(register.fetch()).values()) == {Kind.EDITED}


def test_a_competency_put_in_between_moves_no_code(register):
    register.fetch()
    register.edit("blocs/BC01.toml", f'title = "{FIRST[1]}"', f'title = "{FIRST[1]}"\ndeliverables = ["Un plan"]')
    register.publish(SHAPES["dashes"]([FIRST[0], "Animer une équipe pluridisciplinaire", *FIRST[1:]]), more=FULL)
    done = register.fetch()
    assert register.titles() == dict(zip(["C01", "C02", "C03"], FIRST, strict=True)) | {
        "C04": "Animer une équipe pluridisciplinaire"
    }
    assert set(kinds(done)) == {f"blocs/BC01.toml competencies[C04].{key}" for key in ("code", "title")}
    assert load_course(register.course).certification.blocs[0].competencies[1].deliverables == ("Un plan",)


def test_a_competency_that_the_register_drops_goes_unless_work_hangs_on_it(register):
    register.fetch()
    register.edit("blocs/BC01.toml", f'title = "{FIRST[1]}"', f'title = "{FIRST[1]}"\nrule = "any"')
    register.publish(SHAPES["dashes"]([*FIRST[:1], "Rédiger un tout autre texte ici"]), more=FULL)
    done = register.fetch()
    assert list(register.titles()) == ["C01", "C02", "C04"]
    assert [change.key for change in done.of(Kind.CONFLICT)] == ["competencies[C02].code", "competencies[C02].title"]


def test_a_competency_that_a_person_took_out_stays_out(register):
    register.fetch()
    register.edit("blocs/BC01.toml", f'[[competencies]]\ncode = "C03"\ntitle = "{FIRST[2]}"\n', "")
    register.publish(SHAPES["dashes"](FIRST), more=FULL, level="NIV7")
    register.fetch()
    assert list(register.titles()) == ["C01", "C02"]


def test_a_new_bloc_makes_a_file_and_a_dropped_one_goes_if_untouched(register):
    register.publish(*(SHAPES["dashes"](sentences(3, i)) for i in range(3)))
    register.fetch()
    register.edit("blocs/BC03.toml", "# Imported", "# À moi. Imported")
    register.publish(SHAPES["dashes"](sentences(3, 0)))
    done = register.fetch()
    assert sorted(path.name for path in (register.course / "blocs").iterdir()) == ["BC01.toml", "BC03.toml"]
    assert {change.file for change in done.of(Kind.CONFLICT)} == {
        "blocs/BC03.toml",
        # Its modality stays with it.
        "certification.toml",
    }
    register.publish(*(SHAPES["dashes"](sentences(3, i)) for i in (0, 5)))
    register.fetch()
    assert (register.course / "blocs" / "BC02.toml").is_file()


def test_a_course_written_by_hand_is_compared_and_never_touched(register):
    register.fetch()
    for path in (register.course / "imported").rglob("*.toml"):
        path.unlink()
    register.edit("certification.toml", "level = 6", "level = 5")
    before = (register.course / "certification.toml").read_bytes()
    register.publish(SHAPES["dashes"](FIRST), more=FULL, level="NIV7")
    done = register.fetch()
    assert (kinds(done), done.files) == ({"certification.toml level": Kind.EDITED}, ())
    assert (register.course / "certification.toml").read_bytes() == before


def test_values_that_cannot_be_patched_cleanly_are_conflicts(register):
    register.fetch()
    rows = ", ".join(f'{{ code = "C0{i}", title = "{title}" }}' for i, title in enumerate(FIRST, 1))
    head = (register.course / "blocs/BC01.toml").read_text(encoding="utf-8").partition("\n[[competencies]]")[0]
    (register.course / "blocs/BC01.toml").write_text(f"{head}competencies = [{rows}]\n", encoding="utf-8")
    register.publish(SHAPES["dashes"]([*FIRST[:2], "Piloter le budget d’un grand projet"]), more=FULL)
    done = register.fetch()
    assert [change.key for change in done.of(Kind.CONFLICT)] == ["competencies[C03].title"]
    assert register.titles()["C03"] == FIRST[2]


def test_a_course_that_would_not_load_is_not_written(register):
    register.fetch()
    register.edit("blocs/BC01.toml", 'code = "C01"', 'code = "c un"')
    before = {path: path.read_bytes() for path in register.course.rglob("*.toml")}
    register.publish(SHAPES["dashes"](FIRST), more=FULL, level="NIV7")
    with pytest.raises(ContentDefects, match="not a code"):
        register.fetch()
    assert {path: path.read_bytes() for path in register.course.rglob("*.toml")} == before


def test_a_fiche_without_blocs_or_with_twins_is_one_report(tmp_path):
    path = tmp_path / "export.xml"
    path.write_text(make_export([make_fiche(blocs=[]), make_fiche("RNCP2", [make_bloc("RNCP2BC01", "x")] * 2)]))
    with pytest.raises(ContentDefects, match="has no bloc"):
        import_course(path, CODE, tmp_path)
    with pytest.raises(ContentDefects, match="RNCP2BC01 is there 2 times"):
        import_course(path, "RNCP2", tmp_path)


@pytest.mark.parametrize("code", ["../x", "", "RNCP/1"])
def test_a_code_that_is_no_code_is_refused(register, code):
    with pytest.raises(ContentError, match="is not a code"):
        import_course(register.folder / "export.xml", code, register.courses)
