"""Steps of plain `nbgrader autograde` that read or write the gradebook: what is granted before, the marks after."""

from datetime import UTC, datetime
from typing import Any

from nbgrader.preprocessors import NbGraderPreprocessor

from blocnotes.gradebook.people.accommodations import grant_time
from blocnotes.gradebook.store import Store


class GrantTime(NbGraderPreprocessor):  # type: ignore[misc]
    """Tells the step that runs the notebook how much more time the learner's accommodations grant."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Leave the factor in the resources."""
        given = resources["nbgrader"]
        with Store(given["db_url"], "") as store:
            moment = store.gradebook.find_submission(given["assignment"], given["student"]).timestamp
            day = (moment or datetime.now(UTC)).date()
            resources["blocnotes_time"] = grant_time(store.accommodations(given["student"]), day)
        return nb, resources


class SaveMarks(NbGraderPreprocessor):  # type: ignore[misc]
    """Replaces nbgrader's SaveAutoGrades: marks come from a report, never from the learner's outputs."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Record the report that the execute step left."""
        with Store(resources["nbgrader"]["db_url"], "") as store:
            store.record(resources["blocnotes"])
        return nb, resources
