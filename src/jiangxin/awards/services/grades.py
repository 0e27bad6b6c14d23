"""Grades of an assessment: drafted for the meeting, changed with a reason, amended after an objection, made final."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from jiangxin.awards import policies
from jiangxin.awards.enums import NoticeState
from jiangxin.awards.grading import Proposal, proposals, rules_of
from jiangxin.awards.models import AssessmentResult, GradeLine, Meeting, Notice, NoticeItem, Ranking
from jiangxin.awards.services.grade_checks import deviation_problems, require_all_in, require_in_caps
from jiangxin.awards.services.meetings import Choice, MeetingFacts, draft_meeting, update_meeting
from jiangxin.awards.services.notices import lock_notice
from jiangxin.awards.terms import act_between
from jiangxin.campaigns.enums import ENDED, EntryState
from jiangxin.campaigns.services import move_entry
from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor, Role
from jiangxin.core.files import Upload
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service
from jiangxin.orgs.services import close_errands, open_errand


class Wanted(NamedTuple):
    """The grade an officer wants for an entry, and why when it is not the proposed one."""

    grade: str
    reason: str = ""


@service("awards.draft_grades", about="ranking")
def draft_grades(
    *,
    actor: Actor,
    ranking: Ranking,
    facts: MeetingFacts,
    wanted: Mapping[int, Wanted] | None = None,
    minutes_file: Upload | None = None,
) -> Meeting:
    """Draft the meeting of an assessment: the grades the rules give, with the officer's deviations.

    Raises:
        Refusal: "entries_waiting"; "form_invalid" with a deviation without its reason; whatever a meeting refuses.
    """
    require_all_in(ranking.call)
    found = proposals(ranking)
    _require_sound(ranking, found, wanted or {})
    chosen = {row.entry_id: Choice(selected=True) for row in ranking.rows.all()}
    meeting = draft_meeting(actor=actor, ranking=ranking, facts=facts, choices=chosen, minutes_file=minutes_file)
    _put_lines(meeting, found, wanted or {})
    journal.record(actor=actor, act="awards.draft_grades", obj=meeting, after=_told(meeting))
    return meeting


@service("awards.update_grades", about="meeting")
def update_grades(
    *,
    actor: Actor,
    meeting: Meeting,
    facts: MeetingFacts,
    wanted: Mapping[int, Wanted],
    expected_revision: int,
    minutes_file: Upload | None = None,
) -> Meeting:
    """Change a meeting of an assessment that is not concluded; its grades are reckoned anew."""
    require_all_in(meeting.call)
    found = proposals(meeting.ranking)
    _require_sound(meeting.ranking, found, wanted)
    before = _told(meeting)
    chosen = {row.entry_id: Choice(selected=True) for row in meeting.ranking.rows.all()}
    changed = update_meeting(
        actor=actor,
        meeting=meeting,
        facts=facts,
        choices=chosen,
        expected_revision=expected_revision,
        minutes_file=minutes_file,
    )
    _put_lines(changed, found, wanted)
    journal.record(actor=actor, act="awards.update_grades", obj=changed, before=before, after=_told(changed))
    return changed


def _require_sound(ranking: Ranking, found: Sequence[Proposal], wanted: Mapping[int, Wanted]) -> None:
    problems = deviation_problems(rules_of(ranking.call), {one.entry.pk: one for one in found}, wanted)
    if problems:
        raise Refusal("form_invalid", _("等次有填写问题，没有保存。"), _("请按提示改正后再保存。"), problems=problems)


def _put_lines(meeting: Meeting, found: Sequence[Proposal], wanted: Mapping[int, Wanted]) -> None:
    meeting.grade_lines.all().delete()
    lines = []
    for order, one in enumerate(found, 1):
        given = wanted.get(one.entry.pk, Wanted(one.grade))
        lines.append(
            GradeLine(
                meeting=meeting,
                entry=one.entry,
                order=order,
                score=one.score,
                earned=one.earned,
                proposed=one.grade,
                grade=given.grade,
                cause=one.cause,
                reason=one.reason,
                facts=dict(one.facts),
                deviation=given.reason.strip() if given.grade != one.grade else "",
            )
        )
    GradeLine.objects.bulk_create(lines, batch_size=500)


def _told(meeting: Meeting) -> dict[str, object]:
    lines = meeting.grade_lines.all()
    return {
        "grades": {str(line.entry_id): line.grade for line in lines},
        "deviations": {str(line.entry_id): line.deviation for line in lines if line.deviation},
    }


@service("awards.amend_grade", about="line")
def amend_grade(*, actor: Actor, line: GradeLine, grade: str, reason: str) -> GradeLine:
    """Give another grade, or confirm the same, after an objection was upheld; the leader's act, before the result."""
    locked = GradeLine.objects.select_for_update(of=("self",)).select_related("entry__call", "meeting").get(pk=line.pk)
    call = locked.entry.call
    policies.may_settle_grades(actor=actor, call=call, entries=[locked.entry]).require()
    rules = rules_of(call)
    if not NoticeItem.objects.filter(entry=locked.entry, notice__meeting=locked.meeting_id, struck_at__isnull=False):
        raise Refusal("nothing_to_amend", _("没有成立的异议，等次不能更改。"), _("等次以会议决定和公示为准。"))
    if AssessmentResult.objects.filter(call=call).exists():
        raise Refusal("result_decided", _("考核结果已经公布，不能再改。"), _("如有新情况，请按动态管理办理。"))
    if grade not in {one.code for one in rules.grades}:
        raise Refusal(
            "unknown_grade", _("没有这个等次。"), _("请重新选择。"), problems=[Problem("grade", _("请选择。"))]
        )
    if not reason.strip() or len(reason) > 500:  # noqa: PLR2004  the column
        problem = Problem("reason", _("请写明理由，最多 500 个字。"), "required")
        raise Refusal("reason_missing", _("更正等次需要写明理由。"), _("请填写后再提交。"), problems=[problem])
    others = GradeLine.objects.filter(meeting=locked.meeting_id).exclude(pk=locked.pk)
    require_in_caps(rules, [*others.values_list("grade", flat=True), grade])
    before = {"grade": locked.grade}
    locked.grade, locked.amended_at, locked.amended_reason = grade, clock.now(), reason.strip()
    locked.save(update_fields=["grade", "amended_at", "amended_reason"])
    journal.record(
        actor=actor, act="awards.amend_grade", obj=locked, before=before, after={"grade": grade}, reason=reason.strip()
    )
    return locked


