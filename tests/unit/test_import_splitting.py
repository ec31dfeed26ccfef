"""Competencies out of free text, over every shape that the register's fiches are known to have."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blocnotes.framework.importing.judging import Confidence
from blocnotes.framework.importing.marks import is_aside
from blocnotes.framework.importing.splitting import split_competencies
from unit.test_import_fiches import SHAPES, sentences

UNCERTAIN = {"lines", "continued lines", "semicolons", "sentences"}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("seed", range(5))
def test_every_shape_gives_its_competencies(shape, seed):
    wanted = sentences(6, seed)
    split = split_competencies(SHAPES[shape](wanted))
    assert [item.text for item in split.items] == wanted
    assert (split.confidence is Confidence.SURE) == (shape not in UNCERTAIN)
    assert bool(split.why) == (shape in UNCERTAIN)


@pytest.mark.parametrize("shape", ["codes", "codes under activities", "dashed codes"])
def test_codes_are_kept(shape):
    split = split_competencies(SHAPES[shape](sentences(3)))
    prefix = "C" if shape == "dashed codes" else "A1C"
    assert [(item.label, item.has_code) for item in split.items] == [(f"{prefix}{i}", True) for i in (1, 2, 3)]


DOUBTFUL = {
    "holds no competency": ("   \n<p>&nbsp;</p>", []),
    "is no list": (
        "Le titulaire comprend le besoin et propose une solution.",
        ["Le titulaire comprend le besoin et propose une solution"],
    ),
    "several kinds of mark": (
        "1. Analyser le besoin :\n- les données\n- les acteurs\n2. Concevoir la solution",
        ["Analyser le besoin : les données ; les acteurs", "Concevoir la solution"],
    ),
    "twice in the text": (
        "- Analyser le besoin\n- Analyser le besoin\n- Concevoir la solution",
        ["Analyser le besoin", "Concevoir la solution"],
    ),
    "the numbers are not 1 to 2": (
        "1. Analyser le besoin\n3. Concevoir la solution",
        ["Analyser le besoin", "Concevoir la solution"],
    ),
    "do not start with a verb": (
        "- Analyse du besoin client\n- Conception de la solution",
        ["Analyse du besoin client", "Conception de la solution"],
    ),
    "perhaps a title": (
        "- Communication\n- Analyser le besoin\n- Concevoir la solution",
        ["Communication", "Analyser le besoin", "Concevoir la solution"],
    ),
    "perhaps several": (
        f"- Analyser {'le besoin et ' * 50}le prix\n- Concevoir la solution",
        [f"Analyser {'le besoin et ' * 50}le prix", "Concevoir la solution"],
    ),
    "lists inside the list": (
        "<ul><li>Piloter le projet :<ul><li>les coûts</li><li>le temps</li></ul></li><li>Rendre compte à eux</li></ul>",
        ["Piloter le projet : les coûts ; le temps", "Rendre compte à eux"],
    ),
}


@pytest.mark.parametrize("word", DOUBTFUL)
def test_what_is_doubtful_says_why(word):
    text, wanted = DOUBTFUL[word]
    split = split_competencies(text)
    assert [item.text for item in split.items] == wanted
    assert split.confidence is not Confidence.SURE
    assert any(word in why for why in split.why), split.why


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        ("Évaluation : étude de cas", True),
        ("EVALUATION : mise en situation", True),
        ("Modalités d'évaluation :", True),
        ("Modalités d’évaluation", True),
        ("Critères d’évaluation : qualité", True),
        ("Évaluer les risques : méthode et coûts", False),
        ("Concevoir une évaluation : choix des critères", False),
        ("Évaluations des fournisseurs à conduire chaque année", False),
    ],
)
def test_only_talk_of_evaluation_is_aside(text, aside):
    assert is_aside(text) is aside


def test_aside_ends_where_competencies_come_back():
    before, after = "- Analyser le besoin\n- Concevoir la solution", "- Déployer la solution"
    split = split_competencies(f"{before}\nModalités d’évaluation :\n- Oral\nCompétences :\n{after}")
    assert [item.text for item in split.items] == [
        "Analyser le besoin",
        "Concevoir la solution",
        "Déployer la solution",
    ]
    assert "Oral" in split.set_aside


@given(st.text(max_size=400))
@settings(max_examples=300, deadline=None)
def test_any_text_is_split_without_failing_and_without_invention(text):
    split = split_competencies(text)
    assert all(item.text.strip() == item.text and item.text for item in split.items)
    assert bool(split.items) or split.confidence is Confidence.DOUBTFUL


def test_coded_lines_that_were_run_together_come_apart():
    text = "A2C1 - Analyser le corpus // A2C2 – Structurer les données A2C3 Modéliser le flux\nA2C4 - Mesurer"
    found = {item.label: item.text for item in split_competencies(text).items}
    wanted = ["Analyser le corpus", "Structurer les données", "Modéliser le flux", "Mesurer"]
    assert found == dict(zip(["A2C1", "A2C2", "A2C3", "A2C4"], wanted, strict=True))


@pytest.mark.parametrize(
    "title", ["Compétences", "Liste de compétences", "Liste des compétences :", "COMPETENCES ATTESTEES"]
)
def test_the_title_of_the_list_is_no_competency(title):
    split = split_competencies(f"{title}\nAnalyser le besoin\nConcevoir la solution")
    assert [item.text for item in split.items] == ["Analyser le besoin", "Concevoir la solution"]
    assert split.set_aside == (title,)
