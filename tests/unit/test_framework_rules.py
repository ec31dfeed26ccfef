"""Rules are a few words: what they mean, what is refused, and what holds for any of them."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blocnotes.framework.bounds import Standing, complete
from blocnotes.framework.rules import (
    AllOf,
    AnyOf,
    AtLeast,
    Item,
    MeanOf,
    RuleError,
    holds,
    mean,
    parse_rule,
    reaches,
)

FEW = settings(max_examples=15, deadline=None)
RULES = st.one_of(
    st.just(AllOf()),
    st.just(AnyOf()),
    st.integers(1, 4).map(AtLeast),
    st.tuples(st.floats(0.05, 1), st.floats(0, 1)).map(lambda pair: MeanOf(max(pair), min(pair))),
)
ITEMS = st.lists(st.tuples(st.floats(0, 1), st.floats(0.1, 10)), max_size=6)


def make_items(pairs, rule):
    return [Item(ratio, reaches(ratio, rule.pass_mark), weight) for ratio, weight in pairs]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("all", AllOf()),
        ("any", AnyOf()),
        ("at_least 3", AtLeast(3)),
        ("mean >= 10", MeanOf(0.5)),
        ("mean >= 12.5 floor 7", MeanOf(0.625, 0.35)),
        ("  mean   >= 10   floor 7 ", MeanOf(0.5, 0.35)),
    ],
)
def test_the_words_of_a_rule(text, rule):
    assert parse_rule(text) == rule


def test_a_pass_mark_goes_into_the_rules_that_use_one():
    assert parse_rule("all", 0.6) == AllOf(0.6)
    assert parse_rule("mean >= 8", 0.6).pass_mark == 0.4


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ALL",
        "every",
        "at_least",
        "at_least 0",
        "at_least -1",
        "at_least 1.5",
        "mean > 10",
        "mean >= 0",
        "mean >= 21",
        "mean >= 10 floor 11",
        "mean >= 10 floor",
        "mean >= nan",
        "__import__('os')",
        "all; any",
    ],
)
def test_what_is_no_rule_is_refused_with_a_sentence(text):
    with pytest.raises(RuleError, match=r"\w+ \w+"):
        parse_rule(text)


def test_nothing_proves_nothing():
    assert not any(holds(rule, []) for rule in (AllOf(), AnyOf(), AtLeast(1), MeanOf(0.5)))


def test_of_too_few_items_all_must_pass():
    one, none = Item(1, True), Item(0, False)
    assert holds(AtLeast(3), [one, one])
    assert not holds(AtLeast(3), [one, one, none])


def test_a_floor_is_not_made_up_for_by_a_mean():
    items = make_items([(1.0, 1), (0.3, 1)], MeanOf(0.5))
    assert holds(MeanOf(0.5), items)
    assert not holds(MeanOf(0.5, 0.35), items)


def test_decimal_marks_are_not_lost_to_binary_floats():
    assert holds(MeanOf(0.3), make_items([((0.1 + 0.2 + 0.6) / 3, 1)] * 3, MeanOf(0.3)))
    assert not reaches(float("nan"), 0.0)


def test_an_item_without_weight_passes_but_does_not_move_the_mean():
    assert mean([Item(0.4, False), Item(1.0, True, 0.0)]) == 0.4


@FEW
@given(RULES, ITEMS, st.data())
def test_a_better_mark_never_breaks_a_rule(rule, pairs, data):
    better = [(data.draw(st.floats(ratio, 1)), weight) for ratio, weight in pairs]
    assert holds(rule, make_items(pairs, rule)) <= holds(rule, make_items(better, rule))


@FEW
@given(RULES, st.lists(st.tuples(st.floats(0, 1), st.floats(0.1, 10)), max_size=4))
def test_the_order_of_items_changes_nothing(rule, pairs):
    found = {complete(rule, make_items(order, rule)) for order in itertools.permutations(pairs)}
    assert len(found) == 1


@FEW
@given(ITEMS)
def test_all_is_the_strictest_and_any_the_mildest(pairs):
    items = make_items(pairs, AllOf())
    assert holds(AllOf(), items) <= holds(AtLeast(1), items) == holds(AnyOf(), items)


def test_what_passes_in_part_is_partly_acquired():
    assert complete(AllOf(), [Item(1, True), Item(0, False)]).standing is Standing.PARTLY_ACQUIRED
    assert complete(AllOf(), [Item(0, False)]).standing is Standing.NOT_ACQUIRED
