"""The accessibility statement that French law asks of public services: what conforms, what does not, whom to tell."""

from blocnotes.lab.desk import Desk
from blocnotes.lab.page import Answer, Call, Page
from blocnotes.lab.person import EVERYONE
from blocnotes.lab.routes import Route


def show_statement(_desk: Desk, _call: Call) -> Answer:
    """Show the statement."""
    return Page("accessibility.html", "Accessibilité")


ROUTES = (Route(path="accessibilite", who=EVERYONE, show=show_statement),)
