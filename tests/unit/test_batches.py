"""A batch's journal: what it tells while it runs, when it ends, and when its process is gone without a word."""

from datetime import UTC, datetime, timedelta

import pytest

from blocnotes.batches.journal import (
    Journal,
    Kind,
    Request,
    State,
    folder_of,
    hold,
    list_batches,
    read_batch,
    write_request,
)
from blocnotes.batches.starting import find_running, start_batch
from blocnotes.errors import BlocnotesError
from blocnotes.gradebook.preview import find_changes
from blocnotes.records import Ending, Mark, Report, Submission, Verdict
from blocnotes.settings import read_settings

MOMENT = datetime(2027, 1, 20, 8, 30, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path):
    return read_settings(tmp_path)


def ask(settings, **more):
    number = write_request(settings, Request(**{"kind": Kind.GRADE, "by": "prof", "slugs": ("essai",)} | more))
    return number, folder_of(settings) / number


def test_a_batch_is_told_as_it_goes(settings):
    number, folder = ask(settings)
    assert read_batch(settings, number).state is State.WAITING
    with hold(folder / "lock") as is_held:
        assert is_held
        journal = Journal(folder)
        journal.write("step", step="Exécution", total=3)
        journal.write("item", learner="lea", assignment="essai", status="graded")
        journal.write("item", learner="ana", assignment="essai", status="refused", sentence="Illisible.")
        batch = read_batch(settings, number)
        assert (batch.state, batch.done, batch.total, batch.step) == (State.RUNNING, 2, 3, "Exécution")
        assert batch.counts == {"graded": 1, "refused": 1}
        assert [item["learner"] for item in batch.incidents] == ["ana"]
        assert find_running(settings).number == number
        with pytest.raises(BlocnotesError, match="still running"):
            start_batch(settings, Request(kind=Kind.COLLECT, by="prof"))
        journal.write("done")
    assert read_batch(settings, number).state is State.DONE
    assert read_batch(settings, number).request.slugs == ("essai",)
    assert find_running(settings) is None


def test_a_batch_whose_process_is_gone_is_lost_and_half_a_line_is_no_event(settings):
    number, folder = ask(settings)
    journal = Journal(folder)
    journal.write("started")
    with (folder / "events.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"at": "2027-01-20T08:')
    with hold(folder / "lock"):
        pass
    assert read_batch(settings, number).state is State.LOST


def test_a_batch_that_never_came_up_is_given_up(settings):
    number, _ = ask(settings, asked_at=datetime.now(UTC) - timedelta(minutes=5))
    assert read_batch(settings, number).state is State.LOST


def test_a_result_is_there_when_the_batch_has_ended(settings):
    number, folder = ask(settings, kind=Kind.PREVIEW)
    journal = Journal(folder)
    journal.keep({"changes": []})
    journal.write("started")
    assert read_batch(settings, number).result is None
    journal.write("failed", sentence="La solution échoue.")
    batch = read_batch(settings, number)
    assert (batch.state, batch.sentence, batch.result) == (State.FAILED, "La solution échoue.", {"changes": []})


@pytest.mark.parametrize("number", ["", "..", "20270120-083000-zzzz", "20270120-083000-4f2a", "../../secret"])
def test_only_a_batchs_own_folder_is_read(settings, number):
    with pytest.raises(BlocnotesError):
        read_batch(settings, number)


def test_the_newest_batches_come_first(settings):
    numbers = [ask(settings, asked_at=MOMENT + timedelta(hours=n))[0] for n in range(3)]
    (folder_of(settings) / "running").touch()
    assert [batch.number for batch in list_batches(settings, last=2)] == numbers[:0:-1]


def report(*marks, tmp_path="."):
    submission = Submission(
        learner="lea", assignment="essai", notebook="essai", path=tmp_path, sha256="a" * 64, received_at=MOMENT
    )
    return Report(submission=submission, marks=marks, notebook={"cells": []}, ending=Ending.COMPLETED, seconds=1.0)


def mark(cell, points, maximum=2.0):
    return Mark(cell=cell, points=points, maximum=maximum, verdict=Verdict.PARTIAL, sentence="Presque.")


def test_a_preview_tells_what_would_change_and_nothing_else():
    before = {"a": mark("a", 1.0), "b": mark("b", 2.0), "c": mark("c", None), "d": mark("d", 1.0)}
    after = (mark("a", 1.0), mark("b", 0.5), mark("c", 2.0), mark("d", 1.0, maximum=3.0), mark("e", 1.0))
    found = {change.cell: change for change in find_changes(report(*after), before, by_hand=("c",))}
    assert sorted(found) == ["b", "c", "d", "e"]
    assert (found["b"].before, found["b"].after, found["b"].sentence) == (2.0, 0.5, "Presque.")
    assert (found["c"].before, found["c"].is_by_hand) == (None, True)
    assert found["e"].is_new
