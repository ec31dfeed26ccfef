"""How JupyterLab is started for one person: the folder, what is handed out or built first, French, and our page."""

import json
import os
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from blocnotes.authoring.assignment import Assignment, read_assignments
from blocnotes.authoring.release import write_source
from blocnotes.errors import ContentError
from blocnotes.gradebook.store import Store
from blocnotes.reception import hand_out
from blocnotes.settings import Settings

LANGUAGE = "fr_FR"
EXTENSION = "blocnotes.lab"
LABEXTENSIONS = Path(__file__).parent / "labextensions"
# What a learner has no use for: nbgrader's own pages for instructors.
INSTRUCTORS_ONLY = ("formgrader", "course_list")
# A marker reads copies under pseudonyms: formgrader would name everybody, and show what others gave.
LEFT_OUT = {"learner": INSTRUCTORS_ONLY, "marker": (*INSTRUCTORS_ONLY, "assignment_list", "validate_assignment")}
HIDDEN = {
    "learner": ("formgrader", "course-list", "create-assignment"),
    "marker": ("formgrader", "course-list", "create-assignment", "assignment-list", "validate-assignment", "menu"),
}
NAME = re.compile(r"[\w.@-]{1,120}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Launch:
    """What is to be started: a command, its environment, and the folder that it shows."""

    role: str
    person: str
    folder: Path
    arguments: tuple[str, ...]
    environment: Mapping[str, str]

    @property
    def command(self) -> list[str]:
        """The command line, by this very interpreter."""
        return [sys.executable, "-m", "jupyterlab", *self.arguments]


def plan_launch(
    settings: Settings, *, role: str, person: str, home: Path | None, sandbox: str, more: Sequence[str] = ()
) -> Launch:
    """Say how JupyterLab is to be started, and write the configuration that it will read."""
    if role == "learner":
        refuse_unknown(settings, person)
    elif not NAME.fullmatch(person):
        cure = "use letters, digits, and . _ - @"
        raise ContentError(f"{person!r} is no name for a person", where=f"--role {role}", cure=cure)
    folder = find_home(settings, role, person, home)
    config = settings.var / "lab" / {"learner": person, "marker": f"marker.{person}"}.get(role, role)
    classroom = {
        "course_dir": str(settings.course_dir),
        "var": str(settings.var),
        "certification": settings.certification or "",
        "role": role,
        "person": person,
        "home": str(folder) if role == "learner" else "",
        "sandbox": sandbox,
    }
    write_configuration(config, folder, classroom)
    if role == "instructor":
        write_wiring(settings, config)
    environment = _environment(settings, config, person if role == "learner" else "")
    return Launch(role=role, person=person, folder=folder, arguments=tuple(more), environment=environment)


def find_home(settings: Settings, role: str, person: str, home: Path | None) -> Path:
    """Give the folder that JupyterLab shows: the course's, or the learner's or the marker's own."""
    if role == "instructor":
        return settings.course_dir
    folder = (home or settings.var / ("homes" if role == "learner" else "desks") / person).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def refuse_unknown(settings: Settings, learner: str) -> None:
    """Raise ContentError where the gradebook knows no such learner, before a folder is made in their name."""
    with Store(settings.database_url, settings.course_id) as store:
        if learner not in store.learners():
            cure = "enter them in learners.csv, then run: blocnotes release"
            raise ContentError(f"no learner is called {learner!r}", where="gradebook", cure=cure)


def prepare(settings: Settings, launch: Launch) -> list[str]:
    """Build what is stale for an instructor, hand out what is new to a learner; gives the slugs."""
    if launch.role == "learner":
        with Store(settings.database_url, settings.course_id) as store:
            slugs = store.assignments()
        return [slug for slug in slugs if hand_out(settings, slug, launch.folder)]
    return build_stale(settings) if launch.role == "instructor" and not settings.is_plain else []


def build_stale(settings: Settings) -> list[str]:
    """Build the assignments whose text, manifest or data changed since they were built; gives their slugs."""
    stale = {slug: item for slug, item in read_assignments(settings).items() if is_stale(item, settings)}
    for assignment in stale.values():
        write_source(assignment, settings)
    return list(stale)


def is_stale(assignment: Assignment, settings: Settings) -> bool:
    """Tell whether an assignment changed since it was built, or never was."""
    built = settings.source / assignment.slug / f"{assignment.slug}.ipynb"
    if not built.exists():
        return True
    newest = max(path.stat().st_mtime for path in assignment.folder.rglob("*") if path.is_file())
    return newest > built.stat().st_mtime


def write_configuration(config: Path, folder: Path, classroom: Mapping[str, str]) -> None:
    """Write what Jupyter reads when it starts: the folder, the classroom, the language, and what is left out."""
    role = classroom["role"]
    left_out = {f"nbgrader.server_extensions.{name}": False for name in LEFT_OUT.get(role, ())}
    server = {
        "ServerApp": {
            "root_dir": str(folder),
            "jpserver_extensions": {EXTENSION: True} | left_out,
            "terminals_enabled": role != "marker",
        },
        # What one has open is one's own: an instructor's tabs are not a learner's.
        "LabApp": {
            "extra_labextensions_path": [str(LABEXTENSIONS)],
            "workspaces_dir": str(config / "workspaces"),
        },
        "ClassroomApp": dict(classroom),
    }
    overrides = {
        "@jupyterlab/translation-extension:plugin": {"locale": LANGUAGE},
        # Jupyter's own news are fetched from the network, and asked for over whatever one is reading.
        "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    }
    hidden = {f"@jupyter/nbgrader:{name}": True for name in HIDDEN.get(role, ())}
    page = {"blocnotes": "blocnotes/", "blocnotesOpens": "true", "disabledExtensions": hidden}
    _write(config / "jupyter_server_config.json", server)
    _write(config / "labconfig" / "default_setting_overrides.json", overrides)
    _write(config / "labconfig" / "page_config.json", page)


def write_wiring(settings: Settings, config: Path) -> None:
    """Lead nbgrader's own pages to this course, from whatever folder the command is given in."""
    own = settings.course_dir / "nbgrader_config.py"
    lines = [f"c.CourseDirectory.{name} = {value!r}" for name, value in settings.directories().items()]
    loaded = [f"load_subconfig({str(own)!r})"] if own.exists() else []
    (config / "nbgrader_config.py").write_text("\n".join(["c = get_config()", *loaded, *lines, ""]), encoding="utf-8")


def _write(path: Path, data: Mapping[str, object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")


def _environment(settings: Settings, config: Path, learner: str) -> dict[str, str]:
    paths = {
        "JUPYTER_CONFIG_PATH": (str(config), os.environ.get("JUPYTER_CONFIG_PATH", "")),
        "PATH": (str(Path(sys.executable).parent), os.environ.get("PATH", "")),
    }
    joined = {name: os.pathsep.join(filter(None, parts)) for name, parts in paths.items()}
    return {**joined, "BLOCNOTES_VAR": str(settings.var), **({"BLOCNOTES_LEARNER": learner} if learner else {})}
