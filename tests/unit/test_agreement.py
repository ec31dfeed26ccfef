"""Agreement of two markers: worked out by hand, and against scikit-learn's."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from blocnotes.gradebook.handmarks.agreement import Weights, measure, weigh_kappa

LEVELS = (0.0, 0.5, 1.0)
NAMES = {Weights.NONE: None, Weights.LINEAR: "linear", Weights.QUADRATIC: "quadratic"}
# Cohen 1960 by hand: 20 + 15 of 50 agree, 0.7 observed, 0.5 * 0.6 + 0.5 * 0.4 = 0.5 by chance.
YES_NO = [(1.0, 1.0)] * 20 + [(1.0, 0.0)] * 5 + [(0.0, 1.0)] * 10 + [(0.0, 0.0)] * 15


def test_kappa_as_it_is_worked_out_by_hand():
    assert weigh_kappa(YES_NO, (0.0, 1.0), Weights.NONE) == pytest.approx((0.7 - 0.5) / (1 - 0.5))


def test_weights_by_hand():
    # Two answers: (0, 1) two ranks apart, (1, 1) the same. First: 0, 1; second: 1, 1.
    # Observed: 2 of 2 answers cost 2 (4 squared). By chance: (0, 1) once in two: 2 / 2 (4 / 2).
    pairs = [(0.0, 1.0), (1.0, 1.0)]
    assert weigh_kappa(pairs, LEVELS, Weights.LINEAR) == pytest.approx(1 - (2 / 2) / (2 / 2))
    # (0, 0.5), (1, 1): linear 1 / 2 observed; by chance (0,.5) 1, (0,1) 2, (1,.5) 1, (1,1) 0, each a quarter: 1.
    pairs = [(0.0, 0.5), (1.0, 1.0)]
    assert weigh_kappa(pairs, LEVELS, Weights.LINEAR) == pytest.approx(1 - 0.5 / 1)
    # Squared: 1 / 2 observed; by chance (1 + 4 + 1 + 0) / 4 = 1.5.
    assert weigh_kappa(pairs, LEVELS, Weights.QUADRATIC) == pytest.approx(1 - 0.5 / 1.5)


def test_full_agreement_is_one_and_opposition_is_below_chance():
    assert weigh_kappa([(0.0, 0.0), (1.0, 1.0)], LEVELS, Weights.QUADRATIC) == 1
    assert weigh_kappa([(0.0, 1.0), (1.0, 0.0)], LEVELS, Weights.QUADRATIC) == pytest.approx(-1)


@pytest.mark.parametrize("pairs", [[], [(1.0, 1.0)], [(1.0, 1.0)] * 9])
def test_where_chance_cannot_disagree_there_is_no_kappa(pairs):
    assert weigh_kappa(pairs, LEVELS, Weights.QUADRATIC) is None


@given(st.lists(st.tuples(st.sampled_from(LEVELS), st.sampled_from(LEVELS)), min_size=2, max_size=60))
def test_kappa_is_that_of_scikit_learn(pairs):
    ranks = {level: rank for rank, level in enumerate(LEVELS)}
    for weights, name in NAMES.items():
        found = weigh_kappa(pairs, LEVELS, weights)
        if found is None:
            continue
        theirs = cohen_kappa_score(
            [ranks[a] for a, _ in pairs], [ranks[b] for _, b in pairs], labels=[0, 1, 2], weights=name
        )
        assert found == pytest.approx(theirs, abs=1e-9)


def test_every_small_table_is_that_of_scikit_learn():
    cells = list(product((0, 1, 2), repeat=2))
    for counts in product((0, 2), repeat=9):
        pairs = [(LEVELS[a], LEVELS[b]) for (a, b), many in zip(cells, counts, strict=True) for _ in range(many)]
        found = weigh_kappa(pairs, LEVELS, Weights.QUADRATIC)
        if found is not None:
            first, second = ([LEVELS.index(pair[side]) for pair in pairs] for side in (0, 1))
            assert found == pytest.approx(cohen_kappa_score(first, second, labels=[0, 1, 2], weights="quadratic"))


def test_shares_and_distances():
    found = measure([(1.0, 0.5), (0.0, 1.0), (1.0, 1.0), (0.5, 0.5)], LEVELS, threshold=0.5)
    assert (found.pairs, found.exact, found.within) == (4, 0.5, 0.75)
    assert found.mean_difference == pytest.approx(-0.125)
    assert found.mean_distance == pytest.approx(0.375)
    assert measure([], LEVELS, 0.5).kappa is None
