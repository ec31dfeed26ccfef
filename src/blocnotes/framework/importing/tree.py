"""Nodes with parents made into blocs, competencies and criteria, whatever file they came from.

Every fault is noted before any is raised: two nodes of one id, a parent that is not there, a circle.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from unicodedata import combining, normalize

from blocnotes.errors import ContentDefects, Defect
from blocnotes.framework.importing.coding import give_codes
from blocnotes.framework.importing.judging import Confidence, Item
from blocnotes.framework.importing.outline import NO_COMPETENCY, NO_TITLE
from blocnotes.framework.importing.sketch import BlocSketch, CompetencySketch, CriterionSketch, Doubt

MAX_BLOCS = 99


@dataclass(frozen=True, slots=True)
class Node:
    """One node: its id and its parent's (empty: the top), its code for people, its place in the file."""

    id: str
    parent: str
    code: str
    title: str
    place: str
    is_waivable: bool = False


def check_tree(file: str, nodes: Sequence[Node]) -> None:
    """Raise ContentDefects with all that keeps the nodes from being a tree."""
    defects = [*_find_twins(file, nodes), *_find_lost(file, nodes), *_find_circles(file, nodes)]
    if not nodes:
        defects.append(Defect(file, "file", "holds no competency", "export the framework with its competencies"))
    if defects:
        raise ContentDefects(defects)


def _find_twins(file: str, nodes: Sequence[Node]) -> Iterator[Defect]:
    ids = Counter(node.id for node in nodes)
    codes = Counter(node.code for node in nodes if node.code != node.id)
    for node in nodes:
        if ids[node.id] > 1:
            yield Defect(file, node.place, f"id “{node.id}” is there {ids[node.id]} times", "give each its own")
        if node.code and codes[node.code] > 1:
            what = f"code “{node.code}” is there {codes[node.code]} times"
            yield Defect(file, node.place, what, "give each its own")


def _find_lost(file: str, nodes: Sequence[Node]) -> Iterator[Defect]:
    known = {node.id for node in nodes}
    for node in nodes:
        if node.parent and node.parent not in known:
            yield Defect(
                file, node.place, f"its parent “{node.parent}” is not in the file", "export the whole framework"
            )


def _find_circles(file: str, nodes: Sequence[Node]) -> Iterator[Defect]:
    parents = {node.id: node.parent for node in nodes}
    safe = {""}
    for node in nodes:
        trail = list[str]()
        here = node.id
        while here not in safe and here in parents and here not in trail:
            trail.append(here)
            here = parents[here]
        if here in trail:
            circle = trail[trail.index(here) :]
            yield Defect(file, node.place, f"is its own ancestor: {' → '.join([*circle, here])}", "take one link away")
        safe.update(trail)


def grow_blocs(nodes: Sequence[Node], certification: str, doubts: list[Doubt]) -> tuple[BlocSketch, ...]:
    """Make blocs of the nodes at the top, competencies of their children, criteria of theirs; deeper is joined."""
    children: dict[str, list[Node]] = {}
    for node in nodes:
        children.setdefault(node.parent, []).append(node)
    tops = children.get("", [])
    if not any(top.id in children for top in tops):
        doubts.append(Doubt("blocs", "the file has one level: all its competencies make one bloc", Confidence.DOUBTFUL))
        children = {"": [Node("all", "", "", NO_TITLE, "file")], "all": tops}
        tops = children[""]
    if len(tops) > MAX_BLOCS:
        what = f"has {len(tops)} blocs, and a course holds {MAX_BLOCS}"
        raise ContentDefects([Defect(certification, "blocs", what, "import it in parts")])
    numbers = _number(tops)
    return tuple(
        _grow_bloc(number, top, children, doubts)
        for number, top in sorted(zip(numbers, tops, strict=True), key=lambda pair: pair[0])
    )


def _number(tops: Sequence[Node]) -> list[int]:
    wanted = [int(match[1]) if (match := re.search(r"BC0*(\d{1,2})$", top.code)) else 0 for top in tops]
    if 0 not in wanted and len(set(wanted)) == len(wanted):
        return wanted
    return list(range(1, len(tops) + 1))


def _grow_bloc(number: int, top: Node, children: Mapping[str, list[Node]], doubts: list[Doubt]) -> BlocSketch:
    found = children.get(top.id, [])
    name = f"BC{number:02}"
    items = [Item(node.title, last_part(node.code), bool(last_part(node.code))) for node in found]
    coded, coding_doubts = give_codes(items, name)
    doubts += coding_doubts
    competencies = tuple(
        CompetencySketch(item.code, item.title, _grow_criteria(node, children, doubts))
        for item, node in zip(coded, found, strict=True)
    )
    return BlocSketch(
        number=number,
        title=top.title,
        competencies=competencies or (CompetencySketch("C01", NO_COMPETENCY),),
        confidence=Confidence.SURE if found else Confidence.DOUBTFUL,
        why=() if found else ("no competency lies under it",),
    )


def _grow_criteria(node: Node, children: Mapping[str, list[Node]], doubts: list[Doubt]) -> tuple[CriterionSketch, ...]:
    criteria = list[CriterionSketch]()
    keys = set[str]()
    for child in children.get(node.id, []):
        key = _slug(last_part(child.code).rpartition(".")[2]) or _slug(child.title) or "critere"
        while key in keys:
            key = f"{key}-bis"
        keys.add(key)
        if child.id in children:
            doubts.append(Doubt(child.place, "what lies under a criterion is left out", Confidence.DOUBTFUL))
        criteria.append(CriterionSketch(key, child.title, child.is_waivable))
    return tuple(criteria)


def last_part(code: str) -> str:
    """Take the bloc off a full code: `RNCP37137BC01.C06` → `C06`, `RNCP36582BC04.A4C8.anglais` → `A4C8.anglais`."""
    match = re.fullmatch(r"[A-Z0-9]+BC\d\d\.(.+)", code)
    return match[1] if match else code


def _slug(text: str) -> str:
    plain = "".join(char for char in normalize("NFKD", text.casefold()) if not combining(char))
    return "-".join(re.findall(r"[a-z0-9]+", plain)[:6])
