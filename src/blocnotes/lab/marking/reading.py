"""One answer beside its mark scheme: levels, a comment, a draft that is saved as it is written, a signature."""

from typing import Any

from blocnotes.errors import GradebookError
from blocnotes.gradebook.handmarks.marks import HandMark, make_mark, read_own, save_draft, sign
from blocnotes.gradebook.handmarks.phrases import drop_phrase, keep_phrase, read_phrases
from blocnotes.gradebook.handmarks.rubrics import Rubric
from blocnotes.lab.desk import Desk
from blocnotes.lab.marking.overview import name_questions
from blocnotes.lab.marking.pile import Sheet, read_pile
from blocnotes.lab.marking.schemes import read_answer, read_scheme
from blocnotes.lab.page import Answer, Call, Data, Moved, Page, Unfit
from blocnotes.lab.person import MARKERS, Role
from blocnotes.lab.routes import Route
from blocnotes.records import Verdict
from blocnotes.reports.questions import MACHINE_SAYS

COMPARED = "Cette note a déjà été comparée à celle d’une autre personne\u00a0: elle ne peut plus changer ici."
MOST_LETTERS = 20_000


def show_copy(desk: Desk, call: Call) -> Answer:
    """Show one answer under its pseudonym, with what this marker has given so far, and nothing of others."""
    slug, cell = call.parts["slug"], call.parts["cell"]
    with desk.open_store() as store:
        pile = read_pile(desk, store, slug, cell, call.person)
        sheet = pile.find(call.parts["copy"])
        own = read_own(store.session, sheet.copy, call.person.name)
        answer = read_answer(desk, store, sheet.copy)
        phrases = read_phrases(store.session, slug, cell)
        shows_name = Role.INSTRUCTOR in call.person.roles and call.given("noms") == "1"
        name = store.learners().get(sheet.copy.learner, sheet.copy.learner) if shows_name else ""
    called = name_questions(desk, [slug])[slug]
    before, after = pile.neighbours(sheet.pseudonym)
    values = {
        "sheet": sheet, "own": own, "answer": answer, "scheme": read_scheme(desk, slug, cell), "phrases": phrases,
        "before": before, "after": after, "left": len(pile.waiting), "many": len(pile.sheets), "name": name,
        "place": pile.sheets.index(sheet) + 1, "slug": slug, "cell": cell, "is_doubled": pile.threshold is not None,
        "title_of": called.title, "heading": called.headings.get(cell) or cell,
        "chosen": lambda criterion: own.levels.get(criterion),
        "remark": answer.sentence if answer and answer.sentence != MACHINE_SAYS[Verdict.AWAITED] else "",
    }  # fmt: skip
    return Page("marking_copy.html", f"Copie {sheet.pseudonym}", values)


def take_mark(desk: Desk, call: Call) -> Answer:
    """Sign a mark and go on to the next copy; what is not complete is kept as a draft."""
    slug, cell = call.parts["slug"], call.parts["cell"]
    with desk.open_store() as store:
        pile = read_pile(desk, store, slug, cell, call.person)
        sheet = pile.find(call.parts["copy"])
        mark = _make_mark(call, sheet, read_scheme(desk, slug, cell).rubric)
        here = f"corrections/{slug}/{cell}/{sheet.pseudonym}"
        try:
            save_draft(store.session, mark)
            if call.given("do") != "sign":
                return Moved(here, "Le brouillon est enregistré")
            if mark.points is None:
                return Moved(here, "Il manque un niveau ou des points\u00a0: le brouillon est gardé, rien n’est signé")
            sign(store, mark)
        except GradebookError as error:
            raise Unfit(COMPARED) from error
        if call.given("keep") == "1":
            keep_phrase(store.session, slug, cell, mark.comment, by=call.person.name)
        following = read_pile(desk, store, slug, cell, call.person).next_waiting(sheet.pseudonym)
    if following is None:
        return Moved(f"corrections/{slug}/{cell}", "La note est signée. Plus aucune copie ne vous attend ici")
    return Moved(f"corrections/{slug}/{cell}/{following.pseudonym}", f"La copie {sheet.pseudonym} est signée")


def save(desk: Desk, call: Call) -> Answer:
    """Save a draft for the page's script; answers with the points and the moment."""
    slug, cell = call.parts["slug"], call.parts["cell"]
    with desk.open_store() as store:
        sheet = read_pile(desk, store, slug, cell, call.person).find(call.parts["copy"])
        mark = _make_mark(call, sheet, read_scheme(desk, slug, cell).rubric)
        own = read_own(store.session, sheet.copy, call.person.name)
        if _says_the_same(own, mark):
            return _tell(own)
        try:
            return _tell(save_draft(store.session, mark))
        except GradebookError:
            return Data({"error": COMPARED}, 409)


def change_phrases(desk: Desk, call: Call) -> Answer:
    """Keep a comment for other copies, or drop one from the list."""
    slug, cell = call.parts["slug"], call.parts["cell"]
    with desk.open_store() as store:
        read_pile(desk, store, slug, cell, call.person).find(call.parts["copy"])
        known = {phrase.number for phrase in read_phrases(store.session, slug, cell)}
        number = call.given("drop")
        if number.isdecimal() and int(number) in known:
            drop_phrase(store.session, int(number))
        else:
            keep_phrase(store.session, slug, cell, call.given("text"), by=call.person.name)
    return Moved(f"corrections/{slug}/{cell}/{call.parts['copy']}", "Les commentaires sont à jour")


def _make_mark(call: Call, sheet: Sheet, rubric: Rubric) -> HandMark:
    comment = call.given("comment")[:MOST_LETTERS].replace("\r\n", "\n")
    levels = {
        item.criterion: item.levels[int(chosen)].points
        for place, item in enumerate(rubric)
        if (chosen := call.given(f"level-{place}")).isdecimal() and int(chosen) < len(item.levels)
    }
    given = call.given("points").strip().replace(",", ".")
    try:
        points = float(given) if given else None
        return make_mark(sheet.copy, call.person.name, rubric, levels=levels, points=points, comment=comment)
    except (ValueError, GradebookError) as error:
        raise Unfit(f"La note va de 0 à {sheet.copy.maximum:g}.") from error


def _says_the_same(own: HandMark, mark: HandMark) -> bool:
    # What only looked at a signed mark has not taken the signature off.
    is_new = own.saved_at is None and not mark.levels and mark.points is None and not mark.comment
    return is_new or (
        own.saved_at is not None and (own.levels, own.points, own.comment) == (mark.levels, mark.points, mark.comment)
    )


def _tell(mark: HandMark) -> Data:
    values: dict[str, Any] = {"points": mark.points, "signed": mark.is_signed}
    return Data(values | {"at": mark.saved_at.isoformat() if mark.saved_at else ""})


ROUTES = (
    Route(path="corrections/{slug}/{cell}/{copy}", who=MARKERS, show=show_copy, act=take_mark),
    Route(path="corrections/{slug}/{cell}/{copy}/brouillon", who=MARKERS, act=save),
    Route(path="corrections/{slug}/{cell}/{copy}/commentaires", who=MARKERS, act=change_phrases),
)
