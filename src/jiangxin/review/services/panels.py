"""Building a panel: who judges, how many sheets an entry gets, whether names are hidden, until when."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from jiangxin.campaigns.models import Call
from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor, Role
from jiangxin.core.refusal import NotFound, Problem, Refusal
from jiangxin.core.service import service
from jiangxin.orgs.services import close_errands, open_errand
from jiangxin.review import policies
from jiangxin.review.enums import PanelState
from jiangxin.review.models import Expert, Panel, PanelMember
from jiangxin.review.services.conflicts import derive_conflicts

MOST_SHEETS = 15


@service("review.build_panel", about="call")
def build_panel(
    *,
    actor: Actor,
    call: Call,
    experts: Iterable[Expert] = (),
    sheets_per_entry: int | None = None,
    is_blind: bool | None = None,
    due_at: datetime | None = None,
) -> Panel:
    """Set up the panel of a call; what is not given is taken from the blueprint.

    Raises:
        Refusal: the call has a panel already, a number out of range, a due time that has passed, an inactive expert.
    """
    policies.may_build_panel(actor=actor, call=call).require()
    if Panel.objects.filter(call=call).exists():
        raise Refusal("panel_exists", _("这项申报通知已有评审组。"), _("请在评审组页面调整成员和设置。"))
    scoring = scoring_terms(call)
    panel = Panel(
        call=call,
        sheets_per_entry=scoring.get("experts_per_entry", 5) if sheets_per_entry is None else sheets_per_entry,
        is_blind=bool(scoring.get("blind", True)) if is_blind is None else is_blind,
        due_at=due_at,
    )
    _check(panel.sheets_per_entry, due_at)
    panel.save(force_insert=True)
    seats = [_seat(panel, expert) for expert in experts]
    after = {**_settings(panel), "members": [seat.expert_id for seat in seats]}
    journal.record(actor=actor, act="review.build_panel", obj=panel, after=after)
    return panel


def scoring_terms(call: Call) -> Mapping[str, Any]:
    """Return what the call's blueprint says about scoring."""
    terms: Mapping[str, Any] = call.definition.get("scoring", {})
    return terms


def _check(sheets: int, due_at: datetime | None) -> None:
    problems = []
    if not 1 <= sheets <= MOST_SHEETS:
        problems.append(Problem("sheets_per_entry", _("每份申报由 1 至 15 名专家评分。")))
    if due_at is not None and due_at <= clock.now():
        problems.append(Problem("due_at", _("评分截止时间应晚于现在。")))
    if problems:
        raise Refusal("panel_settings", _("评审组设置有误，没有保存。"), _("请按提示修改。"), problems=problems)


def _settings(panel: Panel) -> dict[str, Any]:
    return {"sheets_per_entry": panel.sheets_per_entry, "is_blind": panel.is_blind, "due_at": panel.due_at}


def _seat(panel: Panel, expert: Expert, most: int = 0) -> PanelMember:
    policies.may_sit(expert=expert).require()
    if PanelMember.objects.filter(panel=panel, expert=expert).exists():
        raise Refusal("member_known", _("%(name)s已在评审组中。") % {"name": expert.person.name}, _("请另选专家。"))
    return PanelMember.objects.create(panel=panel, expert=expert, most=most)


def lock_panel(panel: Panel) -> Panel:
    """Return the panel as it is now, locked until the transaction ends."""
    found = Panel.objects.select_for_update().filter(pk=panel.pk).first()
    if found is None:
        raise NotFound
    return found


@service("review.change_panel", about="panel")
def change_panel(
    *, actor: Actor, panel: Panel, sheets_per_entry: int, is_blind: bool, due_at: datetime | None
) -> Panel:
    """Change the settings before the assignment is published."""
    policies.may_run_panel(actor=actor, call=panel.call).require()
    locked = lock_panel(panel)
    policies.panel_is(locked, PanelState.BUILDING, PanelState.DECLARING).require()
    _check(sheets_per_entry, due_at)
    before = _settings(locked)
    locked.sheets_per_entry, locked.is_blind, locked.due_at = sheets_per_entry, is_blind, due_at
    locked.save(update_fields=["sheets_per_entry", "is_blind", "due_at"])
    journal.record(actor=actor, act="review.change_panel", obj=locked, before=before, after=_settings(locked))
    return locked


