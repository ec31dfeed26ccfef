"""Everybody can use the classroom: axe finds nothing anywhere, nothing leaves a small page, journeys need no mouse."""

import pytest

from browser.classroom import open_classroom
from browser.school import NOW, build_school
from browser.test_access import run_axe
from browser.test_reflow import CLIPPED, OUTSIDE

PAGES = {
    "lea": (
        "", "blocs", "parcours", "epreuves/essai", "epreuves/suite", "epreuves/enquete", "epreuves/essai/retour",
        "epreuves/essai/remettre", "epreuves/enquete/remettre", "accessibilite", "rien",
    ),
    "bob": ("", "epreuves/suite", "epreuves/suite/remettre"),
}  # fmt: skip
WINDOWS = {"desk": (1280, 1), "phone": (320, 1), "zoom 200 %": (1280, 2)}


@pytest.fixture(scope="module")
def school(tmp_path_factory):
    folder = tmp_path_factory.mktemp("school")
    settings = build_school(folder)
    with open_classroom(settings, clock=lambda: NOW, find_folder=lambda learner: folder / "work" / learner) as address:
        yield address


@pytest.fixture
def enter(chromium, school):
    """Open a window as somebody: `enter("lea", width=…, scheme=…)`; complaints of the browser fail the test."""
    contexts, complaints = [], []

    def open_window(who, *, width=1280, zoom=1, scheme="light"):
        context = chromium.new_context(
            viewport={"width": width // zoom, "height": 900 // zoom}, device_scale_factor=zoom, color_scheme=scheme
        )
        contexts.append(context)
        context.add_cookies([{"name": "who", "value": who, "url": school}])
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda found: complaints.append(found.text) if "Content Security" in found.text else None)
        return page

    yield open_window
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_leaves_the_page(enter, school, axe, scheme, window):
    width, zoom = WINDOWS[window]
    faults = {}
    for who, paths in PAGES.items():
        page = enter(who, width=width, zoom=zoom, scheme=scheme)
        for path in paths:
            page.goto(school + path)
            page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
            found = run_axe(page, axe) + page.evaluate(OUTSIDE) + page.evaluate(CLIPPED)
            faults |= {f"{who}: {path or 'accueil'}": found} if found else {}
    assert faults == {}


def press_to(page, name, limit=60):
    for _ in range(limit):
        page.keyboard.press("Tab")
        if name in page.evaluate("document.activeElement.textContent"):
            return
    raise AssertionError(f"« {name} » was not reached")


def test_from_what_is_due_to_a_receipt_without_a_mouse(enter, school):
    page = enter("zoe")
    page.goto(school)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Aller au contenu"
    page.keyboard.press("Enter")
    press_to(page, "Une enquête")
    page.keyboard.press("Enter")
    page.wait_for_url("**/epreuves/enquete")
    press_to(page, "Prendre l’épreuve")
    page.keyboard.press("Enter")
    page.locator(".said").wait_for()
    assert page.title().startswith("L’épreuve est dans votre dossier")
    press_to(page, "Vérifier et remettre")
    page.keyboard.press("Enter")
    page.wait_for_url("**/remettre")
    assert page.locator(".note.warn").is_visible()
    press_to(page, "Remettre malgré tout")
    page.keyboard.press("Enter")
    page.wait_for_url("**/recus/*")
    assert page.evaluate("document.activeElement.textContent") == "Votre remise est reçue"
    assert page.evaluate("document.activeElement.getAttribute('role')") == "status"
    press_to(page, "Enregistrer le reçu")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.startswith("recu-enquete-")


def test_the_pages_work_without_scripts(chromium, school):
    context = chromium.new_context(java_script_enabled=False)
    context.add_cookies([{"name": "who", "value": "bob", "url": school}])
    page = context.new_page()
    page.goto(f"{school}epreuves/enquete")
    page.get_by_role("button", name="Prendre l’épreuve").click()
    page.get_by_role("link", name="Vérifier et remettre").click()
    page.get_by_role("button", name="Remettre malgré tout").click()
    assert page.locator("h1").inner_text().startswith("Reçu de")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_receipt_can_be_read_by_everyone(enter, school, axe, scheme):
    page = enter("lea", width=320, scheme=scheme)
    page.goto(f"{school}epreuves/suite")
    page.get_by_role("link", name="Voir le reçu").click()
    assert run_axe(page, axe) + page.evaluate(OUTSIDE) == []


def test_a_rehearsal_is_followed_to_its_end(enter, school, axe):
    page = enter("lea", width=320)
    page.goto(f"{school}epreuves/enquete")
    page.get_by_role("button", name="Prendre l’épreuve").click()
    page.goto(f"{school}epreuves/enquete/remettre")
    page.get_by_role("button", name="Vérifier d’abord").click()
    page.get_by_role("heading", name="Vérification").wait_for()
    assert run_axe(page, axe) + page.evaluate(OUTSIDE) == []
    page.get_by_role("link", name="Aller à la remise").wait_for(timeout=120_000)  # the page looks again by itself
    page.get_by_text("Le notebook ne s’exécute pas jusqu’au bout sans erreur.").wait_for()
    assert run_axe(page, axe) + page.evaluate(OUTSIDE) == []
    page.get_by_role("link", name="Aller à la remise").click()
    page.get_by_text("l’exécution ne va pas jusqu’au bout").wait_for()
