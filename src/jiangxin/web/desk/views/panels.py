"""Panels: the board of one call's review, its settings, members, the end of scoring, and the scores."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jiangxin.campaigns.enums import CallState, StageKind
from jiangxin.campaigns.queries import calls_for, get_call_for, get_entry_for
from jiangxin.core.actor import Actor, Request
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.core.ui.parts import Confirmation, Lane, Subject, Tab
from jiangxin.review.enums import PanelState, RunState, SheetState
from jiangxin.review.models import Assignment, Panel, PanelMember
from jiangxin.review.policies import may_build_panel, may_decide_panel
from jiangxin.review.queries import (
    assignments_for,
    experts_for,
    get_member_for,
    get_panel_for,
    loads,
    panels_for,
    progress_by_entry,
    scores_for,
    sheets_for_entry,
)
from jiangxin.review.queries.panels import Load
from jiangxin.review.services import (
    add_members,
    build_panel,
    change_panel,
    close_scoring,
    closing_plan,
    extend_scoring,
    invite_members,
    remove_member,
    set_member_cap,
)
from jiangxin.review.services.panels import scoring_terms
from jiangxin.review.services.scoring import rubric_of
from jiangxin.web.desk.forms_review import ExtensionForm, MembersForm, PanelForm
from jiangxin.web.desk.posting import done, status_of, tell_form, whole


def tabs_of(panel: Panel, current: str) -> list[Tab]:
    """Return the sides of a panel as tabs."""
    sides = [
        ("panel", _("评审组")),
        ("conflicts", _("回避关系")),
        ("assignment", _("案卷分配")),
        ("scores", _("评分情况")),
    ]
    if panel.is_blind:
        sides.insert(2, ("copies", _("匿名稿")))
    names = {"panel": "panel", "conflicts": "conflicts", "copies": "redacted-copies", "assignment": "assignment"}
    return [
        Tab(label, reverse(f"desk:{names.get(side, 'panel-scores')}", args=[panel.pk]), current=side == current)
        for side, label in sides
    ]


def overview(request: Request) -> HttpResponse:
    """Show every call with its panel, or the way to build one."""
    panels = {panel.call_id: panel for panel in panels_for(request.actor)}
    judged = calls_for(request.actor).filter(stages__kind=StageKind.EXPERT_REVIEW).distinct()
    calls = [call for call in judged[:200] if call.state != CallState.DRAFT or call.pk in panels]
    rows = [{"call": call, "panel": panels.get(call.pk)} for call in calls]
    return render(request, "desk/panels/overview.html", {"rows": rows})


def build(request: Request, call_id: int) -> HttpResponse:
    """Build the panel of a call."""
    call = get_call_for(request.actor, call_id)
    known = panels_for(request.actor).filter(call=call).first()
    if known is not None and request.method != "POST":
        return redirect("desk:panel", known.pk)
    may_build_panel(actor=request.actor, call=call).require()
    choices = _choices(request.actor)
    terms = scoring_terms(call)
    initial = {"sheets_per_entry": terms.get("experts_per_entry", 5), "is_blind": terms.get("blind", True)}
    form = PanelForm(request.POST or None, initial=initial)
    members = MembersForm(request.POST or None, choices=choices)
    refusal = None
    if request.method == "POST" and form.is_valid() and members.is_valid():
        try:
            panel = build_panel(
                actor=request.actor,
                call=call,
                experts=list(experts_for(request.actor).filter(pk__in=members.cleaned_data["experts"])),
                sheets_per_entry=form.cleaned_data["sheets_per_entry"],
                is_blind=form.cleaned_data["is_blind"],
                due_at=form.cleaned_data["due_at"],
            )
            return done(request, reverse("desk:panel", args=[panel.pk]), _("评审组已建立。"))
        except Refusal as refused:
            refusal = refused
            tell_form(form, refused)
    context = {"call": call, "form": form, "members": members, "refusal": refusal, "act_label": _("建立评审组")}
    return render(request, "desk/panels/build.html", context, status=status_of(refusal, form))


def _choices(actor: Actor, panel: Panel | None = None) -> list[tuple[str, str]]:
    pool = experts_for(actor).filter(is_active=True)
    if panel is not None:
        pool = pool.exclude(seats__panel=panel)
    return [
        (str(expert.pk), f"{expert.person.name}（{expert.workplace}）{'、'.join(expert.industry_sections)}")
        for expert in pool
    ]


def panel(request: Request, panel_id: int) -> HttpResponse:
    """Show the board: stages, members with their loads, entries with their sheets, what is asked next."""
    return _board(request, get_panel_for(request.actor, panel_id))


def _board(request: Request, found: Panel, refusal: Refusal | None = None) -> HttpResponse:
    members, entries = loads(found), progress_by_entry(request.actor, found)
    waiting = _withdrawn_without_successor(request.actor, found)
    context = {
        "panel": found,
        "tabs": tabs_of(found, "panel"),
        "lanes": _lanes(found, members),
        "members": members,
        "entries": entries,
        "waiting": waiting,
        "add": MembersForm(choices=_choices(request.actor, found)),
        "refusal": refusal,
        "uninvited": any(load.member.invited_at is None for load in members),
        "can_change": found.state in {PanelState.BUILDING, PanelState.DECLARING},
        "is_scoring": found.state == PanelState.SCORING,
        "is_closed": found.state == PanelState.CLOSED,
    }
    return render(request, "desk/panels/panel.html", context, status=status_of(refusal))


def _lanes(found: Panel, members: list[Load]) -> list[Lane]:
    declared = sum(load.member.declared_at is not None for load in members)
    given = sum(load.given for load in members)
    locked = sum(load.locked for load in members)
    order = [PanelState.BUILDING, PanelState.DECLARING, PanelState.SCORING, PanelState.CLOSED]
    now = order.index(PanelState(found.state))
    figures = {
        PanelState.BUILDING: (_("成员"), len(members)),
        PanelState.DECLARING: (_("已申报回避"), declared),
        PanelState.SCORING: (_("已分配评分表"), given),
        PanelState.CLOSED: (_("已签名锁定"), locked),
    }
    states = ["done" if place < now else "current" if place == now else "todo" for place in range(len(order))]
    return [Lane(figures[step][0], figures[step][1], state=state) for step, state in zip(order, states, strict=True)]


def _withdrawn_without_successor(actor: Actor, found: Panel) -> list[Assignment]:
    return list(
        assignments_for(actor).filter(
            run__panel=found, run__state=RunState.PUBLISHED, replaced_by=None, withdrawn_at__isnull=False
        )
    )


def settings(request: Request, panel_id: int) -> HttpResponse:
    """Change the settings of a panel before the assignment is published."""
    found = get_panel_for(request.actor, panel_id)
    initial = {
        "sheets_per_entry": found.sheets_per_entry,
        "is_blind": found.is_blind,
        "due_at": timezone.localtime(found.due_at) if found.due_at else None,
    }
    form = PanelForm(request.POST or None, initial=initial)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            change_panel(actor=request.actor, panel=found, **form.cleaned_data)
            return done(request, reverse("desk:panel", args=[found.pk]), _("评审组设置已保存。"))
        except Refusal as refused:
            refusal = refused
            tell_form(form, refused)
    context = {
        "panel": found,
        "form": form,
        "refusal": refusal,
        "title": _("评审组设置"),
        "act_label": _("保存设置"),
        "back_url": reverse("desk:panel", args=[found.pk]),
    }
    return render(request, "desk/panels/form.html", context, status=status_of(refusal, form))


@require_POST
def members(request: Request, panel_id: int) -> HttpResponse:
    """Call experts to the panel."""
    found = get_panel_for(request.actor, panel_id)
    ticked = [number for value in request.POST.getlist("experts") if (number := whole(value)) is not None]
    try:
        added = add_members(
            actor=request.actor,
            panel=found,
            experts=list(experts_for(request.actor).filter(pk__in=ticked)),
            most=whole(request.POST.get("most")) or 0,
        )
    except Refusal as refusal:
        return _board(request, found, refusal)
    words = _("已添加 %(count)s 名成员。") % {"count": len(added)}
    return done(request, reverse("desk:panel", args=[found.pk]), words)


def member(request: Request, panel_id: int, member_id: int) -> HttpResponse:
    """Show a member's declaration; set the cap (`act` = cap) or take them off the panel (`act` = remove)."""
    found = get_member_for(request.actor, panel_id, member_id)
    refusal = None
    if request.method == "POST":
        try:
            return _member_act(request, found)
        except Refusal as refused:
            refusal = refused
    context = {"member": found, "panel": found.panel, "refusal": refusal}
    return render(request, "desk/panels/member.html", context, status=status_of(refusal))


