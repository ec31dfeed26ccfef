"""Read `assignment.toml`: what an assignment is called, how long it may run, how a person marks it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from blocnotes.errors import ContentDefects, ContentError, Defect
from blocnotes.records import Limits
from blocnotes.settings import read_limits

KEYS = {
    "title", "summary", "duration_minutes", "objectives", "prerequisites", "hidden_variant", "limits", "rubrics",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level of a criterion: what a marker sees, and what it is worth."""

    points: float
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RubricCriterion:
    """One criterion of a rubric, with its levels from best to worst."""

    criterion: str
    points: float
    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What `assignment.toml` says."""

    title: str
    summary: str
    duration_minutes: int
    objectives: tuple[str, ...] = ()
    prerequisites: tuple[str, ...] = ()
    hidden_variant: bool = True
    limits: Limits = field(default_factory=Limits)
    rubrics: Mapping[str, tuple[RubricCriterion, ...]] = field(default_factory=dict)


def read_manifest(path: Path, limits: Limits) -> Manifest:
    """Read an assignment's manifest over default limits; every defect is reported at once."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ContentError("an assignment needs an assignment.toml", where=str(path)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ContentError(f"not valid TOML: {error}", where=str(path)) from error
    defects = list(_defects(data, str(path)))
    if defects:
        raise ContentDefects(defects)
    return Manifest(
        title=data["title"],
        summary=data["summary"],
        duration_minutes=data["duration_minutes"],
        objectives=tuple(data.get("objectives", ())),
        prerequisites=tuple(data.get("prerequisites", ())),
        hidden_variant=data.get("hidden_variant", True),
        limits=read_limits(data.get("limits", {}), f"{path}: limits", limits),
        rubrics={name: tuple(map(_criterion, items)) for name, items in data.get("rubrics", {}).items()},
    )


def _defects(data: Mapping[str, Any], file: str) -> list[Defect]:
    defects = [
        Defect(file, key, "unknown key", f"known keys: {', '.join(sorted(KEYS))}") for key in data if key not in KEYS
    ]
    for key, kind in (("title", str), ("summary", str), ("duration_minutes", int)):
        if not isinstance(data.get(key), kind):
            defects.append(Defect(file, key, f"missing, or not of type {kind.__name__}"))
    if not isinstance(data.get("hidden_variant", True), bool):
        defects.append(Defect(file, "hidden_variant", "must be true or false"))
    for name, items in data.get("rubrics", {}).items():
        for index, item in enumerate(items):
            defects += [Defect(file, f"rubrics.{name}[{index}]", what) for what in _rubric_faults(item)]
    return defects


def _rubric_faults(item: Mapping[str, Any]) -> list[str]:
    faults = [f"{key} is missing" for key in ("criterion", "points", "levels") if key not in item]
    if faults:
        return faults
    points = [level.get("points") for level in item["levels"]]
    if any(not isinstance(value, int | float) for value in points):
        return ["each level needs points, a title and a text"]
    if any(not level.get("title") or not level.get("text") for level in item["levels"]):
        faults.append("each level needs a title and a text that two markers would read alike")
    if max(points, default=0) != item["points"]:
        faults.append("the best level must be worth the points of the criterion")
    if min(points, default=1) != 0:
        faults.append("the worst level must be worth 0")
    return faults


def _criterion(item: Mapping[str, Any]) -> RubricCriterion:
    levels = tuple(Level(points=level["points"], title=level["title"], text=level["text"]) for level in item["levels"])
    return RubricCriterion(criterion=item["criterion"], points=item["points"], levels=levels)
