"""The page where copies are shared, and what a marker meets once they are: their share, and no other copy."""

import pytest

from blocnotes.gradebook.audit import read_audit
from blocnotes.gradebook.handmarks.shares import read_shares
from blocnotes.gradebook.people.groups import add_to_group
from blocnotes.lab.marking import overview, reading, sharing
from blocnotes.lab.page import Call, Missing, Unfit
from blocnotes.lab.person import INSTRUCTORS, Person, Role
from unit.test_lab_marking import HERE, ask, desk, template  # noqa: F401 - fixtures

PROF = {"who": "formatrice", "roles": INSTRUCTORS}


def post(act, desk, form, **parts):  # noqa: F811
    fields = {name: value if isinstance(value, list) else [value] for name, value in form.items()}
    person = Person(PROF["who"], PROF["roles"])
    return act(desk, Call(person=person, parts={"slug": "essai", **parts}, form=fields))


def shares(desk):  # noqa: F811
    with desk.open_store() as store:
        return {piece.learner: holders for piece, holders in read_shares(store.session, "essai").items()}


def shown(desk):  # noqa: F811
    return ask(sharing.show_shares, desk, slug="essai", **PROF).values


def test_the_pages_are_the_instructors():
    assert {route.who for route in sharing.ROUTES} == {INSTRUCTORS}


def test_one_click_shares_and_a_marker_meets_their_share_only(desk):  # noqa: F811
    assert shown(desk)["lacking"] == 4
    assert "4\u00a0réponses sont confiées" in post(sharing.give_evenly, desk, {"markers": "m1, m2"}).said
    assert shown(desk)["lacking"] == 0
    assert [(part.marker, part.given, part.left) for part in shown(desk)["parts"]] == [("m1", 2, 2), ("m2", 2, 2)]
    assert post(sharing.give_evenly, desk, {"markers": "m1, m2"}).said == "Tout était déjà confié"
    piles = {who: ask(overview.show_pile, desk, who=who, **HERE).values["pile"] for who in ("m1", "m2", "m3")}
    assert [len(pile.sheets) for pile in piles.values()] == [2, 2, 0]
    met = [{sheet.copy.learner for sheet in pile.sheets} for pile in piles.values()]
    assert not met[0] & met[1]
    other = piles["m2"].sheets[0].pseudonym
    for act in (reading.show_copy, reading.save, reading.take_mark, reading.change_phrases):
        with pytest.raises(Missing):
            ask(act, desk, {"level-0": "0", "do": "sign"}, who="m1", copy=other, **HERE)
    whole = ask(overview.show_pile, desk, **PROF, **HERE).values["pile"]
    assert (len(whole.sheets), len(whole.waiting)) == (4, 0)
    assert ask(overview.show_questions, desk, who="m3").values["questions"] == []
    (question,) = ask(overview.show_questions, desk, who="m1").values["questions"]
    assert (question.given, question.left) == (2, 2)
    assert len(ask(overview.show_assignment, desk, who="m1", slug="essai").values["copies"]) == 2


def test_a_share_gets_done(desk):  # noqa: F811
    post(sharing.give_evenly, desk, {"markers": "m1 m2"})
    for left in (1, 0):
        sheet = ask(overview.show_pile, desk, who="m1", **HERE).values["pile"].waiting[0]
        moved = ask(reading.take_mark, desk, {"level-0": "0", "do": "sign"}, who="m1", copy=sheet.pseudonym, **HERE)
        (question,) = ask(overview.show_questions, desk, who="m1").values["questions"]
        assert question.left == left
    assert "Plus aucune copie" in moved.said
    assert [(part.signed, part.left) for part in shown(desk)["parts"]] == [(2, 0), (0, 2)]
    assert "2\u00a0réponses ont changé de main" in post(sharing.pass_on, desk, {"from": "m2", "markers": "m3"}).said
    assert [part.marker for part in shown(desk)["parts"]] == ["m1", "m3"]


def test_nobody_reads_the_group_from_which_they_are_kept(desk):  # noqa: F811
    with desk.open_store() as store:
        add_to_group(store.session, "lundi", ["bob", "zoe"], by="prof")
    with pytest.raises(Unfit, match="nommez d’autres correcteurs"):
        post(sharing.give_evenly, desk, {"markers": "m1", "apart-0": "m1"})
    assert shares(desk) == {}
    post(sharing.give_evenly, desk, {"markers": "m1 m2", "apart-0": "m1"})
    assert {who for learner in ("bob", "zoe") for who in shares(desk)[learner]} == {"m2"}
    with desk.open_store() as store:
        assert read_audit(store.session, about="essai")[-1].actor == "formatrice"


def test_copies_are_given_by_hand_and_taken_back(desk):  # noqa: F811
    names = {learner: pseudonym for pseudonym, learner, _ in shown(desk)["lines"]}
    form = {"marker": "m1", "copy": [names["bob"], names["ida"]], "cell": "avis"}
    post(sharing.change_by_hand, desk, form)
    assert shares(desk) == {"bob": ("m1",), "ida": ("m1",)}
    post(sharing.change_by_hand, desk, form | {"do": "withdraw", "copy": names["bob"]})
    assert shares(desk) == {"ida": ("m1",)}
    for wrong in ({"copy": "AAA-AAA"}, {"marker": " "}, {"marker": "m" * 129}):
        with pytest.raises(Unfit):
            post(sharing.change_by_hand, desk, form | wrong)
    with pytest.raises(Missing):
        post(sharing.change_by_hand, desk, form | {"cell": "inconnue"})
    with pytest.raises(Missing):
        ask(sharing.show_shares, desk, slug="fin", **PROF)


def test_an_instructor_who_marks_too_has_a_share_first(desk):  # noqa: F811
    post(sharing.give_evenly, desk, {"markers": "formatrice m2"})
    both = frozenset({Role.INSTRUCTOR, Role.MARKER})
    pile = ask(overview.show_pile, desk, who="formatrice", roles=both, **HERE).values["pile"]
    assert (len(pile.sheets), len(pile.waiting)) == (4, 2)
