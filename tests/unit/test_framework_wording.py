"""The sentences for a jury: right French, and never a mark rounded up to a pass."""

from datetime import date

import pytest

from blocnotes.framework.registration import Registration
from blocnotes.framework.rules import AllOf, AnyOf, AtLeast, MeanOf
from blocnotes.framework.wording import (
    describe_bloc_rule,
    describe_evidence_rule,
    describe_registration,
    write_mark,
)


@pytest.mark.parametrize(
    ("ratio", "text"),
    [(0.5, "10/20"), (0.725, "14,5/20"), (0.49999, "9,99/20"), (1 / 3, "6,66/20"), (0, "0/20")],
)
def test_marks_are_out_of_twenty_and_never_rounded_up(ratio, text):
    assert write_mark(ratio) == text


@pytest.mark.parametrize(
    ("rule", "of_evidence", "of_bloc"),
    [
        (AllOf(), "chaque preuve doit atteindre 10/20", "toutes les compétences doivent être acquises"),
        (AnyOf(0.6), "une preuve au moins doit atteindre 12/20", "une compétence au moins doit être acquise"),
        (AtLeast(1), "1 preuve au moins doit atteindre 10/20", "1 compétence au moins doit être acquise"),
        (
            AtLeast(3),
            "3 preuves au moins doivent atteindre 10/20",
            "3 compétences au moins doivent être acquises",
        ),
        (
            MeanOf(0.6),
            "la moyenne des preuves doit atteindre 12/20",
            "la moyenne des compétences doit atteindre 12/20",
        ),
        (
            MeanOf(0.5, 0.35),
            "la moyenne des preuves doit atteindre 10/20, sans preuve au-dessous de 7/20",
            "la moyenne des compétences doit atteindre 10/20, sans compétence au-dessous de 7/20",
        ),
    ],
)
def test_a_rule_is_a_sentence(rule, of_evidence, of_bloc):
    assert describe_evidence_rule(rule) == f"Règle\u00a0: {of_evidence}."
    assert describe_bloc_rule(rule) == f"Règle\u00a0: {of_bloc}."


def test_a_registration_says_whether_it_is_over():
    registration = Registration(end=date(2025, 12, 14))
    assert describe_registration(registration, date(2025, 12, 14)) == "Enregistrement valable jusqu’au 14-12-2025."
    assert describe_registration(registration, date(2025, 12, 15)) == "Enregistrement échu le 14-12-2025."
    assert describe_registration(Registration(), date(2025, 1, 1)) == "Aucune date d’enregistrement n’est indiquée."
