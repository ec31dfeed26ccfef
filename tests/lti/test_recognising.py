"""Who somebody from the platform is here: one learner for good, nobody else's, and never more than a learner."""

import re
import textwrap

import pytest

from blocnotes.errors import ContentDefects, ContentError
from blocnotes.gradebook.audit import read_audit
from blocnotes.gradebook.platforms.accounts import forget_learner, read_accounts
from blocnotes.lab.lti.accounts import Groups, check_learner, check_staff
from blocnotes.lab.lti.launch import choose_page
from blocnotes.lab.lti.once import Nonces, Tickets
from blocnotes.lti.arrival import CLAIM, parse_arrival, read_arrival, write_arrival
from blocnotes.lti.platform import read_platform
from blocnotes.lti.recognising import NAME, ArrivalRefused, make_name
from conftest import ROOT
from lti.conftest import arrive
from lti.double import ROLE


def describe(school, double, **tables):
    path = school.course_dir / "lti.toml"
    path.write_text(double.describe(**tables), "utf-8")
    return read_platform(path)


def test_the_first_arrival_is_recognised_by_the_claim_and_the_next_by_the_number(school, store, platform, double):
    assert arrive(school, store, platform, double, "3") == "lea"
    # Léa calls herself Bob at the platform from now on: she stays Léa.
    assert arrive(school, store, platform, double, "3", **{f"{CLAIM}custom": {"identifiant": "bob"}}) == "lea"
    assert [line.action for line in read_audit(store.session, about="lea")][-1] == "lti.link"


def test_nobody_takes_a_learner_who_is_linked_to_another_account(school, store, platform, double):
    arrive(school, store, platform, double, "3")
    with pytest.raises(ArrivalRefused, match="déjà celle d’un autre compte"):
        arrive(school, store, platform, double, "4", **{f"{CLAIM}custom": {"identifiant": "lea"}})
    assert forget_learner(store.session, "lea", by="x") == 1
    assert read_accounts(store.session) == []
    assert arrive(school, store, platform, double, "4", **{f"{CLAIM}custom": {"identifiant": "lea"}}) == "lea"


def test_who_is_not_entered_is_refused(school, store, platform, double):
    with pytest.raises(ArrivalRefused, match="ne transmet pas"):
        arrive(school, store, platform, double, "6")
    with pytest.raises(ArrivalRefused, match="pas inscrit"):
        arrive(school, store, platform, double, "6", **{f"{CLAIM}custom": {"identifiant": "max"}})


def test_addresses_are_compared_as_addresses(school, store, double):
    platform = describe(school, double, people={"claim": "email", "column": "email"})
    (school.course_dir / "learners.csv").write_text("id,email\nlea,lea@ECOLE.example\nbob,b@x\nzoe,B@X\n", "utf-8")
    assert arrive(school, store, platform, double, "3") == "lea"
    with pytest.raises(ArrivalRefused, match="Deux inscriptions"):
        arrive(school, store, platform, double, "4", email="b@x")


def test_a_learner_who_is_entered_by_arriving_gets_a_name_of_their_own(school, store, double):
    platform = describe(school, double, people={"unknown": "enrol"})
    name = arrive(school, store, platform, double, "6")
    assert name.startswith("max-oneil-")
    assert NAME.fullmatch(name)
    assert arrive(school, store, platform, double, "6") == name
    assert store.learners()[name] == "Max O’Neil"
    # Who teaches there is no learner here, and no instructor either.
    with pytest.raises(
        ArrivalRefused, match="faites-vous inscrire par l’administrateur sous le numéro «\u00a02\u00a0»"
    ):
        arrive(school, store, platform, double, "2")


def test_names_are_no_longer_in_an_arrival_where_nobody_is_entered(double, platform):
    arrival = read_arrival(double.make_claims("3", "n"), platform)
    assert (arrival.given_name, arrival.email) == ("", "")
    assert parse_arrival(write_arrival(arrival)) == arrival


@pytest.mark.parametrize("words", ["../../etc", "root", "Éloïse d’Ambre", "🦊", "x" * 300, "-rf", "1er", ""])
def test_made_names_are_safe_and_do_not_collide(words, double, school):
    platform = describe(school, double, people={"unknown": "enrol"})
    arrivals = [read_arrival({"sub": sub, "given_name": words}, platform) for sub in ("1", "1 ", "11")]
    names = [make_name(arrival) for arrival in arrivals]
    assert all(NAME.fullmatch(name) and "-" in name for name in names)
    assert len(set(names)) == 3


