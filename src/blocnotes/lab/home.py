"""The first page: a learner's work; for others, where their own work begins."""

from datetime import datetime
from functools import partial

from blocnotes.lab.desk import Desk
from blocnotes.lab.mine import Mine, read_mine
from blocnotes.lab.notebooks import find_path
from blocnotes.lab.page import Answer, Call, Moved, Page
from blocnotes.lab.person import EVERYONE, Role
from blocnotes.lab.routes import Route
from blocnotes.lab.work import Work
from blocnotes.reports.wording import count

START = {Role.INSTRUCTOR: "conduite", Role.MARKER: "corrections"}


def show_home(desk: Desk, call: Call) -> Answer:
    """Show a learner what is due, what is awaited and where they stand; lead others to their own work."""
    if Role.LEARNER not in call.person.roles:
        return Moved(START[Role.INSTRUCTOR if Role.INSTRUCTOR in call.person.roles else Role.MARKER])
    mine, now = read_mine(desk, call.person), desk.clock()
    return Page(
        "my_work.html",
        "Mon travail",
        {
            "name": mine.dossier.name,
            "owed": sort_by_deadline(mine),
            "waiting": [work for work in mine.work if work.is_waiting],
            "work": mine.work,
            "standings": mine.standings(),
            "left": lambda work: tell_time_left(work, now),
            "path_of": partial(find_path, desk, call.person.name),
        },
    )


def sort_by_deadline(mine: Mine) -> list[Work]:
    """Give what the learner has to hand in, the most urgent first."""
    owed = [work for work in mine.work if work.state.is_owed]
    return sorted(owed, key=lambda work: (work.deadline is None, work.deadline.own if work.deadline else None))


def tell_time_left(work: Work, now: datetime) -> str:
    """Say how long there is until a deadline, or since it."""
    if work.deadline is None:
        return "sans échéance"
    left = work.deadline.own - now
    hours = abs(int(left.total_seconds() // 3600))
    span = count(hours // 24, "jour") if hours >= 48 else count(hours, "heure")
    return f"dans {span}" if left.total_seconds() > 0 else f"passée depuis {span}"


ROUTES = (Route(path="", who=EVERYONE, show=show_home, menu="Accueil"),)
