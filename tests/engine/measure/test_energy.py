"""Energy saved, against ledgers reckoned by hand and by what has to hold for any figures."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.engine.measure.energy import NOTHING, Comparison, Use, account, saved_quantity, saving, total
from jiangxin.engine.measure.energy_carriers import CARRIERS, FactorKind
from jiangxin.engine.measure.energy_factors import EnergyError, Factor, FactorTable, Series

DAY = date(2026, 6, 30)
EQUIVALENT, EQUAL_VALUE, CARBON = FactorKind.EQUIVALENT, FactorKind.EQUAL_VALUE, FactorKind.CARBON


def factor(carrier, kind, value, low=None, high=None, since=date(2021, 4, 1), **facts):
    area = facts.pop("area", "00")
    ends = Decimal(low or value), Decimal(high or value)
    return Factor(Series(carrier, kind, area), Decimal(value), *ends, "GB/T 2589-2020", 2020, since, **facts)


TABLE = FactorTable(
    [
        factor("raw_coal", EQUIVALENT, "0.7143"),
        factor("raw_coal", CARBON, "1.9"),
        factor("coal_slime", EQUIVALENT, "0.2857", "0.2857", "0.4286"),
        factor("electricity", EQUIVALENT, "0.1229"),
        factor("electricity", EQUAL_VALUE, "0.3000"),
        factor("electricity", CARBON, "0.5366"),
        factor("electricity", CARBON, "0.7252", area="13"),
        factor("standard_coal", CARBON, "2.66", "2.66", "2.77"),
    ]
)
quantities = st.decimals(0, 10**9, places=3)
outputs = st.decimals(Decimal("0.001"), 10**9, places=3)
uses = st.builds(Use, quantities, outputs)
carriers = st.sampled_from(["raw_coal", "coal_slime", "electricity"])
comparisons = st.builds(Comparison, carriers, uses, uses, st.just(DAY))


def use(quantity, output):
    return Use(Decimal(quantity), Decimal(output))


def test_a_ledger_reckoned_by_hand():
    """Lighting: 120,000 kWh for 1,000 t, then 88,000 kWh for 1,100 t: 132,000 - 88,000 = 44,000 kWh.

    44,000 x 0.1229 = 5,407.6 kgce; x 0.5366 = 23,610.4 kgCO₂. Boiler: 500,000 kg for 2,000 t, then 700,000 kg for
    3,000 t: 50,000 kg, 35,715 kgce, 95,000 kgCO₂. Slime: 10,000 kg saved at equal output, 2,857 to 4,286 kgce;
    2,857 x 2.66 = 7,599.62 to 4,286 x 2.77 = 11,872.22 kgCO₂.
    """
    found = account(
        [
            Comparison("electricity", use("120000", "1000"), use("88000", "1100"), DAY),
            Comparison("raw_coal", use("500000", "2000"), use("700000", "3000"), DAY),
            Comparison("coal_slime", use("30000", "7"), use("20000", "7"), DAY),
        ],
        TABLE,
    )

    assert [row.quantity for row in found.rows] == [44000, 50000, 10000]
    assert [str(row.coal.value) for row in found.rows] == ["5.4076", "35.7150", "2.8570"]
    assert [str(row.carbon.value) for row in found.rows] == ["23.6104", "95.0000", "7.5996"]
    assert [row.by_coal for row in found.rows] == [False, False, True]
    assert tuple(map(str, (found.coal.value, found.coal.low, found.coal.high))) == ("43.9796", "43.9796", "45.4086")
    assert tuple(map(str, (found.carbon.value, found.carbon.low, found.carbon.high))) == (
        "126.2100",
        "126.2100",
        "130.4826",
    )


@pytest.mark.parametrize(
    ("facts", "coal", "carbon"),
    [
        ({}, "0.1229", "0.5366"),
        ({"basis": EQUAL_VALUE}, "0.3000", "0.5366"),
        ({"area": "13"}, "0.1229", "0.7252"),
    ],
)
def test_electricity_goes_by_the_chosen_basis_and_area(facts, coal, carbon):
    row = saving(Comparison("electricity", use("3000", "1"), use("2000", "1"), DAY, **facts), TABLE)

    assert (str(row.coal.value), str(row.carbon.value)) == (coal, carbon)
    assert (row.counted, row.carbon_factor.series.area) == (Decimal(coal), facts.get("area", "00"))


def test_a_coefficient_is_chosen_inside_its_range_and_the_range_stays():
    row = saving(
        Comparison("coal_slime", use("2000", "1"), use("1000", "1"), DAY, chosen=Decimal("0.4")),
        TABLE,
    )

    assert tuple(map(str, (row.coal.value, row.coal.low, row.coal.high))) == ("0.4000", "0.2857", "0.4286")
    assert (str(row.carbon.value), row.counted, row.coal.is_uncertain) == ("1.0640", Decimal("0.4"), True)


def test_more_use_than_before_turns_the_ends():
    row = saving(Comparison("coal_slime", use("1000", "1"), use("2000", "1"), DAY), TABLE)

    assert tuple(map(str, (row.coal.value, row.coal.low, row.coal.high))) == ("-0.2857", "-0.4286", "-0.2857")


@pytest.mark.parametrize(
    ("before", "after", "rounded"),
    [("0.0999", "0", "0.0000"), ("0.1", "0", "0.0001"), ("0.5", "0", "0.0003"), ("0", "0.1", "-0.0001")],
)
def test_halves_are_rounded_away_from_zero_once(before, after, rounded):
    table = FactorTable([factor("coke", EQUIVALENT, "0.5"), factor("standard_coal", CARBON, "2.66")])

    row = saving(Comparison("coke", use(before, "1"), use(after, "1"), DAY), table)

    assert str(row.coal.value) == rounded


@pytest.mark.parametrize(
    ("code", "make"),
    [
        ("energy.negative", lambda: use("-1", "1")),
        ("energy.no_output", lambda: use("1", "0")),
        ("energy.no_output", lambda: use("1", "NaN")),
        ("energy.carrier", lambda: factor("wood", EQUIVALENT, "0.5")),
        ("energy.area", lambda: factor("diesel", CARBON, "3.1", area="13")),
        ("energy.kind", lambda: factor("standard_coal", EQUIVALENT, "1")),
        ("energy.range", lambda: factor("coal_slime", EQUIVALENT, "0.5", "0.2857", "0.4286")),
        ("energy.not_positive", lambda: factor("diesel", CARBON, "-1")),
        ("energy.twice", lambda: FactorTable([factor("diesel", CARBON, "3.1"), factor("diesel", CARBON, "3.2")])),
        ("energy.no_factor", lambda: saving(Comparison("diesel", use("1", "1"), use("1", "1"), DAY), TABLE)),
        (
            "energy.no_factor",
            lambda: saving(Comparison("electricity", use("1", "1"), use("1", "1"), DAY, area="53"), TABLE),
        ),
        (
            "energy.kind",
            lambda: saving(Comparison("electricity", use("1", "1"), use("1", "1"), DAY, basis=CARBON), TABLE),
        ),
        (
            "energy.chosen",
            lambda: saving(
                Comparison("coal_slime", use("1", "1"), use("1", "1"), DAY, chosen=Decimal("0.4287")), TABLE
            ),
        ),
    ],
)
def test_what_cannot_be_is_refused(code, make):
    with pytest.raises(EnergyError) as refused:
        make()

    assert refused.value.code == code


@given(st.integers(0, 10**6), st.integers(1, 10**4), st.integers(1, 50), st.integers(0, 10**6))
def test_it_equals_decimals_by_hand(per_output, output, times, after):
    """Outputs that divide evenly leave decimals a pocket calculator gives, digit for digit."""
    row = saving(
        Comparison("raw_coal", use(per_output * output, output), use(after, output * times), DAY),
        TABLE,
    )

    with localcontext(prec=60):
        saved = Decimal(per_output * output * times - after)
        by_hand = (saved * Decimal("0.7143") / 1000).quantize(Decimal("0.0001"), ROUND_HALF_UP)
    assert (row.quantity, row.coal.value) == (Fraction(saved), by_hand)


@given(st.lists(comparisons, max_size=4), st.lists(comparisons, max_size=4))
def test_accounts_add_up_to_the_last_digit(some, others):
    whole, left, right = (account(rows, TABLE) for rows in (some + others, some, others))

    assert (whole.coal, whole.carbon) == (left.coal + right.coal, left.carbon + right.carbon)
    assert total([row.coal for row in whole.rows]) == whole.coal


@given(uses, uses, st.integers(1, 1000))
def test_it_is_linear_in_output(before, after, times):
    grown = Use(after.quantity * times, after.output * times)
    in_other_units = Use(before.quantity, before.output * times), Use(after.quantity, after.output * times)

    assert saved_quantity(before, grown) == saved_quantity(before, after) * times
    assert saved_quantity(*in_other_units) == saved_quantity(before, after)


@given(comparisons, st.decimals(0, 10**6, places=3))
def test_who_uses_less_afterwards_saves_no_less(row, more):
    wasteful = Comparison(row.carrier, row.before, Use(row.after.quantity + more, row.after.output), DAY)

    assert saving(wasteful, TABLE).coal.value <= saving(row, TABLE).coal.value
    assert saving(wasteful, TABLE).carbon.value <= saving(row, TABLE).carbon.value


@given(carriers, uses, st.integers(1, 1000))
def test_equal_use_per_output_saves_nothing(carrier, before, times):
    after = Use(before.quantity * times, before.output * times)

    row = saving(Comparison(carrier, before, after, DAY), TABLE)

    assert (row.coal, row.carbon) == (NOTHING, NOTHING)


@given(st.lists(comparisons, max_size=5))
def test_the_ends_hold_the_value(rows):
    found = account(rows, TABLE)

    for amount in (found.coal, found.carbon, *(row.coal for row in found.rows), *(row.carbon for row in found.rows)):
        assert amount.low <= amount.value <= amount.high


starts = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 3)),
    min_size=1,
    max_size=8,
    unique=True,
)


@given(starts, st.integers(-5, 70))
def test_a_day_has_the_factor_valid_on_it_and_never_two(begun, later):
    first = date(2026, 1, 1)
    made = [
        factor("diesel", CARBON, "3.1", since=first + timedelta(days=day), correction=number) for day, number in begun
    ]
    table, day = FactorTable(made), first + timedelta(days=later)
    holding = [one for one in made if one.valid_from <= day <= (table.last_day(one) or date.max)]

    assert list(table.on(day)) == holding
    assert len(holding) == (1 if min(begun)[0] <= later else 0)
    assert table.find(Series("diesel", CARBON), day) == (holding[0] if holding else None)


def test_every_carrier_has_a_unit_and_both_names():
    assert [one.code for one in CARRIERS.values() if not (one.unit and one.zh and one.en.isascii())] == []
