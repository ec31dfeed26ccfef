"""Every error that Blocnotes raises on purpose: the tree says who must act.

    BlocnotesError               what happened, where, what to do next
    ├── ContentError             the author: a course file, an assignment, a grader          exit 3
    ├── SubmissionRefused        the learner: a hand-in that cannot be graded as it is       exit 4
    ├── GradingFault             us: the machine failed; no points are lost                  exit 5
    ├── GradebookError           the registrar: the record of marks cannot be used           exit 6
    └── PlatformError            the school's learning platform refused, or did not answer   exit 7

A learner's exception, a wrong answer, a blank cell or a time limit are verdicts, not errors.
"""

from collections.abc import Iterable
from dataclasses import dataclass


class BlocnotesError(Exception):
    """Something that a person can act on."""

    exit_code = 1

    def __init__(self, what: str, *, where: str = "", cure: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.cure = cure

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        cure = f"\n  → {self.cure}" if self.cure else ""
        return f"{place}{self.what}{cure}"

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross process borders: keyword arguments have to survive.
        return _rebuild, (type(self), self.what, self.where, self.cure)


class ContentError(BlocnotesError):
    """A course file, an assignment or a grader is wrong: its author must mend it."""

    exit_code = 3


class SubmissionRefused(BlocnotesError):
    """A hand-in cannot be graded as it is; it is kept untouched, and the others go on."""

    exit_code = 4


class GradingFault(BlocnotesError):
    """Our own failure: retried, then listed; it never carries points."""

    exit_code = 5


class GradebookError(BlocnotesError):
    """The record of marks cannot be read or written: the registrar must act."""

    exit_code = 6


class PlatformError(BlocnotesError):
    """The school's learning platform refused or did not answer: its administrator must act, and no mark is lost."""

    exit_code = 7


@dataclass(frozen=True, slots=True)
class Defect:
    """One thing that is wrong in a file: its place and its cure."""

    file: str
    place: str
    what: str
    cure: str = ""

    def __str__(self) -> str:
        return f"{self.file}: {self.place}: {self.what}" + (f"\n  → {self.cure}" if self.cure else "")


class ContentDefects(ContentError):
    """All the defects of a reading, reported together."""

    def __init__(self, defects: Iterable[Defect]) -> None:
        self.defects = tuple(defects)
        count = len(self.defects)
        super().__init__(
            f"{count} defect{'s' if count > 1 else ''} found\n" + "\n".join(map(str, self.defects)),
        )

    def __reduce__(self) -> tuple[object, ...]:
        return ContentDefects, (self.defects,)


def _rebuild(kind: type[BlocnotesError], what: str, where: str, cure: str) -> BlocnotesError:
    return kind(what, where=where, cure=cure)
