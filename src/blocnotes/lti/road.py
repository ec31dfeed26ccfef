"""From a course to its platform: what can be told today, and the service to tell it through."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from blocnotes.coursework import read_courses
from blocnotes.errors import ContentError
from blocnotes.gradebook.platforms.accounts import Context, read_accounts, read_contexts
from blocnotes.gradebook.platforms.sendings import Place, Sending, read_sendings, record_sending
from blocnotes.gradebook.store import Store
from blocnotes.lti.columns import SCOPES, Column
from blocnotes.lti.keys import choose_key, read_keys
from blocnotes.lti.passback import Failure, Plan, Task, check_columns, plan, send
from blocnotes.lti.platform import Platform
from blocnotes.lti.scores import Held, Score, list_bloc_scores, list_scores
from blocnotes.lti.service import Service
from blocnotes.reports.exports.writing import choose_courses
from blocnotes.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is to be told: of these assignments (all where none is named), or of a certification's blocs."""

    slugs: tuple[str, ...] = ()
    certification: str = ""
    everything: bool = False
    """Even what the platform was told already."""


def make_plan(settings: Settings, store: Store, platform: Platform, wish: Wish) -> Plan:
    """Say what would be sent; asks the platform nothing."""
    accounts = [account for account in read_accounts(store.session) if account.issuer == platform.issuer]
    contexts = read_contexts(store.session, platform.issuer)
    return plan(find_scores(settings, store, wish), accounts, contexts, _known(store, wish))


def open_service(settings: Settings, platform: Platform, contexts: Iterable[Context]) -> Service:
    """Open the platform's services with the newest key, for what its launches say that the tool may."""
    offered = {scope for context in contexts for scope in context.scopes}
    key = choose_key(read_keys(settings.var))
    return Service(platform, key, offered.intersection(SCOPES) or SCOPES)


def tell(
    settings: Settings, store: Store, service: Service, made: Plan, workers: int, *, by: str
) -> Iterator[Task | Failure]:
    """Send what a plan holds, recording each score as it is taken."""
    columns = name_columns(settings, made.tasks)
    for outcome in send(made.tasks, columns, service, workers):
        if isinstance(outcome, Task):
            record_sending(store.session, outcome.account, outcome.context, outcome.score.key, outcome.sending, by=by)
        yield outcome


def look_again(store: Store, service: Service, made: Plan, wish: Wish) -> Plan:
    """Ask the platform which of its columns are still there: what stood in the others is sent again."""
    return check_columns(made, service, _known(store, wish))


def find_scores(settings: Settings, store: Store, wish: Wish) -> Iterator[Score | Held]:
    """Give what may be told, and what stays here."""
    if not wish.certification:
        unknown = sorted(set(wish.slugs) - set(store.assignments()))
        if unknown:
            cure = f"run: blocnotes release {unknown[0]}"
            raise ContentError(f"not released: {', '.join(unknown)}", where="gradebook", cure=cure)
        return list_scores(settings, store, wish.slugs)
    (course,) = choose_courses(read_courses(settings), wish.certification)
    return list_bloc_scores(settings, store, course)


def name_columns(settings: Settings, tasks: Iterable[Task]) -> dict[str, Column]:
    """Give the column of each key: its own name holds the course's, so that two courses can share a context."""
    scores = {task.score.key: task.score for task in tasks}
    titles = _read_titles(settings) if scores else {}
    return {
        key: Column(key, f"{settings.course_id}:{key}", titles.get(key, key), score.maximum)
        for key, score in scores.items()
    }


def _read_titles(settings: Settings) -> dict[str, str]:
    from blocnotes.authoring.assignment import read_assignments

    if settings.is_plain:
        return {}
    titles = {slug: item.manifest.title for slug, item in read_assignments(settings).items()}
    blocs = (bloc for course in read_courses(settings) for bloc in course.certification.blocs)
    return titles | {bloc.code: f"{bloc.code} – {bloc.title}" for bloc in blocs}


def _known(store: Store, wish: Wish) -> Mapping[Place, Sending]:
    return {} if wish.everything else read_sendings(store.session)
