"""Every address of the classroom, and who may: the whole table, in the order of the menu."""

from blocnotes.lab import accessibility, assets, learner_home
from blocnotes.lab.routes import Route

ROUTES: tuple[Route, ...] = (
    *learner_home.ROUTES,
    *accessibility.ROUTES,
    *assets.ROUTES,
)
