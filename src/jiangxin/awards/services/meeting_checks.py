"""What has to hold before a decision is handed on or made."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from jiangxin.awards.departures import departures
from jiangxin.awards.enums import MeetingOutcome, MeetingState
from jiangxin.awards.models import Meeting, Ranking, RankingRow
from jiangxin.awards.services.grade_checks import require_all_in, require_graded
from jiangxin.campaigns.queries import plan_of
from jiangxin.core import clock
from jiangxin.core.refusal import Problem, Refusal


def lock_meeting(meeting: Meeting, expected_revision: int) -> Meeting:
    """Return the meeting as it is now, locked; a stale page is refused."""
    found = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if found.revision != expected_revision:
        raise Refusal(
            "stale_page",
            _("这份会议记录在您打开页面之后已有变化，这次操作没有生效。"),
            _("请刷新页面，看过最新情况后再办。"),
        )
    return found


def ranking_rows(ranking: Ranking) -> list[RankingRow]:
    """Return the rows of a ranking with their entries, in order."""
    return list(ranking.rows.select_related("entry").order_by("order"))


def require_newest(ranking: Ranking) -> None:
    """Refuse a ranking that has been computed again since."""
    if Ranking.objects.filter(call_id=ranking.call_id, pk__gt=ranking.pk).exists():
        raise Refusal("ranking_outdated", _("排名已重新计算，这一版不再使用。"), _("请从最新的排名开始。"))


def require_open(meeting: Meeting) -> None:
    """Refuse when the decision has been made."""
    if meeting.state == MeetingState.CONCLUDED:
        raise Refusal(
            "meeting_concluded",
            _("会议决定已经作出，不能再改。"),
            _("不应命名的，可在公示期间经异议处理移出，或在命名后由分管领导撤销。"),
        )


def require_prepared(meeting: Meeting) -> None:
    """Refuse unless the decision waits for the leader."""
    require_open(meeting)
    if meeting.state != MeetingState.PREPARED:
        raise Refusal("meeting_not_prepared", _("会议记录还没有提请审定。"), _("请由经办人补齐后提请审定，再作决定。"))


def selected_entries(meeting: Meeting) -> set[int]:
    """Return the entries on the list."""
    chosen = meeting.items.filter(outcome=MeetingOutcome.SELECTED)
    return set(chosen.values_list("entry_id", flat=True))


def require_complete(meeting: Meeting, rows: list[RankingRow]) -> None:
    """Refuse while seats, minutes or reasons do not stand as they must."""
    require_newest(meeting.ranking)
    assesses = plan_of(meeting.call).assessment is not None
    chosen = selected_entries(meeting)
    seats = 0 if assesses else meeting.call.seats
    if assesses:
        require_all_in(meeting.call)
        require_graded(meeting)
    elif not chosen:
        told = {"subject": plan_of(meeting.call).subject.noun}
        raise Refusal("nobody_selected", _("还没有选定任何%(subject)s。") % told, _("请先划线或逐个选定。"))
    if seats and len(chosen) > seats:
        raise Refusal(
            "seats_exceeded",
            _("已选 %(chosen)d 个，超过拟命名数 %(seats)d 个。") % {"chosen": len(chosen), "seats": seats},
            _("请减少 %(over)d 个后再提请审定。") % {"over": len(chosen) - seats},
        )
    problems: list[Problem] = []
    if not meeting.attendees.strip():
        problems.append(Problem("attendees", _("请填写参会人员。"), "required"))
    if not meeting.minutes.strip() and meeting.minutes_file_id is None:
        problems.append(Problem("minutes", _("请填写会议纪要，或上传纪要文件。"), "required"))
    if meeting.held_at > clock.now():
        problems.append(Problem("held_at", _("会议时间还没有到。"), "future"))
    reasons = dict(meeting.items.values_list("entry_id", "reason"))
    problems += [] if assesses else _unreasoned(rows, chosen, reasons)
    if problems:
        raise Refusal(
            "meeting_incomplete",
            _("会议记录还不完整，不能提请审定或作出决定。"),
            _("请按提示补齐。"),
            problems=problems,
        )


def _unreasoned(rows: list[RankingRow], chosen: set[int], reasons: Mapping[int, str]) -> list[Problem]:
    vetoed = [row for row in rows if row.vetoed and row.entry_id in chosen]
    departing = departures(rows, chosen)
    missing = [row for row in rows if row.entry_id in departing and not reasons.get(row.entry_id)]
    return [
        *(
            Problem(f"selected-{row.entry_id}", _("%(entry)s 被一票否决，不能选定。") % {"entry": row.entry}, "vetoed")
            for row in vetoed
        ),
        *(
            Problem(
                f"reason-{row.entry_id}",
                _("%(entry)s 的取舍与排名不一致，请写明理由。") % {"entry": row.entry},
                "required",
            )
            for row in missing
        ),
    ]
