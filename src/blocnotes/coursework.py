"""What an instructor does around the road: release, collect, and open what is to be graded."""

import csv
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from blocnotes.authoring.assignment import as_defects, read_assignments
from blocnotes.authoring.release import release, write_source
from blocnotes.errors import ContentDefects, ContentError, Defect
from blocnotes.framework.load import load_courses
from blocnotes.framework.model import Course
from blocnotes.gradebook.attempts import read_moments
from blocnotes.gradebook.audit import find_user
from blocnotes.gradebook.decisions import know
from blocnotes.gradebook.standing import standings_of
from blocnotes.gradebook.store import Store
from blocnotes.grading.collecting import Taken, collect, find_newer, keep
from blocnotes.grading.grading import Runner
from blocnotes.grading.intake import read_bytes
from blocnotes.grading.plain import read_nbgrader_config, read_plain_sheet
from blocnotes.grading.sheets import Sheet, read_sheet
from blocnotes.grading.split import Routing, is_surveyed, review_plain, split_sheet, survey
from blocnotes.records import Refusal
from blocnotes.reports.cohort import Cohort, Incident
from blocnotes.settings import Settings

LEARNERS = "learners.csv"
STATUSES = {"refused": "refusée", "fault": "à reprendre : incident de notre fait"}
PERSON = ("first_name", "last_name", "email")


def release_assignments(settings: Settings, slugs: tuple[str, ...] = ()) -> Iterator[tuple[str, Path, int]]:
    """Build and release assignments; gives each slug, its notebook, and how many learners it was drawn for."""
    if settings.is_plain:
        cure = "this is a plain nbgrader course: run nbgrader generate_assignment"
        raise ContentError("has no assignments/ folder", where=str(settings.course_dir), cure=cure)
    assignments = read_assignments(settings, slugs)
    due = {item.slug: item.due for course in read_courses(settings) for item in course.assignments}
    with Store(settings.database_url, settings.course_id) as store:
        store.add_learners(read_learners(settings.course_dir / LEARNERS))
        learners = list(store.learners())
        for slug, assignment in assignments.items():
            write_source(assignment, settings)
            path = release(assignment, settings, learners)
            store.set_due(slug, due.get(slug))
            yield slug, path, len(learners)


def read_learners(path: Path) -> dict[str, dict[str, str]]:
    """Read learners.csv (id, first_name, last_name, email); empty where there is none.

    Raises ContentDefects naming every line that cannot be read.
    """
    if not path.exists():
        return {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=_delimiter(path)))
    defects = [
        Defect(str(path), f"line {n}", "no id", "first column: id")
        for n, row in enumerate(rows, 2)
        if not row.get("id")
    ]
    if defects:
        raise ContentDefects(defects)
    return {row["id"].strip(): {key: (row.get(key) or "").strip() for key in PERSON} for row in rows}


def collect_inbox(settings: Settings, inbox: Path, now: datetime, *, by: str = "") -> list[Taken]:
    """Take the hand-ins of a folder in, at a moment that the collector's clock gives; `by`: who asks for it."""
    taken = []
    with Store(settings.database_url, settings.course_id) as store:
        for item in collect(inbox, settings, store.notebooks(), now):
            if item.status == "refused":
                store.record_refusal(
                    Refusal(
                        learner=item.learner,
                        assignment=item.assignment,
                        path=inbox / item.learner / item.assignment,
                        sentence=item.sentence,
                        sha256=item.sha256,
                    )
                )
            taken.append(item)
        _record_received(settings, store, by or find_user())
    return taken


def collect_exchange(settings: Settings, *, by: str = "") -> list[Taken]:
    """Take hand-ins in from nbgrader's exchange, through nbgrader's own collect step; `by`: who asks for it."""
    from nbgrader.apps import NbGraderAPI
    from nbgrader.coursedir import CourseDirectory

    config = read_nbgrader_config(settings.course_dir)
    folders: Any = CourseDirectory(config=config, **settings.directories())
    api = NbGraderAPI(coursedir=folders, config=config)
    taken = []
    for assignment in sorted({assignment for assignment, _ in _released(settings)}):
        result = api.collect(assignment, update=True)
        if not result["success"]:
            cure = "collect from a folder with --inbox, or see nbgrader's exchange settings"
            raise ContentError(f"the exchange cannot be read: {_last_line(result)}", where=assignment, cure=cure)
        taken += [
            Taken(path.parent.name, assignment, "", "collected") for path in settings.submitted.glob(f"*/{assignment}")
        ]
    with Store(settings.database_url, settings.course_id) as store:
        _record_received(settings, store, by or find_user())
    return taken


def _record_received(settings: Settings, store: Store, by: str) -> None:
    """Record what lies in submitted/ and is newer than what the gradebook knows: its learner sees it at once."""
    known = read_moments(store.session)
    for item in find_newer(settings.submitted, store.notebooks(), known):
        keep(read_bytes(item.path), settings)
        store.record_received(item, by=by)


