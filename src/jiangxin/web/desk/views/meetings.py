"""The meeting that decides: written down by an officer, concluded by a leader."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiangxin.awards import policies
from jiangxin.awards.departures import departures
from jiangxin.awards.enums import MeetingOutcome, MeetingState
from jiangxin.awards.grading import rooms, rules_of
from jiangxin.awards.models import Meeting, Ranking, RankingRow
from jiangxin.awards.queries import (
    draw_line,
    get_meeting_for,
    get_ranking_for,
    meeting_items_for,
    own_notices_for,
    ranking_rows_for,
)
from jiangxin.awards.queries.selection import share_states
from jiangxin.awards.services import (
    Choice,
    MeetingFacts,
    conclude_meeting,
    draft_meeting,
    prepare_meeting,
    send_back_meeting,
    update_meeting,
)
from jiangxin.campaigns.queries import plan_of
from jiangxin.core import clock
from jiangxin.core.actor import Request
from jiangxin.core.files.serve import send
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.core.ui.parts import Fact
from jiangxin.web.desk.acts_awards import done, status_of, valid
from jiangxin.web.desk.forms_awards import MeetingForm, RevisionForm, SendBackForm, put_problems
from jiangxin.web.desk.history_awards import history_of


@dataclass(frozen=True, slots=True)
class Line:
    """One entry in the form: its row, whether it is selected, the reason given, whether one is asked for."""

    row: RankingRow
    selected: bool
    reason: str
    departs: bool
    fault: str = ""


def draft(request: Request, ranking_id: int) -> HttpResponse:
    """Draft the meeting of a ranking; the line drawn before comes along as `line` and `mode`."""
    ranking = get_ranking_for(request.actor, ranking_id)
    if plan_of(ranking.call).assessment is not None:
        return HttpResponseRedirect(reverse("desk:new-grades", args=[ranking.pk]))
    rows = list(ranking_rows_for(request.actor, ranking))
    if request.method == "POST":
        form = MeetingForm(request.POST, request.FILES)
        choices = _choices(request, rows)
        try:
            valid(form)
            made = draft_meeting(
                actor=request.actor,
                ranking=ranking,
                facts=_facts(form),
                choices=choices,
                minutes_file=form.cleaned_data["minutes_file"],
            )
        except Refusal as refusal:
            return _form_page(request, form, rows, choices, ranking=ranking, refusal=refusal)
        return done(request, reverse("desk:meeting", args=[made.pk]), _("会议记录已保存。"))
    asked = request.GET.get("line", "")
    count = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= 6 else None  # noqa: PLR2004
    plan = draw_line(ranking.call, rows, count=count, balanced=request.GET.get("mode") == "balanced")
    form = MeetingForm(initial={"title": _("主席办公会议"), "held_at": timezone.localtime(clock.now())})
    choices = {entry: Choice(selected=True) for entry in plan.chosen}
    return _form_page(request, form, rows, choices, ranking=ranking)


def edit(request: Request, meeting_id: int) -> HttpResponse:
    """Change a meeting that is not concluded."""
    meeting = get_meeting_for(request.actor, meeting_id)
    rows = list(ranking_rows_for(request.actor, meeting.ranking))
    if request.method == "POST":
        form = MeetingForm(request.POST, request.FILES)
        choices = _choices(request, rows)
        try:
            valid(form)
            update_meeting(
                actor=request.actor,
                meeting=meeting,
                facts=_facts(form),
                choices=choices,
                expected_revision=form.cleaned_data["revision"] or 0,
                minutes_file=form.cleaned_data["minutes_file"],
            )
        except Refusal as refusal:
            return _form_page(request, form, rows, choices, ranking=meeting.ranking, meeting=meeting, refusal=refusal)
        return done(request, reverse("desk:meeting", args=[meeting.pk]), _("会议记录已保存。"))
    facts = {name: getattr(meeting, name) for name in MeetingFacts.__dataclass_fields__}
    facts["held_at"] = timezone.localtime(meeting.held_at)
    form = MeetingForm(initial={**facts, "revision": meeting.revision})
    choices = {
        item.entry_id: Choice(selected=item.outcome == MeetingOutcome.SELECTED, reason=item.reason)
        for item in meeting_items_for(request.actor, meeting)
    }
    return _form_page(request, form, rows, choices, ranking=meeting.ranking, meeting=meeting)


def _facts(form: MeetingForm) -> MeetingFacts:
    return MeetingFacts(**{name: form.cleaned_data[name] for name in MeetingFacts.__dataclass_fields__})


def _choices(request: Request, rows: Sequence[RankingRow]) -> dict[int, Choice]:
    ticked = {int(value) for value in request.POST.getlist("selected") if value.isascii() and value.isdigit()}
    return {
        row.entry_id: Choice(
            selected=row.entry_id in ticked, reason=request.POST.get(f"reason-{row.entry_id}", "").strip()
        )
        for row in rows
    }


def _form_page(
    request: Request,
    form: MeetingForm,
    rows: Sequence[RankingRow],
    choices: Mapping[int, Choice],
    *,
    ranking: Ranking,
    meeting: Meeting | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    if refusal and form.is_valid():
        put_problems(form, refusal)
    faults = {problem.path: str(problem.message) for problem in refusal.problems} if refusal else {}
    lines = _lines(rows, choices, faults)
    chosen = {line.row.entry_id for line in lines if line.selected}
    context = {
        "form": form,
        "lines": lines,
        "ranking": ranking,
        "call": ranking.call,
        "meeting": meeting,
        "refusal": refusal if refusal and not refusal.problems else None,
        "chosen": len(chosen),
        "states": share_states(ranking.call, rows, chosen),
        "back_url": reverse("desk:meeting", args=[meeting.pk]) if meeting else reverse("desk:line", args=[ranking.pk]),
    }
    return render(request, "desk/meetings/form.html", context, status=status_of(refusal))


def _lines(rows: Sequence[RankingRow], choices: Mapping[int, Choice], faults: Mapping[str, str]) -> list[Line]:
    selected = {entry for entry, choice in choices.items() if choice.selected}
    departing = departures(rows, selected)
    nothing = Choice(selected=False)
    return [
        Line(
            row=row,
            selected=row.entry_id in selected,
            reason=choices.get(row.entry_id, nothing).reason,
            departs=row.entry_id in departing,
            fault=faults.get(f"reason-{row.entry_id}", faults.get(f"selected-{row.entry_id}", "")),
        )
        for row in rows
    ]


def meeting(request: Request, meeting_id: int) -> HttpResponse:
    """Show a meeting as a case, with the one next act of whoever reads it."""
    return _case(request, get_meeting_for(request.actor, meeting_id))


def _case(request: Request, found: Meeting, refusal: Refusal | None = None) -> HttpResponse:
    rows = list(ranking_rows_for(request.actor, found.ranking))
    items = {item.entry_id: item for item in meeting_items_for(request.actor, found)}
    chosen = {pk for pk, item in items.items() if item.outcome == MeetingOutcome.SELECTED}
    departing = departures(rows, chosen)
    lines = [
        {
            "row": row,
            "item": items.get(row.entry_id),
            "selected": row.entry_id in chosen,
            "departs": row.entry_id in departing,
        }
        for row in rows
    ]
    entries = [row.entry for row in rows]
    context = {
        **_graded(found),
        "meeting": found,
        "call": found.call,
        "facts": _shown(found, len(chosen)),
        "selected": [line for line in lines if line["selected"]],
        "others": [line for line in lines if not line["selected"]],
        "states": share_states(found.call, rows, chosen),
        "may_prepare": found.state == MeetingState.DRAFT
        and policies.may_prepare_meeting(actor=request.actor, call=found.call, entries=entries),
        "may_conclude": found.state == MeetingState.PREPARED
        and policies.may_conclude_meeting(actor=request.actor, call=found.call, entries=entries),
        "may_edit": found.state != MeetingState.CONCLUDED
        and policies.may_prepare_meeting(actor=request.actor, call=found.call, entries=entries),
        "may_publish": found.state == MeetingState.CONCLUDED
        and policies.may_publish(actor=request.actor, call=found.call),
        "notice": own_notices_for(request.actor).filter(meeting=found).first(),
        "history": history_of(found),
        "refusal": refusal,
        "send_back": SendBackForm(initial={"revision": found.revision}),
    }
    return render(request, "desk/meetings/meeting.html", context, status=status_of(refusal))


def _graded(found: Meeting) -> dict[str, object]:
    """Return the grades of an assessment's meeting, and how full each is; nothing for a naming."""
    lines = list(found.grade_lines.select_related("entry__unit"))
    if not lines:
        return {"grades": []}
    rules = rules_of(found.call)
    shown = [(line, rules.grade(line.grade).label, rules.grade(line.proposed).label) for line in lines]
    return {"grades": shown, "rooms": rooms(rules, [line.grade for line in lines])}


