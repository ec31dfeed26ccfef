"""The cohort's page: what comes first, how it is written, and that no text becomes markup."""

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest
from markupsafe import escape

from blocnotes.reports.page import render_page, write_page
from browser.cohorts import HOSTILE, sample
from browser.pages import feedback_page, hostile_feedback_page, hostile_page, report_page

VOID = {"meta", "link", "br", "img", "use", "rect", "path", "input"}


class Reader(HTMLParser):
    """What a reader sees: the texts, the tags, the identifiers; and whether every tag is closed."""

    def __init__(self, page):
        super().__init__()
        self.texts, self.tags, self.ids, self.links, self.attributes = [], [], [], [], []
        self.open = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        known = dict(attrs)
        self.tags.append(tag)
        self.attributes += list(known)
        self.ids += [known["id"]] if "id" in known else []
        self.links += [known[key] for key in ("href", "src") if key in known]
        self.texts += [known[key] for key in ("aria-label", "alt") if key in known]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open and "pre" not in self.open and data.strip():
            self.texts.append(data)


PAGES = {"report": report_page, "feedback": feedback_page}


@pytest.mark.parametrize("name", PAGES)
def test_french_typography(name):
    text = "\n".join(Reader(PAGES[name]()).texts)
    assert re.findall(r".{0,20} [:;?!»%](?:\s|$)", text) == [], "a space that may break before a mark"
    assert re.findall(r".{0,20}« .{0,5}", text) == []
    assert re.findall(r"\w+'\w+", text) == [], "straight apostrophes"
    assert re.findall(r"\d\.\d", text) == [], "decimal points"
    assert "None" not in text


@pytest.mark.parametrize("make", [report_page, feedback_page, hostile_page, hostile_feedback_page])
def test_the_page_is_whole_and_its_links_lead_somewhere(make):
    reader = Reader(make())
    assert reader.open == []
    assert len(reader.ids) == len(set(reader.ids))
    targets = {link[1:] for link in reader.links if link.startswith("#")}
    assert targets <= set(reader.ids)
    assert [link for link in reader.links if not link.startswith(("#", "data:"))] == []


@pytest.mark.parametrize("make", [report_page, feedback_page, hostile_page, hostile_feedback_page])
def test_nothing_in_the_page_can_run(make):
    reader = Reader(make())
    assert not {"script", "iframe", "object", "form", "base"} & set(reader.tags)
    assert [name for name in reader.attributes if name.startswith("on") or name == "style"] == []


@pytest.mark.parametrize("make", [report_page, feedback_page])
def test_the_policy_names_the_one_style_sheet(make):
    page = make()
    style = page.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:" in page
    assert "unsafe" not in page


def test_hostile_names_are_only_text():
    page = hostile_page()
    texts = Reader(page).texts
    for name in HOSTILE.values():
        assert name in texts
        assert f"<bdi>{escape(name)}</bdi>" in page
    assert "<b>gras" not in page


def test_what_matters_comes_first():
    page = report_page()
    places = [page.index(text) for text in ("Acquis</h3>", "Attendu, et de qui", "Où la cohorte bute</h3>", "<table")]
    assert places == sorted(places)
    assert page.index("<details") > places[-1]
    assert "<details open" not in page


def test_a_cohort_without_learners_says_so(tmp_path):
    path = write_page(sample(()), tmp_path / "new" / "report.html")
    assert "Aucun apprenant n’est encore inscrit" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("code", ["CPIA2024", "RNCP36582", "RNCP40514"])
def test_every_certification_has_its_report(code):
    reader = Reader(render_page(sample(code=code)))
    assert reader.open == []
    assert code in "".join(reader.texts)
