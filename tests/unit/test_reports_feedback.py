"""What a learner gets back: their marks and their work, kind words, and nothing that was hidden."""

import pytest

from blocnotes.framework.bounds import Standing
from blocnotes.gradebook.standing import GradedCell
from blocnotes.records import Mark, Verdict
from blocnotes.reports.feedback import render_feedback
from blocnotes.reports.questions import MACHINE_SAYS, read_questions, read_title
from browser.pages import VERDICTS, cell, draw_png, feedback, feedback_page, graded_copy


def read(notebook, marks=(), comments=None, verdicts=None):
    found = {item.cell: item for item in marks}
    return {item.cell: item for item in read_questions(notebook, verdicts or VERDICTS, found, comments or {})}


def by_hand(name, points, maximum=4):
    return GradedCell("ada", "etude", name, points, maximum, "ab" * 32, None, "correcteur")


def test_headings_are_those_of_the_questions_without_their_points():
    found = read(graded_copy())
    assert [item.heading for item in found.values()] == [
        "Question 1. La moyenne", "Question 2. La figure", "Question 3. Le seuil", "Question 4. L’avis",
        "Question 5. La note",
    ]  # fmt: skip
    assert read_title(graded_copy()) == "Une étude"


def test_a_comment_in_a_code_sample_is_no_heading():
    notebook = {"cells": [cell("markdown", "```\n# non\n```\n\n# Oui"), cell("markdown", "~~~\n# non\n~~~")]}
    assert read_title(notebook) == "Oui"
    assert read_title({"cells": []}) == ""


def test_each_question_keeps_its_own_work():
    found = read(graded_copy())
    assert found["moyenne"].work == ("moyenne = df['x'].mean()",)
    assert found["note"].work == ("Ma note.",)
    assert [len(item.work) for item in found.values()] == [1, 1, 1, 1, 1]


def test_brackets_are_given_back_as_they_were_typed():
    assert read(graded_copy(text="```text\nsi a <b alors\n```"))["avis"].work == ("si a <b alors",)


def test_an_answer_s_source_and_outputs_are_not_shown():
    page = feedback_page()
    assert "answer(" not in page
    assert "figure remise" not in page


@pytest.mark.parametrize("verdict", Verdict)
def test_the_machine_always_says_something(verdict):
    mark = Mark(cell="moyenne", points=None, maximum=2, verdict=verdict)
    assert read(graded_copy(), verdicts={"moyenne": mark})["moyenne"].sentence == MACHINE_SAYS[verdict]


def test_a_person_s_mark_counts_and_the_machine_s_remark_is_told_apart():
    found = read(graded_copy(), [by_hand("figure", 3, 3)])["figure"]
    assert (found.points, found.verdict) == (3, "corrigé par une personne")
    assert found.remark == "L’axe n’a pas d’unité."
    assert found.standing is Standing.ACQUIRED


def test_a_person_s_comment_stands_under_its_question():
    found = read(graded_copy(), [by_hand("avis", 2)], {"avis": "Bien vu."})
    assert found["avis"].comment == "Bien vu."
    assert found["note"].comment == ""


def test_what_a_person_has_not_read_yet_is_awaited():
    found = read(graded_copy(), [by_hand("avis", None)])["avis"]
    assert (found.points, found.verdict, found.standing) == (None, "à corriger", Standing.NOT_ASSESSED)


@pytest.mark.parametrize(
    ("points", "standing"),
    [(0, Standing.NOT_ACQUIRED), (0.5, Standing.PARTLY_ACQUIRED), (2, Standing.ACQUIRED), (2.5, Standing.ACQUIRED)],
)
def test_the_glyph_follows_the_points(points, standing):
    assert read(graded_copy(), [by_hand("moyenne", points, 2)])["moyenne"].standing is standing


def test_a_figure_has_its_size():
    (found,) = read(graded_copy())["figure"].figures
    assert (found.width, found.height) == (640, 360)


@pytest.mark.parametrize(
    "data", [{"image/png": "pas du base64 !"}, {"image/png": "aGVsbG8="}, {"image/png": ["x"]}, {"text/html": "<b>"}]
)
def test_only_pictures_are_figures(data):
    copy = graded_copy()
    copy["cells"][6]["outputs"] = [{"output_type": "display_data", "data": data}]
    assert read(copy)["figure"].figures == ()


def test_a_picture_in_several_lines_is_shown():
    copy = graded_copy()
    copy["cells"][6]["outputs"][0]["data"]["image/png"] = draw_png()[:60] + "\n" + draw_png()[60:] + "\n"
    assert len(read(copy)["figure"].figures) == 1


def test_the_page_adds_up_and_says_what_may_still_come():
    found = feedback()
    assert (found.points, found.maximum) == (6.75, 12.5)
    page = feedback_page()
    assert "<strong>6,75</strong> points sur 12,5, pour l’instant" in page
    assert "Cette lecture peut encore apporter 2,5 points." in page


def test_a_full_mark_is_praised():
    copy = {"cells": graded_copy()["cells"][:4]}
    (question,) = read(copy).values()
    page = render_feedback(type(feedback())(
        title="T", name="Ada", sha256="ab" * 32, received_at=None, questions=(question,)
    ))  # fmt: skip
    assert "Tout est juste. Bravo&nbsp;!" in page
    assert "pour l’instant" not in page


@pytest.mark.parametrize(
    ("ending", "said"),
    [("time limit", "le temps accordé était écoulé"), ("kernel died", "le noyau s’est arrêté"), ("completed", "")],
)
def test_a_run_that_stopped_is_explained(ending, said):
    page = render_feedback(feedback(ending=ending))
    assert ("ne s’est pas exécuté jusqu’au bout" in page) == bool(said)
    assert said in page