@service("awards.settle_assessment", about="notice")
def settle_assessment(
    *, actor: Actor, notice: Notice, document_number: str, expected_revision: int
) -> AssessmentResult:
    """Make the grades final, once the notice is closed and every upheld objection has its answer.

    Args:
        document_number: Of the circular that tells the result.
    """
    locked = lock_notice(notice, expected_revision)
    call = locked.call
    lines = list(locked.meeting.grade_lines.select_related("entry__call", "entry__unit", "entry__area"))
    policies.may_settle_grades(actor=actor, call=call, entries=[line.entry for line in lines]).require()
    _require_settleable(locked, lines, document_number)
    for line in lines:
        if line.entry.state not in ENDED:
            act = act_between(call, line.entry.state, EntryState.ASSESSED)
            move_entry(
                actor=actor,
                entry=line.entry,
                act=act,
                opinion=line.written_reason or line.reason,
                opinion_facts=line.opinion_facts,
                document_number=document_number.strip(),
                facts={"grade": line.grade},
            )
    result = AssessmentResult.objects.create(
        call=call,
        meeting=locked.meeting,
        document_number=document_number.strip(),
        decided_at=clock.now(),
        decided_by_id=actor.account_key,
    )
    close_errands(about=locked)
    open_errand(
        role=Role.OFFICER_CITY,
        organisation=call.organiser,
        asked="carry_out_consequences",
        about=result,
        title=call.title,
        note=result.document_number,
    )
    after = {"document_number": result.document_number, **_told(locked.meeting)}
    journal.record(actor=actor, act="awards.settle_assessment", obj=locked, after=after)
    return result


def _require_settleable(notice: Notice, lines: Sequence[GradeLine], document_number: str) -> None:
    if not lines:
        raise Refusal("not_an_assessment", _("这项公示不是考核等次的公示。"), _("请从考核类方案发起通知。"))
    if notice.state != NoticeState.CLOSED:
        raise Refusal("notice_not_closed", _("公示还没有结束。"), _("请在公示期满、异议办结后办理。"))
    if AssessmentResult.objects.filter(call=notice.call).exists():
        raise Refusal("result_decided", _("考核结果已经公布。"), _("请刷新页面查看。"))
    if not document_number.strip() or len(document_number) > 60:  # noqa: PLR2004  the column
        problem = Problem("document_number", _("请填写通报文号，最多 60 个字。"), "required")
        raise Refusal("document_number", _("公布结果需要通报文号。"), _("请填写后再提交。"), problems=[problem])
    struck = set(notice.items.filter(struck_at__isnull=False).values_list("entry_id", flat=True))
    open_ones = [line for line in lines if line.entry_id in struck and not line.amended_reason]
    if open_ones:
        raise Refusal(
            "amendment_missing",
            _("“%(entry)s”的异议已成立，还没有重新定等。") % {"entry": open_ones[0].entry},
            _("请先为异议成立的工作室重新定等。"),
        )
