"""The instructor's pages in a real browser: axe in light and dark, zoomed and narrow; a batch that outlives its page."""

import time

import pytest

from blocnotes.batches.journal import State, list_batches
from browser.classroom import open_classroom
from browser.school import NOW, build_school
from browser.test_access import WINDOWS, run_axe

PAGES = {
    "assignments": "conduite", "assignment": "conduite/suite", "draft": "conduite/fin", "cohort": "promotion",
    "standing": "promotion/ESSAI/lea", "copy": "copies/essai/lea", "people": "personnes", "person": "personnes/lea",
    "batches": "traitements", "ledger": "journal?verifier=1",
}  # fmt: skip


@pytest.fixture(scope="module")
def school(tmp_path_factory):
    return build_school(tmp_path_factory.mktemp("school"))


@pytest.fixture(scope="module")
def address(school):
    with open_classroom(school, clock=lambda: NOW) as address:
        yield address


@pytest.fixture
def sign_in(chromium, address):
    """Open a page as somebody; the policy is switched off where axe has to be let in."""
    contexts = []

    def open_page(path, who="formatrice", *, width=1280, height=900, zoom=1, scheme="light", let_in=False):
        context = chromium.new_context(
            viewport={"width": width // zoom, "height": height // zoom},
            device_scale_factor=zoom,
            color_scheme=scheme,
            bypass_csp=let_in,
        )
        contexts.append(context)
        context.add_cookies([{"name": "who", "value": who, "url": address}])
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        assert page.goto(address + path).status == 200
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_nothing_overflows(sign_in, axe, name, scheme, window):
    page = sign_in(PAGES[name], scheme=scheme, let_in=True, **WINDOWS[window])
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    assert run_axe(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.complaints == []


def test_an_instructor_grants_more_days_by_keyboard(sign_in):
    page = sign_in("personnes/zoe")
    page.get_by_label("Jours de plus", exact=True).focus()
    page.keyboard.type("2")
    page.keyboard.press("Tab")
    page.keyboard.type("Panne de réseau")
    page.keyboard.press("Enter")
    page.wait_for_selector(".said")
    assert page.evaluate("document.activeElement.className").endswith("said")
    assert "2\u00a0jours de plus, Panne de réseau" in page.locator("main").inner_text()
    page.get_by_role("button", name="Retirer le délai").press("Enter")
    page.wait_for_selector("text=Le délai est retiré")
    assert page.complaints == []


def test_a_batch_goes_on_when_its_page_is_closed(sign_in, school):
    page = sign_in("conduite/essai")
    page.get_by_role("button", name="Écrire les retours").click()
    page.wait_for_url("**/traitements/*")
    place = page.url.partition("/traitements/")[2]
    page.close()
    deadline = time.monotonic() + 60
    while list_batches(school)[0].is_live:
        assert time.monotonic() < deadline
        time.sleep(0.1)
    batch = list_batches(school)[0]
    assert (batch.number, batch.state) == (place, State.DONE), batch
    later = sign_in(f"traitements/{place}")
    assert "Terminé. 2\u00a0retours écrits." in later.locator("main").inner_text()


def test_a_page_that_follows_a_batch_sees_its_end(sign_in):
    page = sign_in("conduite/essai")
    page.get_by_role("button", name="Écrire les retours").click()
    page.wait_for_selector("text=Terminé.", timeout=60_000)
    assert page.locator("progress").count() == 0
    assert page.complaints == []


@pytest.mark.parametrize("name", PAGES)
def test_a_learner_reaches_none_of_it(chromium, address, name):
    context = chromium.new_context()
    context.add_cookies([{"name": "who", "value": "lea", "url": address}])
    assert context.new_page().goto(address + PAGES[name]).status == 403
    context.close()
