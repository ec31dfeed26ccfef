"""Whole journeys by keyboard, and what a screen reader is told on the way: what changed, and where one is then."""

import shutil

import pytest
from playwright.sync_api import Error

from blocnotes.gradebook.store import Store
from blocnotes.settings import read_settings
from browser.classroom import open_classroom
from browser.marked import build_pile
from browser.school import MINI, NOW
from kernel.courses import change, hand_in, known_submission, points

LISTEN = """
const tell = node => {
  const place = node.nodeType === 1 ? node : node.parentElement;
  const region = place?.closest('[role=status], [aria-live]');
  if (region) hear(region.textContent.trim());
};
new MutationObserver(all => all.forEach(each => tell(each.target)))
  .observe(document, {subtree: true, childList: true, characterData: true});
document.addEventListener('focusin', event => hear('→ ' + event.target.textContent.trim()));
"""
"""What is told: the words of a live region when they change, and of what gets the focus."""


@pytest.fixture
def enter(chromium):
    contexts, complaints = [], []

    def open_window(address, who, path="", **more):
        context = chromium.new_context(**more)
        contexts.append(context)
        context.add_cookies([{"name": "who", "value": who, "url": address}])
        page = context.new_page()
        page.heard = []
        page.expose_function("hear", lambda words: page.heard.append(words))
        page.add_init_script(LISTEN)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(address + path)
        return page

    yield open_window
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture(scope="module")
def school(tmp_path_factory):
    folder = tmp_path_factory.mktemp("school")
    settings = build_pile(folder)
    with open_classroom(settings, clock=lambda: NOW, find_folder=lambda learner: folder / "work" / learner) as address:
        yield address


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """The tiny course, not released yet, and one hand-in in its inbox."""
    folder = tmp_path_factory.mktemp("course") / "course"
    shutil.copytree(MINI, folder)
    (folder / "learners.csv").write_text("id,first_name,last_name,email\nana,Ana,Roy,\n", "utf-8")
    return read_settings(folder)


def push(page, name, limit=80):
    """Go to a link or a button by the tabulator, press it, and wait for where it leads."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        if name in page.evaluate(
            "document.activeElement.matches('a, button') && document.activeElement.textContent || ''"
        ):
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    raise AssertionError(f"« {name} » was not reached")


def await_focus(page, words, seconds=120):
    # Playwright's own waiting evaluates strings inside the page, which its policy forbids.
    for _ in range(seconds * 5):
        try:
            if words in page.evaluate("document.activeElement.textContent"):
                return
        except Error:  # the page is just being loaded again
            pass
        page.wait_for_timeout(200)
    raise AssertionError(f"« {words} » never had the focus")


def test_a_check_ends_aloud_and_a_hand_in_is_confirmed(enter, school):
    page = enter(school, "zoe", "epreuves/enquete")
    push(page, "Prendre l’épreuve")
    await_focus(page, "L’épreuve est dans votre dossier")
    push(page, "Vérifier et remettre")
    push(page, "Vérifier d’abord")
    await_focus(page, "Le notebook ne s’exécute pas jusqu’au bout")
    assert any(words.startswith("→ Le notebook ne s’exécute pas") for words in page.heard)
    push(page, "Aller à la remise")
    assert page.get_by_text("l’exécution ne va pas jusqu’au bout").is_visible()
    push(page, "Remettre malgré tout")
    await_focus(page, "Votre remise est reçue")
    assert page.title().startswith("Votre remise est reçue")
    assert any("Votre remise est reçue" in words for words in page.heard)


def test_feedback_is_read_without_a_mouse(enter, school):
    page = enter(school, "lea")
    push(page, "lire le retour")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Aller au contenu"
    page.keyboard.press("Enter")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "SUMMARY":
            break
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.parentElement.open")


def test_an_autosave_is_told_once_it_is_done(enter, school):
    page = enter(school, "correcteur", "corrections/essai/avis")
    push(page, "Commencer")
    page.wait_for_selector("form[data-save]")
    push(page, "Aller à la note")
    page.keyboard.press("Tab")
    page.keyboard.press("1")
    page.wait_for_selector("text=Brouillon enregistré à")
    assert [words for words in page.heard if words.startswith("Brouillon enregistré à")]


def test_an_instructor_releases_collects_grades_and_marks_by_keyboard_alone(enter, course):
    with open_classroom(course) as address:
        page = enter(address, "formatrice", "conduite/essai")
        push(page, "Publier")
        await_focus(page, "Terminé.")
        assert any("→ Terminé. 1\u00a0épreuve publiée" in words for words in page.heard)
        text = change(known_submission(course, "solution"), "avis", "Peu de chose sans sa dispersion.")
        place = course.course_dir / "inbox" / "ana" / "essai"
        place.mkdir(parents=True)
        hand_in(course, "ana", text).replace(place / "essai.ipynb")
        shutil.rmtree(course.submitted)
        page.goto(f"{address}conduite")
        push(page, "Collecter les remises")
        await_focus(page, "Terminé. 1\u00a0remise collectée")
        page.goto(f"{address}conduite/essai")
        push(page, "Noter ce qui a changé")
        await_focus(page, "Terminé. 1\u00a0remise notée")
        assert any("Notation" in words or "en préparation" in words or "→ Terminé." in words for words in page.heard)
        page.goto(f"{address}conduite/essai")
        push(page, "Corriger à la main")
        push(page, "Avis")
        push(page, "Commencer")
        page.wait_for_selector("form[data-save]")
        push(page, "Aller à la note")
        page.keyboard.press("Tab")
        page.keyboard.press("1")
        page.keyboard.press("Control+Enter")
        await_focus(page, "La note est signée")
    with Store(course.database_url, course.course_id) as store:
        assert not any(copy.points is None for copy in store.cells("ana"))
    assert points(course)["ana", "avis"] == 2.0


def test_who_wants_no_motion_gets_none_and_forced_colours_show_what_is_chosen(enter, school):
    page = enter(school, "seconde", "corrections/essai/avis", reduced_motion="reduce", forced_colors="active")
    moving = """[...document.querySelectorAll('*')].filter(each => {
      const style = getComputedStyle(each);
      return style.animationName !== 'none' || parseFloat(style.transitionDuration) > 0;
    }).length"""
    assert page.evaluate(moving) == 0
    push(page, "Commencer")
    page.wait_for_selector("form[data-save]")
    page.get_by_label("Maîtrisé").check()
    outline = page.evaluate("getComputedStyle(document.querySelector('.levels label:has(:checked)')).outlineStyle")
    other = page.evaluate("getComputedStyle(document.querySelector('.levels label:not(:has(:checked))')).outlineStyle")
    assert (outline, other) == ("solid", "none")
