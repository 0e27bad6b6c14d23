"""Formulas: exact to the last digit, told as people write them, closed to everything else; money shared to the fen."""

from contextlib import suppress
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.engine.measure.formula import FormulaError, parse_formula
from jiangxin.engine.measure.money import MoneyError, round_to_fen, share_out

_AMOUNT = st.decimals(0, 10**9, places=2)
_QUANTITY = st.decimals(-(10**6), 10**6, places=3)


@given(_QUANTITY, _QUANTITY, _QUANTITY)
def test_what_it_comes_to_is_what_a_hand_comes_to(before, after, price):
    given_ = {"before": before, "after": after, "price": price}
    found = parse_formula("(before - after) * price * 12 - 0.1").value(given_)
    assert found == (Fraction(before) - Fraction(after)) * Fraction(price) * 12 - Fraction(1, 10)


@given(st.text(max_size=60))
def test_any_text_is_a_formula_or_its_own_fault(text):
    with suppress(FormulaError):
        parse_formula(text).value({})


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("a" * 201, "too_long"),
        ("a +", "unreadable"),
        ("__import__('os')", "not_allowed"),
        ("a ** 9", "not_allowed"),
        ("a.b", "not_allowed"),
        ("a if b else c", "not_allowed"),
        ("1e9", "not_allowed"),
        ("0x10", "not_allowed"),
        ("True", "not_allowed"),
        ("+".join("a" * 90), "not_allowed"),
        ("9" * 100 + "+" + "(" * 90, "unreadable"),
    ],
)
def test_what_is_no_formula_is_refused(text, code):
    with pytest.raises(FormulaError) as refused:
        parse_formula(text)
    assert refused.value.code == f"formula.{code}"


def test_a_quantity_that_is_missing_or_nothing_is_told():
    formula = parse_formula("a / b")
    assert formula.names == ("a", "b")
    with pytest.raises(FormulaError, match="quantity_missing"):
        formula.value({"a": Decimal(1)})
    with pytest.raises(FormulaError, match="division_by_zero"):
        formula.value({"a": Decimal(1), "b": Decimal(0)})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("(before - after) * price * 12", "（前 − 后） × 单价 × 12"),
        ("before - (after - price)", "前 − （后 − 单价）"),
        ("before * price / after", "前 × 单价 ÷ 后"),
        ("before / (price * after)", "前 ÷ （单价 × 后）"),
        ("(before - after) * price - price", "（前 − 后） × 单价 − 单价"),
        ("-before + after", "−前 + 后"),
        ("（before－after）×price", "（前 − 后） × 单价"),
    ],
)
def test_it_is_told_as_people_write(text, told):
    assert parse_formula(text).told({"before": "前", "after": "后", "price": "单价"}) == told


@given(_AMOUNT, st.lists(st.integers(1, 40), min_size=1, max_size=6).filter(lambda rows: sum(rows) < 100))
def test_shares_make_the_amount_to_the_fen(amount, others):
    percents = [100 - sum(others), *others]
    parts = share_out(amount, percents)
    assert sum(parts) == amount
    assert all(
        abs(part - amount * percent / 100) < Decimal("0.01") for part, percent in zip(parts, percents, strict=True)
    )


@pytest.mark.parametrize(
    ("amount", "percents", "code"),
    [("0.001", [100], "precision"), ("-1", [100], "negative"), ("1", [60, 30], "shares"), ("1", [110, -10], "shares")],
)
def test_what_cannot_be_shared_is_refused(amount, percents, code):
    with pytest.raises(MoneyError, match=f"money.{code}"):
        share_out(Decimal(amount), percents)


@given(st.fractions(-(10**9), 10**9))
def test_rounding_to_fen_is_nearest_with_halves_away_from_nothing(amount):
    rounded = round_to_fen(amount)
    assert abs(Fraction(rounded) - amount) <= Fraction(1, 200)
    assert round_to_fen(-amount) == -rounded
    assert round_to_fen(Fraction(5, 1000)) == Decimal("0.01")
