from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.engine.measure.money import (
    LARGEST,
    MoneyError,
    capital_amount,
    format_yuan,
    is_exact_in_wan,
    parse_yuan,
    to_fen,
    wan_to_yuan,
    yuan_to_wan,
)

amounts = st.integers(0, int(LARGEST * 100)).map(lambda fen: Decimal(fen).scaleb(-2))
usual = st.integers(0, 10**13).map(lambda fen: Decimal(fen).scaleb(-2))


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("1,234.5", "1234.50"),
        ("3万", "30000.00"),
        ("1.2345万元", "12345.00"),
        ("￥１２００元", "1200.00"),
        ("人民币 1200 元整", "1200.00"),
        ("1，234，567", "1234567.00"),
        ("2亿", "200000000.00"),
        ("0", "0.00"),
        ("0.010", "0.01"),
        ("5千", "5000.00"),
        ("007", "7.00"),
    ],
)
def test_parse(text, yuan):
    parsed = parse_yuan(text)
    assert str(parsed) == yuan


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "money.empty"),
        ("　", "money.empty"),
        ("abc", "money.not_a_number"),
        ("约3万", "money.not_a_number"),
        ("3万万", "money.not_a_number"),
        ("1.2.3", "money.not_a_number"),
        (".5", "money.not_a_number"),
        ("٣", "money.not_a_number"),
        ("1e5", "money.not_a_number"),
        ("1,23", "money.grouping"),
        ("1,2345", "money.grouping"),
        ("0.001", "money.precision"),
        ("1.23456789万", "money.precision"),
        ("-5", "money.negative"),
        ("99999999999999999", "money.too_large"),
        ("9" * 500, "money.too_large"),
    ],
)
def test_parse_faults(text, code):
    with pytest.raises(MoneyError) as raised:
        parse_yuan(text)
    assert raised.value.code == code


def test_negative_where_allowed():
    assert parse_yuan("-5.5", allow_negative=True) == Decimal("-5.50")


@pytest.mark.parametrize(
    ("yuan", "capitals"),
    [
        # The worked examples of 银发〔1997〕393号, annex 1.
        ("1409.50", "壹仟肆佰零玖元伍角整"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
        ("107000.53", "壹拾万零柒仟元伍角叁分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        # The edges.
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角整"),
        ("10", "壹拾元整"),
        ("10000", "壹万元整"),
        ("100000001", "壹亿零壹元整"),
        ("100010000", "壹亿零壹万元整"),
        ("1000000000000", "壹万亿元整"),
        ("1000100000000", "壹万零壹亿元整"),
        ("20050030.00", "贰仟零伍万零叁拾元整"),
    ],
)
def test_capitals(yuan, capitals):
    assert capital_amount(Decimal(yuan)) == f"人民币{capitals}"


def test_capitals_refuse_negative_amounts():
    with pytest.raises(MoneyError) as raised:
        capital_amount(Decimal(-1))
    assert raised.value.code == "money.negative"


def read_capitals(text):
    """Read the capitals back the way a cashier does: section by section."""
    digits, places = "零壹贰叁肆伍陆柒捌玖", {"拾": 10, "佰": 100, "仟": 1000}
    total = section = digit = Decimal(0)
    for char in text.removeprefix("人民币").removesuffix("整"):
        if char in digits:
            digit = Decimal(digits.index(char))
        elif char in places:
            section, digit = section + digit * places[char], Decimal(0)
        elif char in "万亿":
            unit = Decimal(10**4 if char == "万" else 10**8)
            total, section, digit = (
                (total + section + digit) * unit if char == "亿" else total + (section + digit) * unit,
                Decimal(0),
                Decimal(0),
            )
        elif char == "元":
            total, section, digit = total + section + digit, Decimal(0), Decimal(0)
        else:
            total, digit = total + digit * (Decimal("0.1") if char == "角" else Decimal("0.01")), Decimal(0)
    return total


@given(st.one_of(amounts, usual))
def test_capitals_can_be_read_back(yuan):
    capitals = capital_amount(yuan)
    assert read_capitals(capitals) == yuan
    assert "零零" not in capitals
    assert capitals.endswith("整") != capitals.endswith("分")


@given(st.one_of(amounts, usual))
def test_written_amounts_are_read_back(yuan):
    assert parse_yuan(format_yuan(yuan)) == yuan


@given(usual)
def test_wan_loses_at_most_fifty_yuan(yuan):
    back = wan_to_yuan(yuan_to_wan(yuan))
    assert abs(back - yuan) <= 50
    assert is_exact_in_wan(yuan) == (back == yuan) == (yuan % 100 == 0)


def test_wan_rounds_half_up():
    assert [str(yuan_to_wan(Decimal(yuan))) for yuan in (12350, 12349, 12250, -50)] == ["1.24", "1.23", "1.23", "-0.01"]


def test_to_fen_does_not_round():
    with pytest.raises(MoneyError) as raised:
        to_fen(Decimal("1.005"))
    assert raised.value.code == "money.precision"


@given(st.text(max_size=20))
def test_any_text_gets_an_amount_or_a_code(text):
    with suppress(MoneyError):
        assert parse_yuan(text) >= 0
