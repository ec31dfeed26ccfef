from blocnotes.grading.intake import parse_notebook
from blocnotes.grading.sanitize import sanitize
from unit.notebooks import as_bytes, cell, released

SKELETON = released()


def sanitized(*cells):
    notebook, notes = sanitize(SKELETON, parse_notebook(as_bytes(*cells), "n"))
    return notebook, notes


def sources(notebook):
    return [c["source"] for c in notebook["cells"]]


def test_the_learners_own_sources_go_into_the_skeleton():
    notebook, notes = sanitized(cell("code", "x = 2", "x-code"), cell("code", 'answer("x")', "x"))
    assert "x = 2" in sources(notebook)
    assert notes == () or all("manquait" in note for note in notes)


def test_locked_cells_are_restored_and_it_is_said():
    notebook, notes = sanitized(cell("code", "x = 2", "x-code"), cell("code", "print(20)", "x"))
    assert 'answer("x")' in sources(notebook)
    assert "print(20)" not in sources(notebook)
    assert any("rétablie" in note for note in notes)


def test_deleted_cells_come_back():
    notebook, notes = sanitized()
    assert [c["metadata"].get("nbgrader", {}).get("grade_id") for c in notebook["cells"]] == [
        None,
        "x-code",
        "x",
        "avis",
    ]
    assert sum("manquait" in note for note in notes) == 3


def test_of_copies_the_last_counts_and_the_others_run_before_it():
    notebook, _ = sanitized(
        cell("code", "x = 1", "x-code"), cell("code", "x = 2", "x-code"), cell("code", 'answer("x")', "x")
    )
    texts = sources(notebook)
    assert texts.index("x = 1") < texts.index("x = 2") < texts.index('answer("x")')


def test_added_cells_stay_after_the_cell_that_they_followed():
    notebook, _ = sanitized(
        cell("code", "before = 1"),
        cell("code", "x = 2", "x-code"),
        cell("code", "def f(): pass"),
        cell("code", 'answer("x")', "x"),
    )
    texts = sources(notebook)
    assert texts.index("before = 1") < texts.index("x = 2") < texts.index("def f(): pass") < texts.index('answer("x")')


def test_tags_metadata_outputs_and_kernels_of_a_hand_in_are_dropped():
    hostile = cell("code", "x = 2", "x-code")
    hostile["metadata"]["tags"] = ["skip-execution"]
    hostile["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "20/20"}]
    notebook, _ = sanitized(hostile, cell("code", 'answer("x")', "x"))
    assert "skip-execution" not in str(notebook)
    assert "20/20" not in str(notebook)
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"


def test_a_cell_that_claims_an_answer_mark_does_not_get_it():
    hostile = cell("code", "x = 2")
    hostile["metadata"]["blocnotes"] = {"answer": "x"}
    notebook, _ = sanitized(hostile)
    assert all("blocnotes" not in c["metadata"] for c in notebook["cells"])


def test_the_copy_shows_a_learners_text_as_text_and_the_statement_as_it_was():
    from blocnotes.grading.copies import neutralise

    hostile = "# Titre\n<img src=x onerror=alert(1)> ![a](https://x.test/b.png) [c](java&#115;cript:d)"
    notebook, _ = sanitized(cell("markdown", hostile, "avis"), cell("markdown", hostile))
    shown = sources(neutralise(notebook))
    assert shown[0] == "# Titre"
    assert [text.startswith("```text\n") for text in shown if "onerror" in text] == [True, True]
