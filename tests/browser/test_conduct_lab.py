"""An instructor's session for real: JupyterLab, collection, grading in sandboxed kernels, a server that stops in between."""

import shutil
import signal
import time

import pytest

from blocnotes.batches.journal import State, list_batches
from blocnotes.gradebook.audit import find_user, read_audit
from blocnotes.gradebook.store import Store
from blocnotes.settings import read_settings
from browser.school import MINI
from browser.test_lab_shell import WAIT, start
from kernel.courses import change, hand_in, known_submission, points, release

pytest.importorskip("jupyterlab")
LEARNERS = ("ana", "bob", "cid", "dia")


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """The tiny course, released, with hand-ins that wait in its inbox."""
    folder = tmp_path_factory.mktemp("course") / "course"
    shutil.copytree(MINI, folder)
    settings = read_settings(folder)
    release(settings, LEARNERS)
    for learner in LEARNERS:
        text = f"Peu de chose sans sa dispersion, dit {learner}."
        path = hand_in(settings, learner, change(known_submission(settings, "solution"), "avis", text))
        place = folder / "inbox" / learner / "essai"
        place.mkdir(parents=True)
        path.replace(place / "essai.ipynb")
    shutil.rmtree(settings.submitted)
    return settings


def stop(process):
    process.send_signal(signal.SIGTERM)
    process.wait(30)


def test_a_session_survives_a_server_that_stops(course, chromium, tmp_path):
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    process, address = start(course, tmp_path)
    try:
        page.goto(f"{address}blocnotes/conduite?token=essai", timeout=WAIT)
        page.get_by_role("button", name="Collecter les remises").click()
        page.wait_for_selector("text=4\u00a0remises collectées", timeout=WAIT)
        page.goto(f"{address}blocnotes/conduite/essai")
        assert "4\u00a0remises à noter" in page.locator("main").inner_text()
        page.get_by_role("button", name="Noter ce qui a changé").click()
        page.wait_for_selector("progress", timeout=WAIT)
    finally:
        stop(process)
    deadline = time.monotonic() + 300
    while (batch := list_batches(course)[0]).is_live and time.monotonic() < deadline:
        time.sleep(0.5)
    assert (batch.state, dict(batch.counts)) == (State.DONE, {"graded": 4}), batch
    process, address = start(course, tmp_path)
    try:
        page.goto(f"{address}blocnotes/traitements/{batch.number}?token=essai", timeout=WAIT)
        assert "Terminé. 4\u00a0remises notées." in page.locator("main").inner_text()
        page.goto(f"{address}blocnotes/corrections/essai/avis")
        page.get_by_role("link", name="Commencer").click()
        for _ in LEARNERS:
            assert "Peu de chose sans sa dispersion" in page.locator(".desk pre").first.inner_text()
            page.get_by_label("Maîtrisé").check()
            page.get_by_role("button", name="Signer").click()
            page.wait_for_selector(".said")
        assert "Plus aucune copie" in page.locator(".said").inner_text()
        page.goto(f"{address}formgrader/api/submissions/essai")
        assert page.evaluate("JSON.parse(document.body.innerText).map(each => each.score)") == [7, 7, 7, 7]
    finally:
        stop(process)
        context.close()
    assert set(points(course).values()) == {2.0, 3.0}
    with Store(course.database_url, course.course_id) as store:
        lines = [(line.actor, line.action) for line in read_audit(store.session)]
        # Each hand-in that is collected has a line of its own, for its receipt.
        done = [line for line in lines if line[1] != "submission.receive"]
        assert len(lines) - len(done) == len(LEARNERS)
    assert done[:2] == [(find_user(), "collect"), (find_user(), "grade")]
    assert done.count((find_user(), "mark.sign")) == 4
