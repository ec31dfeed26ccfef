"""Marks sent to a platform: only what may leave, once, whatever the platform answers, and nobody's for another's sake."""

import json
import stat
import time
from dataclasses import replace

import httpx
import pytest
from click.testing import CliRunner

from blocnotes.cli import main
from blocnotes.errors import ContentError, PlatformError
from blocnotes.gradebook.audit import find_broken, read_audit
from blocnotes.gradebook.platforms.accounts import forget_learner, read_accounts, read_contexts
from blocnotes.gradebook.platforms.sendings import read_sendings
from blocnotes.lti import road
from blocnotes.lti.arrival import CLAIM, GRADES
from blocnotes.lti.columns import NEXT, SCORE, extend_path, list_columns
from blocnotes.lti.keys import make_key, publish, read_keys, retire_keys
from blocnotes.lti.passback import Failure, Task
from blocnotes.lti.passback import send as send_tasks
from blocnotes.lti.scores import Score
from blocnotes.lti.service import Request
from lti.conftest import arrive

pytestmark = pytest.mark.filterwarnings("ignore:Object of type")  # nbgrader's own way of building a submission


@pytest.fixture(autouse=True)
def arrived(school, store, platform, double):
    for subject in ("3", "4"):
        arrive(school, store, platform, double, subject)


@pytest.fixture
def waits():
    return []


def send(school, store, platform, waits=None, **wish):
    """Send as the command does; waiting is written down instead of done where a list is given for it."""
    wished = road.Wish(**wish)
    made = road.make_plan(school, store, platform, wished)
    with road.open_service(school, platform, read_contexts(store.session, platform.issuer)) as service:
        if waits is not None:
            service.sleep = waits.append
        made = road.look_again(store, service, made, wished)
        return made, list(road.tell(school, store, service, made, 4, by="secretariat"))


def run(school, line, code=0):
    done = CliRunner().invoke(main, [*line.split(), "--course-dir", str(school.course_dir), "--json"])
    assert done.exit_code == code, done.output
    return json.loads(done.stdout) if code in (0, 7) else done.output


def test_what_was_given_back_is_sent_and_what_waits_for_a_person_says_so(school, store, platform, double):
    _, outcomes = send(school, store, platform)
    assert {(item.score.learner, item.score.points) for item in outcomes} == {("lea", 6), ("bob", None)}
    lea, bob = (double.grades.score_of("blocnotes:essai", subject) for subject in ("3", "4"))
    assert (lea["scoreGiven"], lea["scoreMaximum"]) == (6, 7)
    assert (lea["activityProgress"], lea["gradingProgress"]) == ("Completed", "FullyGraded")
    assert (bob["activityProgress"], bob["gradingProgress"]) == ("Submitted", "PendingManual")
    assert "scoreGiven" not in bob
    (column,) = double.grades.items.values()
    assert (column["label"], column["scoreMaximum"], column["tag"]) == ("Un essai", 7, "blocnotes")
    lines = [line for line in read_audit(store.session) if line.action == "lti.send"]
    assert {line.subject for line in lines} == {"lea/essai", "bob/essai"}
    assert lines[0].actor == "secretariat"
    assert find_broken(store.session) == []
    # The ledger is for ever: nobody's number at the platform is in it.
    assert all(line.details.keys() <= {"platform", "context", "points", "maximum", "progress"} for line in lines)


def test_what_was_sent_is_not_sent_again_until_it_changes(school, store, platform, double):
    send(school, store, platform)
    made, outcomes = send(school, store, platform)
    assert (outcomes, len(made.unchanged), len(double.grades.received)) == ([], 2, 2)
    store.mark_by_hand("bob", "essai", "avis", 1.5)
    # The mark is there, but Bob has not been given it back.
    made, outcomes = send(school, store, platform)
    assert outcomes == []
    assert ("bob", "not given back yet: run blocnotes feedback") in {(item.learner, item.why) for item in made.held}
    store.mark_by_hand("lea", "essai", "avis", 0)
    _, (again,) = send(school, store, platform)
    assert again.score.points == 4
    assert double.grades.score_of("blocnotes:essai", "3")["scoreGiven"] == 4
    assert len(send(school, store, platform, everything=True)[1]) == 1


