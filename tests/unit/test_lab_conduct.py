"""The instructor's pages, asked as functions: what they show, what they change, what they refuse."""

import shutil
from datetime import timedelta

import pytest

from blocnotes.batches.journal import State, list_batches, read_batch
from blocnotes.gradebook.audit import read_audit
from blocnotes.gradebook.people.accommodations import read_accommodations
from blocnotes.gradebook.people.deadlines import read_deadlines
from blocnotes.gradebook.people.groups import read_groups
from blocnotes.lab.conduct import batches, cohort, ledger, overview, people
from blocnotes.lab.conduct.progress import Stage
from blocnotes.lab.desk import Desk
from blocnotes.lab.page import Call, Missing, Moved, Unfit
from blocnotes.lab.person import INSTRUCTORS, Person
from blocnotes.lab.table import ROUTES
from blocnotes.settings import read_settings
from browser.school import NOW, build_school

PROF = Person("formatrice", INSTRUCTORS)


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """The school, built once: a copy of it is much sooner there."""
    folder = tmp_path_factory.mktemp("template") / "school"
    build_school(folder)
    return folder


@pytest.fixture
def school(tmp_path, template):
    shutil.copytree(template, tmp_path / "school")
    return read_settings(tmp_path / "school")


@pytest.fixture
def desk(school):
    desk = Desk(school, clock=lambda: NOW)
    yield desk
    desk.close()


def ask(show, desk, form=None, query=None, files=None, **parts):
    fields = {name: value if isinstance(value, list) else [value] for name, value in (form or {}).items()}
    words = {name: [value] for name, value in (query or {}).items()}
    return show(desk, Call(person=PROF, parts=parts, form=fields, query=words, files=files or {}))


def test_every_page_of_the_instructor_is_the_instructors_alone():
    pages = {route for module in (overview, cohort, people, batches, ledger) for route in module.ROUTES}
    assert pages <= set(ROUTES)
    assert {route.who for route in pages} == {INSTRUCTORS}


def test_each_assignment_has_a_stage_and_what_blocks_it(desk):
    items = {item.slug: item for item in ask(overview.show_overview, desk).values["items"]}
    stages = {slug: item.stage for slug, item in items.items()}
    assert stages == {
        "essai": Stage.GRADED, "suite": Stage.COLLECTED, "enquete": Stage.RELEASED, "fin": Stage.DRAFT,
    }  # fmt: skip
    assert items["suite"].blocks == ("1\u00a0remise à noter", "1\u00a0remise refusée")
    assert items["essai"].blocks == ("1\u00a0réponse attend une personne",)
    assert items["essai"].collected == 2


def test_an_assignment_is_shown_learner_by_learner_with_its_refusals(desk):
    values = ask(overview.show_assignment, desk, slug="suite").values
    lines = {line.learner: line for line in values["lines"]}
    assert lines["bob"].sentence == "Le fichier est corrompu."
    assert (lines["lea"].status, lines["lea"].more_hours, lines["zoe"].status) == ("received", 72, "")
    with pytest.raises(Missing):
        ask(overview.show_assignment, desk, slug="absente")


def test_the_cohort_is_counted_and_can_be_searched(desk):
    values = ask(cohort.show_cohort, desk, query={"q": "LÉA"}).values
    assert [row.learner for row in values["rows"]] == ["lea"]
    assert values["learners"] == 3
    (bloc, competencies), *_ = values["rows"][0].blocs
    assert (bloc.code, [spot.code for spot in competencies]) == ("ESSAIBC01", ["C01"])
    counts, shown = values["tallies"]["ESSAIBC01"]
    assert sum(counts.values()) == 3
    assert len(shown) == 1
    for query in ({"page": "99"}, {"page": "x"}, {"page": "-1"}):
        assert ask(cohort.show_cohort, desk, query=query).status == 200
    with pytest.raises(Missing):
        ask(cohort.show_cohort, desk, query={"certification": "RNCP0"})


