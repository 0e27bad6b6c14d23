"""What has to hold before grades are handed on, decided or made public."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_lazy as _

from jiangxin.awards.enums import GradeCause
from jiangxin.awards.grading import Proposal, proposals, rooms, rules_of
from jiangxin.awards.models import GradeLine, Meeting
from jiangxin.campaigns.blueprint.grading import Assessment
from jiangxin.campaigns.enums import ENDED, EntryState
from jiangxin.campaigns.models import Call, Entry
from jiangxin.core.refusal import Problem, Refusal

_NAMED_AT_MOST = 5


def require_all_in(call: Call) -> None:
    """Refuse while an entry of the assessment is neither scored nor at its end: every subject gets its grade."""
    waiting = list(Entry.objects.filter(call=call).exclude(state__in=[*ENDED, EntryState.SCORED]).order_by("number"))
    if waiting:
        named = "、".join(str(entry) for entry in waiting[:_NAMED_AT_MOST])
        raise Refusal(
            "entries_waiting",
            _("还有 %(count)s 个工作室没有走到评分这一步（%(named)s），不能评定等次。")
            % {"count": len(waiting), "named": named},
            _("请先办完核查和评分；宽限期满仍未报送的，请在考核页按规则处理。"),
        )


def require_graded(meeting: Meeting) -> None:
    """Refuse grades that no longer are what the rules give, leave the caps, or depart without a reason."""
    lines = list(meeting.grade_lines.select_related("entry").order_by("order"))
    now = {one.entry.pk: one for one in proposals(meeting.ranking)}
    if {line.entry_id: line.proposed for line in lines} != {key: one.grade for key, one in now.items()}:
        raise Refusal(
            "grades_outdated",
            _("拟定等次之后，一票否决或参加考核的名单又有变化。"),
            _("请打开会议记录重新保存，按现在的情况再算一次。"),
        )
    require_in_caps(rules_of(meeting.call), [line.grade for line in lines])


def require_in_caps(rules: Assessment, grades: Iterable[str]) -> None:
    """Refuse more of a grade than may have it."""
    over = next((room for room in rooms(rules, grades) if room.is_over), None)
    if over is not None:
        raise Refusal(
            "cap_exceeded",
            _("“%(grade)s”有 %(taken)s 个，最多 %(most)s 个。")
            % {"grade": over.grade.label, "taken": over.taken, "most": over.most},
            _("请减少后再提请审定。"),
        )


def deviation_problems(
    rules: Assessment, proposed: Mapping[int, Proposal], wanted: Mapping[int, tuple[str, str]]
) -> list[Problem]:
    """Return what is wrong with grades an officer wants instead of the proposed ones.

    Args:
        rules: Of the call.
        proposed: By entry.
        wanted: Grade and reason by entry.
    """
    problems = []
    codes = {one.code for one in rules.grades}
    for key, (grade, reason) in wanted.items():
        one = proposed.get(key)
        if one is None or grade not in codes:
            problems.append(Problem(f"grade-{key}", _("没有这个等次或工作室。"), "unknown"))
        elif grade != one.grade and one.cause == GradeCause.VETO:
            problems.append(Problem(f"grade-{key}", _("一票否决的只能列最低等次。"), "vetoed"))
        elif grade != one.grade and not reason.strip():
            message = _("%(entry)s 的等次与规则不同，请写明理由。") % {"entry": one.entry}
            problems.append(Problem(f"reason-{key}", message, "required"))
        elif len(reason) > 500:  # noqa: PLR2004  the column
            problems.append(Problem(f"reason-{key}", _("理由最多 500 个字。"), "too_long"))
    return problems


def lines_of(meeting: Meeting) -> dict[int, GradeLine]:
    """Return the lines of a meeting by entry."""
    return {line.entry_id: line for line in meeting.grade_lines.select_related("entry__call")}
