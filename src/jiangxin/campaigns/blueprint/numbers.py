"""Numbers of a blueprint that must lie within sense, wherever they stand."""

from collections.abc import Mapping
from decimal import Decimal
from functools import reduce
from typing import Any

from django.utils.translation import gettext as _

from jiangxin.campaigns.models import SUPPLEMENTS_AT_MOST

_LIMITS = {
    "selection.seats": (1, 10_000),
    "scoring.experts_per_entry": (1, 15),
    "scoring.minimum_sheets": (1, 15),
    "scoring.drop_extremes_from": (3, 15),
    "scoring.decimals": (0, 4),
    "scoring.veto_votes": (1, 15),
    "notice.working_days": (1, 30),
    "notice.reply_within_working_days": (1, 60),
    "checks.supplements": (0, SUPPLEMENTS_AT_MOST),
    "inspection.minimum_inspectors": (1, 10),
    "inspection.photos_at_least": (0, 50),
    "quotas.default_per_area": (0, 1_000),
    "quotas.reserve_percent": (0, 100),
    "award.term_years": (1, 20),
    "award.plaque.width_mm": (100, 3_000),
    "award.plaque.height_mm": (100, 3_000),
}
_STEPS = ("0.1", "0.25", "0.5", "1", "2", "5")


def number_faults(content: Mapping[str, Any]) -> list[str]:
    """Return the numbers that are none, or lie outside their limits."""
    faults = []
    for path, (least, most) in _LIMITS.items():
        *way, key = path.split(".")
        value = reduce(lambda table, step: table.get(step, {}), way, content).get(key)
        if value is not None and not (
            isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
        ):
            faults.append(f"{path}: " + _("应为 %(least)s 到 %(most)s 之间的整数。") % {"least": least, "most": most})
    notice = content.get("notice", {})
    least_days = notice.get("minimum_working_days", 1)
    days = notice.get("working_days", least_days)
    if isinstance(days, int) and isinstance(least_days, int) and days < least_days:
        faults.append("notice.working_days: " + _("不能少于下限 %(days)s 个工作日。") % {"days": least_days})
    faults += _expert_faults(content.get("scoring", {}))
    step = str(content.get("scoring", {}).get("step", "0.5"))
    if step not in _STEPS:
        faults.append("scoring.step: " + _("只能是下列之一：%(allowed)s。") % {"allowed": "、".join(_STEPS)})
    faults += _share_faults(content)
    weights = [Decimal(str(row.get("percent", 0))) for row in content.get("scoring", {}).get("weights", ())]
    if weights and sum(weights) != 100:  # noqa: PLR2004  per cent
        faults.append("scoring.weights: " + _("各部分权重合计应为百分之百。"))
    return faults


def _expert_faults(scoring: Mapping[str, Any]) -> list[str]:
    """Return numbers of experts that nobody could reach: no score would ever count, no veto ever hold."""
    experts = scoring.get("experts_per_entry", 5)
    words = _("不能多于每份申报的专家数 %(experts)s。")
    return [
        f"scoring.{name}: " + words % {"experts": experts}
        for name in ("minimum_sheets", "veto_votes")
        if isinstance(value := scoring.get(name, 1), int) and isinstance(experts, int) and value > experts
    ]


def _share_faults(content: Mapping[str, Any]) -> list[str]:
    """Return shares of a whole that are below nothing or above all of it, and inspection points below nothing."""
    shares = {
        f"selection.proportions[{place}].percent": row.get("percent", 0)
        for place, row in enumerate(content.get("selection", {}).get("proportions", ()))
    } | {
        f"scoring.weights[{place}].percent": row.get("percent", 0)
        for place, row in enumerate(content.get("scoring", {}).get("weights", ()))
    }
    points = {
        f"inspection.items[{place}].points": row.get("points", 1)
        for place, row in enumerate(content.get("inspection", {}).get("items", ()))
    }
    limits = [(path, value, 100) for path, value in shares.items()]
    limits += [(path, value, 1_000) for path, value in points.items()]
    return [
        f"{path}: " + _("应在 %(least)s 到 %(most)s 之间。") % {"least": 0, "most": most}
        for path, value, most in limits
        if not 0 <= Decimal(str(value)) <= most
    ]