def test_a_cohort_is_kept_until_something_changes_and_other_attempts_are_judged_one_by_one(desk, monkeypatch):
    def position():
        values = ask(cohort.show_cohort, desk).values
        return {row.learner: row.blocs[0][1][0].score for row in values["rows"]}

    before = position()
    monkeypatch.setattr(type(desk), "open_store", _count_openings(type(desk).open_store, openings := []))
    assert position() == before
    assert len(openings) == 1  # for the names; the marks are not read again
    with desk.open_store() as store:
        store.mark_by_hand("lea", "essai", "moyenne", 0.0)
    assert (before["lea"], position()["lea"]) == (1.0, 0.0)
    place = desk.settings.courses / "ESSAI" / "certification.toml"
    place.write_text(place.read_text("utf-8").replace("[rules]", '[rules]\nattempts = "best"'), "utf-8")
    assert position()["lea"] == 0.0
    with desk.open_store() as store:
        store.mark_by_hand("lea", "essai", "moyenne", 3.0)
    assert position() == before


def _count_openings(open_store, openings):
    def counted(self):
        openings.append(1)
        return open_store(self)

    return counted


def test_a_standing_leads_down_to_the_cell(desk):
    page = ask(cohort.show_learner, desk, certification="ESSAI", learner="lea")
    proofs = [proof for bloc in page.values["standing"].blocs for c in bloc.competencies for proof in c.evidence]
    assert {(proof.assignment, proof.cell) for proof in proofs} == {("essai", "moyenne"), ("essai", "avis")}
    copy = ask(cohort.show_copy, desk, slug="essai", learner="lea").values["copy"]
    assert [question.cell for question in copy.questions] == ["moyenne", "doubler", "avis"]
    for unknown in ({"slug": "essai", "learner": "eve"}, {"slug": "suite", "learner": "zoe"}):
        with pytest.raises(Missing):
            ask(cohort.show_copy, desk, **unknown)
    with pytest.raises(Missing):
        ask(cohort.show_learner, desk, certification="ESSAI", learner="eve")


def test_groups_and_extensions_are_granted_and_taken_back(desk):
    assert isinstance(ask(people.change_group, desk, {"group": "lundi", "learner": ["bob", "zoe"]}), Moved)
    with desk.open_store() as store:
        assert read_groups(store.session) == {"lundi": ("bob", "zoe")}
    form = {"slug": "enquete", "group": "lundi", "days": "1,5", "reason": "Panne"}
    ask(people.grant_more_days, desk, form)
    with desk.open_store() as store:
        deadline = read_deadlines(store.session, "bob")["enquete"]
        assert deadline.own - deadline.common == timedelta(hours=36)
        number = read_audit(store.session, about="lundi")[-1].details["number"]
    ask(people.end_more_days, desk, {"number": str(number)})
    ask(people.change_group, desk, {"group": "lundi", "learner": ["bob", "zoe"], "do": "remove"})
    with desk.open_store() as store:
        assert read_groups(store.session) == {}
        assert {line.actor for line in read_audit(store.session, about="lundi")} == {"formatrice"}


@pytest.mark.parametrize(
    ("form", "error"),
    [
        ({"slug": "enquete", "learner": "lea", "days": "x", "reason": "Panne"}, Unfit),
        ({"slug": "enquete", "learner": "lea", "days": "0", "reason": "Panne"}, Unfit),
        ({"slug": "enquete", "learner": "lea", "days": "1", "reason": " "}, Unfit),
        ({"slug": "enquete", "learner": "lea", "days": "nan", "reason": "Panne"}, Unfit),
        ({"slug": "enquete", "learner": "eve", "days": "1", "reason": "Panne"}, Missing),
        ({"slug": "absente", "learner": "lea", "days": "1", "reason": "Panne"}, Missing),
        ({"slug": "enquete", "group": "mardi", "days": "1", "reason": "Panne"}, Missing),
    ],
)
def test_a_form_that_cannot_be_taken_changes_nothing(desk, form, error):
    with desk.open_store() as store:
        before = len(read_audit(store.session))
    with pytest.raises(error):
        ask(people.grant_more_days, desk, form)
    with desk.open_store() as store:
        assert len(read_audit(store.session)) == before


