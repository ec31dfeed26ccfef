import time

import pytest

from blocnotes.grading.pages import heads, read_page, shown

PAGE = """<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Bilan &amp; suite</title></head>
<body><h1>Bilan</h1><ul class="x"><li>un</li><li>deux <b>mots</b> lus</li></ul>suite<a href="#fin">fin</a></body></html>"""


def test_a_page_is_read_in_order():
    page = read_page(PAGE)
    assert page is not None
    assert page.doctype == "<!doctype html>" and page.language == "fr"
    assert [page.says(item) for item in page.all("li")] == ["un", "deux mots lus"]
    assert [page.says(item) for item in page.all("b", under=page.all("ul")[0])] == ["mots"]
    assert page.says(page.all("title")[0]) == "Bilan & suite"
    assert list(page.faults_of_safety()) == []


@pytest.mark.parametrize(
    ("piece", "fault"),
    [
        ("<script>1</script>", "<script>"),
        ('<p onclick="x()">a</p>', "onclick"),
        ('<img src="http://exemple.fr/a.png" alt="">', "src"),
        ('<a href="javascript:x()">a</a>', "href"),
        ('<svg><a xlink:href="https://exemple.fr">a</a></svg>', "href"),
        ("<style>p { background: url(x) }</style>", "style"),
        ("<style>@im/**/port 'x'</style>", "style"),
        ('<p style="background: u\\72l(x)">a</p>', "style"),
        ('<meta http-equiv="Refresh" content="0;url=x">', "refresh"),
        ('<form action="x"></form>', "action"),
    ],
)
def test_what_runs_or_fetches_is_named(piece, fault):
    page = read_page(PAGE.replace("<h1>", piece + "<h1>"))
    assert page is not None and fault in list(page.faults_of_safety())


@pytest.mark.parametrize("text", [None, 3, "", b"<p>", "a" * 200_001, "<p>" * 20_000, "<div>" * 5_000, "\ud800"])
def test_what_is_no_page(text):
    assert read_page(text) is None


@pytest.mark.parametrize("piece", ["<!--", "<!", "<a ", "&", "<p", "<![CDATA[", "</", "<style>/*"])
def test_hostile_markup_takes_no_time(piece):
    start = time.process_time()
    page = read_page((piece * 70_000)[:200_000])
    if page is not None:
        list(page.faults_of_safety())
    assert time.process_time() - start < 2


def test_spaces_are_shown_as_a_browser_does():
    assert shown(" 12\u00a0345,6 \n %") == "12 345,6 %"


def test_a_header_says_what_it_is_the_header_of():
    page = read_page(
        '<table><tr><th scope="COL">a</th><th>b</th><th scope="row">c</th><td scope="col">d</td></tr></table>'
    )
    assert page is not None
    assert [[heads(cell, scope) for cell in page.all("th", "td")] for scope in ("col", "row")] == [
        [True, False, False, False],
        [False, False, True, False],
    ]
