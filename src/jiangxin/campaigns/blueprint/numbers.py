"""Numbers of a blueprint that must lie within sense, wherever they stand."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

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
            faults.append(f"{path}: " + _("应为 %(least)s 到 %(most)s 之间的整数。") % {"least": least, "most": most})
    notice = content.get("notice", {})
    least_days = notice.get("minimum_working_days", 1)
    days = notice.get("working_days", least_days)
    if isinstance(days, int) and isinstance(least_days, int) and days < least_days:
        faults.append("notice.working_days: " + _("不能少于下限 %(days)s 个工作日。") % {"days": least_days})
    weights = [row.get("percent", 0) for row in content.get("scoring", {}).get("weights", ())]
    if weights and sum(weights) != 100:  # noqa: PLR2004  per cent
        faults.append("scoring.weights: " + _("各部分权重合计应为百分之百。"))
    return faults
