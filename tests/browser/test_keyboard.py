"""The whole report can be read with a keyboard, from the skip link to a learner's folded details."""

from browser.pages import feedback_page, report_page

FOCUSED = "document.activeElement.textContent.trim()"


def press_until(page, wanted, limit=80):
    for _ in range(limit):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.tagName.toLowerCase()") == wanted:
            return
    raise AssertionError(f"no {wanted} was reached in {limit} steps")


def wait(page, condition, limit=40):
    # Playwright's own waiting evaluates strings inside the page, which its policy forbids.
    for _ in range(limit):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never came true: {condition}")


def test_the_first_step_skips_to_the_content(visit):
    page = visit(report_page()).page
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "Aller au contenu"
    box = page.locator(".skip").bounding_box()
    assert box["x"] >= 0
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "contenu"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('role')") == "region", "the navigation was skipped"


def test_what_has_the_focus_is_seen(visit):
    page = visit(report_page()).page
    for _ in range(12):
        page.keyboard.press("Tab")
        style = page.evaluate(
            "(s => [s.outlineStyle, parseFloat(s.outlineWidth)])(getComputedStyle(document.activeElement))"
        )
        assert style[0] == "solid"
        assert style[1] >= 2


def test_the_table_scrolls_with_the_arrows(visit):
    page = visit(report_page(), width=320).page
    page.locator(".scroll").focus()
    page.keyboard.press("ArrowRight")
    wait(page, "document.querySelector('.scroll').scrollLeft > 0")


def test_details_open_and_close(visit):
    page = visit(report_page()).page
    page.locator("table a").last.focus()
    press_until(page, "summary")
    assert not page.evaluate("document.activeElement.parentElement.open")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.parentElement.open")
    page.keyboard.press("Space")
    assert not page.evaluate("document.activeElement.parentElement.open")


def test_a_name_in_the_table_leads_to_its_details(visit):
    page = visit(report_page()).page
    page.get_by_role("link", name="David Okafor").focus()
    page.keyboard.press("Enter")
    wait(page, "document.querySelector('#a4').closest('details').open")
    assert page.locator("#a4").is_visible()
    box = page.locator("details:has(#a4) > summary").bounding_box()
    assert 0 <= box["y"] < 900


def test_folded_work_is_one_step_away(visit):
    page = visit(feedback_page()).page
    assert page.locator("pre").first.is_hidden()
    press_until(page, "summary")
    page.keyboard.press("Enter")
    assert page.locator("pre").first.is_visible()
