"""A learner's first page."""

from blocnotes.lab.desk import Desk
from blocnotes.lab.page import Answer, Call, Page
from blocnotes.lab.person import EVERYONE
from blocnotes.lab.routes import Route


def show_home(desk: Desk, call: Call) -> Answer:
    """Show where one is."""
    with desk.open_store() as store:
        names = store.learners()
    name = names.get(call.person.name, call.person.name)
    return Page("home.html", "Accueil", {"name": name, "learners": len(names)})


ROUTES = (Route(path="", who=EVERYONE, show=show_home, menu="Accueil"),)
