"""The audit ledger as a page: who did what, and whether it is whole."""

from blocnotes.gradebook.audit import find_broken, read_audit
from blocnotes.lab.desk import Desk
from blocnotes.lab.page import Answer, Call, Page
from blocnotes.lab.person import INSTRUCTORS
from blocnotes.lab.routes import Route

LAST = 200
ACTIONS = {
    "group.add": "ajoute au groupe",
    "group.remove": "retire du groupe",
    "extension.grant": "accorde un délai",
    "extension.end": "retire un délai",
    "accommodation.add": "accorde un aménagement",
    "accommodation.end": "termine un aménagement",
    "decision.record": "enregistre une décision",
    "marking.double": "règle la double correction",
    "marking.share": "répartit des copies",
    "marking.assign": "confie des copies",
    "marking.withdraw": "reprend des copies",
    "marking.hand_over": "passe des copies à d’autres",
    "marking.third": "appelle une troisième lecture",
    "mark.sign": "signe une note",
    "mark.settle": "arrête une note",
    "release": "publie",
    "collect": "collecte",
    "grade": "note",
    "preview": "demande un aperçu",
    "feedback": "écrit les retours",
}


def show_ledger(desk: Desk, call: Call) -> Answer:
    """Show the newest lines, of all or about one subject."""
    about = call.given("q").strip()
    with desk.open_store() as store:
        lines = read_audit(store.session, about=about or None, last=LAST)
        broken = find_broken(store.session) if call.given("verifier") else None
    values = {"lines": lines[::-1], "about": about, "broken": broken, "actions": ACTIONS, "last": LAST}
    return Page("conduct_ledger.html", "Journal", values)


ROUTES = (Route(path="journal", who=INSTRUCTORS, show=show_ledger, menu="Journal"),)
