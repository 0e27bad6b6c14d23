"""Dates and counts as paper writes them."""

from datetime import date

import pytest

from jiangxin.core.printing.chinese_dates import arabic_date, chinese_month, chinese_number


def test_arabic_date_has_no_leading_zero():
    assert arabic_date(date(2026, 1, 2)) == "2026年1月2日"


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (date(2026, 11, 22), "二〇二六年十一月"),
        (date(2010, 10, 1), "二〇一〇年十月"),
        (date(1999, 1, 1), "一九九九年一月"),
    ],
)
def test_chinese_month(day, shown):
    assert chinese_month(day) == shown


@pytest.mark.parametrize(
    ("number", "shown"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"), (99, "九十九")]
)
def test_chinese_number(number, shown):
    assert chinese_number(number) == shown


@pytest.mark.parametrize("number", [0, 100])
def test_chinese_number_has_bounds(number):
    with pytest.raises(ValueError, match="outside"):
        chinese_number(number)
