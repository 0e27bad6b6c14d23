"""Energy saved by an improvement: normalised to output, as standard coal and as carbon dioxide.

saved quantity = (before / output before - after / output after) x output after; standard coal = saved quantity x
coefficient; carbon dioxide = saved quantity x its own factor, or, for a carrier that has none, standard coal
(equivalent) x the factor of standard coal. Sources: GB/T 2589-2020 for the coefficients, GB/T 13234-2018 for the
comparison at the output after (单位产品节能量).

Rounding: fractions are exact up to each row's result, which is rounded once, half up, to 0.0001 t (0.1 kg). Sums are
sums of these rounded rows, so that a printed account adds up to the last digit.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from jiangxin.engine.measure.energy_carriers import NATION, STANDARD_COAL, FactorKind
from jiangxin.engine.measure.energy_factors import EnergyError, Factor, FactorTable, Series

PLACES = Decimal("0.0001")
_KG_IN_TONNE = 1000


@dataclass(frozen=True, slots=True)
class Use:
    """What was used in a time, and what was made with it; any unit of output, the same before and after."""

    quantity: Decimal
    output: Decimal

    def __post_init__(self) -> None:
        if not self.quantity.is_finite() or self.quantity < 0:
            raise EnergyError("energy.negative", found=str(self.quantity))
        if not self.output.is_finite() or self.output <= 0:
            raise EnergyError("energy.no_output", found=str(self.output))


@dataclass(frozen=True, slots=True)
class Comparison:
    """One row of an account.

    Attributes:
        carrier: Code of the carrier; quantities are in its unit.
        before: Use before the improvement.
        after: Use after it, over an equal time.
        day: The last day of the time after; factors are those valid on it.
        basis: Standard coal by equivalent or by equal value.
        area: The area whose grid factor counts, for electricity.
        chosen: Standard-coal coefficient chosen inside a published range; None takes the value of the table.
    """

    carrier: str
    before: Use
    after: Use
    day: date
    basis: FactorKind = FactorKind.EQUIVALENT
    area: str = NATION
    chosen: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure in tonnes between the ends the published ranges allow; negative when more is used than before."""

    value: Decimal
    low: Decimal
    high: Decimal

    def __add__(self, other: "Amount") -> "Amount":
        with localcontext(prec=200):
            return Amount(self.value + other.value, self.low + other.low, self.high + other.high)

    @property
    def is_uncertain(self) -> bool:
        """Tell whether a range makes the figure uncertain."""
        return self.low != self.high


NOTHING = Amount(Decimal("0.0000"), Decimal("0.0000"), Decimal("0.0000"))


@dataclass(frozen=True, slots=True)
class Saving:
    """What one row saves, and the factors it was computed with, to be stored with the record.

    Attributes:
        quantity: Saved, in the carrier's unit, exact.
        coal: Standard coal in tce.
        carbon: Carbon dioxide in tCO₂.
        coefficient: The factor of standard coal, with its range.
        counted: The coefficient counted with: its value, or the one chosen inside the range.
        carbon_factor: The carrier's own factor, or that of standard coal (`by_coal`).
        by_coal: Carbon was counted by way of standard coal (equivalent).
        carbon_coefficient: For `by_coal`, the equivalent coefficient the way goes by; otherwise None.
    """

    comparison: Comparison
    quantity: Fraction
    coal: Amount
    carbon: Amount
    coefficient: Factor
    counted: Decimal
    carbon_factor: Factor
    by_coal: bool
    carbon_coefficient: Factor | None


@dataclass(frozen=True, slots=True)
class Account:
    """All rows of one improvement and their sums."""

    rows: tuple[Saving, ...]
    coal: Amount
    carbon: Amount


def saved_quantity(before: Use, after: Use) -> Fraction:
    """Return what was saved at the output after, exact; negative when more is used per output than before."""
    return Fraction(before.quantity) * Fraction(after.output) / Fraction(before.output) - Fraction(after.quantity)


def saving(comparison: Comparison, table: FactorTable) -> Saving:
    """Compute one row with the factors valid on its day.

    Raises:
        EnergyError: No coefficient is valid on that day; the basis is none of standard coal; `chosen` is outside the
            published range.
    """
    if comparison.basis is FactorKind.CARBON or comparison.carrier == STANDARD_COAL:
        raise EnergyError("energy.kind", found=comparison.basis)
    coefficient = table.get(Series(comparison.carrier, comparison.basis), comparison.day)
    counted = _counted(coefficient, comparison.chosen)
    quantity = saved_quantity(comparison.before, comparison.after)
    own = table.find(Series(comparison.carrier, FactorKind.CARBON, comparison.area), comparison.day)
    if own is not None:
        carbon, by, way = _amount(quantity, [_range(own, own.value)]), own, None
    elif comparison.area != NATION:
        raise EnergyError("energy.no_factor", carrier=comparison.carrier, kind="carbon", day=comparison.day.isoformat())
    else:
        by, way, carbon = _by_coal(comparison, quantity, table)
    coal = _amount(quantity, [_range(coefficient, counted)])
    return Saving(comparison, quantity, coal, carbon, coefficient, counted, by, own is None, way)


def account(comparisons: Sequence[Comparison], table: FactorTable) -> Account:
    """Compute all rows and their sums.

    Raises:
        EnergyError: As in `saving`.
    """
    rows = tuple(saving(comparison, table) for comparison in comparisons)
    return Account(rows, total(row.coal for row in rows), total(row.carbon for row in rows))


def total(amounts: Iterable[Amount]) -> Amount:
    """Return the sum of rounded amounts, exact; its ends are the sums of the ends."""
    return sum(amounts, NOTHING)


def _by_coal(comparison: Comparison, quantity: Fraction, table: FactorTable) -> tuple[Factor, Factor, Amount]:
    """Count carbon by way of the heat content, whatever basis standard coal is shown in."""
    way = table.get(Series(comparison.carrier, FactorKind.EQUIVALENT), comparison.day)
    counted = _counted(way, comparison.chosen) if comparison.basis is FactorKind.EQUIVALENT else way.value
    by = table.get(Series(STANDARD_COAL, FactorKind.CARBON), comparison.day)
    return by, way, _amount(quantity, [_range(way, counted), _range(by, by.value)])


def _counted(factor: Factor, chosen: Decimal | None) -> Decimal:
    if chosen is None:
        return factor.value
    if not (chosen.is_finite() and factor.low <= chosen <= factor.high):
        raise EnergyError("energy.chosen", low=str(factor.low), high=str(factor.high))
    return chosen


def _range(factor: Factor, counted: Decimal) -> tuple[Fraction, Fraction, Fraction]:
    return Fraction(counted), Fraction(factor.low), Fraction(factor.high)


def _amount(quantity: Fraction, factors: Sequence[tuple[Fraction, Fraction, Fraction]]) -> Amount:
    """Multiply and round; factors are positive, so the ends change places only with the sign of the quantity."""
    value = low = high = quantity / _KG_IN_TONNE
    for counted, least, most in factors:
        value, low, high = value * counted, low * least, high * most
    return Amount(_rounded(value), *sorted((_rounded(low), _rounded(high))))


def _rounded(exact: Fraction) -> Decimal:
    """Round half up (away from zero) to `PLACES`, without passing through an inexact quotient."""
    scaled = abs(exact) / Fraction(PLACES)
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    steps = whole + (2 * rest >= scaled.denominator)
    with localcontext(prec=len(str(steps)) + 10, rounding=ROUND_HALF_UP):
        return (steps * PLACES).copy_sign(-1 if exact < 0 and steps else 1)
