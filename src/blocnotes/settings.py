"""One frozen Settings, read once, at a door: where things are, and what a run may use."""

import dataclasses
import os
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from blocnotes.errors import ContentError
from blocnotes.records import Limits

FILE = "blocnotes.toml"
KEYS = {
    "course_id",
    "certification",
    "var",
    "database",
    "workers",
    "retries",
    "variants",
    "limits",
    "python",
    "figures",
}
FIGURES = ("marked", "always")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that the road needs to know about a course folder."""

    course_dir: Path
    var: Path
    course_id: str = "blocnotes"
    certification: str | None = None
    database: str = ""
    workers: int = field(default_factory=lambda: max(1, os.cpu_count() or 1))
    retries: int = 2
    own_variants: int = 12
    hidden_variants: int = 3
    figures: str = "marked"
    """When figures are drawn: for notebooks that a person marks, or always."""
    python: Path | None = None
    """The learners' interpreter, where it is another environment than the grader's."""
    limits: Limits = field(default_factory=Limits)
    folders: Mapping[str, Path] = field(default_factory=dict)
    """Folders that a plain nbgrader course names itself, by the names of nbgrader's settings."""

    @property
    def assignments(self) -> Path:
        """The assignments' sources, one folder each."""
        return self.course_dir / "assignments"

    @property
    def autograders(self) -> Path:
        """What only the grader may see, one folder an assignment."""
        return self.course_dir / "autograders"

    @property
    def courses(self) -> Path:
        """The certifications, one folder each."""
        return self.course_dir / "courses"

    @property
    def is_plain(self) -> bool:
        """Tell whether this is a plain nbgrader course: its tests inside its notebooks, no text of ours."""
        return not self.assignments.is_dir()

    @property
    def source(self) -> Path:
        """The built nbgrader source notebooks."""
        return self.folders.get("source_directory", self.var / "build" / "source")

    @property
    def release(self) -> Path:
        """The released notebooks."""
        return self.folders.get("release_directory", self.var / "build" / "release")

    @property
    def submitted(self) -> Path:
        """The hand-ins that are graded: <learner>/<assignment>/."""
        return self.folders.get("submitted_directory", self.var / "submitted")

    @property
    def autograded(self) -> Path:
        """The executed copies that formgrader opens."""
        return self.folders.get("autograded_directory", self.var / "autograded")

    @property
    def feedback(self) -> Path:
        """What learners get back."""
        return self.folders.get("feedback_directory", self.var / "feedback")

    @property
    def database_url(self) -> str:
        """The gradebook's SQLAlchemy URL: SQLite in the course's own folder unless told otherwise."""
        return self.database or f"sqlite:///{self.var / 'gradebook.db'}"

    def key(self) -> bytes:
        """Read the course's secret key, from which variants are drawn; made on first use, mode 0600."""
        path = self.var / "secret.key"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(secrets.token_bytes(32))
        return path.read_bytes()

    def directories(self) -> dict[str, str]:
        """Name the folders for nbgrader's CourseDirectory."""
        return {
            "root": str(self.course_dir),
            "course_id": self.course_id,
            "db_url": self.database_url,
            "source_directory": str(self.source),
            "release_directory": str(self.release),
            "submitted_directory": str(self.submitted),
            "autograded_directory": str(self.autograded),
            "feedback_directory": str(self.feedback),
        }


def read_settings(course_dir: Path, *, var: Path | None = None) -> Settings:
    """Read `blocnotes.toml` of a course folder; every key has a default, an unknown one is an error."""
    root = course_dir.resolve()
    if not root.is_dir():
        raise ContentError("no such course folder", where=str(root), cure="give an existing one with --course-dir")
    path = root / FILE
    values = _parse(path) if path.exists() else {}
    unknown = sorted(set(values) - KEYS)
    if unknown:
        raise ContentError(
            f"unknown key {unknown[0]!r}", where=str(path), cure=f"known keys: {', '.join(sorted(KEYS))}"
        )
    variants = values.pop("variants", {})
    limits = _limits(values.pop("limits", {}), path)
    folder = root / values.pop("var", "var")
    python = values.pop("python", None)
    if values.get("figures", "marked") not in FIGURES:
        raise ContentError(
            f"unknown figures {values['figures']!r}", where=str(path), cure=f"one of: {', '.join(FIGURES)}"
        )
    return Settings(
        course_dir=root,
        var=(var or folder).resolve(),
        limits=limits,
        python=root / python if python else None,
        own_variants=int(variants.get("own", 12)),
        hidden_variants=int(variants.get("hidden", 3)),
        **values,
    )


def read_limits(given: Mapping[str, Any], where: str, defaults: Limits) -> Limits:
    """Read a table of limits over defaults; an unknown or non-positive one is an error."""
    known = {item.name for item in dataclasses.fields(Limits)}
    for name, value in given.items():
        if name not in known:
            raise ContentError(f"unknown limit {name!r}", where=where, cure=f"known limits: {', '.join(sorted(known))}")
        if not isinstance(value, int | float) or isinstance(value, bool) or value <= 0:
            raise ContentError(f"limit {name} must be a positive number", where=where)
    return dataclasses.replace(defaults, **given)


def _limits(given: Mapping[str, Any], path: Path) -> Limits:
    return read_limits(given, f"{path}: limits", Limits())


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ContentError(f"not valid TOML: {error}", where=str(path)) from error
