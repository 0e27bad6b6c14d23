from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from jiangxin.awards.departures import departures


@dataclass(frozen=True)
class Row:
    entry_id: int
    order: int
    place: int


ROWS = [Row(10, 1, 1), Row(20, 2, 2), Row(30, 3, 3), Row(40, 4, 3), Row(50, 5, 5)]


def test_the_best_in_order_need_no_reason() -> None:
    assert departures(ROWS, {10, 20}) == set()


def test_whoever_is_taken_instead_and_whoever_is_passed_over_need_one() -> None:
    assert departures(ROWS, {10, 50}) == {20, 50}


def test_choosing_among_equals_on_the_line_is_no_departure() -> None:
    assert departures(ROWS, {10, 20, 40}) == set()


def test_passing_over_an_equal_for_somebody_behind_is_one() -> None:
    assert departures(ROWS, {10, 20, 30, 50}) == {40, 50}


def test_nobody_selected_departs_from_nothing() -> None:
    assert departures(ROWS, set()) == set()


@given(st.integers(0, 12), st.integers(0, 12))
def test_without_ties_exactly_the_difference_from_the_best_departs(total: int, taken: int) -> None:
    rows = [Row(number, number, number) for number in range(1, total + 1)]
    selected = {number for number in range(1, total + 1) if number % 3 != 1} & set(range(1, taken + 1))

    best = {row.entry_id for row in rows[: len(selected)]}

    assert departures(rows, selected) == best ^ selected
