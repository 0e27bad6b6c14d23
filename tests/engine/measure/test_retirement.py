"""Rows of the decision's tables, and that nobody born later retires earlier."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.engine.measure.retirement import retirement_day


@pytest.mark.parametrize(
    ("age", "birth", "found"),
    [
        (60, date(1964, 12, 31), date(2024, 12, 31)),
        (60, date(1965, 1, 1), date(2025, 2, 1)),
        (60, date(1965, 4, 30), date(2025, 5, 30)),
        (60, date(1965, 5, 1), date(2025, 7, 1)),
        (60, date(1976, 9, 1), date(2039, 9, 1)),
        (60, date(1990, 3, 15), date(2053, 3, 15)),
        (55, date(1970, 1, 31), date(2025, 2, 28)),
        (55, date(1981, 9, 9), date(2039, 9, 9)),
        (50, date(1975, 1, 1), date(2025, 2, 1)),
        (50, date(1975, 3, 1), date(2025, 5, 1)),
        (50, date(1984, 11, 1), date(2039, 11, 1)),
    ],
)
def test_the_tables(age, birth, found):
    assert retirement_day(birth, age) == found


@given(st.sampled_from([60, 55, 50]), st.dates(date(1950, 1, 1), date(2000, 1, 1)), st.integers(1, 400))
def test_who_is_born_later_does_not_retire_earlier(age, birth, days):
    assert retirement_day(birth, age) <= retirement_day(birth + timedelta(days=days), age)


def test_another_age_is_no_answer():
    with pytest.raises(KeyError):
        retirement_day(date(1980, 1, 1), 65)
