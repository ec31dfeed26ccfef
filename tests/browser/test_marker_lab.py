"""A marker's session in a real JupyterLab: their share, marked to its end, and nothing that names anybody."""

import signal

import pytest

from blocnotes.gradebook.handmarks.giving import share_out
from blocnotes.gradebook.handmarks.marks import read_marks
from blocnotes.gradebook.store import Store
from browser.marked import ANSWERS, build_pile
from browser.test_lab_shell import WAIT, start

pytest.importorskip("jupyterlab")
NAMES = ("Bob", "Durand", "Zoé", "Max", "Ida", "Léa")


@pytest.fixture(scope="module")
def school(tmp_path_factory):
    settings = build_pile(tmp_path_factory.mktemp("school"))
    with Store(settings.database_url, settings.course_id) as store:
        share_out(store.session, settings.key(), "essai", ["correcteur", "seconde"], by="formatrice")
    return settings


@pytest.fixture(scope="module")
def lab(school, tmp_path_factory):
    process, address = start(school, tmp_path_factory.mktemp("home"), "--role", "marker", "--marker", "correcteur")
    yield address
    process.send_signal(signal.SIGTERM)
    process.wait(30)


@pytest.fixture
def page(chromium, lab):
    context = chromium.new_context(viewport={"width": 1400, "height": 900})
    page = context.new_page()
    page.goto(f"{lab}lab?token=essai", timeout=WAIT)
    yield page
    context.close()


def test_a_share_is_marked_from_the_first_page_to_the_last_signature(page, school):
    frame = page.frame_locator("iframe[src*='blocnotes']")
    frame.get_by_role("link", name="Avis", exact=True).click(timeout=WAIT)
    frame.get_by_text("Voici votre part").wait_for()
    frame.get_by_role("link", name="Commencer").click()
    read = []
    for said in ("La copie", "Plus aucune copie"):
        answer = frame.locator(".desk pre").first
        answer.wait_for()
        read.append(answer.inner_text())
        text = frame.locator("body").inner_text()
        assert not any(name in text for name in NAMES)
        frame.get_by_label("Maîtrisé").check()
        frame.get_by_label("Commentaire", exact=False).first.fill("Bien vu.")
        frame.get_by_text("Brouillon enregistré à").wait_for()
        page.keyboard.press("Control+Enter")
        frame.locator(".said", has_text=said).wait_for()
    assert set(read) < set(ANSWERS.values())
    with Store(school.database_url, school.course_id) as store:
        marks = read_marks(store.session, "essai")
    assert [(mark.marker, mark.is_signed, mark.points) for mark in marks] == [("correcteur", True, 2.0)] * 2


def test_nothing_of_the_course_and_of_formgrader_is_there(page, lab):
    def ask(path):
        return page.request.get(lab + path)

    assert [ask(path).status for path in ("formgrader", "formgrader/api/submissions/essai", "api/terminals")] == [
        404
    ] * 3
    assert ask("api/contents/").json()["content"] == []
    for path in ("conduite", "personnes", "promotion", "repartition/essai", "copies/essai/bob", "epreuves/essai"):
        assert ask(f"blocnotes/{path}").status == 403, path
    page.wait_for_selector(".jp-Launcher, .lm-MenuBar", timeout=WAIT)
    assert page.get_by_role("menuitem", name="Nbgrader").count() == 0
