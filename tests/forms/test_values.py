"""Single answers: what people type, and what becomes of it."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.forms.answers import read_value
from jiangxin.forms.definition import Choice, Field, FieldKind, Money
from jiangxin.forms.words import Words
from tests.forms.conftest import TODAY

CHOICES = (Choice("a", Words("甲", "First")), Choice("b", Words("乙", "Second")))


def field(kind, **keys):
    return Field(code="f", kind=FieldKind(kind), label=Words("栏"), choices=CHOICES if "choice" in kind else (), **keys)


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("text", "  劳模\t创新\r\n工作室 ", "劳模 创新 工作室"),
        ("text", "a\x00b\u202ec\ud800", "abc"),
        ("text", "   ", None),
        ("long_text", "一。\r\n\r\n\r\n\r\n\r\n二。  \n", "一。\n\n\n二。"),
        ("integer", "１,２００", 1200),
        ("integer", " 12 ", 12),
        ("integer", 7.0, 7),
        ("decimal", "１２．５", "12.50"),
        ("decimal", "1,234.5", "1234.50"),
        ("decimal", "-0", "0.00"),
        ("money", "12.5", "12.50"),
        ("money", "3万", "3.00"),
        ("money", "125000元", "12.50"),
        ("date", "２０２６年１月２日", "2026-01-02"),
        ("date", "2026/1/2", "2026-01-02"),
        ("date", "2026.01.02", "2026-01-02"),
        ("date", "20260102", "2026-01-02"),
        ("date", date(2026, 1, 2), "2026-01-02"),
        ("date", datetime(2026, 1, 2, tzinfo=UTC), "2026-01-02"),
        ("month", "2026年1月", "2026-01"),
        ("month", "202601", "2026-01"),
        ("month", date(2026, 1, 2), "2026-01"),
        ("choice", "乙", "b"),
        ("choice", "Second", "b"),
        ("choices", "乙、甲", ["a", "b"]),
        ("choices", ["b", "b"], ["b"]),
        ("yes_no", "是", True),
        ("yes_no", False, False),
        ("yes_no", "无", False),
        ("declaration", "on", True),
        ("declaration", "", None),
        ("declaration", False, None),
        ("phone", "１３８ ０１２３ ４５６７", "13801234567"),
        ("phone", "（0572）2123456", "(0572)2123456".replace("(", "").replace(")", "-")),
        ("email", " zhang@example.com ", "zhang@example.com"),
        ("uscc", "91350100m000100y43", "91350100M000100Y43"),
        ("resident_id", "11010519491231002x", "11010519491231002X"),
        ("division", "330502", "330502"),
        ("organisation", 17, "17"),
    ],
)
def test_reads(kind, typed, value):
    read = read_value(field(kind), typed, TODAY)
    assert (read.value, read.problem) == (value, "")


@pytest.mark.parametrize(
    ("kind", "typed", "kept", "code"),
    [
        ("integer", "十二", "十二", "not_a_whole_number"),
        ("integer", "1.5", "1.5", "not_a_whole_number"),
        ("integer", "9" * 16, "9" * 16, "not_a_whole_number"),
        ("decimal", "1.234", "1.234", "too_precise"),
        ("decimal", "1,23", "1,23", "not_a_number"),
        ("decimal", "NaN", "NaN", "not_a_number"),
        ("money", "3万5百", "3万5百", "not_money"),
        ("money", "99元", "99元", "too_precise"),
        ("date", "2026-02-30", "2026-02-30", "not_a_day"),
        ("date", "去年", "去年", "not_a_day"),
        ("month", "2026-13", "2026-13", "not_a_month"),
        ("choice", "丙", "丙", "not_a_choice"),
        ("choices", ["a", "丙"], ["a", "丙"], "not_a_choice"),
        ("yes_no", "也许", "也许", "not_yes_or_no"),
        ("phone", "12345", "12345", "not_a_phone"),
        ("email", "zhang at example", "zhang at example", "not_an_email"),
        ("uscc", "91350100M000100Y44", "91350100M000100Y44", "not_a_uscc"),
        ("uscc", "123", "123", "not_a_uscc"),
        ("resident_id", "110105194912310021", "110105194912310021", "not_a_resident_id"),
        ("division", "33", "33", "not_a_division"),
    ],
)
def test_keeps_what_was_typed_with_a_problem_beside_it(kind, typed, kept, code):
    read = read_value(field(kind), typed, TODAY)
    assert (read.value, read.code) == (kept, code)
    assert read.problem


def test_an_amount_in_yuan_stays_in_yuan():
    assert read_value(field("money", money_in=Money.YUAN), "3万", TODAY).value == "30000.00"


def test_the_unit_may_be_typed_along():
    assert read_value(field("integer", unit=Words("人")), "12人", TODAY).value == 12


def test_nobody_is_born_after_the_day_of_reading():
    assert read_value(field("resident_id"), "11010519491231002X", date(1940, 1, 1)).code == "not_a_resident_id"


PLAIN_KINDS = [kind for kind in FieldKind if kind not in {FieldKind.FILE, FieldKind.FILES, FieldKind.COMPUTED}]


@given(st.sampled_from(PLAIN_KINDS), st.one_of(st.text(max_size=30), st.integers(), st.booleans(), st.dates()))
def test_reading_twice_is_reading_once(kind, typed):
    once = read_value(field(str(kind)), typed, TODAY)
    assert read_value(field(str(kind)), once.value, TODAY).value == once.value


@given(st.sampled_from(PLAIN_KINDS), st.text(min_size=1, max_size=30))
def test_what_is_read_can_be_stored(kind, typed):
    value = read_value(field(str(kind)), typed, TODAY).value
    str(value).encode()
