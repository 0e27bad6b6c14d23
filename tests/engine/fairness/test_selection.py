from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiangxin.engine.fairness.selection import (
    Bound,
    Clash,
    Displacement,
    Nominee,
    Rule,
    Selection,
    Standby,
    Target,
    select,
)

GROUPS = ("area", "front_line", "women")
nominees = st.lists(st.tuples(st.integers(-5, 20), st.frozensets(st.sampled_from(GROUPS))), max_size=7).map(
    lambda rows: [Nominee(f"c{n}", merit, groups) for n, (merit, groups) in enumerate(rows)]
)
bounds = st.lists(
    st.builds(Bound, st.sampled_from(GROUPS), st.integers(0, 3), st.one_of(st.none(), st.integers(0, 4))), max_size=3
)
targets = st.lists(st.builds(Target, st.sampled_from(GROUPS), st.integers(0, 3), st.integers(0, 9)), max_size=2)


def pool(**rows):
    return [Nominee(case, merit, frozenset(groups)) for case, (merit, *groups) in rows.items()]


POOL = pool(
    a=(90, "north"), b=(88, "north"), c=(85, "north"), d=(80, "south"), e=(70, "south", "front"), f=(60, "front")
)


def test_without_bounds_the_best_are_chosen():
    assert select(POOL, seats=3, reserve=2) == Selection(
        ("a", "b", "c"), (Standby("d", ()), Standby("e", ())), 263, (), (), {}
    )


def test_a_maximum_says_whom_it_displaced():
    result = select(POOL, seats=3, bounds=[Bound("north", maximum=2)], reserve=2)
    assert result.chosen == ("a", "b", "d")
    assert result.passed_over == ("c",)
    assert result.displacements == (
        Displacement(Rule("selection.maximum", "north", 2, 3), displaced=("c",), favoured=("d",), merit_lost=5),
    )
    assert result.reserve == (Standby("c", ("north",)), Standby("e", ()))


def test_a_minimum_says_whom_it_favoured():
    result = select(POOL, seats=3, bounds=[Bound("front", minimum=1), Bound("south", minimum=1)])
    assert result.chosen == ("a", "b", "e")
    assert result.displacements == (
        Displacement(Rule("selection.minimum", "front", 1, 2), displaced=("d",), favoured=("e",), merit_lost=10),
    )


def test_a_target_bends_where_a_bound_would_not():
    cheap = select(POOL, seats=3, targets=[Target("front", 1, price=14)])
    dear = select(POOL, seats=3, targets=[Target("front", 1, price=16)])
    assert (cheap.chosen, cheap.shortfalls) == (("a", "b", "c"), {"front": 1})
    assert (dear.chosen, dear.shortfalls) == (("a", "b", "e"), {})


def test_impossible_rules_are_named_and_no_others():
    result = select(
        POOL, seats=3, bounds=[Bound("north", minimum=2), Bound("front", minimum=2), Bound("south", maximum=2)]
    )
    assert result == Clash(
        (
            Rule("selection.seats", "", 3, 6),
            Rule("selection.minimum", "front", 2, 2),
            Rule("selection.minimum", "north", 2, 3),
        )
    )


def test_a_group_that_is_too_small_clashes_alone():
    assert select(POOL, seats=3, bounds=[Bound("front", minimum=3)]) == Clash(
        (Rule("selection.minimum", "front", 3, 2),)
    )


def test_more_seats_than_cases():
    assert select(POOL, seats=7) == Clash((Rule("selection.seats", "", 7, 6),))


def test_equal_merit_follows_the_head_of_the_order():
    assert select(pool(b=(5,), c=(5,), a=(5,)), seats=2).chosen == ("a", "b")


@pytest.mark.parametrize(
    ("rows", "options"),
    [
        (POOL + POOL, {"seats": 1}),
        (POOL, {"seats": -1}),
        (POOL, {"seats": 1, "reserve": -1}),
        (POOL, {"seats": 1, "targets": [Target("front", 1, -2)]}),
    ],
)
def test_senseless_input_is_refused(rows, options):
    with pytest.raises(ValueError):
        select(rows, **options)


def keeps(chosen, rules):
    counts = [(sum(b.group in one.groups for one in chosen), b) for b in rules]
    return all(b.minimum <= have and (b.maximum is None or have <= b.maximum) for have, b in counts)


def worth(chosen, wishes):
    short = [max(w.count - sum(w.group in one.groups for one in chosen), 0) * w.price for w in wishes]
    return sum(one.merit for one in chosen) - sum(short)


@settings(max_examples=60)
@given(nominees, st.integers(0, 5), bounds, targets, st.randoms())
def test_agrees_with_trying_every_list(rows, seats, rules, wishes, random):
    possible = [worth(some, wishes) for some in combinations(rows, seats) if keeps(some, rules)]
    result = select(rows, seats=seats, bounds=rules, targets=wishes)
    shuffled = list(rows)
    random.shuffle(shuffled)
    assert select(shuffled, seats=seats, bounds=rules, targets=wishes) == result
    if isinstance(result, Clash):
        assert possible == []
        assert_minimal(rows, result)
    else:
        chosen = [one for one in rows if one.case in result.chosen]
        assert keeps(chosen, rules)
        assert worth(chosen, wishes) == max(possible)
        for move in result.displacements:
            assert len(move.displaced) == len(move.favoured) > 0
            assert move.merit_lost > 0


def holds(chosen, rule):
    have = sum(not rule.group or rule.group in one.groups for one in chosen)
    return {"seats": have == rule.limit, "minimum": have >= rule.limit, "maximum": have <= rule.limit}[rule.code[10:]]


def assert_minimal(rows, clash):
    lists = [some for size in range(len(rows) + 1) for some in combinations(rows, size)]
    assert not any(all(holds(some, rule) for rule in clash.rules) for some in lists)
    for left_out in clash.rules:
        assert any(all(holds(some, rule) for rule in clash.rules if rule != left_out) for some in lists)
