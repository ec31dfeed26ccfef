"""A 1EdTech CASE package (JSON, 1.0 or 1.1) into a sketch.

Source: CASE Service information model 1.1. Of the associations, `isChildOf` makes the tree; the others are a
crosswalk, which courses draw from their evidence, and are left out.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from blocnotes.errors import ContentDefects, Defect
from blocnotes.framework.importing.outline import NO_TITLE
from blocnotes.framework.importing.plain import tidy
from blocnotes.framework.importing.sketch import Doubt, Sketch, drop_disorder
from blocnotes.framework.importing.source import refuse
from blocnotes.framework.importing.tree import Node, check_tree, grow_blocs

MAX_BYTES = 128 << 20
EXTENSIONS = "blocnotes"
"""The key under which what CASE has no word for is kept, in `extensions`."""


def read_case(path: Path, code: str) -> Sketch:
    """Read a CFPackage; raise ContentDefects with every fault of it."""
    package = _Package(path.name, _load(path))
    package.check()
    doubts = list[Doubt]()
    nodes = package.nodes()
    check_tree(path.name, nodes)
    document = package.document
    extra = _mapping(_mapping(document.get("extensions")).get(EXTENSIONS))
    days = {"start": _day(document.get("statusStartDate")), "end": _day(document.get("statusEndDate"))}
    registration, disorder = drop_disorder(days)
    level = extra.get("level")
    return Sketch(
        code=code,
        title=tidy(str(document.get("title") or "")) or NO_TITLE,
        level=level if isinstance(level, int) and 0 < level < 9 else None,
        blocs=grow_blocs(nodes, code, doubts),
        registration=registration,
        doubts=(*doubts, *disorder),
        source="1EdTech CASE",
    )


def _load(path: Path) -> Any:
    if not path.is_file():
        raise refuse(str(path), "file", "is not there", "give the path of the package")
    if path.stat().st_size > MAX_BYTES:
        raise refuse(path.name, "file", f"is larger than {MAX_BYTES >> 20} MiB", "export one framework at a time")
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise refuse(path.name, f"byte {error.start}", "is not UTF-8", "save the file as UTF-8") from error
    except (json.JSONDecodeError, RecursionError) as error:
        line = f"line {error.lineno}" if isinstance(error, json.JSONDecodeError) else "file"
        raise refuse(path.name, line, f"is not JSON: {error}", "export the package again") from error


@dataclass(frozen=True, slots=True)
class _Package:
    """A package as it was parsed, of which nothing is sure yet."""

    file: str
    data: Any

    @property
    def document(self) -> Mapping[str, Any]:
        return _mapping(_mapping(self.data).get("CFDocument"))

    def rows(self, key: str) -> list[tuple[str, Mapping[str, Any]]]:
        found = _mapping(self.data).get(key)
        listed = found if isinstance(found, list) else []
        return [(f"{key}[{i}]", _mapping(row)) for i, row in enumerate(listed, start=1)]

    def check(self) -> None:
        defects = list(self._faults())
        if defects:
            raise ContentDefects(defects)

    def _faults(self) -> Iterator[Defect]:
        if not self.document:
            cure = "give a CFPackage: {“CFDocument”: …, “CFItems”: […], “CFAssociations”: […]}"
            yield Defect(self.file, "CFDocument", "is missing", cure)
        for place, item in self.rows("CFItems"):
            for key in ("identifier", "fullStatement"):
                if not isinstance(item.get(key), str) or not tidy(item[key]):
                    yield Defect(self.file, f"{place}.{key}", "is missing", f"write “{key}”: a text")
        known = self._ids() | {str(self.document.get("identifier"))}
        for place, link in self._links():
            for end in ("originNodeURI", "destinationNodeURI"):
                if (target := _target(link, end)) not in known:
                    what = f"“{target}” is no item of the package"
                    yield Defect(self.file, f"{place}.{end}", what, "add the item, or take the association away")

    def _ids(self) -> set[str]:
        return {str(item.get("identifier")) for _, item in self.rows("CFItems")}

    def _links(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        links = self.rows("CFAssociations")
        return ((place, link) for place, link in links if link.get("associationType") == "isChildOf")

    def nodes(self) -> list[Node]:
        """Give the items as nodes, in the order of their sequence numbers, then of the file."""
        top, ids = str(self.document.get("identifier")), self._ids()
        parents: dict[str, list[tuple[str, float]]] = {}
        for _, link in self._links():
            number = link.get("sequenceNumber")
            rank = float(number) if isinstance(number, int | float) else float("inf")
            parents.setdefault(_target(link, "originNodeURI"), []).append((_target(link, "destinationNodeURI"), rank))
        self._check_parents(parents, ids)
        ranked = [
            (parents.get(str(item["identifier"]), [(top, float("inf"))])[0], place, item)
            for place, item in self.rows("CFItems")
        ]
        ranked.sort(key=lambda row: row[0][1])
        return [_node(item, "" if parent == top else parent, place) for (parent, _), place, item in ranked]

    def _check_parents(self, parents: Mapping[str, Sequence[tuple[str, float]]], ids: set[str]) -> None:
        many = [(child, links) for child, links in parents.items() if len({parent for parent, _ in links}) > 1]
        defects = [
            Defect(self.file, child, f"has {len(links)} parents", "keep one isChildOf; write the others as isRelatedTo")
            for child, links in many
            if child in ids
        ]
        if defects:
            raise ContentDefects(defects)


def _node(item: Mapping[str, Any], parent: str, place: str) -> Node:
    extra = _mapping(_mapping(item.get("extensions")).get(EXTENSIONS))
    return Node(
        id=str(item["identifier"]),
        parent=parent,
        code=tidy(str(item.get("humanCodingScheme") or "")),
        title=tidy(str(item["fullStatement"])),
        place=place,
        is_waivable=extra.get("waivable_for_disability") is True,
    )


def _target(link: Mapping[str, Any], end: str) -> str:
    return str(_mapping(link.get(end)).get("identifier"))


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None
