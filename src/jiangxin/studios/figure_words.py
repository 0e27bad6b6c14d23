"""What the figures of a report are called, in what unit, and which list shows their records (domain 4.4)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from jiangxin.core.refusal import Text
from jiangxin.studios.enums import MemberRole
from jiangxin.studios.ledger_enums import PATENTS, HonourLevel, LedgerCategory, OutcomeKind

CATEGORY_FIGURES = {
    "meetings": LedgerCategory.MEETING,
    "learning": LedgerCategory.LEARNING,
    "trainings": LedgerCategory.TRAINING,
    "mentoring": LedgerCategory.MENTORING,
    "exchanges": LedgerCategory.EXCHANGE,
    "visits": LedgerCategory.VISIT,
    "publicity": LedgerCategory.PUBLICITY,
    "safety": LedgerCategory.SAFETY,
}
"""Figures that count the entries of one category."""
_METHODS = (OutcomeKind.CONSTRUCTION_METHOD, OutcomeKind.OPERATING_METHOD)
OUTCOME_FIGURES: dict[str, tuple[str, tuple[str, ...]]] = {
    "patents_applied": ("day", PATENTS),
    "patents_granted": ("granted_on", PATENTS),
    "software": ("day", (OutcomeKind.SOFTWARE,)),
    "papers": ("day", (OutcomeKind.PAPER,)),
    "standards": ("day", (OutcomeKind.STANDARD,)),
    "methods": ("day", _METHODS),
    "improvements": ("day", (OutcomeKind.IMPROVEMENT, OutcomeKind.QC)),
    "suggestions_made": ("day", (OutcomeKind.SUGGESTION,)),
    "suggestions_adopted": ("granted_on", (OutcomeKind.SUGGESTION,)),
    "prizes": ("day", (OutcomeKind.AWARD,)),
}
"""Figures that count outcomes: by which of their days, and of which kinds."""
OUTCOME_GROUPS: dict[str, tuple[Text, tuple[str, ...]]] = {
    "patents": (_("专利"), PATENTS),
    "methods": (_("工法和操作法"), _METHODS),
    "improvements": (_("革新改进和 QC"), (OutcomeKind.IMPROVEMENT, OutcomeKind.QC)),
}
"""Kinds of outcomes that reports count together; the list of outcomes can be narrowed to them."""
LEDGER_GROUPS: dict[str, tuple[Text, tuple[str, ...]]] = {
    "study": (_("学习和培训"), (LedgerCategory.LEARNING, LedgerCategory.TRAINING)),
    "contact": (_("交流和参观"), (LedgerCategory.EXCHANGE, LedgerCategory.VISIT)),
}
"""Categories of the ledger that the standard counts together; the ledger can be narrowed to them."""
_FIELDS = {
    "day": "day",
    "spent_on": "spent",
    "granted_on": "granted",
    "starts_on": "started",
    "closed_on": "closed",
    "paid_on": "paid",
    "since": "joined",
    "until": "left",
}


@dataclass(frozen=True, slots=True)
class FigureWords:
    """A figure's label, unit and list; `by` is the day its rows are counted by.

    One that `stands` tells how things are at the end of the period, so that its rows begin with the first of all.
    """

    label: Text
    unit: str
    records: str
    by: str = ""
    fixed: Mapping[str, str] = field(default_factory=dict)
    stands: bool = False

    def query(self, since: date, until: date) -> dict[str, str]:
        """Return the filters that show exactly the rows of a period."""
        if not self.by:
            return dict(self.fixed)
        name = _FIELDS[self.by]
        begun = {} if self.stands else {f"{name}_from": since.isoformat()}
        return {**self.fixed, **begun, f"{name}_to": until.isoformat()}


def _entries(label: Text, unit: str, category: str, **more: str) -> FigureWords:
    return FigureWords(label, unit, "ledger", "day", {"category": category, **more})


def _made(code: str, label: Text, **fixed: str) -> FigureWords:
    return FigureWords(label, "item", "outcomes", OUTCOME_FIGURES[code][0], fixed)


_SERVED = {"struck": "no", "service": "yes"}
LABELS: dict[str, FigureWords] = {
    "meetings": _entries(_("召开会议"), "time", LedgerCategory.MEETING),
    "learning": _entries(_("组织学习"), "time", LedgerCategory.LEARNING),
    "trainings": _entries(_("举办培训"), "time", LedgerCategory.TRAINING),
    "trainees": _entries(_("培训人次"), "person", LedgerCategory.TRAINING),
    "projects_opened": FigureWords(_("开题项目"), "item", "projects", "starts_on", {"begun": "yes"}),
    "projects_closed": FigureWords(_("结题项目"), "item", "projects", "closed_on", {"state": "completed"}),
    "problems_solved": FigureWords(
        _("解决技术难题"), "item", "projects", "closed_on", {"state": "completed", "solving": "yes"}
    ),
    "patents_applied": _made("patents_applied", _("申请专利"), group="patents"),
    "patents_granted": _made("patents_granted", _("授权专利"), group="patents"),
    "software": _made("software", _("软件著作权"), kind=OutcomeKind.SOFTWARE),
    "papers": _made("papers", _("发表论文"), kind=OutcomeKind.PAPER),
    "standards": _made("standards", _("制定标准"), kind=OutcomeKind.STANDARD),
    "methods": _made("methods", _("工法和操作法"), group="methods"),
    "improvements": _made("improvements", _("革新改进和 QC"), group="improvements"),
    "suggestions_made": _made("suggestions_made", _("提出合理化建议"), kind=OutcomeKind.SUGGESTION),
    "suggestions_adopted": _made("suggestions_adopted", _("采纳合理化建议"), kind=OutcomeKind.SUGGESTION),
    "prizes": _made("prizes", _("成果获奖"), kind=OutcomeKind.AWARD),
    **{
        f"honours_{level.value}": _entries(
            format_lazy(_("{level}荣誉"), level=level.label), "item", LedgerCategory.HONOUR, level=level.value
        )
        for level in HonourLevel
    },
    "benefit": FigureWords(_("经济效益"), "yuan", "outcomes", "day", {"proven": "yes"}),
    "energy_saved": FigureWords(_("节能量"), "tce", "outcomes", "day", {"saving": "yes"}),
    "mentoring": _entries(_("带徒活动"), "time", LedgerCategory.MENTORING),
    "apprentices": FigureWords(_("新带徒弟"), "person", "team", "since", {"role": MemberRole.APPRENTICE}),
    "joined": FigureWords(_("新加入成员"), "person", "team", "since"),
    "left": FigureWords(_("离开成员"), "person", "team", "until"),
    "service_cases": FigureWords(_("服务件数"), "item", "service", "day", _SERVED),
    "service_hours": FigureWords(_("服务时长"), "hour", "service", "day", _SERVED),
    "beneficiaries": FigureWords(_("服务受益人次"), "person", "service", "day", _SERVED),
    "answers": FigureWords(_("收到服务评价"), "answer", "satisfaction", "day"),
    "satisfied": FigureWords(_("其中满意评价"), "answer", "satisfaction", "day"),
    "exchanges": _entries(_("技术交流"), "time", LedgerCategory.EXCHANGE),
    "visits": _entries(_("接待参观"), "time", LedgerCategory.VISIT),
    "publicity": _entries(_("媒体宣传"), "time", LedgerCategory.PUBLICITY),
    "safety": _entries(_("安全活动"), "time", LedgerCategory.SAFETY),
    "funds_in": FigureWords(_("补助到账"), "yuan", "subsidies", "paid_on"),
    "funds_out": FigureWords(_("经费支出"), "yuan", "expenses", "spent_on", {"reversed": "no"}),
    "funds_left": FigureWords(_("补助结余"), "yuan", "subsidies", "paid_on", stands=True),
}
UNITS: dict[str, Text] = {
    "time": _("次"),
    "person": _("人次"),
    "item": _("项"),
    "hour": _("小时"),
    "answer": _("份"),
    "yuan": _("元"),
    "tce": _("吨标准煤"),
}
"""Measure words; the words stand at the figure."""
