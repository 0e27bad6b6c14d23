"""Stages as a blueprint proposes them; a call gives them their dates."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from jiangxin.campaigns.enums import StageKind
from jiangxin.engine.measure.working_days import WorkingCalendar
from jiangxin.forms.words import Words

_ORDER = list(StageKind.values)
_RANK = {kind: place for place, kind in enumerate(_ORDER)} | {
    StageKind.INSPECTION.value: _ORDER.index(StageKind.EXPERT_REVIEW)
}
"""Visits may come before the experts or after them; all else has its place."""


@dataclass(frozen=True, slots=True)
class StagePlan:
    """One stage: its kind, how long it usually takes, and in which kind of days."""

    code: str
    kind: str
    label: Words
    days: int
    working: bool
    level: str = ""
    rights: tuple[str, ...] = ()


def parse_stages(rows: Iterable[Mapping[str, Any]]) -> tuple[tuple[StagePlan, ...], list[str]]:
    """Return the stages in order and their faults: unknown kinds, codes twice, stages out of the order of work."""
    stages: list[StagePlan] = []
    faults: list[str] = []
    for number, row in enumerate(rows):
        place = f"stages[{number}]"
        stage = StagePlan(
            code=str(row.get("code", "")),
            kind=str(row.get("kind", "")),
            label=Words(str(row.get("label", "")), str(row.get("label_en", ""))),
            days=int(row["days"]) if str(row.get("days", "")).isdigit() else 0,
            working=row.get("day_kind") == "working",
            level=str(row.get("level", "")),
            rights=tuple(row.get("rights", ())),
        )
        if not stage.code or any(stage.code == other.code for other in stages):
            faults.append(f"{place}.code: " + _("代码“%(code)s”为空或重复。") % {"code": stage.code})
        if stage.kind not in StageKind.values:
            faults.append(f"{place}.kind: " + _("只能是下列之一：%(allowed)s。") % {"allowed": "、".join(_ORDER)})
        elif stages and _RANK[stage.kind] < _RANK.get(stages[-1].kind, 0):
            words = {"kind": stage.kind, "before": stages[-1].kind}
            faults.append(f"{place}.kind: " + _("%(kind)s 不能排在 %(before)s 之后。") % words)
        if not 1 <= stage.days <= 400:  # noqa: PLR2004  a year and a bit, as the field's longest windows
            faults.append(f"{place}.days: " + _("应为 %(least)s 到 %(most)s 之间的整数。") % {"least": 1, "most": 400})
        stages.append(stage)
    if not stages:
        faults.append("stages: " + _("至少要有一个阶段。"))
    return tuple(stages), faults


def propose_dates(
    stages: Iterable[StagePlan], start: datetime, calendar: WorkingCalendar
) -> list[tuple[StagePlan, datetime, datetime]]:
    """Return each stage with a window, one after the other; every stage closes at 18:00 of its last day.

    Recommending opens with declaring, so that officers can work through entries as they come in. A window whose last
    day is no working day ends on the next one (民法典 art. 203).
    """
    windows = []
    opens = start
    for stage in stages:
        first = opens.date()
        if stage.working:
            last = calendar.add_working_days(first, stage.days).day
        else:
            last = calendar.add_working_days(first + timedelta(days=stage.days - 1), 1).day
        closes = opens.replace(
            year=last.year, month=last.month, day=last.day, hour=18, minute=0, second=0, microsecond=0
        )
        windows.append((stage, start if stage.kind == StageKind.RECOMMEND else opens, closes))
        opens = closes + timedelta(seconds=1)
    return windows
