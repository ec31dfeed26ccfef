"""Markers in a real browser: axe, a pile marked by keyboard alone, drafts that outlive a server that stops."""

import pytest

from blocnotes.gradebook.handmarks.copies import read_copies
from blocnotes.gradebook.handmarks.marks import read_marks
from blocnotes.gradebook.handmarks.pseudonyms import name_copies
from blocnotes.gradebook.store import Store
from browser.classroom import open_classroom
from browser.marked import build_pile
from browser.school import NOW
from browser.test_access import WINDOWS, run_axe
from browser.test_conduct import sign_in  # noqa: F401 - a fixture

PAGES = {
    "questions": "corrections", "assignment": "corrections/essai", "pile": "corrections/essai/avis",
    "copy": "corrections/essai/avis/{zoe}", "agreement": "accord",
    "shares": "repartition/essai?noms=1",
}  # fmt: skip


@pytest.fixture(scope="module")
def school(tmp_path_factory):
    return build_pile(tmp_path_factory.mktemp("school"))


@pytest.fixture(scope="module")
def address(school):
    with open_classroom(school, clock=lambda: NOW) as address:
        yield address


@pytest.fixture(scope="module")
def pseudonyms(school):
    with Store(school.database_url, school.course_id) as store:
        return name_copies(school.key(), "essai", store.learners())


def read(school, what, *given):
    with Store(school.database_url, school.course_id) as store:
        return what(store.session, "essai", *given)


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_nothing_overflows(sign_in, axe, pseudonyms, name, scheme, window):  # noqa: F811
    page = sign_in(PAGES[name].format(**pseudonyms), scheme=scheme, let_in=True, **WINDOWS[window])
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    assert run_axe(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.complaints == []


def test_what_a_learner_wrote_is_text(sign_in, pseudonyms):  # noqa: F811
    page = sign_in(PAGES["copy"].format(**pseudonyms), "correcteur")
    assert "<script>alert(1)</script>" in page.locator(".desk pre").first.inner_text()
    assert "Zoé" not in page.content()
    assert page.complaints == []


def test_a_draft_outlives_a_server_that_stops(chromium, school, pseudonyms):
    context = chromium.new_context()
    with open_classroom(school, clock=lambda: NOW) as address:
        context.add_cookies([{"name": "who", "value": "correcteur", "url": address}])
        page = context.new_page()
        page.goto(address + PAGES["copy"].format(**pseudonyms))
        page.get_by_label("Maîtrisé").check()
        page.wait_for_selector("text=Brouillon enregistré à")
    page.get_by_label("Commentaire", exact=False).first.fill("Écrit sans serveur.")
    page.wait_for_selector("text=Le serveur ne répond pas", timeout=20_000)
    (mark,) = [mark for mark in read(school, read_marks) if mark.marker == "correcteur"]
    assert (mark.points, mark.comment) == (2.0, "")
    port = int(address.split(":")[2].split("/")[0])
    with open_classroom(school, clock=lambda: NOW, port=port):
        page.wait_for_selector("text=Brouillon enregistré à", timeout=30_000)
        (mark,) = [mark for mark in read(school, read_marks) if mark.marker == "correcteur"]
        assert mark.comment == "Écrit sans serveur."
        assert page.evaluate("localStorage.length") == 0
    context.close()


def test_a_draft_outlives_its_page_and_its_browser_tab(sign_in, school, pseudonyms):  # noqa: F811
    page = sign_in(PAGES["copy"].format(**pseudonyms), "seconde")
    page.get_by_label("Commentaire", exact=False).first.fill("Presque")
    page.close(run_before_unload=True)
    again = sign_in(PAGES["copy"].format(**pseudonyms), "seconde")
    again.wait_for_timeout(1500)
    again.reload()
    assert again.get_by_label("Commentaire", exact=False).first.input_value() == "Presque"


def test_a_pile_is_marked_by_keyboard_alone(sign_in, school):  # noqa: F811
    page = sign_in("corrections/essai/avis", "troisieme")
    page.get_by_role("link", name="Commencer").focus()
    page.keyboard.press("Enter")
    for number in range(4):
        page.wait_for_selector("form[data-save]")
        place = page.url
        page.get_by_role("link", name="Aller à la note").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.name") == "level-0"
        page.keyboard.press("1" if number % 2 else "2")
        assert page.evaluate("document.activeElement.name") == "comment"
        page.keyboard.type("Vu 1 fois")
        assert page.locator("[data-total]").inner_text() == ("2" if number % 2 else "0")
        page.keyboard.press("Control+Enter")
        page.wait_for_function("place => location.href !== place", arg=place)
        page.wait_for_selector(".said")
    assert "Plus aucune copie" in page.locator(".said").inner_text()
    copies = [copy for copy in read(school, read_copies) if copy.cell == "avis"]
    assert sorted(copy.points for copy in copies) == [0.0, 0.0, 2.0, 2.0]
    assert page.complaints == []


def test_enter_in_a_field_does_not_sign(sign_in, school, pseudonyms):  # noqa: F811
    page = sign_in(PAGES["copy"].format(**pseudonyms), "formatrice")
    page.get_by_label("Absent").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Brouillon enregistré à")
    (mark,) = [mark for mark in read(school, read_marks) if mark.marker == "formatrice"]
    assert not mark.is_signed


@pytest.mark.parametrize("name", PAGES)
def test_a_learner_reaches_none_of_it(chromium, address, pseudonyms, name):
    context = chromium.new_context()
    context.add_cookies([{"name": "who", "value": "zoe", "url": address}])
    assert context.new_page().goto(address + PAGES[name].format(**pseudonyms)).status == 403
    context.close()
