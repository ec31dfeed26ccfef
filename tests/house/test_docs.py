"""Documents hold: links lead somewhere, commands run, files that a page shows are the files that are there."""

import os
import re
from pathlib import Path

import pytest

from house.files import DOCS, ROOT, shown
from house.test_cli_docs import COMMANDS
from house.walk import follow, read_steps

PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#{1,6} (.+)$", re.M)
FENCE = re.compile(r"^```.*?^```$", re.M | re.S)
TARGET = re.compile(r"^([a-z]+):.*?##", re.M)
IN_FULL = os.environ.get("CI") == "true"
"""Commands that need a kernel cost ten seconds: they run in CI, and wherever CI=true is set."""


def anchors(path: Path) -> set[str]:
    text = FENCE.sub("", path.read_text(encoding="utf-8"))
    titles = (title.replace("`", "").strip().lower() for title in HEADING.findall(text))
    return {re.sub(r"[^\w\- ]", "", title).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=shown)
def test_links_lead_somewhere(page):
    broken = []
    for link in LINK.findall(FENCE.sub("", page.read_text(encoding="utf-8"))):
        if link.startswith(("https://", "http://", "mailto:")):
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        if not target.exists() or (anchor and target.suffix == ".md" and anchor not in anchors(target)):
            broken.append(link)
    assert not broken, broken


@pytest.mark.parametrize("page", PAGES, ids=shown)
def test_commands_that_a_page_names_exist(page):
    shown_code = re.findall(r"`(blocnotes [a-z][^`\n]*)`", page.read_text(encoding="utf-8"))
    shown_code += re.findall(r"^\$ (blocnotes [a-z].*)$", page.read_text(encoding="utf-8"), re.M)
    groups = {name.rsplit(" ", 1)[0] for name in COMMANDS} - {"blocnotes"}
    for line in shown_code:
        words = re.match(r"blocnotes(?: [a-z]+)*", line)[0].split()
        assert " ".join(words[:2]) in COMMANDS or " ".join(words[:3]) in COMMANDS or " ".join(words) in groups, line


@pytest.mark.parametrize("page", PAGES, ids=shown)
def test_make_targets_that_a_page_names_exist(page):
    targets = set(TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8")))
    named = set(re.findall(r"`make ([a-z]+)`", page.read_text(encoding="utf-8")))
    assert named <= targets


def test_the_decisions_are_all_in_the_index():
    index = (DOCS / "decisions" / "README.md").read_text(encoding="utf-8")
    records = sorted(path for path in (DOCS / "decisions").glob("*.md") if path.name != "README.md")
    missing = [path.name for path in records if f"({path.name})" not in index]
    assert not missing, missing
    for path in records:
        first = path.read_text(encoding="utf-8").split("\n", 1)[0]
        assert first.startswith(f"# {path.name[:4]}. "), path.name


def test_the_configuration_that_a_page_shows_is_the_one_that_is_there():
    text = (DOCS / "nbgrader.md").read_text(encoding="utf-8")
    wiring = (ROOT / "nbgrader_config.py").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:blocnotes|nbgrader)\.[\w.]+\.[A-Z]\w+)`", text))
    assert named
    assert named == set(re.findall(r'"((?:blocnotes|nbgrader)\.[\w.]+\.[A-Z]\w+)"', wiring))


def test_the_first_course_works_as_it_is_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    told = ""
    for step in read_steps(DOCS / "first-course.md"):
        if IN_FULL or not step.needs_kernel:
            told += follow(step, tmp_path)
    assert "nothing to mend" in told
    assert (tmp_path / "var" / "build" / "release" / "premiers-pas" / "premiers-pas.ipynb").exists()
    assert (tmp_path / "var" / "submitted" / "bob" / "premiers-pas" / "timestamp.txt").exists()
    assert (tmp_path / "rapport.html").exists()
    assert (tmp_path / "positions.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_the_words_live_where_they_are_said_to_live():
    text = (DOCS / "words.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z_]+(?:/[a-z_]+)*(?:\.py|/))`", text))
    homes = (ROOT / "src" / "blocnotes", ROOT)
    lost = [name for name in named if not name.startswith("var/") and not any((home / name).exists() for home in homes)]
    assert not lost, lost
