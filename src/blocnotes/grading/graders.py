"""What `autograders/<slug>/grader.py` is written with: checks, challenges, results."""

import importlib.util
import random
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from blocnotes.errors import ContentError
from blocnotes.grading.answers import copy_value
from blocnotes.grading.comparison import close, contrast, fold, same_items, same_table, same_text

__all__ = [
    "Answers",
    "Case",
    "Challenge",
    "Features",
    "Grader",
    "Result",
    "close",
    "contrast",
    "fold",
    "load_grader",
    "partial",
    "right",
    "same_items",
    "same_table",
    "same_text",
    "share_of",
    "wrong",
]


@dataclass(frozen=True, slots=True)
class Result:
    """What a check found: the share of the points earned, and a French sentence for the learner."""

    share: float
    sentence: str = ""


def right(sentence: str = "") -> Result:
    """All the points."""
    return Result(1.0, sentence)


def partial(share: float, sentence: str) -> Result:
    """A share of the points, strictly between 0 and 1."""
    if not 0.0 < share < 1.0:
        raise ValueError(f"a partial share lies strictly between 0 and 1, not {share!r}")
    return Result(share, sentence)


def wrong(sentence: str) -> Result:
    """No point, and what is wrong."""
    return Result(0.0, sentence)


def share_of(*results: Result) -> Result:
    """The mean of several results, with the sentences of those that are not right."""
    if not results:
        raise ValueError("share_of needs at least one result")
    sentences = [result.sentence for result in results if result.share < 1.0 and result.sentence]
    return Result(sum(result.share for result in results) / len(results), " ".join(sentences[:3]))


class Answers(Mapping[str, Any]):
    """Answers by name, as plain values, tables or arrays: one's own copies, made when they are asked for."""

    def __init__(self, values: Mapping[str, Any], pictures: Mapping[str, str] | None = None) -> None:
        self._values, self._copies = dict(values), dict[str, Any]()
        self.pictures = dict(pictures or {})

    def __getitem__(self, name: str) -> Any:
        if name not in self._copies:
            self._copies[name] = copy_value(self._values[name])
        return self._copies[name]

    def __contains__(self, name: object) -> bool:
        return name in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One graded cell on one run: what was handed in, what the solution hands in, what stayed out."""

    cell: str
    given: Answers
    reference: Answers
    kept: Mapping[str, Any] = field(default_factory=dict)
    variant: int = 0
    folder: Path = Path()


@dataclass(frozen=True, slots=True, kw_only=True)
class Challenge:
    """What a challenge may look at while it draws inputs: its folder and the run's variant."""

    variant: int
    folder: Path


@dataclass(frozen=True, slots=True)
class Features:
    """A table that goes into the kernel for a model to predict on, and what stays out of it."""

    table: Any
    kept: Any = None


Check = Callable[[Case], Result]
Draw = Callable[[random.Random, Challenge], Any]


class Grader:
    """The checks and challenges of one assignment."""

    def __init__(self) -> None:
        self.checks: dict[str, Check] = {}
        self.challenges: dict[str, Draw] = {}
        self.folder = Path()

    def check(self, cell: str) -> Callable[[Check], Check]:
        """Register a check in place of the default comparison of a cell."""

        def register(function: Check) -> Check:
            if cell in self.checks:
                raise ContentError(f"two checks for the cell {cell!r}", where=function.__module__)
            self.checks[cell] = function
            return function

        return register

    def challenge(self, answer: str) -> Callable[[Draw], Draw]:
        """Register what draws the hidden inputs of an answer."""

        def register(function: Draw) -> Draw:
            self.challenges[answer] = function
            return function

        return register


def load_grader(folder: Path) -> Grader:
    """Load `grader.py` of a folder, or an empty grader where there is none.

    Raises ContentError when it cannot be imported or defines no `grader`.
    """
    path = folder / "grader.py"
    grader = Grader()
    if path.exists():
        name = f"blocnotes_grader_{folder.name.replace('-', '_')}"
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec and spec.loader
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module  # dataclasses and pickling in a grader look their module up
        try:
            spec.loader.exec_module(module)
        except Exception as error:
            raise ContentError(f"cannot be loaded: {type(error).__name__}: {error}", where=str(path)) from error
        found = getattr(module, "grader", None)
        if not isinstance(found, Grader):
            raise ContentError("defines no `grader = Grader()`", where=str(path))
        grader = found
    grader.folder = folder
    return grader
