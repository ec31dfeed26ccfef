"""A page asks for nothing, runs nothing and complains of nothing, whatever people are called or write."""

import pytest

from browser.cohorts import HOSTILE
from browser.pages import PAGES, crowd_page, hostile_feedback_page, hostile_page

ALL = PAGES | {"crowd": crowd_page, "hostile": hostile_page, "hostile feedback": hostile_feedback_page}


@pytest.mark.parametrize("name", ALL)
def test_nothing_is_asked_for_and_nothing_goes_wrong(visit, name):
    visited = visit(ALL[name]())
    visited.unfold()
    assert [url for url in visited.requests if not url.startswith(("file:", "data:"))] == []
    assert visited.complaints == []


def test_two_hundred_learners_are_one_light_page(visit):
    page = crowd_page()
    assert len(page.encode()) < 3_000_000
    assert visit(page).page.locator("details.learner").count() == 200


@pytest.mark.parametrize("name", PAGES)
def test_a_script_that_got_in_would_not_run(visit, name, listener):
    address, server = listener
    page = visit(PAGES[name]()).page
    page.evaluate(
        """address => {
          document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.ran = true'}));
          document.body.append(Object.assign(document.createElement('img'), {src: address + 'picture'}));
          document.body.append(Object.assign(document.createElement('style'), {textContent: 'body {display: none}'}));
        }""",
        address,
    )
    with pytest.raises(TimeoutError):
        server.accept()
    assert page.evaluate("window.ran") is None
    assert page.locator("main").is_visible()


def test_names_are_shown_as_they_are_written(visit):
    page = visit(hostile_page()).page
    names = page.locator("tbody th bdi").all_text_contents()
    assert names[:5] == [HOSTILE[key] for key in sorted(HOSTILE)]
    assert page.locator("script, img, iframe, object, form, b").count() == 0


def test_a_name_written_from_right_to_left_stays_in_its_place(visit):
    page = visit(hostile_page()).page
    summary = page.locator("details:has(#a3) > summary")
    name, chip = summary.locator("bdi").bounding_box(), summary.locator(".chip").first.bounding_box()
    assert name["x"] + name["width"] <= chip["x"], "what follows the name is not turned round with it"
    assert summary.locator(".chip").first.inner_text().startswith(tuple("0123456789"))


def test_work_is_shown_as_it_was_written(visit):
    visited = visit(hostile_feedback_page())
    visited.unfold()
    evil = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    shown = visited.page.locator("pre").all_inner_texts()
    assert shown[0] == evil
    assert shown[3] == evil
    assert visited.page.locator("script, [onerror]").count() == 0


def test_a_figure_is_shown_with_a_text_that_names_its_question(visit):
    page = visit(PAGES["feedback"]()).page
    figure = page.get_by_role(
        "img", name="Figure que vous avez remise à la question «\u00a0Question 2. La figure\u00a0»"
    )
    assert figure.evaluate("each => [each.naturalWidth, each.naturalHeight]") == [640, 360]
