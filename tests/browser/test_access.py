"""Everybody can read the pages: axe finds nothing, in light, in dark, on a phone, zoomed, folded and unfolded."""

import pytest

from browser.pages import PAGES

WINDOWS = {
    "desk": {"width": 1280, "height": 900},
    "phone": {"width": 320, "height": 640},
    "zoom 200 %": {"width": 1280, "height": 900, "zoom": 2},
}


def run_axe(page, script):
    page.evaluate(script)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{rule['id']}: {node['html'][:160]} ({node['failureSummary']})"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(visit, axe, name, scheme, window):
    visited = visit(PAGES[name](), scheme=scheme, **WINDOWS[window])
    assert run_axe(visited.page, axe) == []
    visited.unfold()
    assert run_axe(visited.page, axe) == []


def test_axe_would_find_something(visit, axe):
    broken = PAGES["feedback"]().replace(' alt="Figure', ' data-was="Figure').replace('lang="fr"', "")
    found = run_axe(visit(broken).page, axe)
    assert {line.partition(":")[0] for line in found} >= {"image-alt", "html-has-lang"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_follows_the_scheme(visit, scheme):
    page = visit(PAGES["report"](), scheme=scheme).page
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    light = sum(int(part) for part in paper[4:-1].split(",")) > 3 * 128
    assert light == (scheme == "light")


def test_every_picture_says_in_words_what_it_shows(visit):
    page = visit(PAGES["report"]()).page
    strips = page.locator("svg.strip[role=img]")
    assert strips.count() == 12 * 3
    assert strips.first.get_attribute("aria-label") == "C06\u00a0: acquis, C07\u00a0: acquis, C08\u00a0: acquis"
    bars = page.locator("svg.bar").evaluate_all("all => all.map(each => each.getAttribute('aria-label'))")
    assert len(bars) == 8
    assert all("acquis" in label for label in bars)
