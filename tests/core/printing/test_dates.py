"""Dates as official paper writes them."""

from datetime import date

from jiangxin.core.printing.dates import arabic_date


def test_arabic_date_has_no_leading_zero():
    assert arabic_date(date(2026, 1, 2)) == "2026年1月2日"