def _extent(found: Meeting, chosen: int) -> Fact:
    if plan_of(found.call).assessment is not None:
        return Fact(_("考核"), _("%(count)d 个工作室") % {"count": found.grade_lines.count()})
    return Fact(_("拟命名"), _("%(chosen)d 个，拟命名数 %(seats)d 个") % {"chosen": chosen, "seats": found.call.seats})


def _shown(found: Meeting, chosen: int) -> list[Fact]:
    facts = [
        Fact(_("申报通知"), found.call.title),
        Fact(_("纪要编号"), found.minutes_number),
        Fact(_("时间"), timezone.localtime(found.held_at)),
        Fact(_("地点"), found.place),
        Fact(_("主持人"), found.chair),
        Fact(_("参会人员"), found.attendees, wide=True),
        _extent(found, chosen),
        Fact(_("会议纪要"), found.minutes, wide=True),
    ]
    if found.minutes_file:
        facts.append(Fact(_("纪要文件"), found.minutes_file.name, url=reverse("desk:meeting-file", args=[found.pk])))
    return facts


def prepare(request: Request, meeting_id: int) -> HttpResponse:
    """Hand the decision to the leader."""
    found = get_meeting_for(request.actor, meeting_id)
    if request.method != "POST":
        return _case(request, found)
    try:
        revision = valid(RevisionForm(request.POST)).cleaned_data["revision"]
        prepare_meeting(actor=request.actor, meeting=found, expected_revision=revision)
    except Refusal as refusal:
        return _case(request, found, refusal)
    return done(request, reverse("desk:meeting", args=[found.pk]), _("已提请分管领导审定。"))


