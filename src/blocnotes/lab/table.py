"""Every address of the classroom, and who may: the whole table, in the order of the menu."""

from blocnotes.lab import accessibility, assets, assignment, counter, home, panel, path, rehearsals, standings
from blocnotes.lab.conduct import batches, cohort, ledger, overview, people
from blocnotes.lab.marking import agreeing, reading, sharing
from blocnotes.lab.marking import overview as marking
from blocnotes.lab.routes import Route

ROUTES: tuple[Route, ...] = (
    *home.ROUTES,
    *standings.ROUTES,
    *path.ROUTES,
    *assignment.ROUTES,
    *counter.ROUTES,
    *rehearsals.ROUTES,
    *panel.ROUTES,
    *overview.ROUTES,
    *marking.ROUTES,
    *reading.ROUTES,
    *sharing.ROUTES,
    *agreeing.ROUTES,
    *cohort.ROUTES,
    *people.ROUTES,
    *batches.ROUTES,
    *ledger.ROUTES,
    *accessibility.ROUTES,
    *assets.ROUTES,
)
