"""Nothing is lost on a small screen, with large or with spaced letters: only the big table scrolls, in itself."""

import pytest

from browser.pages import PAGES, crowd_page, hostile_page

OUTSIDE = """() => {
  const width = document.scrollingElement.clientWidth;
  const all = [...document.querySelectorAll('body *')].filter(each => !each.closest('.scroll, .unseen, .skip, .defs'));
  const beyond = all.filter(each => {
    const box = each.getBoundingClientRect();
    return box.width && (box.right > width + 1 || box.left < -1);
  });
  const scrolls = document.scrollingElement.scrollWidth > width;
  return [...beyond.map(each => each.outerHTML.slice(0, 120)), ...(scrolls ? ['the page scrolls sideways'] : [])];
}"""
CLIPPED = """() => [...document.querySelectorAll('main *')]
  .filter(each => !each.matches('.scroll, .unseen') && getComputedStyle(each).overflowX !== 'visible')
  .filter(each => each.scrollWidth > each.clientWidth + 1).map(each => each.outerHTML.slice(0, 120))"""
SPACED = """() => { for (const each of document.querySelectorAll('body *')) {
  each.style.setProperty('line-height', '1.5', 'important');
  each.style.setProperty('letter-spacing', '0.12em', 'important');
  each.style.setProperty('word-spacing', '0.16em', 'important'); } }"""
ALL = PAGES | {"hostile": hostile_page}


def look(visited):
    visited.unfold()
    return visited.page.evaluate(OUTSIDE) + visited.page.evaluate(CLIPPED)


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize(("width", "zoom"), [(320, 1), (375, 1), (768, 1), (1280, 1), (1280, 2), (1280, 4)])
def test_nothing_leaves_the_page(visit, name, width, zoom):
    assert look(visit(ALL[name](), width=width, zoom=zoom)) == []


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [640, 1280])
def test_letters_twice_as_large_fit(visit, name, width):
    visited = visit(PAGES[name](), width=width)
    visited.page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert look(visited) == []


@pytest.mark.parametrize("name", PAGES)
def test_spaced_letters_fit(visit, name):
    visited = visit(PAGES[name](), width=320)
    visited.page.evaluate(SPACED)
    assert look(visited) == []


def test_the_names_stay_while_the_table_scrolls(visit):
    page = visit(PAGES["report"](), width=320).page
    scroll = page.locator(".scroll")
    before = page.locator("tbody th").first.bounding_box()
    scroll.evaluate("each => { each.scrollLeft = 400 }")
    assert scroll.evaluate("each => each.scrollLeft") > 0
    assert page.locator("tbody th").first.bounding_box() == before


def test_two_hundred_learners_keep_their_headings_in_sight(visit):
    page = visit(crowd_page()).page
    assert page.locator("tbody tr").count() == 200
    page.locator("tbody tr").nth(150).scroll_into_view_if_needed()
    box = page.locator("thead th").first.bounding_box()
    assert 0 <= box["y"] < 5
