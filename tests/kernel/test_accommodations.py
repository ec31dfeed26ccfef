"""An accommodation scales the limits of a run before it starts, by our command and by nbgrader's."""

from datetime import UTC, datetime

import pytest

from blocnotes.gradebook.people.accommodations import Accommodation, add_accommodation
from blocnotes.gradebook.store import Store
from kernel.courses import change, grade, hand_in, known_submission, points, release
from kernel.test_nbgrader import nbgrader

# Two seconds of computing, where a cell has one.
SLOW = "import time\nend = time.process_time() + 2\nwhile time.process_time() < end:\n    pass\n"
FAST = "def doubler(nombres):\n    return [2 * nombre for nombre in nombres]\n"


@pytest.fixture
def course(mini):
    path = mini.assignments / "essai" / "assignment.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("cell_seconds = 5", "cell_seconds = 1"), encoding="utf-8")
    release(mini, ("ana", "lea"))
    with Store(mini.database_url, mini.course_id) as store:
        granted = Accommodation(learner="lea", starts_on=datetime.now(UTC).date(), time_percent=500, reference="26-1")
        add_accommodation(store.session, granted, by="prof")
    for learner in ("ana", "lea"):
        hand_in(mini, learner, change(known_submission(mini, "solution"), "doubler-code", SLOW + FAST))
    return mini


def test_more_time_lets_a_slow_answer_come_and_regrades_only_whom_it_concerns(course):
    grade(course)
    assert points(course)["ana", "doubler"] == 0.0
    assert points(course)["lea", "doubler"] == 2.0
    with Store(course.database_url, course.course_id) as store:
        granted = Accommodation(learner="ana", starts_on=datetime.now(UTC).date(), time_percent=500, reference="26-2")
        add_accommodation(store.session, granted, by="prof")
    plan, _ = grade(course)
    assert [task.submission.learner for task in plan.tasks] == ["ana"]
    assert points(course)["ana", "doubler"] == 2.0


def test_nbgraders_own_command_grants_the_same_time(course):
    nbgrader(course, "autograde", "essai")
    assert points(course)["ana", "doubler"] == 0.0
    assert points(course)["lea", "doubler"] == 2.0
