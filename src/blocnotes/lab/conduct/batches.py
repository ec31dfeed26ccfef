"""Batches seen from a page: started here, run elsewhere, followed by whoever comes by."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from blocnotes.batches.journal import Batch, Kind, Request, State, list_batches, read_batch
from blocnotes.batches.starting import start_batch, stop_batch
from blocnotes.errors import BlocnotesError
from blocnotes.lab.desk import Desk
from blocnotes.lab.page import Answer, Call, Data, Missing, Moved, Page, Unfit
from blocnotes.lab.person import INSTRUCTORS
from blocnotes.lab.routes import Route
from blocnotes.reports.wording import count

KINDS: Mapping[Kind, str] = {
    Kind.RELEASE: "Publication",
    Kind.COLLECT: "Collecte",
    Kind.GRADE: "Notation",
    Kind.PREVIEW: "Aperçu d’une nouvelle notation",
    Kind.FEEDBACK: "Retours",
}
OUTCOMES: Mapping[str, tuple[str, str]] = {
    "graded": ("remise notée", "remises notées"),
    "refused": ("remise refusée", "remises refusées"),
    "fault": ("incident de notre fait", "incidents de notre fait"),
    "collected": ("remise collectée", "remises collectées"),
    "unchanged": ("remise inchangée", "remises inchangées"),
    "released": ("épreuve publiée", "épreuves publiées"),
    "written": ("retour écrit", "retours écrits"),
}

TRIED = ("remise essayée", "remises essayées")


def show_batches(desk: Desk, _call: Call) -> Answer:
    """Show the newest batches."""
    return Page("conduct_batches.html", "Traitements", {"batches": list_batches(desk.settings), "kinds": KINDS})


def begin_batch(desk: Desk, call: Call) -> Answer:
    """Start a batch, and go on to its page."""
    try:
        kind = Kind(call.given("kind"))
    except ValueError as error:
        raise Unfit("Ce traitement n’existe pas.") from error
    slugs = tuple(slug for slug in call.form.get("slug", ()) if slug)
    with desk.open_store() as store:
        known = {*desk.shelf.assignments(), *store.assignments()}
    if not set(slugs) <= known:
        raise Missing
    request = Request(kind=kind, by=call.person.name, slugs=slugs, force=call.given("force") == "1")
    try:
        number = start_batch(desk.settings, request)
    except BlocnotesError as error:
        raise Unfit("Un autre traitement est en cours. Attendez sa fin, ou arrêtez-le, puis recommencez.") from error
    return Moved(f"traitements/{number}")


def show_batch(desk: Desk, call: Call) -> Answer:
    """Show how a batch stands, and what it found."""
    batch = _find(desk, call)
    with desk.open_store() as store:
        names = store.learners()
    values: dict[str, Any] = {"batch": batch, "kinds": KINDS, "names": names, "says": tell(batch), "states": State}
    if batch.request.kind is Kind.PREVIEW and batch.result:
        values["changes"] = _group(batch.result["changes"])
    return Page("conduct_batch.html", KINDS[batch.request.kind], values)


def tell_progress(desk: Desk, call: Call) -> Answer:
    """Tell a page that follows how far the batch is."""
    batch = _find(desk, call)
    return Data({"says": tell(batch), "done": batch.done, "total": batch.total, "over": not batch.is_live})


def end_batch(desk: Desk, call: Call) -> Answer:
    """Ask a batch to stop."""
    batch = _find(desk, call)
    stop_batch(desk.settings, batch.number)
    return Moved(f"traitements/{batch.number}", "L’arrêt est demandé\u00a0; ce qui est enregistré reste")


def tell(batch: Batch) -> str:
    """Say in a sentence how a batch stands."""
    counts = ", ".join(
        count(number, *OUTCOMES.get(status, (status, status))) for status, number in batch.counts.items()
    )
    if batch.is_live:
        place = f"{batch.done} sur {batch.total}" if batch.total else "en préparation"
        return f"{batch.step or 'Démarrage'}\u00a0: {place}. {counts}".rstrip(". ") + "."
    return f"{batch.state.value.capitalize()}. {counts or 'Rien à faire'}."


def _group(changes: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    grouped: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for change in changes:
        grouped[f"{change['assignment']}, question «\u00a0{change['cell']}\u00a0»"].append(change)
    return dict(sorted(grouped.items()))


def _find(desk: Desk, call: Call) -> Batch:
    try:
        return read_batch(desk.settings, call.parts["number"])
    except BlocnotesError as error:
        raise Missing from error


ROUTES = (
    Route(path="traitements", who=INSTRUCTORS, show=show_batches, act=begin_batch, menu="Traitements"),
    Route(path="traitements/{number}", who=INSTRUCTORS, show=show_batch),
    Route(path="traitements/{number}/avancement", who=INSTRUCTORS, show=tell_progress),
    Route(path="traitements/{number}/arret", who=INSTRUCTORS, act=end_batch),
)