def test_marks_that_are_not_given_back_stay_here(school, store, platform, double):
    for page in (school.feedback / "lea").rglob("*.html"):
        page.unlink()
    made, outcomes = send(school, store, platform)
    assert [item.score.learner for item in outcomes] == ["bob"]
    assert "lea" in {item.learner for item in made.held}


def test_who_never_arrived_is_named(school, store, platform):
    forget_learner(store.session, "bob", by="x")
    made = road.make_plan(school, store, platform, road.Wish())
    assert ("bob", "never arrived from the platform") in {(item.learner, item.why) for item in made.held}


def test_a_column_that_a_teacher_removed_is_made_anew_and_filled_again(school, store, platform, double):
    send(school, store, platform)
    double.grades.items.clear()
    double.grades.add(label="Autre", scoreMaximum=10)
    _, outcomes = send(school, store, platform)
    assert len(outcomes) == 2
    assert double.grades.score_of("blocnotes:essai", "3")["scoreGiven"] == 6


def test_a_column_is_found_on_the_last_of_many_pages(school, store, platform, double):
    for number in range(25):
        double.grades.add(label=f"Autre {number}", scoreMaximum=10, resourceId=f"autre:{number}", tag="autre")
    double.grades.add(label="Renommée", scoreMaximum=7, resourceId="blocnotes:essai", tag="blocnotes")
    double.grades.page = 10
    send(school, store, platform)
    assert len(double.grades.items) == 26
    assert [path for method, path in double.requests if method == "GET"].count("/services/42/lineitems") == 3


def test_a_course_that_is_gone_at_the_platform_holds_up_no_other(school, store, platform, double):
    send(school, store, platform)
    gone = double.make_claims("3", "n")[f"{CLAIM}context"] | {"id": "43", "title": "Parti"}
    address = double.line_items().replace("/42/", "/43/")
    grades = {"scope": list(double.scopes), "lineitems": address}
    arrive(school, store, platform, double, "3", **{f"{CLAIM}context": gone, GRADES: grades})
    store.mark_by_hand("lea", "essai", "avis", 0)
    _, outcomes = send(school, store, platform)
    assert [(type(item).__name__, getattr(item, "task", item).context.context) for item in outcomes] == [
        ("Failure", "43"),
        ("Task", "42"),
    ]
    assert double.grades.score_of("blocnotes:essai", "3")["scoreGiven"] == 4


def test_blocs_are_sent_out_of_twenty(school, store, platform, double):
    _, outcomes = send(school, store, platform, certification="ESSAI")
    found = {(item.score.learner, item.score.key): item.score.points for item in outcomes}
    assert ("bob", "ESSAIBC02") in found
    assert found["bob", "ESSAIBC02"] is None
    assert all(item.score.maximum == 20 for item in outcomes)
    with pytest.raises(ContentError):
        send(school, store, platform, certification="RIEN")


def go_wrong(double, path, *answers):
    """Let the next requests whose address ends so be answered like this: (status, headers), or seconds of silence."""
    left = list(answers)
    double.troubles.append(
        lambda method, where: left.pop(0) if left and where.endswith(path) and method == "POST" else None
    )


@pytest.mark.parametrize(
    ("answers", "waited"),
    [
        ([(429, {"Retry-After": "7"})], 7),
        ([(503, {"Retry-After": "3"}), (503, {"Retry-After": "3"})], 3),
        ([(500, {}), (502, {})], 0.5),
        ([(409, {})], 1.1),
    ],
)
def test_a_platform_that_asks_for_patience_gets_it(school, store, platform, double, waits, answers, waited):
    go_wrong(double, "/scores", *answers)
    _, outcomes = send(school, store, platform, waits)
    assert len(outcomes) == 2
    assert not [item for item in outcomes if isinstance(item, Failure)]
    assert max(waits) == pytest.approx(waited, abs=0.5)


