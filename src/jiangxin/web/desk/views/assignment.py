"""Giving cases to experts: preview with loads and reasons, publish, undo, re-assign one."""

from collections import defaultdict

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from jiangxin.campaigns.queries import entries_for
from jiangxin.core.actor import Request
from jiangxin.core.refusal import Refusal
from jiangxin.core.ui.parts import Confirmation
from jiangxin.review.enums import PanelState, RunState, SheetState
from jiangxin.review.models import AssignmentRun, Panel, ScoreSheet
from jiangxin.review.queries import assignments_for, get_assignment_for, get_member_for, get_panel_for, get_run_for
from jiangxin.review.services import (
    may_take_over,
    preview_assignment,
    publish_assignment,
    reassign_case,
    undo_assignment,
)
from jiangxin.web.desk.posting import done, status_of, whole
from jiangxin.web.desk.views.panels import tabs_of


def assignment(request: Request, panel_id: int) -> HttpResponse:
    """Show the current plan; POST computes a new preview (`seed` optional)."""
    panel = get_panel_for(request.actor, panel_id)
    refusal = None
    if request.method == "POST":
        try:
            run = preview_assignment(actor=request.actor, panel=panel, seed=whole(request.POST.get("seed")))
            words = _("已生成预览：%(count)s 份评分表。") % {"count": len(run.pairs)}
            return done(request, reverse("desk:assignment", args=[panel.pk]), words)
        except Refusal as refused:
            refusal = refused
    runs = list(panel.runs.select_related("computed_by__person"))
    current = next((run for run in runs if run.state != RunState.UNDONE), None)
    context = {
        "panel": panel,
        "tabs": tabs_of(panel, "assignment"),
        "run": current,
        "undone": [run for run in runs if run.state == RunState.UNDONE],
        "refusal": refusal,
        "can_preview": panel.state == PanelState.DECLARING,
        "is_draft": current is not None and current.state == RunState.DRAFT,
        "can_undo": current is not None
        and panel.state == PanelState.SCORING
        and not ScoreSheet.objects.filter(assignment__run=current, state=SheetState.LOCKED).exists(),
        **_plan(request, panel, current),
    }
    return render(request, "desk/panels/assignment.html", context, status=status_of(refusal))


def _plan(request: Request, panel: Panel, run: AssignmentRun | None) -> dict[str, object]:
    """Return the load table and the cases: of a draft from its pairs, of a published run from what stands now."""
    if run is None:
        return {}
    members = {member.pk: member for member in panel.members.select_related("expert__person")}
    entries = {entry.pk: entry for entry in entries_for(request.actor).filter(call_id=panel.call_id)}
    cases: defaultdict[int, list[dict[str, object]]] = defaultdict(list)
    if run.state == RunState.PUBLISHED:
        standing = assignments_for(request.actor).filter(run=run, withdrawn_at=None)
        for item in standing:
            cases[item.entry_id].append({"member": item.member, "assignment": item})
        counted = [item.member_id for item in standing]
    else:
        for entry, member in run.pairs:
            if member in members:
                cases[entry].append({"member": members[member], "assignment": None})
        counted = [member for _entry, member in run.pairs]
    return {
        "cases": [(entries[pk], given) for pk, given in sorted(cases.items()) if pk in entries],
        "loads": [(member, counted.count(pk)) for pk, member in members.items()],
        "locked": SheetState.LOCKED,
    }


def publish(request: Request, panel_id: int, run_id: int) -> HttpResponse:
    """Show what publishing does, and publish."""
    run = get_run_for(request.actor, panel_id, run_id)
    address = reverse("desk:assignment", args=[panel_id])
    refusal = None
    if request.method == "POST":
        try:
            publish_assignment(actor=request.actor, run=run)
            return done(request, reverse("desk:panel", args=[panel_id]), _("分配已发布，专家可以开始评分。"))
        except Refusal as refused:
            refusal = refused
    loads = run.statistics
    confirmation = Confirmation(
        title=_("发布案卷分配"),
        act=_("发布 %(count)s 份评分表") % {"count": len(run.pairs)},
        back_url=address,
        consequences=(
            _("每名专家立即收到待办并可打开分到的案卷；每人 %(least)s 至 %(most)s 份。")
            % {"least": loads.get("least", 0), "most": loads.get("most", 0)},
            _("匿名评审：专家只看到核对过的匿名稿和允许提供的附件。")
            if run.panel.is_blind
            else _("公开评审：专家看到申报人、单位和全部附件。"),
            _("发布后，在有人签名锁定之前可以整体撤销。"),
        ),
    )
    context = {"confirmation": confirmation, "refusal": refusal}
    return render(request, "ui/confirm.html", context, status=status_of(refusal))


def undo(request: Request, panel_id: int, run_id: int) -> HttpResponse:
    """Show what undoing does, and undo with a reason."""
    run = get_run_for(request.actor, panel_id, run_id)
    address = reverse("desk:assignment", args=[panel_id])
    refusal = None
    if request.method == "POST":
        try:
            undo_assignment(actor=request.actor, run=run, reason=request.POST.get("reason", ""))
            return done(request, address, _("分配已撤销。"))
        except Refusal as refused:
            refusal = refused
    confirmation = Confirmation(
        title=_("撤销案卷分配"),
        act=_("撤销分配"),
        back_url=address,
        consequences=(
            _("专家不能再打开这些案卷；已存草稿保留备查，不计分。"),
            _("评审组回到“申报回避中”，可以重新预览和发布。"),
        ),
        reason_label=_("撤销原因"),
        reason_required=True,
        dangerous=True,
    )
    context = {"confirmation": confirmation, "refusal": refusal}
    return render(request, "ui/confirm.html", context, status=status_of(refusal))


def reassign(request: Request, assignment_id: int) -> HttpResponse:
    """Give one case to another member of the panel, with a reason."""
    found = get_assignment_for(request.actor, assignment_id)
    panel = found.run.panel
    address = reverse("desk:panel", args=[panel.pk])
    refusal = None
    if request.method == "POST":
        member = get_member_for(request.actor, panel.pk, whole(request.POST.get("member")) or 0)
        try:
            reassign_case(actor=request.actor, assignment=found, member=member, reason=request.POST.get("reason", ""))
            return done(request, address, _("案卷已改派。"))
        except Refusal as refused:
            refusal = refused
    members = panel.members.select_related("expert__person").exclude(pk=found.member_id)
    options = [(member, may_take_over(member=member, assignment=found)) for member in members]
    context = {"assignment": found, "panel": panel, "options": options, "refusal": refusal, "back_url": address}
    return render(request, "desk/panels/reassign.html", context, status=status_of(refusal))
