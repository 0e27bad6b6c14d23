"""Why an assignment is impossible, in words an officer can act on."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from jiangxin.core.refusal import Problem
from jiangxin.engine.fairness.assignment_reasons import (
    NO_CAPACITY,
    CapacityShort,
    CasesBottleneck,
    CaseShort,
    FixedPairBarred,
    MinimumsBottleneck,
    MinimumsTooHigh,
    Reason,
)
from jiangxin.review.enums import ConflictKind

_MOST_NAMED = 8


def in_words(reasons: Iterable[Reason], cases: Mapping[str, str], experts: Mapping[str, str]) -> list[Problem]:
    """Return one problem for each reason: what is short, why, and what to do.

    Args:
        cases: case identifier to the words that name it.
        experts: expert identifier to the expert's name.
    """
    return [Problem(_path(reason), _words(reason, cases, experts), reason.code) for reason in reasons]


def _path(reason: Reason) -> str:
    return f"entry.{reason.case}" if isinstance(reason, CaseShort | FixedPairBarred) else "panel"


def _words(reason: Reason, cases: Mapping[str, str], experts: Mapping[str, str]) -> str:
    match reason:
        case CaseShort():
            return _(
                "“%(case)s”需要 %(need)s 名专家，能评的只有 %(eligible)s 名（%(why)s）。"
                "请增补专家，或减少每份申报的评分专家数。"
            ) % {
                "case": cases.get(reason.case, reason.case),
                "need": reason.need,
                "eligible": reason.eligible,
                "why": _why(reason.excluded),
            }
        case CapacityShort():
            return _(
                "共需评分 %(need)s 份，全体专家最多能评 %(capacity)s 份，还差 %(short)s 份。"
                "请提高每人最多评分份数、增补专家，或减少每份申报的评分专家数。"
            ) % {
                "need": reason.need,
                "capacity": reason.capacity,
                "short": reason.short,
            }
        case CasesBottleneck():
            return _(
                "%(cases)s 这几份合起来需要 %(need)s 个评分名额，"
                "而不需回避的专家（%(experts)s）已满额，还差 %(short)s 个。"
                "请提高这些专家的最多评分份数，或增补与这些单位无关的专家。"
            ) % {
                "cases": _named(cases.get(case, case) for case in reason.cases),
                "need": reason.need,
                "experts": _named(experts.get(expert, expert) for expert in reason.experts),
                "short": reason.short,
            }
        case MinimumsTooHigh() | MinimumsBottleneck() | FixedPairBarred():
            # The house sets neither minimums nor fixed pairs in a preview; the engine's code tells what went wrong.
            return _("分配条件互相矛盾（%(code)s）。请联系系统管理员。") % {"code": reason.code}


def _why(excluded: Mapping[str, int]) -> str:
    labels = {**{kind.value: str(kind.label) for kind in ConflictKind}, NO_CAPACITY: _("名额已满")}
    parts = [
        _("%(kind)s %(count)s 人") % {"kind": labels.get(kind, kind), "count": count}
        for kind, count in excluded.items()
    ]
    return "、".join(parts) or _("评审组人数不足")


def _named(names: Iterable[str]) -> str:
    listed = list(names)
    shown = "、".join(listed[:_MOST_NAMED])
    if len(listed) <= _MOST_NAMED:
        return shown
    return _("%(shown)s等 %(count)s 项") % {"shown": shown, "count": len(listed)}