def test_one_refusal_costs_nobody_else_their_score(school, store, platform, double, waits):
    double.people.pop("4")  # Bob has left the platform's course
    _, outcomes = send(school, store, platform, waits)
    (failure,) = [item for item in outcomes if isinstance(item, Failure)]
    assert failure.task.score.learner == "bob"
    assert "not gradable" in failure.what
    assert "enrolled" in failure.cure
    assert double.grades.score_of("blocnotes:essai", "3")["scoreGiven"] == 6
    assert len(read_sendings(store.session)) == 1
    made, again = send(school, store, platform, waits)
    assert [item.task.score.learner for item in again] == ["bob"]
    assert len(made.unchanged) == 1


@pytest.mark.parametrize("status", [403, 404, 500, 429])
def test_an_answer_that_stays_no_is_told_with_its_cure(school, store, platform, double, waits, status):
    go_wrong(double, "/scores", *[(status, {"Retry-After": "1"} if status == 429 else {})] * 99)
    _, outcomes = send(school, store, platform, waits)
    assert len(outcomes) == 2
    assert all(isinstance(item, Failure) and str(status) in item.what and item.cure for item in outcomes)
    assert read_sendings(store.session) == {}


def test_a_wait_that_is_too_long_is_told_and_not_waited_for(school, store, platform, double, waits):
    go_wrong(double, "/scores", *[(429, {"Retry-After": "3600"})] * 9)
    _, outcomes = send(school, store, platform, waits)
    assert all("3600" in item.cure for item in outcomes)
    assert max(waits) < 1


def test_a_token_that_ended_is_renewed(school, store, platform, double, waits):
    go_wrong(double, "/scores", (401, {}))
    _, outcomes = send(school, store, platform, waits)
    assert not [item for item in outcomes if isinstance(item, Failure)]
    assert [path for _, path in double.requests].count("/token") == 2


def test_a_column_whose_making_was_not_answered_is_not_made_twice(school, store, platform, double, waits):
    def lose(method, path):
        if method == "POST" and path.endswith("/lineitems") and not double.grades.items:
            double.grades.add(label="Un essai", scoreMaximum=7, resourceId="blocnotes:essai", tag="blocnotes")
            return 504, {}
        return None

    double.troubles.append(lose)
    _, outcomes = send(school, store, platform, waits)
    assert not [item for item in outcomes if isinstance(item, Failure)]
    assert len(double.grades.items) == 1


def test_a_platform_that_is_silent_is_left_alone(school, store, platform, double, waits):
    accounts, (context,) = read_accounts(store.session), read_contexts(store.session, platform.issuer)
    double.grades.add(label="Un essai", scoreMaximum=7, resourceId="blocnotes:essai", tag="blocnotes")
    tasks = [
        Task(accounts[0], context, Score(learner=f"a{n}", key="essai", points=1, maximum=7)) for n in range(200)
    ]  # fmt: skip
    go_wrong(double, "/scores", *[(500, {})] * 999)
    with road.open_service(school, platform, [context]) as service:
        service.sleep = waits.append
        outcomes = list(send_tasks(tasks, road.name_columns(school, tasks), service, 4))
    assert len(outcomes) == 200
    assert sum("not tried" in item.what for item in outcomes) > 150


def test_a_timeout_is_told(school, store, platform, double, waits):
    double.troubles.append(lambda method, path: 0.4 if path.endswith("/scores") else None)
    made = road.make_plan(school, store, platform, road.Wish(slugs=("essai",)))
    with road.open_service(school, platform, read_contexts(store.session, platform.issuer)) as service:
        service.client.timeout, service.sleep = httpx.Timeout(0.1), waits.append
        outcomes = list(road.tell(school, store, service, made, 4, by="x"))
    assert {item.what for item in outcomes} == {"does not answer in time"}


def test_without_the_right_scope_the_cure_is_told(school, store, platform, double):
    double.scopes = (f"{SCORE.rsplit('/', 1)[0]}/lineitem.readonly", SCORE)
    arrive(school, store, platform, double, "3")
    _, outcomes = send(school, store, platform)
    assert all(isinstance(item, Failure) and "403" in item.what for item in outcomes)
    double.scopes = ()
    arrive(school, store, platform, double, "3")
    made = road.make_plan(school, store, platform, road.Wish())
    assert {item.why.split(":")[0] for item in made.held if item.learner == "lea"} == {
        "the platform offers no columns there"
    }