def test_an_accommodation_is_granted_and_ended_and_its_document_is_not_kept(desk):
    form = {"time_percent": "150", "extra_days": "1", "reference": "26-9", "starts_on": "2027-01-01", "ends_on": ""}
    ask(people.grant_accommodation, desk, form, files={"document": b"certificat"}, learner="zoe")
    with desk.open_store() as store:
        (line,) = read_accommodations(store.session, "zoe")
    assert (line.time_percent, line.extra_days, len(line.document_digest)) == (150, 1, 64)
    with pytest.raises(Missing):
        ask(people.stop_accommodation, desk, {"number": str(line.number)}, learner="bob")
    ask(people.stop_accommodation, desk, {"number": str(line.number)}, learner="zoe")
    with desk.open_store() as store:
        assert read_accommodations(store.session, "zoe")[0].ends_on == NOW.date()
    for wrong in ({"starts_on": "hier"}, {"time_percent": "20"}, {"reference": ""}, {"waived": "X1.C1.a"}):
        with pytest.raises(Unfit):
            ask(people.grant_accommodation, desk, form | wrong, learner="zoe")


def test_a_waived_criterion_is_left_out_for_what_was_handed_in_within_the_period(desk):
    bloc = desk.settings.courses / "ESSAI" / "blocs" / "BC02.toml"
    bloc.write_text(
        'code = "ESSAIBC02"\ntitle = "Bloc 02"\n\n[[competencies]]\ncode = "C02"\ntitle = "Dire"\n\n'
        '[[competencies.criteria]]\nkey = "dit"\ntitle = "C’est dit"\nwaivable_for_disability = true\n'
        'evidence = [{ assignment = "essai", cell = "avis", weight = 1, reason = "Preuve" }]\n',
        "utf-8",
    )
    form = {"time_percent": "100", "extra_days": "0", "reference": "26-9", "waived": "ESSAIBC02.C02.dit"}
    handed_in = (NOW - timedelta(days=9)).date()  # lea's; bob's came two days later
    period = {"starts_on": "2026-09-01", "ends_on": handed_in.isoformat()}
    for learner in ("lea", "bob"):
        ask(people.grant_accommodation, desk, form | period, learner=learner)
    ask(people.grant_accommodation, desk, form | {"starts_on": "2027-02-01"}, learner="lea")
    rows = {row.learner: row.blocs[1][1][0] for row in ask(cohort.show_cohort, desk).values["rows"]}
    assert (rows["lea"].status.value, rows["bob"].status.value) == ("dispensé", "non évalué")
    for learner, told in (("lea", "laissé de côté"), ("bob", "compté, hors de la période")):
        page = ask(cohort.show_learner, desk, certification="ESSAI", learner=learner)
        (competency,) = page.values["standing"].blocs[1].competencies
        assert told in competency.reasons[-1]
        assert "(26-9)" in competency.reasons[-1]
    found = ask(people.show_person, desk, learner="lea").values["accommodations"]
    assert [(item.reference, state.value) for item, state in found] == [
        ("DOSSIER 7", "en vigueur"), ("26-9", "à venir"), ("26-9", "terminé"),
    ]  # fmt: skip


def test_a_batch_is_started_here_and_runs_elsewhere(desk, monkeypatch):
    commands = []

    class Started:
        pid = 1

        def __init__(self, command, **more):
            commands.append((command, more))

    monkeypatch.setattr("subprocess.Popen", Started)
    moved = ask(batches.begin_batch, desk, {"kind": "grade", "slug": "essai", "force": "1"})
    number = moved.to.rpartition("/")[2]
    batch = read_batch(desk.settings, number)
    assert (batch.request.slugs, batch.request.force, batch.request.by) == (("essai",), True, "formatrice")
    assert batch.state is State.WAITING
    assert commands[0][1]["start_new_session"]
    assert ask(batches.tell_progress, desk, number=number).values["over"] is False
    with pytest.raises(Unfit, match="Un autre traitement"):
        ask(batches.begin_batch, desk, {"kind": "collect"})
    for wrong, error in (({"kind": "erase"}, Unfit), ({"kind": "grade", "slug": "../x"}, Missing)):
        with pytest.raises(error):
            ask(batches.begin_batch, desk, wrong)
    with pytest.raises(Missing):
        ask(batches.show_batch, desk, number="../../secret")
    assert len(list_batches(desk.settings)) == 1


def test_the_ledger_tells_who_did_what(desk):
    values = ask(ledger.show_ledger, desk, query={"q": "lea", "verifier": "1"}).values
    assert values["broken"] == []
    assert {line.subject.split("/")[0] for line in values["lines"]} == {"lea"}
    assert "accommodation.add" in {line.action for line in values["lines"]}
