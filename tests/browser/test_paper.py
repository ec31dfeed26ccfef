"""On paper nothing is folded away, nothing is cut, and a dark screen prints in black on white."""

import re

import pytest

from browser.pages import PAGES

HIDDEN = """() => [...document.querySelectorAll('details > :not(summary)')]
  .filter(each => !each.checkVisibility() || each.getBoundingClientRect().height < 5).length"""


def count_sheets(pdf):
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def print_out(page):
    return page.pdf(prefer_css_page_size=True, print_background=True)


@pytest.mark.parametrize("name", PAGES)
def test_what_is_folded_is_printed(visit, name):
    visited = visit(PAGES[name]())
    visited.page.emulate_media(media="print")
    assert visited.page.locator("details").count() > 2
    assert visited.page.locator("details[open]").count() == 0
    assert visited.page.evaluate(HIDDEN) == 0


@pytest.mark.parametrize("name", PAGES)
def test_a_folded_page_fills_as_many_sheets_as_an_open_one(visit, name):
    visited = visit(PAGES[name]())
    folded = count_sheets(print_out(visited.page))
    visited.unfold()
    assert folded == count_sheets(print_out(visited.page)) > 1


def test_the_table_fits_the_sheet(visit):
    # A4 less the margins of the style sheet, at 96 points an inch.
    visited = visit(PAGES["report"](), width=round((210 - 2 * 14) / 25.4 * 96))
    visited.page.emulate_media(media="print")
    assert visited.page.evaluate("document.scrollingElement.scrollWidth <= document.scrollingElement.clientWidth")


def test_a_dark_screen_prints_on_white(visit):
    page = visit(PAGES["report"](), scheme="dark").page
    page.emulate_media(media="print", color_scheme="dark")
    found = page.evaluate("(s => [s.backgroundColor, s.color])(getComputedStyle(document.body))")
    assert found == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
