"""The markers' pages, asked as functions: anonymous piles, drafts, signatures, blind second readings, agreement."""

import shutil

import pytest

from blocnotes.gradebook.handmarks.copies import read_copies
from blocnotes.gradebook.handmarks.marks import read_marks
from blocnotes.lab.desk import Desk
from blocnotes.lab.marking import agreeing, overview, reading
from blocnotes.lab.page import Call, Data, Missing, Moved, Unfit
from blocnotes.lab.person import INSTRUCTORS, MARKERS, Person, Role
from blocnotes.lab.table import ROUTES
from blocnotes.settings import read_settings
from browser.marked import ANSWERS, build_pile
from browser.school import NOW

HERE = {"slug": "essai", "cell": "avis"}


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """The school, built once: a copy of it is much sooner there."""
    folder = tmp_path_factory.mktemp("template") / "school"
    build_pile(folder)
    return folder


@pytest.fixture
def desk(tmp_path, template):
    shutil.copytree(template, tmp_path / "school")
    desk = Desk(read_settings(tmp_path / "school"), clock=lambda: NOW)
    yield desk
    desk.close()


def ask(show, desk, form=None, who="m1", roles=frozenset({Role.MARKER}), query=None, **parts):
    fields = {name: [value] for name, value in (form or {}).items()}
    words = {name: [value] for name, value in (query or {}).items()}
    return show(desk, Call(person=Person(who, roles), parts=parts, form=fields, query=words))


def pile(desk, who="m1"):
    return ask(overview.show_pile, desk, who=who, **HERE).values["pile"]


def write_as(desk, who, learner):
    """Give the pseudonym under which a marker meets a learner's copy."""
    return next(sheet.pseudonym for sheet in pile(desk, who).sheets if sheet.copy.learner == learner)


def give(desk, who, learner, level="0", comment="", do="sign", **more):
    form = {"level-0": level, "comment": comment, "do": do} | more
    return ask(reading.take_mark, desk, form, who=who, copy=write_as(desk, who, learner), **HERE)


def counted(desk, learner):
    with desk.open_store() as store:
        (copy,) = [item for item in read_copies(store.session, "essai", learner=learner) if item.cell == "avis"]
    return copy.points, copy.is_awaited


def test_the_pages_are_the_markers():
    assert {route.who for route in (*overview.ROUTES, *reading.ROUTES)} == {MARKERS}
    assert {route.who for route in agreeing.ROUTES} == {INSTRUCTORS}
    assert {*overview.ROUTES, *reading.ROUTES, *agreeing.ROUTES} <= set(ROUTES)


def test_a_pile_names_nobody(desk):
    (question,) = ask(overview.show_questions, desk).values["questions"]
    assert (question.slug, question.cell, question.heading, question.awaited) == ("essai", "avis", "Avis", 4)
    found = pile(desk)
    assert len(found.waiting) == 4
    assert [sheet.pseudonym for sheet in found.sheets] == [sheet.pseudonym for sheet in pile(desk, "m2").sheets]
    assert ask(overview.show_pile, desk, query={"noms": "1"}, **HERE).values["names"] == {}
    shown = ask(overview.show_pile, desk, query={"noms": "1"}, roles=INSTRUCTORS, **HERE).values["names"]
    assert shown["bob"] == "Bob Durand"
    with pytest.raises(Missing):
        ask(overview.show_pile, desk, slug="essai", cell="moyenne")
    for unknown in ("bob", "AAA-AAA", "..", ""):
        with pytest.raises(Missing):
            ask(reading.show_copy, desk, copy=unknown, **HERE)


def test_an_answer_stands_beside_its_scheme(desk):
    page = ask(reading.show_copy, desk, copy=write_as(desk, "m1", "bob"), **HERE)
    assert page.values["answer"].work == (ANSWERS["bob"],)
    scheme = page.values["scheme"]
    assert "Que vaut une moyenne sur vingt valeurs" in scheme.statement
    assert "BEGIN SOLUTION" not in scheme.statement
    assert scheme.solution == "Peu de chose sans sa dispersion."
    assert [item.criterion for item in scheme.rubric] == ["Nuance la portée d’une moyenne"]


