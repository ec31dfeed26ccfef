"""The small school with a pile to mark: four copies of one written answer, and a second marker."""

from datetime import timedelta

from blocnotes.gradebook.store import Store
from blocnotes.lab.person import Role
from browser.classroom import ROLES
from browser.school import NOW, _report, _take, build_school, draft

ANSWERS = {
    "bob": "Peu de chose, sans l’effectif.", "zoe": "Une moyenne dit **tout**.\n\n<script>alert(1)</script>",
    "max": "Il faut la dispersion et l’effectif.", "ida": "Cela dépend.",
}  # fmt: skip
ROLES["seconde"] = ROLES["troisieme"] = frozenset({Role.MARKER})


def build_pile(folder):
    """Build the school, and hand in one written answer a learner; gives its settings."""
    settings = build_school(folder)
    with Store(settings.database_url, settings.course_id) as store:
        store.add_learners({"max": {"first_name": "Max"}, "ida": {"first_name": "Ida"}})
        for learner, text in ANSWERS.items():
            taken = _take(settings, learner, "essai", draft(settings, "essai", text), NOW - timedelta(days=6))
            store.record(_report(taken, 3, 2, None))
    return settings
