import json
import os

import pytest

from blocnotes.errors import SubmissionRefused
from blocnotes.grading.intake import MAX_CELLS, parse_notebook, read_bytes


def notebook(*cells):
    return json.dumps({"cells": list(cells), "nbformat": 4, "nbformat_minor": 5, "metadata": {}}).encode()


def test_keeps_types_sources_and_names_only():
    cell = {
        "cell_type": "code",
        "source": ["a\n", "b"],
        "id": "i",
        "outputs": [1],
        "metadata": {"tags": ["x"], "nbgrader": {"grade_id": "q"}},
    }
    assert parse_notebook(notebook(cell), "n")["cells"] == [
        {"cell_type": "code", "source": "a\nb", "id": "i", "grade_id": "q"}
    ]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[1, 2]",
        b'{"cells": 3}',
        b'{"cells": [3], "nbformat": 4}',
        b'{"cells": [{"source": 3}], "nbformat": 4}',
        b'{"cells": [{"source": NaN}], "nbformat": 4}',
        b'{"cells": [], "nbformat": 3}',
        b"[" * 200_000,
        notebook(*[{"source": ""}] * (MAX_CELLS + 1)),
    ],
)
def test_refuses_what_is_no_notebook_with_a_cure_in_french(content):
    with pytest.raises(SubmissionRefused) as caught:
        parse_notebook(content, "remise.ipynb")
    assert caught.value.cure
    assert "remise.ipynb" in caught.value.where


def test_metadata_of_any_shape_is_survived():
    for metadata in (None, 3, [], {"nbgrader": 3}, {"nbgrader": {"grade_id": ["a"]}}):
        assert parse_notebook(notebook({"source": "x", "metadata": metadata}), "n")["cells"][0]["grade_id"] == ""


def test_links_pipes_and_devices_are_refused(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("s")
    link, pipe = tmp_path / "link.ipynb", tmp_path / "pipe.ipynb"
    link.symlink_to(secret)
    os.mkfifo(pipe)
    for path in (link, pipe, tmp_path, tmp_path / "absent"):
        with pytest.raises(SubmissionRefused):
            read_bytes(path)


def test_a_file_that_is_too_large_is_refused_without_reading_it_all(tmp_path):
    path = tmp_path / "n.ipynb"
    path.write_bytes(b"x" * 2000)
    with pytest.raises(SubmissionRefused, match="dépasse"):
        read_bytes(path, limit=1000)
