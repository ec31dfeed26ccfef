"""Take an arrival in: find or enter the learner, link the account, keep where marks are to go."""

from blocnotes.coursework import LEARNERS, read_learners
from blocnotes.errors import GradebookError
from blocnotes.gradebook.platforms.accounts import Context, find_learner, link_account, meet_context
from blocnotes.gradebook.store import Store
from blocnotes.lti.arrival import Arrival
from blocnotes.lti.platform import Platform
from blocnotes.lti.recognising import ArrivalRefused, recognise
from blocnotes.settings import Settings

BY = "jupyterhub"
"""Who stands in the ledger for what an arrival did by itself."""


def receive(settings: Settings, store: Store, platform: Platform, arrival: Arrival) -> str:
    """Give the identifier of who arrived; raise ArrivalRefused where the course does not know them."""
    name = platform.staff.get(arrival.subject) or _find_learner(settings, store, platform, arrival)
    context = Context(
        issuer=arrival.issuer,
        context=arrival.context,
        title=arrival.title,
        line_items=arrival.line_items,
        scopes=arrival.scopes,
    )
    meet_context(store.session, context, arrival.subject)
    return name


def read_emails(settings: Settings, store: Store) -> dict[str, str]:
    """Give everybody who may be recognised, with their address: from learners.csv, and from the gradebook."""
    entered = read_learners(settings.course_dir / LEARNERS)
    return dict.fromkeys(store.learners(), "") | {learner: person["email"] for learner, person in entered.items()}


def _find_learner(settings: Settings, store: Store, platform: Platform, arrival: Arrival) -> str:
    emails = read_emails(settings, store)
    known = find_learner(store.session, arrival.issuer, arrival.subject)
    if known is not None and known not in emails:
        raise ArrivalRefused("Vous n’êtes plus inscrit à ce cours. Signalez-le à votre formateur.")
    if known is not None:
        return known
    found = recognise(arrival, platform, emails)
    if found.learner in platform.staff.values():
        raise ArrivalRefused("Ce compte est celui d’un formateur. Signalez-le à votre administrateur.")
    if found.is_new:
        person = {"first_name": arrival.given_name, "last_name": arrival.family_name, "email": arrival.email}
        store.add_learners({found.learner: person})
    try:
        link_account(store.session, arrival.issuer, arrival.subject, found.learner, by=BY)
    except GradebookError as error:
        raise ArrivalRefused(
            "Cette inscription est déjà celle d’un autre compte de la plateforme. Signalez-le à votre formateur."
        ) from error
    return found.learner