def test_a_key_that_the_platform_does_not_know_is_told_before_anything_is_sent(school, store, platform, double):
    known = publish(read_keys(school.var))
    double.tool_keys = lambda: known
    make_key(school.var)
    with pytest.raises(PlatformError, match="does not know this tool"):
        send(school, store, platform)
    double.tool_keys = lambda: publish(read_keys(school.var))
    assert len(send(school, store, platform)[1]) == 2
    assert len(retire_keys(read_keys(school.var))) == 1
    (key,) = read_keys(school.var)
    assert stat.S_IMODE(key.path.stat().st_mode) == 0o600
    assert set(publish([key])["keys"][0]) == {"kty", "n", "e", "kid", "alg", "use"}
    key.path.chmod(0o640)
    with pytest.raises(ContentError, match="other users can read"):
        read_keys(school.var)


def test_a_token_goes_to_no_other_server(school, store, platform, double):
    (context,) = read_contexts(store.session, platform.issuer)
    double.grades.items["1"] = {"id": "http://127.0.0.1:1/x", "resourceId": "blocnotes:essai", "tag": "blocnotes"}
    with road.open_service(school, platform, [context]) as service:
        with pytest.raises(PlatformError, match="another server"):
            list_columns(service, context)
        with pytest.raises(PlatformError, match="without encryption"):
            service.call(Request(method="GET", url="http://moodle.example/"))


def test_addresses_keep_their_query():
    assert (
        extend_path("https://m.example/1/lineitem?type_id=7", "/scores")
        == "https://m.example/1/lineitem/scores?type_id=7"
    )
    for quotes in ('rel="next"', "rel=next", "rel=“next”"):
        assert NEXT.search(f'<https://a/1>; rel="first", <https://a/2>; {quotes}')[1] == "https://a/2"
    assert NEXT.search('<https://a/1>; rel="first"') is None


def test_the_commands(school, store, double):
    assert run(school, "lti key")[0]["signs"]
    plan = run(school, "lti send --dry-run")
    assert (plan["dry_run"], len(plan["sent"]), double.requests) == (True, 2, [])
    double.people.pop("4")
    told = run(school, "lti send essai", code=7)
    assert [row["learner"] for row in told["sent"]] == ["lea"]
    assert [row["learner"] for row in told["failed"]] == ["bob"]
    assert told["failed"][0]["cure"]
    checked = run(school, "lti check")
    assert checked["contexts"][0]["takes_marks"]
    assert checked["contexts"][0]["columns"] == ["blocnotes:essai"]
    assert [row["account"] for row in run(school, "lti list")] == ["4", "3"]
    assert run(school, "lti forget lea") == {"learner": "lea", "accounts": 1}
    run(school, "lti forget lea", code=3)
    run(school, "lti send rien", code=3)
    assert "3" not in {account.subject for account in read_accounts(store.session)}
    assert len(read_sendings(store.session)) == 0


def test_a_thousand_scores_do_not_queue_up_behind_each_other(school, store, platform, double):
    account, (context,) = read_accounts(store.session)[0], read_contexts(store.session, platform.issuer)
    double.grades.add(label="Un essai", scoreMaximum=7, resourceId="blocnotes:essai", tag="blocnotes")
    double.people |= {str(n): {} for n in range(1000, 1100)}
    tasks = [
        Task(replace(account, subject=str(n)), context, Score(learner=str(n), key="essai", points=1, maximum=7))
        for n in range(1000, 1100)
    ]  # fmt: skip
    double.troubles.append(lambda method, path: 0.05 if path.endswith("/scores") else None)
    with road.open_service(school, platform, [context]) as service:
        started = time.monotonic()
        outcomes = list(send_tasks(tasks, road.name_columns(school, tasks), service, 10))
    assert not [item for item in outcomes if isinstance(item, Failure)]
    # One after the other they would take five seconds.
    assert time.monotonic() - started < 4
