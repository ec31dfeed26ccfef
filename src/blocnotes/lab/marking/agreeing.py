"""Two readings: which questions have them, how far markers agree, who is severe."""

from blocnotes.gradebook.handmarks.comparing import Comparison, compare
from blocnotes.gradebook.handmarks.marks import read_marks, read_thresholds, set_threshold
from blocnotes.lab.desk import Desk
from blocnotes.lab.marking.overview import list_questions, name_questions
from blocnotes.lab.marking.schemes import read_scheme
from blocnotes.lab.page import Answer, Call, Missing, Moved, Page, Unfit
from blocnotes.lab.person import INSTRUCTORS
from blocnotes.lab.routes import Route


def show_agreement(desk: Desk, _call: Call) -> Answer:
    """Show every question that two people read, with its agreement, and the others that could be."""
    with desk.open_store() as store:
        comparisons: list[Comparison] = [
            compare(slug, cell, read_marks(store.session, slug, cell), read_scheme(desk, slug, cell).rubric, threshold)
            for (slug, cell), threshold in sorted(read_thresholds(store.session).items())
        ]
    questions = {(item.slug, item.cell): f"{item.title}\u00a0: {item.heading}" for item in list_questions(desk)}
    names = name_questions(desk, {item.assignment for item in comparisons})
    for item in comparisons:
        called, cell = names[item.assignment], item.cell
        questions.setdefault((item.assignment, cell), f"{called.title}\u00a0: {called.headings.get(cell) or cell}")
    return Page("marking_agreement.html", "Accord des correcteurs", {"found": comparisons, "questions": questions})


def change_doubling(desk: Desk, call: Call) -> Answer:
    """Have a question read by two people, or by one again."""
    slug, _, cell = call.given("question").partition("/")
    given = call.given("threshold").strip().replace(",", ".")
    try:
        threshold = None if call.given("do") == "single" else float(given)
    except ValueError as error:
        raise Unfit("Donnez un nombre de points, comme 0,5.") from error
    if threshold is not None and not 0 <= threshold < 1000:
        raise Unfit("Donnez un nombre de points, 0 ou plus.")
    with desk.open_store() as store:
        if cell not in store.graded_cells(slug):
            raise Missing
        set_threshold(store.session, slug, cell, threshold, by=call.person.name)
    said = "Une seule correction suffit de nouveau" if threshold is None else "La question est en double correction"
    return Moved("accord", said)


ROUTES = (Route(path="accord", who=INSTRUCTORS, show=show_agreement, act=change_doubling, menu="Accord"),)
