"""A saving of energy as it is shown: figures with their ranges and units, and the factors they came from."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from jiangxin.core.models.energy import in_language
from jiangxin.engine.measure.energy_carriers import AREAS, CARRIERS, NATION
from jiangxin.proposals.models import CarrierSaving, EnergySaving


@dataclass(frozen=True, slots=True)
class ShownCarrier:
    """One carrier in words: "50,000 kWh", "49,000 kWh", "6,000 kWh", "0.7374", "0.12290 kgce/kWh（GB/T 2589-2020）"."""

    name: str
    before: str
    after: str
    saved: str
    coal: str
    carbon: str
    factors: list[str]


@dataclass(frozen=True, slots=True)
class ShownSaving:
    """A year's saving in words, with its rows."""

    saving: EnergySaving
    coal: str
    carbon: str
    output: str
    rows: list[ShownCarrier]


def told_saving(saving: EnergySaving) -> ShownSaving:
    """Return a saving in words; its carriers are read already."""
    unit = saving.output_unit
    return ShownSaving(
        saving,
        tonnes(saving.coal, saving.coal_low, saving.coal_high),
        tonnes(saving.carbon, saving.carbon_low, saving.carbon_high),
        f"{plain(saving.output_before)} {unit} → {plain(saving.output_after)} {unit}",
        [_carrier(row) for row in saving.carriers.all()],
    )


def tonnes(value: Decimal, low: Decimal, high: Decimal) -> str:
    """Return a figure in tonnes, with its range where a published range makes it uncertain."""
    return f"{value:,}" if low == high else f"{value:,}（{low:,}–{high:,}）"


def plain(number: Decimal) -> str:
    """Return a number without idle noughts."""
    return f"{number.normalize():,f}"


def _carrier(row: CarrierSaving) -> ShownCarrier:
    carrier = CARRIERS[row.carrier]
    return ShownCarrier(
        in_language(carrier.zh, carrier.en),
        f"{plain(row.before)} {carrier.unit}",
        f"{plain(row.after)} {carrier.unit}",
        f"{plain(round(row.quantity, 3))} {carrier.unit}",
        tonnes(row.coal, row.coal_low, row.coal_high),
        tonnes(row.carbon, row.carbon_low, row.carbon_high),
        [_factor(factor) for factor in row.factors],
    )


def _factor(factor: Mapping[str, Any]) -> str:
    """Return a factor with unit, edition, year and range, "折标煤 0.1229 kgce/kWh，GB/T 2589-2020（2020 年）"."""
    uses = {"coal": _("折标煤"), "carbon": _("二氧化碳"), "way": _("二氧化碳按当量值折标煤")}
    area = "" if factor["area"] == NATION else " " + in_language(*AREAS[factor["area"]])
    between = (
        f" [{plain(Decimal(factor['low']))}–{plain(Decimal(factor['high']))}]"
        if factor["low"] != factor["high"]
        else ""
    )
    return _("%(use)s %(counted)s %(unit)s%(between)s，%(edition)s%(area)s（%(year)s 年）") % {
        "use": uses[factor["use"]],
        "counted": plain(Decimal(factor["counted"])),
        "unit": factor["unit"],
        "between": between,
        "edition": factor["edition"],
        "area": area,
        "year": factor["year"],
    }