def test_a_draft_is_saved_as_it_is_made_and_counts_for_nothing(desk):
    copy = write_as(desk, "m1", "bob")
    saved = ask(reading.save, desk, {"level-0": "1", "comment": "Citez"}, copy=copy, **HERE)
    assert isinstance(saved, Data)
    assert (saved.values["points"], saved.values["signed"]) == (0.0, False)
    own = ask(reading.show_copy, desk, copy=copy, **HERE).values["own"]
    assert (own.levels, own.comment) == ({"Nuance la portée d’une moyenne": 0.0}, "Citez")
    assert ask(reading.show_copy, desk, who="m2", copy=copy, **HERE).values["own"].comment == ""
    assert counted(desk, "bob") == (None, True)
    nothing = write_as(desk, "m1", "zoe")
    assert ask(reading.save, desk, {"level-0": "7", "comment": ""}, copy=nothing, **HERE).values["at"] == ""


def test_a_signature_leads_to_the_next_copy_and_the_mark_to_nbgrader(desk):
    first = pile(desk).waiting[0]
    moved = give(desk, "m1", first.copy.learner, "0", "Bien vu.", keep="1")
    assert isinstance(moved, Moved)
    assert moved.to == f"corrections/essai/avis/{pile(desk).waiting[0].pseudonym}"
    assert counted(desk, first.copy.learner) == (2.0, False)
    phrases = ask(reading.show_copy, desk, copy=pile(desk).waiting[0].pseudonym, **HERE).values["phrases"]
    assert [phrase.text for phrase in phrases] == ["Bien vu."]
    # Looking at it again, and saving what is there, does not take the signature off.
    form = {"level-0": "0", "comment": "Bien vu."}
    assert ask(reading.save, desk, form, copy=first.pseudonym, **HERE).values["signed"]
    for sheet in pile(desk).waiting:
        moved = give(desk, "m1", sheet.copy.learner)
    assert moved.to == "corrections/essai/avis"


def test_what_is_not_complete_is_kept_and_not_signed(desk):
    moved = give(desk, "m1", "bob", level="", comment="Presque")
    assert "rien n’est signé" in moved.said
    with desk.open_store() as store:
        (mark,) = read_marks(store.session, "essai")
    assert (mark.comment, mark.is_signed) == ("Presque", False)


def test_two_markers_are_blind_until_a_third_settles(desk):
    ask(agreeing.change_doubling, desk, {"question": "essai/avis", "threshold": "0,5"}, who="prof", roles=INSTRUCTORS)
    give(desk, "m1", "bob", "0", "Net.")
    states = {sheet.copy.learner: sheet.state for sheet in pile(desk, "m2").sheets}
    assert states["bob"] == states["zoe"] == "à corriger"
    assert {sheet.copy.learner: sheet.state for sheet in pile(desk).sheets}["bob"] == "vous avez signé"
    give(desk, "m2", "bob", "1")
    assert counted(desk, "bob") == (None, True)
    with pytest.raises(Unfit, match="déjà été comparée"):
        give(desk, "m1", "bob", "1")
    late = ask(reading.save, desk, {"level-0": "1", "comment": "x"}, copy=write_as(desk, "m1", "bob"), **HERE)
    assert late.status == 409
    (found,) = ask(agreeing.show_agreement, desk).values["found"]
    assert (found.whole.pairs, found.to_settle) == (1, 1)
    give(desk, "m3", "bob", "0")
    assert counted(desk, "bob") == (2.0, False)
    give(desk, "m1", "zoe", "1")
    give(desk, "m2", "zoe", "1")
    (found,) = ask(agreeing.show_agreement, desk).values["found"]
    assert (found.whole.pairs, found.whole.exact, found.to_settle) == (2, 0.5, 0)


@pytest.mark.parametrize("threshold", ["", "x", "-1", "nan", "inf"])
def test_a_threshold_is_a_number_of_points(desk, threshold):
    with pytest.raises(Unfit):
        ask(agreeing.change_doubling, desk, {"question": "essai/avis", "threshold": threshold})
    with pytest.raises(Missing):
        ask(agreeing.change_doubling, desk, {"question": "essai/absente", "threshold": "1"})


def test_comments_are_kept_and_forgotten(desk):
    copy = write_as(desk, "m1", "bob")
    ask(reading.change_phrases, desk, {"text": "Concluez."}, copy=copy, **HERE)
    (phrase,) = ask(reading.show_copy, desk, copy=copy, **HERE).values["phrases"]
    ask(reading.change_phrases, desk, {"drop": str(phrase.number)}, copy=copy, **HERE)
    assert ask(reading.show_copy, desk, copy=copy, **HERE).values["phrases"] == []


def test_an_assignment_can_be_read_copy_by_copy(desk):
    values = ask(overview.show_assignment, desk, slug="essai").values
    assert len(values["copies"]) == 4
    assert all(sheets[0].copy.cell == "avis" for _, sheets in values["copies"])
    with pytest.raises(Missing):
        ask(overview.show_assignment, desk, slug="suite")
