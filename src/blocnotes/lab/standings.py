"""A learner's blocs and competencies: each with its standing, its reasons, and the marks that it rests on."""

from blocnotes.lab.desk import Desk
from blocnotes.lab.mine import read_mine
from blocnotes.lab.page import Answer, Call, Page
from blocnotes.lab.person import LEARNERS
from blocnotes.lab.routes import Route


def show_standings(desk: Desk, call: Call) -> Answer:
    """Show where the learner stands, bloc by bloc."""
    mine = read_mine(desk, call.person)
    pairs = [(course.certification, standing) for course, standing in zip(mine.courses, mine.standings(), strict=True)]
    return Page("my_standings.html", "Mes blocs de compétences", {"pairs": pairs, "name_of": mine.title})


ROUTES = (Route(path="blocs", who=LEARNERS, show=show_standings, menu="Mes blocs"),)
