"""The factors that come with the house, read from `factors.toml`."""

import tomllib
from decimal import Decimal
from functools import lru_cache
from importlib import resources
from typing import Any

from jiangxin.engine.measure.energy_carriers import NATION, FactorKind
from jiangxin.engine.measure.energy_factors import Factor, Series


@lru_cache(maxsize=1)
def shipped_factors() -> tuple[tuple[Factor, str], ...]:
    """Return each shipped factor with its source."""
    text = resources.files("jiangxin.core.energy").joinpath("factors.toml").read_text(encoding="utf-8")
    groups = tomllib.loads(text)["factors"]
    return tuple((_factor(group, row), group["source"]) for group in groups for row in group["rows"])


def _factor(group: dict[str, Any], row: dict[str, str]) -> Factor:
    value = Decimal(row["value"])
    return Factor(
        series=Series(row["carrier"], FactorKind(group["kind"]), row.get("area", NATION)),
        value=value,
        low=Decimal(row.get("low", value)),
        high=Decimal(row.get("high", value)),
        edition=group["edition"],
        year=group["year"],
        valid_from=group["valid_from"],
    )
