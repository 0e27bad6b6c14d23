"""Giving a single case to another expert."""

from django.utils.translation import gettext_lazy as _

from jiangxin.campaigns.enums import EntryState
from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor
from jiangxin.core.policy import ALLOWED, Decision, deny
from jiangxin.core.refusal import NotFound, Problem, Refusal
from jiangxin.core.service import service
from jiangxin.orgs.services import close_errands
from jiangxin.review import policies
from jiangxin.review.enums import PanelState, SheetState
from jiangxin.review.models import Assignment, Conflict, PanelMember, ScoreSheet
from jiangxin.review.services.assignment import ask_to_score
from jiangxin.review.services.conflicts import derive_conflicts, withdraw_assignment
from jiangxin.review.services.panels import lock_panel


def may_take_over(*, member: PanelMember, assignment: Assignment) -> Decision:
    """Tell whether a member can take over a case: on the panel, declared, not in conflict, not full."""
    entry_id = assignment.entry_id
    if member.panel_id != assignment.member.panel_id:
        return deny("other_panel", _("这名专家不在该评审组。"), _("请先将其加入评审组。"))
    if entry_id not in member.declared_entries:
        return deny(
            "member_undeclared",
            _("%(name)s还没有对这份申报作出回避申报。") % {"name": member},
            _("请提醒其登录填写后再改派。"),
        )
    if Conflict.objects.filter(member=member, entry_id=entry_id).exists():
        return deny(
            "member_conflicted", _("%(name)s与这份申报存在回避关系。") % {"name": member}, _("请改派其他专家。")
        )
    if Assignment.objects.filter(member=member, entry_id=entry_id, withdrawn_at=None).exists():
        return deny("member_has_case", _("%(name)s已在评这份案卷。") % {"name": member}, _("请改派其他专家。"))
    load = Assignment.objects.filter(member=member, withdrawn_at=None).count()
    if member.most and load >= member.most:
        return deny(
            "member_full",
            _("%(name)s已满 %(most)s 份。") % {"name": member, "most": member.most},
            _("请改派其他专家。"),
        )
    return ALLOWED


@service("review.reassign_case", about="assignment")
def reassign_case(*, actor: Actor, assignment: Assignment, member: PanelMember, reason: str) -> Assignment:
    """Take a case back from an expert (unless that has happened already) and give it to another member.

    Raises:
        Refusal: the sheet is locked, the case has been given on already, the new member cannot take it, no reason.
    """
    policies.may_handle_entry(actor=actor, entry=assignment.entry).require()
    panel = lock_panel(assignment.member.panel)
    policies.panel_is(panel, PanelState.SCORING).require()
    current = (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("entry__call", "sheet")
        .filter(pk=assignment.pk)
        .first()
    )
    if current is None:
        raise NotFound
    _check(current, reason)
    derive_conflicts(actor=actor, panel=panel)
    may_take_over(member=member, assignment=current).require()
    current.refresh_from_db()  # deriving conflicts may just have taken it back
    if current.withdrawn_at is None:
        withdraw_assignment(current, reason=reason.strip(), ask_officer=False)
    close_errands(about=current, asked="reassign_case")
    given = Assignment.objects.create(
        run=current.run, member=member, entry=current.entry, case_number=current.case_number, replaces=current
    )
    ScoreSheet.objects.create(assignment=given, rubric=current.sheet.rubric, saved_at=clock.now())
    ask_to_score(member, panel)
    before = {"member": current.member_id, "assignment": current.pk}
    after = {"member": member.pk, "entry": current.entry_id}
    journal.record(actor=actor, act="review.reassign_case", obj=given, before=before, after=after, reason=reason)
    return given


def _check(current: Assignment, reason: str) -> None:
    if not reason.strip():
        problem = Problem("reason", _("请写明改派原因。"), "required")
        raise Refusal("reason_missing", _("改派需要写明原因。"), _("请填写后再提交。"), problems=[problem])
    if current.withdrawn_at is None and current.sheet.state == SheetState.LOCKED:
        raise Refusal(
            "sheet_locked",
            _("这份评分表已签名锁定，不能改派。"),
            _("专家应当回避的，请先登记回避关系，再改派。"),
        )
    if Assignment.objects.filter(replaces=current).exists():
        raise Refusal("already_replaced", _("这份案卷已改派给其他专家。"), _("请刷新页面查看最新分配。"))
    if current.entry.state != EntryState.FORMAL_PASSED:
        raise Refusal("review_closed", _("这份申报的评审已经结束。"), _("请刷新页面查看最新进展。"))
