from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.engine.measure.chinese_numerals import (
    chinese_date,
    chinese_integer,
    chinese_year,
    chinese_year_month,
    parse_chinese_date,
    parse_chinese_integer,
)
from jiangxin.engine.measure.fault import MeasureError


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (0, "零"),
        (9, "九"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (99, "九十九"),
        (100, "一百"),
        (101, "一百零一"),
        (110, "一百一十"),
        (1001, "一千零一"),
        (1010, "一千零一十"),
        (2026, "二千零二十六"),
        (9990, "九千九百九十"),
    ],
)
def test_integers(number, written):
    assert chinese_integer(number) == written


@given(st.integers(0, 9999))
def test_integers_are_read_back(number):
    assert parse_chinese_integer(chinese_integer(number)) == number


@pytest.mark.parametrize(("text", "number"), [("一十二", 12), ("两百", 200), ("〇", 0), (" 三十 ", 30)])
def test_variants_are_understood(text, number):
    assert parse_chinese_integer(text) == number


@pytest.mark.parametrize("text", ["", "十百", "一百一", "二〇", "零五", "十零", "百", "三十四五", "12", "一万", "零零"])
def test_other_spellings_are_refused(text):
    with pytest.raises(MeasureError) as raised:
        parse_chinese_integer(text)
    assert raised.value.code == "chinese_numerals.integer"


@pytest.mark.parametrize("number", [-1, 10000])
def test_range(number):
    with pytest.raises(MeasureError) as raised:
        chinese_integer(number)
    assert raised.value.code == "chinese_numerals.range"


def test_dates():
    day = date(2026, 11, 22)
    assert chinese_year(2026) == "二〇二六"
    assert chinese_year_month(day) == "二〇二六年十一月"
    assert chinese_date(day) == "二〇二六年十一月二十二日"


@given(st.dates())
def test_dates_are_read_back(day):
    assert parse_chinese_date(chinese_date(day)) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("二〇二六年十一月", date(2026, 11, 1)),
        ("二〇二六年", date(2026, 1, 1)),
        ("二零二六年一月二日", date(2026, 1, 2)),
        ("二○一○年 十月", date(2010, 10, 1)),
    ],
)
def test_date_variants(text, day):
    assert parse_chinese_date(text) == day


@pytest.mark.parametrize(
    "text", ["", "二〇二六", "二六年", "二〇二六年十三月", "二〇二六年二月三十日", "2026年11月", "二〇二六年月"]
)
def test_no_date(text):
    with pytest.raises(MeasureError) as raised:
        parse_chinese_date(text)
    assert raised.value.code == "chinese_numerals.date"


@given(st.text("零〇一二三十百千两年月日", max_size=12))
def test_any_text_is_read_or_refused(text):
    for parse in (parse_chinese_integer, parse_chinese_date):
        with suppress(MeasureError):
            assert parse(text) is not None
