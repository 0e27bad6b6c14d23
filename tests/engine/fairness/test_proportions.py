from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.engine.fairness.proportions import Proportion, ProportionCheck, check_proportions

HALF = Proportion("front_line", "at_least", Fraction(1, 2))
FIFTH = Proportion("leader", "at_most", Fraction(1, 5))
GROUPS = ("front_line", "leader", "women")
members = st.frozensets(st.sampled_from(GROUPS))
bases = st.permutations(GROUPS).map(lambda order: order[:2])
rules = st.builds(
    lambda pair, bound, share, has_base: Proportion(pair[0], bound, share, pair[1] if has_base else None),
    bases,
    st.sampled_from(["at_least", "at_most"]),
    st.fractions(0, 1, max_denominator=20),
    st.booleans(),
)


def test_half_of_seven_is_four_and_a_fifth_is_one():
    chosen = [["front_line"]] * 3 + [["leader"]] * 2 + [[]] * 2
    assert check_proportions(chosen, [HALF, FIFTH]) == (
        ProportionCheck(HALF, False, 3, 4, 7, -1, False, "proportion.short"),
        ProportionCheck(FIFTH, False, 2, 1, 7, -1, False, "proportion.exceeded"),
    )


def test_free_seats_can_still_mend_it():
    chosen = [["front_line"]] * 3 + [["leader"]] * 2 + [[]] * 2
    assert [check.reachable for check in check_proportions(chosen, [HALF, FIFTH], seats=8)] == [True, False]
    assert [check.reachable for check in check_proportions(chosen, [HALF, FIFTH], seats=10)] == [True, True]


def test_slack_counts_cases_to_spare():
    (check,) = check_proportions([["front_line"]] * 5 + [[]], [HALF])
    assert (check.satisfied, check.need, check.slack, check.code) == (True, 3, 2, "proportion.met")


def test_share_inside_a_base():
    rule = Proportion("women", "at_least", Fraction(1, 3), base="front_line")
    (check,) = check_proportions([["front_line", "women"], ["front_line"], ["front_line"], ["women"]], [rule])
    assert (check.have, check.need, check.total, check.satisfied) == (1, 1, 3, True)


def test_an_empty_list_keeps_every_rule():
    assert [check.satisfied for check in check_proportions([], [HALF, FIFTH])] == [True, True]


def test_more_cases_than_seats_are_refused():
    with pytest.raises(ValueError, match="seats"):
        check_proportions([[], []], [], seats=1)


def test_share_above_one_is_refused():
    with pytest.raises(ValueError, match="between 0 and 1"):
        Proportion("women", "at_least", Fraction(3, 2))


def test_a_group_is_not_measured_against_itself():
    with pytest.raises(ValueError, match="in itself"):
        Proportion("women", "at_least", Fraction(1, 2), base="women")


@given(st.lists(members, max_size=12), rules)
def test_satisfied_means_the_share_holds_exactly(chosen, rule):
    (check,) = check_proportions(chosen, [rule])
    whole = [groups for groups in chosen if rule.base is None or rule.base in groups]
    have = sum(rule.group in groups for groups in whole)
    holds = have >= rule.share * len(whole) if rule.bound == "at_least" else have <= rule.share * len(whole)
    assert check.satisfied == holds == (check.slack >= 0) == (check.code == "proportion.met")


@given(st.lists(members, max_size=6), rules, st.integers(0, 3))
def test_reachable_means_some_filling_of_the_free_seats_works(chosen, rule, free):
    (check,) = check_proportions(chosen, [rule], seats=len(chosen) + free)
    kinds = [
        frozenset(),
        *map(frozenset, [{rule.group}, {rule.base or rule.group}, {rule.base or rule.group, rule.group}]),
    ]
    fillings = [[kind] * n for n in range(free + 1) for kind in kinds]
    assert check.reachable == any(check_proportions(chosen + filling, [rule])[0].satisfied for filling in fillings)