@service("review.add_members", about="panel")
def add_members(*, actor: Actor, panel: Panel, experts: Iterable[Expert], most: int = 0) -> list[PanelMember]:
    """Call experts to the panel; on a panel that is declaring already they are invited at once.

    Args:
        most: the most entries each of them judges; 0 for no cap of their own.
    """
    policies.may_run_panel(actor=actor, call=panel.call).require()
    locked = lock_panel(panel)
    policies.panel_is(locked, PanelState.BUILDING, PanelState.DECLARING, PanelState.SCORING).require()
    members = [_seat(locked, expert, most) for expert in experts]
    if not members:
        problem = Problem("experts", _("请至少选择一名专家。"), "required")
        raise Refusal("no_expert_chosen", _("没有选择专家。"), _("请勾选后再添加。"), problems=[problem])
    if locked.state != PanelState.BUILDING:
        for member in members:
            _invite(member)
    after = {"experts": [member.expert_id for member in members], "most": most}
    journal.record(actor=actor, act="review.add_members", obj=locked, after=after)
    return members


@service("review.set_member_cap", about="member")
def set_member_cap(*, actor: Actor, member: PanelMember, most: int) -> PanelMember:
    """Set the most entries a member judges; 0 for no cap."""
    policies.may_run_panel(actor=actor, call=member.panel.call).require()
    policies.panel_is(lock_panel(member.panel), PanelState.BUILDING, PanelState.DECLARING).require()
    if most < 0:
        raise Refusal("cap_negative", _("最多评分份数不能小于 0。"), _("填 0 表示不设上限。"))
    before = {"most": member.most}
    member.most = most
    member.save(update_fields=["most"])
    journal.record(actor=actor, act="review.set_member_cap", obj=member, before=before, after={"most": most})
    return member


@service("review.remove_member", about="member")
def remove_member(*, actor: Actor, member: PanelMember, reason: str) -> None:
    """Take a member off the panel before anything has been assigned to them; their recusals stay."""
    policies.may_run_panel(actor=actor, call=member.panel.call).require()
    panel = lock_panel(member.panel)
    policies.panel_is(panel, PanelState.BUILDING, PanelState.DECLARING).require()
    if member.assignments.exists():
        raise Refusal(
            "member_assigned",
            _("%(name)s已分配过案卷，不能移出评审组。") % {"name": member},
            _("可把其最多评分份数设为实际需要，或逐份改派。"),
        )
    close_errands(about=member)
    before = {"expert": member.expert_id, "declared_at": member.declared_at}
    journal.record(actor=actor, act="review.remove_member", obj=member, before=before, reason=reason)
    member.delete()


@service("review.invite_members", about="panel")
def invite_members(*, actor: Actor, panel: Panel) -> int:
    """Ask every member who has not been asked to declare conflicts of interest; returns how many were asked."""
    policies.may_run_panel(actor=actor, call=panel.call).require()
    locked = lock_panel(panel)
    policies.panel_is(locked, PanelState.BUILDING, PanelState.DECLARING).require()
    members = list(locked.members.select_related("expert__person", "panel__call"))
    if not members:
        raise Refusal("panel_empty", _("评审组还没有成员。"), _("请先从专家库选择成员。"))
    asked = [_invite(member) for member in members if member.invited_at is None]
    if locked.state == PanelState.BUILDING:
        locked.state = PanelState.DECLARING
        locked.save(update_fields=["state"])
    after = {"members": [member.pk for member in asked]}
    journal.record(actor=actor, act="review.invite_members", obj=locked, after=after)
    derive_conflicts(actor=actor, panel=locked)
    return len(asked)


def _invite(member: PanelMember) -> PanelMember:
    member.invited_at = clock.now()
    member.save(update_fields=["invited_at"])
    open_errand(
        role=Role.EXPERT,
        organisation=None,
        account_id=member.expert.account_id,
        asked="declare_conflicts",
        about=member,
        title=str(member.panel.call),
    )
    return member


@service("review.extend_scoring", about="panel")
def extend_scoring(*, actor: Actor, panel: Panel, due_at: datetime, reason: str) -> Panel:
    """Move the end of scoring to a later time, with a reason."""
    policies.may_run_panel(actor=actor, call=panel.call).require()
    locked = lock_panel(panel)
    policies.panel_is(locked, PanelState.SCORING).require()
    if not reason.strip():
        problem = Problem("reason", _("请写明延期原因。"), "required")
        raise Refusal("reason_missing", _("延期需要写明原因。"), _("请填写后再提交。"), problems=[problem])
    _check(locked.sheets_per_entry, due_at)
    before = {"due_at": locked.due_at}
    locked.due_at = due_at
    locked.save(update_fields=["due_at"])
    after = {"due_at": due_at}
    journal.record(actor=actor, act="review.extend_scoring", obj=locked, before=before, after=after, reason=reason)
    return locked