@pytest.mark.parametrize("learner", ["../lea", "lea/x", "Léa", "lea.", "l..a", ".lea", "-lea", "l" * 33, "lea\n"])
def test_an_identifier_that_no_unix_user_can_have_opens_nothing(learner, school, store, platform, double):
    store.add_learners({learner: {}})
    with pytest.raises(ArrivalRefused):
        arrive(school, store, platform, double, "4", **{f"{CLAIM}custom": {"identifiant": learner}})


def test_names_of_schools_are_names_here(school, store, platform, double):
    store.add_learners({"lea.martin-2": {}})
    assert arrive(school, store, platform, double, "4", **{f"{CLAIM}custom": {"identifiant": "lea.martin-2"}})


@pytest.mark.parametrize("name", ["root", "daemon", "nobody"])
def test_an_account_of_the_system_is_no_learner_s(name):
    with pytest.raises(ArrivalRefused):
        check_learner(name, Groups())
    with pytest.raises(ArrivalRefused):
        check_staff(name, Groups())


def test_a_name_without_an_account_may_get_one():
    check_learner("lea-0123456789", Groups())


def test_roles_of_the_platform_open_nothing(school, store, double):
    platform = describe(school, double, people={"claim": "custom.identifiant"})
    roles = [ROLE + "Instructor", "http://purl.imsglobal.org/vocab/lis/v2/system/person#Administrator"]
    # An instructor of the platform who is entered as a learner is a learner: the course says so.
    assert arrive(school, store, platform, double, "5", **{f"{CLAIM}roles": roles}) == "zoe"
    with pytest.raises(ArrivalRefused):
        arrive(school, store, platform, double, "2", **{f"{CLAIM}roles": roles})


def test_staff_is_named_by_number_in_the_file_of_root(school, store, double):
    platform = describe(school, double, people={"claim": "custom.identifiant"}, staff={"2": "bob"})
    assert arrive(school, store, platform, double, "2") == "bob"
    assert read_accounts(store.session) == []
    with pytest.raises(ArrivalRefused, match="formateur"):
        arrive(school, store, platform, double, "4")


def test_every_defect_of_the_file_is_told_at_once(tmp_path):
    path = tmp_path / "lti.toml"
    with pytest.raises(ContentError, match="no learning platform"):
        read_platform(path)
    path.write_text('issuer = "http://moodle.example"\ndeployments = 1\nx = 1\n[people]\nclaims = "a"\nunknown = "b"\n')
    with pytest.raises(ContentDefects) as found:
        read_platform(path)
    places = {defect.place for defect in found.value.defects}
    assert places >= {"issuer", "client_id", "deployments", "x", "people.claims", "people.unknown", "token_url"}


def test_a_nonce_counts_once_and_none_from_before_the_hub_started():
    now = [100.0]
    nonces = Nonces(lambda: now[0])
    assert nonces.use("a", 101, 160)
    assert not nonces.use("a", 101, 160)
    assert not nonces.use("b", 99, 160)
    now[0] = 200
    assert nonces.use("c", 200, 260)


def test_a_ticket_is_good_once_and_for_a_moment():
    now = [0.0]
    tickets = Tickets(10, lambda: now[0])
    ticket = tickets.keep("lea")
    assert (tickets.take(ticket), tickets.take(ticket), tickets.take("x")) == ("lea", None, None)
    late = tickets.keep("bob")
    now[0] = 11
    assert tickets.take(late) is None


@pytest.mark.parametrize(
    ("target", "page"),
    [
        ("https://hub.example/services/blocnotes/epreuves/essai", "/services/blocnotes/epreuves/essai"),
        ("https://hub.example/hub/admin", "/services/blocnotes/"),
        ("https://elsewhere.example/services/blocnotes/", "/services/blocnotes/"),
        ("https://hub.example/services/blocnotes/../../hub/logout", "/services/blocnotes/"),
        (None, "/services/blocnotes/"),
    ],
)
def test_a_launch_opens_a_page_of_the_classroom_only(target, page):
    assert choose_page({f"{CLAIM}target_link_uri": target}, "hub.example", "/services/blocnotes/") == page


def test_the_file_and_the_addresses_that_the_page_shows_are_those_that_work(tmp_path):
    page = (ROOT / "docs" / "lti.md").read_text("utf-8")
    path = tmp_path / "lti.toml"
    path.write_text(textwrap.dedent(re.search(r"```toml\n(.*?)```", page, re.S)[1]), "utf-8")
    shown = read_platform(path)
    assert (shown.claim, shown.column, shown.enrols, dict(shown.staff)) == (
        "custom.identifiant",
        "id",
        False,
        {"2": "ivo"},
    )
    for address in ("/hub/lti13/oauth_login", "/hub/lti13/oauth_callback", "/services/blocnotes/lti/jwks.json"):
        assert f"https://HUB{address}" in page
        assert address in (ROOT / "tests" / "hub" / "conftest.py").read_text("utf-8")
