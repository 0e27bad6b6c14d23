"""Grades of an assessment: put before the meeting, changed with a reason, amended after an objection, made final."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiangxin.awards.grading import Proposal, proposals, rooms, rules_of
from jiangxin.awards.models import AssessmentResult, GradeLine, Meeting, Ranking
from jiangxin.awards.queries import get_meeting_for, get_own_notice_for, get_ranking_for
from jiangxin.awards.services import (
    MeetingFacts,
    Wanted,
    amend_grade,
    draft_grades,
    settle_assessment,
    update_grades,
)
from jiangxin.awards.services.grade_checks import require_all_in
from jiangxin.campaigns.blueprint.grading import Assessment
from jiangxin.campaigns.queries import entries_for
from jiangxin.core import clock
from jiangxin.core.actor import Request
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.web.desk.acts_awards import done, status_of, valid
from jiangxin.web.desk.forms_awards import MeetingForm, put_problems
from jiangxin.web.desk.posting import expected


def draft(request: Request, ranking_id: int) -> HttpResponse:
    """Draft the meeting of an assessment from the grades the rules give."""
    ranking = get_ranking_for(request.actor, ranking_id)
    require_all_in(ranking.call)
    found = proposals(ranking)
    if request.method != "POST":
        form = MeetingForm(initial={"title": _("主席办公会议"), "held_at": timezone.localtime(clock.now())})
        return _page(request, form, ranking, found, {})
    form, wanted = MeetingForm(request.POST, request.FILES), _wanted(request, found)
    try:
        valid(form)
        made = draft_grades(
            actor=request.actor,
            ranking=ranking,
            facts=_facts(form),
            wanted=wanted,
            minutes_file=form.cleaned_data["minutes_file"],
        )
    except Refusal as refusal:
        return _page(request, form, ranking, found, wanted, refusal=refusal)
    return done(request, reverse("desk:meeting", args=[made.pk]), _("等次和会议记录已保存。"))


def edit(request: Request, meeting_id: int) -> HttpResponse:
    """Change the grades and the minutes, until the leader has decided."""
    meeting = get_meeting_for(request.actor, meeting_id)
    found = proposals(meeting.ranking)
    if request.method != "POST":
        facts = {name: getattr(meeting, name) for name in MeetingFacts.__dataclass_fields__}
        facts["held_at"] = timezone.localtime(meeting.held_at)
        form = MeetingForm(initial={**facts, "revision": meeting.revision})
        given = {line.entry_id: Wanted(line.grade, line.deviation) for line in meeting.grade_lines.all()}
        return _page(request, form, meeting.ranking, found, given, meeting=meeting)
    form, wanted = MeetingForm(request.POST, request.FILES), _wanted(request, found)
    try:
        valid(form)
        update_grades(
            actor=request.actor,
            meeting=meeting,
            facts=_facts(form),
            wanted=wanted,
            expected_revision=form.cleaned_data["revision"] or 0,
            minutes_file=form.cleaned_data["minutes_file"],
        )
    except Refusal as refusal:
        return _page(request, form, meeting.ranking, found, wanted, meeting=meeting, refusal=refusal)
    return done(request, reverse("desk:meeting", args=[meeting.pk]), _("等次和会议记录已保存。"))


def _facts(form: MeetingForm) -> MeetingFacts:
    return MeetingFacts(**{name: form.cleaned_data[name] for name in MeetingFacts.__dataclass_fields__})


def _wanted(request: Request, found: Sequence[Proposal]) -> dict[int, Wanted]:
    return {
        one.entry.pk: Wanted(
            request.POST.get(f"grade-{one.entry.pk}", one.grade), request.POST.get(f"reason-{one.entry.pk}", "").strip()
        )
        for one in found
    }


def _page(
    request: Request,
    form: MeetingForm,
    ranking: Ranking,
    found: Sequence[Proposal],
    wanted: Mapping[int, Wanted],
    *,
    meeting: Meeting | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    if refusal and form.is_valid():
        put_problems(form, refusal)
    rules = rules_of(ranking.call)
    faults = {problem.path: str(problem.message) for problem in refusal.problems} if refusal else {}
    lines = [_line(one, rules, wanted.get(one.entry.pk, Wanted(one.grade)), faults) for one in found]
    context = {
        "form": form,
        "call": ranking.call,
        "lines": lines,
        "rooms": rooms(rules, [line["grade"] for line in lines]),
        "refusal": refusal if refusal and not refusal.problems else None,
        "back_url": reverse("desk:meeting", args=[meeting.pk])
        if meeting
        else reverse("desk:ranking", args=[ranking.pk]),
    }
    return render(request, "desk/assessments/grades.html", context, status=status_of(refusal))


def _line(one: Proposal, rules: Assessment, given: Wanted, faults: Mapping[str, str]) -> dict[str, Any]:
    fixed = one.cause == "veto"
    return {
        "entry": one.entry,
        "score": one.score,
        "proposed": rules.grade(one.grade).label,
        "why": one.why,
        "grade": given.grade,
        "reason": given.reason,
        "choices": [
            (grade.code, grade.label, grade.code == given.grade)
            for grade in rules.grades
            if not fixed or grade.code == one.grade
        ],
        "fault": faults.get(f"reason-{one.entry.pk}", faults.get(f"grade-{one.entry.pk}", "")),
    }


def amend(request: Request, line_id: int) -> HttpResponse:
    """Decide a grade again after an upheld objection."""
    line = GradeLine.objects.select_related("entry__call", "meeting").filter(pk=line_id).first()
    if line is None or not entries_for(request.actor).filter(pk=line.entry_id).exists():
        raise NotFound
    rules = rules_of(line.entry.call)
    grade, reason = request.POST.get("grade", line.grade), request.POST.get("reason", "")
    refusal = None
    address = reverse("desk:notice", args=[line.meeting.notice.pk])
    if request.method == "POST":
        try:
            amend_grade(actor=request.actor, line=line, grade=grade, reason=reason)
        except Refusal as caught:
            refusal = caught
        else:
            return done(request, address, _("已重新定等。"))
    context = {
        "line": line,
        "choices": [(one.code, one.label, one.code == grade) for one in rules.grades],
        "reason": reason,
        "now": rules.grade(line.grade).label,
        "refusal": refusal,
        "back_url": address,
    }
    return render(request, "desk/assessments/amend.html", context, status=status_of(refusal))


def settle(request: Request, notice_id: int) -> HttpResponse:
    """Make the grades final by the circular that tells them."""
    notice = get_own_notice_for(request.actor, notice_id)
    rules = rules_of(notice.call)
    if request.method != "POST" and AssessmentResult.objects.filter(call=notice.call_id).exists():
        return HttpResponseRedirect(reverse("desk:assessment", args=[notice.call_id]))
    lines = list(notice.meeting.grade_lines.select_related("entry"))
    number, refusal = request.POST.get("document_number", ""), None
    if request.method == "POST":
        try:
            settle_assessment(
                actor=request.actor,
                notice=notice,
                document_number=number,
                expected_revision=expected(request, "revision"),
            )
        except Refusal as caught:
            refusal = caught
        else:
            words = _("考核结果已公布，等次生效。")
            return done(request, reverse("desk:assessment", args=[notice.call_id]), words)
    context = {
        "notice": notice,
        "rooms": rooms(rules, [line.grade for line in lines]),
        "number": number,
        "refusal": refusal,
        "back_url": reverse("desk:notice", args=[notice.pk]),
    }
    return render(request, "desk/assessments/settle.html", context, status=status_of(refusal))
