"""The last step of plain `nbgrader autograde`: save the marks of a report instead of reading cell outputs."""

from typing import Any

from nbgrader.preprocessors import NbGraderPreprocessor

from blocnotes.gradebook.store import Store


class SaveMarks(NbGraderPreprocessor):  # type: ignore[misc]
    """Replaces nbgrader's SaveAutoGrades: marks come from a report, never from the learner's outputs."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Record the report that the execute step left."""
        with Store(resources["nbgrader"]["db_url"], "") as store:
            store.record(resources["blocnotes"])
        return nb, resources
