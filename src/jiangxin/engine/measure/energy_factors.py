"""Factors of energy carriers with edition, year and range, and which of them is valid on a day.

A factor holds from its first day until the next one of the same series (carrier, kind, area) begins. There is therefore
never a gap to guess at nor two factors for one day; a correction of a factor takes its place from the same day on.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from jiangxin.engine.measure.energy_carriers import AREAS, CARRIERS, ELECTRICITY, NATION, STANDARD_COAL, FactorKind
from jiangxin.engine.measure.fault import MeasureError


class EnergyError(MeasureError):
    """A factor or an account of energy that cannot be.

    Codes: ``energy.carrier``, ``energy.area``, ``energy.kind``, ``energy.range``, ``energy.not_positive``,
    ``energy.twice``, ``energy.no_factor``, ``energy.negative``, ``energy.no_output``, ``energy.chosen``.
    """


class Series(NamedTuple):
    """What a factor is one of: a carrier, a kind of factor, an area."""

    carrier: str
    kind: FactorKind
    area: str = NATION


@dataclass(frozen=True, slots=True)
class Factor:
    """One published coefficient.

    Attributes:
        series: Carrier, kind and area.
        value: The value counted with, kgce or kgCO₂ per unit of the carrier.
        low: Lower end of the published range; equal to `value` where one value was published.
        high: Upper end of the published range.
        edition: The document, such as "GB/T 2589-2020".
        year: The year the figures are of.
        valid_from: The first day it is used for.
        correction: 0 as first entered, then one more with every correction of the same day.

    Raises:
        EnergyError: An unknown carrier or area, an area for anything but carbon of electricity, a series that cannot
            be, a value that is not positive or outside its range.
    """

    series: Series
    value: Decimal
    low: Decimal
    high: Decimal
    edition: str
    year: int
    valid_from: date
    correction: int = 0

    def __post_init__(self) -> None:
        check_series(self.series)
        if not (self.low.is_finite() and self.value.is_finite() and self.high.is_finite()) or self.low <= 0:
            raise EnergyError("energy.not_positive")
        if not self.low <= self.value <= self.high:
            raise EnergyError("energy.range", low=str(self.low), high=str(self.high))

    @property
    def is_range(self) -> bool:
        """Tell whether a range was published, so that the value is a choice."""
        return self.low < self.high


def check_series(series: Series) -> None:
    """Refuse carriers, areas and kinds that do not go together.

    Raises:
        EnergyError: As said at `Factor`.
    """
    if series.carrier not in CARRIERS:
        raise EnergyError("energy.carrier", found=series.carrier)
    if series.area not in AREAS:
        raise EnergyError("energy.area", found=series.area)
    if series.area != NATION and (series.carrier, series.kind) != (ELECTRICITY, FactorKind.CARBON):
        raise EnergyError("energy.area", found=series.area)
    if series.carrier == STANDARD_COAL and series.kind is not FactorKind.CARBON:
        raise EnergyError("energy.kind", found=series.kind)


class FactorTable:
    """All factors known, asked for the one of a day.

    Raises:
        EnergyError: ``energy.twice`` when two factors have the same series, first day and correction.
    """

    def __init__(self, factors: Iterable[Factor]) -> None:
        self._by_series: dict[Series, list[Factor]] = {}
        for factor in sorted(factors, key=_order):
            held = self._by_series.setdefault(factor.series, [])
            if held and _order(held[-1]) == _order(factor):
                raise EnergyError("energy.twice", day=factor.valid_from.isoformat())
            held.append(factor)

    def find(self, series: Series, day: date) -> Factor | None:
        """Return the factor of `series` valid on `day`, None before the first."""
        begun = [factor for factor in self._by_series.get(series, []) if factor.valid_from <= day]
        return begun[-1] if begun else None

    def get(self, series: Series, day: date) -> Factor:
        """Return the factor of `series` valid on `day`.

        Raises:
            EnergyError: ``energy.no_factor`` before the first.
        """
        found = self.find(series, day)
        if found is None:
            raise EnergyError("energy.no_factor", carrier=series.carrier, kind=series.kind, day=day.isoformat())
        return found

    def on(self, day: date) -> tuple[Factor, ...]:
        """Return the table of a day: one factor for each series that has begun."""
        found = (self.find(series, day) for series in self._by_series)
        return tuple(factor for factor in found if factor is not None)

    def last_day(self, factor: Factor) -> date | None:
        """Return the last day `factor` is used for, None while no other follows.

        A factor that was corrected is used on no day: its last day is the day before its first.
        """
        later = [other for other in self._by_series.get(factor.series, []) if _order(other) > _order(factor)]
        return later[0].valid_from - timedelta(days=1) if later else None


def _order(factor: Factor) -> tuple[Series, date, int]:
    return factor.series, factor.valid_from, factor.correction
