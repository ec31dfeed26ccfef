"""What learners, markers and juries read is French, and set as French is."""

import ast
import re
from collections.abc import Iterator

import pytest

from house.files import ROOT, docstrings, shown, trees

STRAIGHT = re.compile(r"[^\W\d_]'[^\W\d_]")
DOUBLE = re.compile(r"\S  +\S")
FRENCH = re.compile(r"[éèêëàâçîïôûùœÉÈÀÇ«»’]")
UNSET = re.compile(r"(?:[^\s\u00a0\u202f:;?!]|(?<![\u00a0\u202f]) )[:;?!](?=[\s»]|$)")
"""A high mark at the end of a word, without the no-break space that holds it there."""
CODE = re.compile(
    r"^(```|~~~).*?^\1|`[^`\n]*`|\$\$.*?\$\$|\$[^$\n]+\$|https?://\S+|<[^>]*>|^\|[\s:|-]+\|$", re.M | re.S
)
JINJA = re.compile(r"{%.*?%}|{#.*?#}|<style.*?</style>|<script.*?</script>|<svg.*?</svg>", re.S)
FORMULAS = re.compile(r"{{.*?}}", re.S)
ENTITIES = {"&nbsp;": "\u00a0", "&#160;": "\u00a0", "&#8239;": "\u202f", "&amp;": "&", "&lt;": "<", "&gt;": ">"}

TEMPLATES = sorted((ROOT / "src").glob("*/*/templates/*.html"))
NOTEBOOKS = sorted((ROOT / "assignments").glob("*/notebook.py"))


@pytest.mark.parametrize("path", [*TEMPLATES, *NOTEBOOKS], ids=shown)
def test_texts_are_set_as_french_is(path):
    faults = []
    for line, text in texts_of(path):
        for rule, fault in ((STRAIGHT, "straight apostrophe"), (UNSET, "no no-break space"), (DOUBLE, "double space")):
            faults += [f"{shown(path)}:{line}: {fault}: …{near(text, found)}…" for found in rule.finditer(text)]
    assert not faults, "\n".join(faults)


def test_sentences_in_the_code_have_french_apostrophes_and_single_spaces():
    faults = []
    for path, tree in trees().items():
        quiet = docstrings(tree)
        for node in ast.walk(tree):
            if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in quiet:
                continue
            if not FRENCH.search(node.value):
                continue
            for rule, fault in ((STRAIGHT, "straight apostrophe"), (re.compile(r"\w  +\w"), "double space")):
                faults += [f"{path}:{node.lineno}: {fault}: {near(node.value, f)}" for f in rule.finditer(node.value)]
    assert not faults, "\n".join(faults)


def texts_of(path) -> Iterator[tuple[int, str]]:
    """Give the lines that a person reads, without code, links, tags and formulas."""
    text = path.read_text(encoding="utf-8")
    text = "\n".join(markdown(text)) if path.suffix == ".py" else FORMULAS.sub("X", blank(JINJA, text))
    text = blank(CODE, text)
    for entity, character in ENTITIES.items():
        text = text.replace(entity, character)
    return ((number, line.strip(" ")) for number, line in enumerate(text.split("\n"), 1))


def markdown(text: str) -> Iterator[str]:
    """Give a text's markdown, and an empty line for each line that is none."""
    inside = False
    for line in text.split("\n"):
        if line.startswith("# %%"):
            inside = "[markdown]" in line
            yield ""
        else:
            yield line.removeprefix("#").removeprefix(" ") if inside and line.startswith("#") else ""


def blank(rule: re.Pattern[str], text: str) -> str:
    """Take out what a rule finds, line numbers kept; a word stays in the place of what stood within a line."""
    return rule.sub(lambda found: "\n" * found[0].count("\n") if "\n" in found[0] else keep(found[0]), text)


def keep(found: str) -> str:
    return "" if found.startswith(("<", "{", "|")) else "X"


def near(text: str, found: re.Match[str]) -> str:
    return text[max(0, found.start() - 25) : found.end() + 10].replace("\n", " ")


@pytest.mark.parametrize(
    ("rule", "bad", "good"),
    [
        (STRAIGHT, "l'été", "l’été"),
        (UNSET, "Bonjour: oui", "Bonjour\u00a0: oui"),
        (UNSET, "Quoi ?", "Quoi\u202f?"),
        (DOUBLE, "deux  mots", "deux mots"),
    ],
)
def test_a_rule_finds_what_it_forbids(rule, bad, good):
    assert rule.search(bad)
    assert not rule.search(good)