def conclude(request: Request, meeting_id: int) -> HttpResponse:
    """Conclude the meeting."""
    found = get_meeting_for(request.actor, meeting_id)
    if request.method != "POST":
        return _case(request, found)
    try:
        revision = valid(RevisionForm(request.POST)).cleaned_data["revision"]
        conclude_meeting(actor=request.actor, meeting=found, expected_revision=revision)
    except Refusal as refusal:
        return _case(request, found, refusal)
    return done(request, reverse("desk:meeting", args=[found.pk]), _("会议决定已作出，各申报的结果已同时生效。"))


def send_back(request: Request, meeting_id: int) -> HttpResponse:
    """Give the decision back to the officers."""
    found = get_meeting_for(request.actor, meeting_id)
    if request.method != "POST":
        return _case(request, found)
    try:
        data = valid(SendBackForm(request.POST)).cleaned_data
        send_back_meeting(actor=request.actor, meeting=found, reason=data["reason"], expected_revision=data["revision"])
    except Refusal as refusal:
        return _case(request, found, refusal)
    return done(request, reverse("desk:meeting", args=[found.pk]), _("已退回经办人修改。"))


def minutes_file(request: Request, meeting_id: int) -> HttpResponseBase:
    """Give the minutes' file."""
    found = get_meeting_for(request.actor, meeting_id)
    if found.minutes_file is None:
        raise NotFound
    return send(found.minutes_file)