def read_courses(settings: Settings) -> list[Course]:
    """Read every certification of the course folder, checked against the graded cells that there are."""
    if not settings.courses.is_dir():
        return []
    return list(load_courses(settings.courses, graded_cells(settings)))


def graded_cells(settings: Settings) -> dict[str, list[str]]:
    """Give the graded cells of every assignment: slug → names."""
    if settings.is_plain:
        return {}
    return {slug: [cell.name for cell in a.graded] for slug, a in read_assignments(settings).items()}


def read_sheets(settings: Settings, store: Store, slugs: tuple[str, ...] = ()) -> list[Sheet]:
    """Open the sheets of what was released (all, or the assignments named), a plain nbgrader course's too."""
    released = [pair for pair in store.notebooks() if not slugs or pair[0] in slugs]
    missing = set(slugs) - {assignment for assignment, _ in released}
    if missing:
        cure = f"run: blocnotes release {' '.join(sorted(missing))}"
        raise ContentError(f"not released: {', '.join(sorted(missing))}", where="gradebook", cure=cure)
    if settings.is_plain:
        return [split_sheet(sheet, settings) for sheet in open_plain_sheets(settings, store, released)]
    names = tuple(dict.fromkeys(assignment for assignment, _ in released))
    if not names:
        raise ContentError("nothing was released yet", where=str(settings.course_dir), cure="run: blocnotes release")
    return [read_sheet(assignment, settings) for assignment in read_assignments(settings, names).values()]


def survey_plain(settings: Settings, store: Store, runner: Runner) -> list[str]:
    """Try the split of a plain course's tests on its own solutions, once each; gives what was tried."""
    if not settings.is_plain:
        return []
    sheets = [
        sheet for sheet in open_plain_sheets(settings, store, store.notebooks()) if not is_surveyed(sheet, settings)
    ]
    for sheet in sheets:
        survey(sheet, settings, runner)
    return [sheet.assignment for sheet in sheets]


def review_plain_course(settings: Settings) -> list[Routing]:
    """Say for every test cell of a plain course which way it goes; runs nothing."""
    with Store(settings.database_url, settings.course_id) as store:
        return review_plain(settings, open_plain_sheets(settings, store, store.notebooks()))


def read_cohort(settings: Settings, certification: str | None = None) -> Cohort:
    """Read where everyone stands on a certification (the one named, the course's own, or the only one)."""
    course = _choose(settings, read_courses(settings), certification or settings.certification)
    with Store(settings.database_url, settings.course_id) as store:
        names, cells = store.learners(), store.cells()
        incidents = tuple(
            Incident(learner=a.learner, assignment=a.assignment, status=STATUSES[a.status], what=" ".join(a.notes))
            for a in store.latest_attempts()
            if a.status in STATUSES
        )
        late = frozenset(store.late())
        known = know(course, store.decisions())
        history = store.history()
    unknown = {item.learner for item in incidents} - names.keys()
    return Cohort(
        course=course,
        names=names | {learner: learner for learner in unknown},
        standings=standings_of(course, cells, learners=names, history=history, **known),
        titles=_titles(settings),
        late=late,
        incidents=incidents,
        made_at=datetime.now(UTC),
    )


def _titles(settings: Settings) -> dict[str, str]:
    if settings.is_plain:
        return {}
    return {slug: assignment.manifest.title for slug, assignment in read_assignments(settings).items()}


def check_courses(settings: Settings) -> list[Defect]:
    """Give what is wrong in the certifications, as defects."""
    try:
        read_courses(settings)
    except ContentError as error:
        return as_defects(error)
    return []


def open_plain_sheets(settings: Settings, store: Store, released: Iterable[tuple[str, str]]) -> list[Sheet]:
    """Open the sheets of a plain course, all of whose tests would run beside the learner's code."""
    return [
        read_plain_sheet(assignment, notebook, store.locked_sources(assignment, notebook), settings)
        for assignment, notebook in released
    ]


def _choose(settings: Settings, courses: list[Course], code: str | None) -> Course:
    by_code = {course.certification.code: course for course in courses}
    if code is None and len(courses) == 1:
        return courses[0]
    if code not in by_code:
        what = f"no certification is called {code!r}" if code else "which certification?"
        cure = f"name one with --certification: {', '.join(by_code) or 'there is none'}"
        raise ContentError(what, where=str(settings.courses), cure=cure)
    return by_code[code]


def _released(settings: Settings) -> list[tuple[str, str]]:
    with Store(settings.database_url, settings.course_id) as store:
        return store.notebooks()


def _delimiter(path: Path) -> str:
    first = path.read_text(encoding="utf-8-sig").split("\n", 1)[0]
    return ";" if ";" in first else ","


def _last_line(result: dict[str, Any]) -> str:
    lines = str(result.get("error") or result.get("log") or "no reason given").strip().splitlines()
    return lines[-1] if lines else ""
