"""Numbers of a blueprint that must lie within sense, wherever they stand."""

from collections.abc import Mapping
from typing import Any

_LIMITS = {
    "selection.seats": (1, 10_000),
    "scoring.experts_per_entry": (1, 15),
    "scoring.minimum_sheets": (1, 15),
    "scoring.drop_extremes_from": (3, 15),
    "notice.working_days": (1, 30),
    "notice.reply_within_working_days": (1, 60),
    "checks.supplements": (0, 2),
    "inspection.minimum_inspectors": (1, 10),
    "quotas.default_per_area": (0, 1_000),
    "quotas.reserve_percent": (0, 100),
    "award.term_years": (1, 20),
}


def number_faults(content: Mapping[str, Any]) -> list[str]:
    """Return the numbers that are none, or lie outside their limits."""
    faults = []
    for path, (least, most) in _LIMITS.items():
        section, _dot, key = path.partition(".")
        value = content.get(section, {}).get(key)
        if value is not None and not (
            isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
        ):
            faults.append(f"{path}: a whole number from {least} to {most}")
    notice = content.get("notice", {})
    least_days = notice.get("minimum_working_days", 1)
    days = notice.get("working_days", least_days)
    if isinstance(days, int) and isinstance(least_days, int) and days < least_days:
        faults.append(f"notice.working_days: not below the minimum of {least_days}")
    weights = [row.get("percent", 0) for row in content.get("scoring", {}).get("weights", ())]
    if weights and sum(weights) != 100:  # noqa: PLR2004  per cent
        faults.append("scoring.weights: the parts must add up to 100 per cent")
    return faults
