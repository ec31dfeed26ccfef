"""What every import comes down to, whatever the format: a certification in outline, and what is doubtful in it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from blocnotes.framework.importing.judging import Confidence


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing that a person should look at: where, why, and how sure the import is of it."""

    place: str
    why: str
    confidence: Confidence = Confidence.CHECK


@dataclass(frozen=True, slots=True)
class CriterionSketch:
    """A criterion: its key is a slug."""

    key: str
    title: str
    is_waivable: bool = False


@dataclass(frozen=True, slots=True)
class CompetencySketch:
    """A competency: its code fits the course files (`C06`, `A2C8`)."""

    code: str
    title: str
    criteria: tuple[CriterionSketch, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BlocSketch:
    """A bloc: its number (1 to 99) gives its file and its code; how sure its competencies are, and why not."""

    number: int
    title: str
    competencies: tuple[CompetencySketch, ...]
    modality: str = ""
    confidence: Confidence = Confidence.SURE
    why: tuple[str, ...] = ()
    set_aside: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The bloc's short code, which is also its file's name: `BC01`."""
        return f"BC{self.number:02}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """A certification in outline; `details` holds plain TOML values for `certification.toml`."""

    code: str
    title: str
    level: int | None
    blocs: tuple[BlocSketch, ...]
    registration: Mapping[str, date] = field(default_factory=dict)
    details: Mapping[str, object] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()
    source: str = ""

    @property
    def concerns(self) -> tuple[Doubt, ...]:
        """Give all that a person should look at, the level and the blocs' splits included."""
        missing = Doubt(
            "level", "the source gives none: 1 stands in its place, write the right one", Confidence.DOUBTFUL
        )
        splits = (Doubt(bloc.name, why, bloc.confidence) for bloc in self.blocs for why in bloc.why)
        return (*([] if self.level else [missing]), *self.doubts, *splits)


def fit_code(text: str) -> str:
    """Write a code as course files want it (`C1.2` → `C1P2`, `a1-c4` → `A1C4`); empty where nothing is left."""
    # A point between two numbers separates them: C1.12 and C11.2 must stay apart.
    joined = re.sub(r"(?<=\d)[.\-–_ ]+(?=\d)", "P", text.strip().upper())
    code = re.sub(r"[^A-Z0-9]", "", joined)
    return code if re.fullmatch(r"[A-Z][A-Z0-9]*", code) else ""


def drop_disorder(days: Mapping[str, date | None]) -> tuple[dict[str, date], list[Doubt]]:
    """Keep the dates of a registration that follow each other, the end first; doubt the others."""
    order = ("decided", "published", "start", "end", "last_delivery")
    kept = dict[str, date]()
    doubts = list[Doubt]()
    for key in ("end", "start", "last_delivery", "decided", "published"):
        day = days.get(key)
        if day is None:
            continue
        trial = {**kept, key: day}
        ranked = [trial[name] for name in order if name in trial]
        if ranked == sorted(ranked):
            kept = trial
        else:
            doubts.append(Doubt(f"registration.{key}", f"{day} does not fit the other dates: left out"))
    return {name: kept[name] for name in order if name in kept}, doubts


def count_doubtful(blocs: Iterable[BlocSketch]) -> int:
    """Count the blocs that a person has to look at."""
    return sum(bloc.confidence is not Confidence.SURE for bloc in blocs)
