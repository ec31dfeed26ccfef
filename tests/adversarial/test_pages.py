"""The judge of pages is itself judged: it sees what runs, and lets honest pages be."""

import pytest

from adversarial.browser import find_dangers

BAD = (
    "<script>1</script>", "<img src=x onerror=alert(1)>", "<a href='java\tscript:alert(1)'>x</a>", "<svg onload=x>",
    "<img src='https://evil/x.png'>", "<img src='//evil/x.png'>", "<td style='background:url(//evil)'>",
    "<a href='&#106;avascript:alert(1)'>x</a>", "<iframe src='x'></iframe>", "<a href='data:text/html,x'>x</a>",
)  # fmt: skip
GOOD = (
    "&lt;script&gt;alert(1)&lt;/script&gt;", "<a href='https://docs.python.org/3/'>x</a>", "<a href='#q1'>1</a>",
    "<img src='data:image/png;base64,iVBOR'>", "<pre>javascript:alert(1) onerror=</pre>", "<table><td>1</td></table>",
)  # fmt: skip


@pytest.mark.parametrize("page", BAD)
def test_what_runs_is_seen(page):
    assert find_dangers(page)


@pytest.mark.parametrize("page", GOOD)
def test_what_does_not_run_is_let_be(page):
    assert not find_dangers(page)