def _member_act(request: Request, found: PanelMember) -> HttpResponse:
    address = reverse("desk:panel", args=[found.panel_id])
    if request.POST.get("act") == "remove":
        remove_member(actor=request.actor, member=found, reason=request.POST.get("reason", ""))
        return done(request, address, _("已移出评审组。"))
    typed = whole(request.POST.get("most"))
    set_member_cap(actor=request.actor, member=found, most=-1 if typed is None else typed)
    return done(request, address, _("最多评分份数已保存。"))


@require_POST
def invite(request: Request, panel_id: int) -> HttpResponse:
    """Ask the members to declare conflicts of interest."""
    found = get_panel_for(request.actor, panel_id)
    try:
        count = invite_members(actor=request.actor, panel=found)
    except Refusal as refusal:
        return _board(request, found, refusal)
    words = _("已请 %(count)s 名成员申报回避，并完成系统比对。") % {"count": count}
    return done(request, reverse("desk:panel", args=[found.pk]), words)


def extend(request: Request, panel_id: int) -> HttpResponse:
    """Move the end of scoring."""
    found = get_panel_for(request.actor, panel_id)
    form = ExtensionForm(request.POST or None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            extend_scoring(actor=request.actor, panel=found, **form.cleaned_data)
            return done(request, reverse("desk:panel", args=[found.pk]), _("评分截止时间已延长。"))
        except Refusal as refused:
            refusal = refused
            tell_form(form, refused)
    context = {
        "panel": found,
        "form": form,
        "refusal": refusal,
        "title": _("延长评分时间"),
        "act_label": _("延长评分时间"),
        "back_url": reverse("desk:panel", args=[found.pk]),
    }
    return render(request, "desk/panels/form.html", context, status=status_of(refusal, form))


def close(request: Request, panel_id: int) -> HttpResponse:
    """Show what ending the scoring will do to each entry, and end it."""
    found = get_panel_for(request.actor, panel_id)
    may_decide_panel(actor=request.actor, panel=found).require()  # the page names every entry
    plan = closing_plan(found)
    refusal = None
    if request.method == "POST":
        reasons = {item.entry.pk: request.POST.get(f"reason-{item.entry.pk}", "") for item in plan}
        try:
            count = close_scoring(actor=request.actor, panel=found, reasons=reasons)
            words = _("评分已结束，%(count)s 份申报转入会议研究。") % {"count": count}
            return done(request, reverse("desk:panel-scores", args=[found.pk]), words)
        except Refusal as refused:
            refusal = refused
    typed = [(item, request.POST.get(f"reason-{item.entry.pk}", "")) for item in plan]
    confirmation = Confirmation(
        title=_("结束评分"),
        act=_("结束 %(count)s 份申报的评分") % {"count": len(plan)},
        back_url=reverse("desk:panel", args=[found.pk]),
        consequences=(
            _("评审组不再评分，未签名的评分表不计分。"),
            _("下列申报的状态变为“评审完成”，可以计算排名。"),
            _("签名评分表不足的申报，须逐份写明理由，理由随办理记录保存。"),
        ),
        subjects=tuple(
            Subject(
                str(item.entry),
                note=_("已签名 %(locked)s / %(wanted)s") % {"locked": item.locked, "wanted": item.wanted},
            )
            for item in plan
        ),
    )
    empty = [item.entry for item in plan if item.impossible]
    context = {"panel": found, "confirmation": confirmation, "plan": typed, "empty": empty, "refusal": refusal}
    return render(request, "desk/panels/close.html", context, status=status_of(refusal))


def scores(request: Request, panel_id: int) -> HttpResponse:
    """Show the signed sheets of each entry and how far they lie apart; for the city alone."""
    found = get_panel_for(request.actor, panel_id)
    context = {"panel": found, "tabs": tabs_of(found, "scores"), "scores": scores_for(request.actor, found)}
    return render(request, "desk/panels/scores.html", context)


@dataclass(frozen=True, slots=True)
class ItemPoints:
    """One item of the rubric with the points each expert gave."""

    label: str
    most: object
    points: tuple[object, ...]


def entry_scores(request: Request, panel_id: int, entry_id: int) -> HttpResponse:
    """Show the signed sheets of one entry item by item."""
    found = get_panel_for(request.actor, panel_id)
    entry = get_entry_for(request.actor, entry_id)
    if entry.call_id != found.call_id:
        raise NotFound
    sheets = list(sheets_for_entry(request.actor, entry))
    rows = []
    if sheets:
        given = [{line.item: line for line in sheet.lines.all()} for sheet in sheets]
        rows = [
            ItemPoints(
                str(item.label),
                item.points,
                tuple(lines[item.code].points if item.code in lines else "" for lines in given),
            )
            for item in rubric_of(sheets[0]).items()
        ]
    context = {
        "panel": found,
        "entry": entry,
        "sheets": sheets,
        "rows": rows,
        "totals": [sheet.total for sheet in sheets if sheet.state == SheetState.LOCKED],
    }
    return render(request, "desk/panels/entry_scores.html", context)
