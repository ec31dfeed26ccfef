"""The counter where a notebook is handed in: what is about to be handed in, the receipt, and receipts of before."""

from blocnotes.errors import SubmissionRefused
from blocnotes.gradebook.dossier import HandIn
from blocnotes.grading.receipts import write_receipt
from blocnotes.lab.assignment import STATUSES
from blocnotes.lab.desk import Desk
from blocnotes.lab.mine import Mine, read_mine
from blocnotes.lab.notebooks import find_draft, take_content
from blocnotes.lab.page import Answer, Call, File, Missing, Moved, Page, Unfit
from blocnotes.lab.person import LEARNERS
from blocnotes.lab.rehearsals import find_rehearsal
from blocnotes.lab.routes import Route
from blocnotes.lab.work import DROPPED
from blocnotes.reception import hand_in, make_receipt


def show_counter(desk: Desk, call: Call) -> Answer:
    """Show what is about to be handed in, and every reason to look at it once more."""
    work = read_mine(desk, call.person).one(call.parts["slug"])
    draft = find_draft(desk, call.person.name, work)
    rehearsal = find_rehearsal(desk, call.person.name, work.slug)
    is_same = rehearsal is not None and draft is not None and rehearsal.sha256 == draft.sha256
    return Page(
        "counter.html",
        f"Remettre «\u00a0{work.title}\u00a0»",
        {
            "work": work,
            "draft": draft,
            "rehearsal": rehearsal if is_same else None,
            "is_late": bool(work.deadline and work.deadline.own < desk.clock()),
            "can_rehearse": not desk.settings.is_plain,
        },
    )


def take_hand_in(desk: Desk, call: Call) -> Answer:
    """Take a notebook in, and go on to its receipt."""
    work = read_mine(desk, call.person).one(call.parts["slug"])
    content = take_content(desk, call, work)
    try:
        with desk.open_store() as store:
            receipt = hand_in(
                desk.settings, store, call.person.name, work.slug, content, desk.clock(), by=call.person.name
            )
    except SubmissionRefused as error:
        raise Unfit(f"Cette remise n’a pas pu être prise\u00a0: {error.what}. {error.cure.capitalize()}.") from error
    return Moved(f"epreuves/{work.slug}/recus/{receipt.sha256}", "Votre remise est reçue")


def show_receipt(desk: Desk, call: Call) -> Answer:
    """Show the receipt of one hand-in."""
    mine = read_mine(desk, call.person)
    item = _find(mine, call)
    receipt = make_receipt(desk.settings, call.person.name, item)
    work = mine.one(item.assignment)
    values = {"receipt": receipt, "item": item, "work": work, "name": mine.dossier.name, "statuses": STATUSES}
    return Page("receipt.html", f"Reçu de «\u00a0{work.title}\u00a0»", values)


def save_receipt(desk: Desk, call: Call) -> Answer:
    """Give the receipt as a file."""
    item = _find(read_mine(desk, call.person), call)
    receipt = make_receipt(desk.settings, call.person.name, item)
    return File(write_receipt(receipt), "application/json", f"recu-{item.assignment}-{item.sha256[:8]}.json")


def _find(mine: Mine, call: Call) -> HandIn:
    slug, sha256 = call.parts["slug"], call.parts["sha256"]
    found = [
        item for item in mine.dossier.of(slug) if item.sha256 == sha256 and item.received_at and item.status != DROPPED
    ]
    if not found:
        raise Missing
    return found[-1]


ROUTES = (
    Route(path="epreuves/{slug}/remettre", who=LEARNERS, show=show_counter, act=take_hand_in),
    Route(path="epreuves/{slug}/recus/{sha256}", who=LEARNERS, show=show_receipt),
    Route(path="epreuves/{slug}/recus/{sha256}/fichier", who=LEARNERS, show=save_receipt),
)
