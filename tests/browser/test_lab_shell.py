"""The classroom in a real JupyterLab: it opens in French on our page; card, menu, panel and notebooks work together."""

import json
import os
import signal
import socket
import subprocess
import sys
import time

import pytest

from blocnotes.grading.rehearsal import REVIEW
from browser.school import build_school

pytest.importorskip("jupyterlab")
WAIT = 120_000


def start(settings, home, *options):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    words = [sys.executable, "-m", "blocnotes.cli", "lab", "--course-dir", str(settings.course_dir), *options, "--"]
    words += [
        "--no-browser",
        "--allow-root",
        f"--port={port}",
        "--IdentityProvider.token=essai",
        "--ServerApp.ip=127.0.0.1",
    ]
    log = (home / "lab.log").open("w")
    environment = {**os.environ, "HOME": str(home), "JUPYTER_RUNTIME_DIR": str(home / "runtime")}
    process = subprocess.Popen(words, stdout=log, stderr=log, env=environment, cwd=home)
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return process, f"http://127.0.0.1:{port}/"
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.2)
    raise AssertionError((home / "lab.log").read_text())


@pytest.fixture(scope="module")
def school(tmp_path_factory):
    return build_school(tmp_path_factory.mktemp("school"))


@pytest.fixture(scope="module")
def learners_lab(school, tmp_path_factory):
    process, address = start(school, tmp_path_factory.mktemp("home"), "--learner", "zoe")
    yield address
    process.send_signal(signal.SIGTERM)
    process.wait(30)


@pytest.fixture
def page(chromium):
    context = chromium.new_context(viewport={"width": 1400, "height": 900})
    yield context.new_page()
    context.close()


def answer_questions(path):
    """Write what runs from top to bottom: one question answered, one whose answer has another form."""
    notebook = json.loads(path.read_text("utf-8"))
    sources = {"moyenne-code": "moyenne = 12.5", "doubler-code": "doubler = ..."}
    for cell in notebook["cells"]:
        name = cell["metadata"].get("nbgrader", {}).get("grade_id")
        cell["source"] = sources.get(name, cell["source"])
    path.write_text(json.dumps(notebook), "utf-8")


def test_a_learner_goes_from_our_page_to_a_notebook_and_back(learners_lab, school, page, axe):
    answer_questions(school.var / "homes" / "zoe" / "essai" / "essai.ipynb")
    page.goto(f"{learners_lab}lab?token=essai")
    ours = page.frame_locator("iframe[title=Blocnotes]")
    ours.get_by_role("heading", name="Mon travail").wait_for(timeout=WAIT)
    page.get_by_role("menuitem", name="Fichier", exact=True).wait_for(timeout=WAIT)  # in French
    ours.get_by_role("link", name="Un essai").first.click()
    ours.get_by_role("link", name="Ouvrir le notebook").click()
    page.locator(".jp-Notebook").wait_for(timeout=WAIT)
    assert page.locator("iframe[title=Blocnotes]").count() == 1  # beside it, not instead

    page.locator('[data-id="blocnotes-panel"]').click()
    panel = page.get_by_role("region", name="Compétences et réponses du notebook")
    panel.get_by_role("heading", name="Un essai").wait_for(timeout=WAIT)
    assert "0\u00a0question a une réponse, sur\u00a03." in panel.locator("[role=status]").inner_text()
    assert "Savoir moyenne" in panel.inner_text()

    page.get_by_role("menuitem", name="Exécution", exact=True).click()
    page.get_by_role("menuitem", name="Exécuter toutes les cellules", exact=True).click()
    panel.get_by_text("1\u00a0question a une réponse, sur\u00a03.").wait_for(timeout=WAIT)
    assert "pas encore de réponse" in panel.inner_text()

    page.evaluate(axe)
    found = page.evaluate("axe.run('#blocnotes-panel', {resultTypes: ['violations']})")["violations"]
    assert [(rule["id"], node["html"]) for rule in found for node in rule["nodes"]] == []

    panel.get_by_role("button", name="Enregistrer, vérifier et remettre").click()
    ours.get_by_role("heading", name="Remettre « Un essai »").wait_for(timeout=WAIT)
    assert "n’ont pas été exécutées" not in ours.locator("main").inner_text()  # it was saved with its outputs


def test_the_launcher_and_the_menu_lead_to_our_page(learners_lab, page):
    page.goto(f"{learners_lab}lab?token=essai")
    page.frame_locator("iframe[title=Blocnotes]").get_by_role("heading", name="Mon travail").wait_for(timeout=WAIT)
    page.keyboard.press("Control+Shift+l")
    page.locator(".jp-LauncherCard", has_text="Mon espace").click()
    page.get_by_role("menuitem", name="Blocnotes", exact=True).click()
    page.get_by_role("menuitem", name="Mon espace").click()
    assert page.frame_locator("iframe[title=Blocnotes]").get_by_role("heading", name="Mon travail").is_visible()


def test_a_page_is_shown_to_who_signed_in_only(learners_lab, page):
    answer = page.goto(f"{learners_lab}blocnotes/")
    assert "/login" in page.url
    assert "Mon travail" not in answer.text()


def test_an_instructor_finds_the_course_our_page_and_formgrader(school, tmp_path, page):
    process, address = start(school, tmp_path)
    try:
        page.goto(f"{address}lab?token=essai")
        page.frame_locator("iframe[title=Blocnotes]").get_by_role("heading", level=1).wait_for(timeout=WAIT)
        page.get_by_text("assignments", exact=True).first.wait_for(timeout=WAIT)
        page.goto(f"{address}formgrader")
        page.get_by_text("essai", exact=True).first.wait_for(timeout=WAIT)
        page.goto(f"{address}blocnotes/blocs")
        page.get_by_role("heading", name="Accès refusé").wait_for(timeout=WAIT)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def test_what_the_panel_reads_is_what_answer_shows(monkeypatch):
    from blocnotes_handin import answers

    shown = []
    monkeypatch.setattr("IPython.display.publish_display_data", shown.append)
    answers.answer("x", 3, checks={"est petit": lambda value: value < 2})
    assert shown[0][REVIEW] == {
        "name": "x", "ready": False, "headline": "réponse à revoir.", "lines": [["est petit", False]],
    }  # fmt: skip
    json.dumps(shown[0])
