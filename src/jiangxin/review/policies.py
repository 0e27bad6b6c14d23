"""Who may do what in judging, and when; every no carries its reason."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from jiangxin.campaigns.enums import EntryState, StageKind
from jiangxin.campaigns.models import Call, Entry, Recusal
from jiangxin.campaigns.policies import may_run_call
from jiangxin.core import clock
from jiangxin.core.actor import Actor, Role
from jiangxin.core.policy import ALLOWED, Decision, deny, first_denial
from jiangxin.review.enums import PanelState, RunState, SheetState, VisitState
from jiangxin.review.inspection import has_visits
from jiangxin.review.models import Assignment, Expert, Panel, PanelMember, ScoreSheet, Visit

JUDGED = (EntryState.RECOMMENDED_COUNTY, EntryState.SUPPLEMENT, EntryState.FORMAL_PASSED)
"""States in which an entry is on the list that panel members declare about."""


def is_recused(actor: Actor, entry_id: int) -> bool:
    """Tell whether a conflict of interest keeps the actor away from an entry."""
    return actor.person_id is not None and Recusal.objects.filter(entry_id=entry_id, person_id=actor.person_id).exists()


def conflicted() -> Decision:
    """Return the no that every conflict of interest is answered with."""
    return deny(
        "conflict_of_interest",
        _("您与这份申报存在回避关系，不能办理。"),
        _("请由其他同志办理，并在记录中注明回避。"),
    )


def may_keep_experts(*, actor: Actor) -> Decision:
    """City officers keep the expert pool."""
    if actor.is_any(Role.OFFICER_CITY):
        return ALLOWED
    return deny("wrong_duty", _("只有市总工会经办人可以维护专家库。"), _("请联系市总工会经办人。"))


def may_run_panel(*, actor: Actor, call: Call) -> Decision:
    """City officers of the organiser run the panel; see `may_decide_panel` for acts that touch every entry."""
    return may_run_call(actor=actor, call=call)


def may_build_panel(*, actor: Actor, call: Call) -> Decision:
    """Whoever runs the call builds its panel, where its route has a review by experts at all."""
    decision = may_run_panel(actor=actor, call=call)
    if decision and StageKind.EXPERT_REVIEW not in {row["kind"] for row in call.definition.get("stages", ())}:
        return deny("no_expert_review", _("这项申报的路线里没有专家评审。"), _("按路线中的其他阶段办理即可。"))
    return decision


def may_decide_panel(*, actor: Actor, panel: Panel) -> Decision:
    """Whoever is recused from one entry of the call does not assign, publish or close for all of them."""
    decision = may_run_panel(actor=actor, call=panel.call)
    if not decision:
        return decision
    if Recusal.objects.filter(entry__call_id=panel.call_id, person_id=actor.person_id or 0).exists():
        return deny(
            "conflict_of_interest",
            _("您与本次申报中的一部分存在回避关系，不能主持分配和结束评分。"),
            _("请由另一位经办人办理这一步。"),
        )
    return ALLOWED


def may_handle_entry(*, actor: Actor, entry: Entry) -> Decision:
    """City officers of the organiser who are not recused from the entry."""
    decision = may_run_panel(actor=actor, call=entry.call)
    return decision and (conflicted() if is_recused(actor, entry.pk) else ALLOWED)


def panel_is(panel: Panel, *states: PanelState) -> Decision:
    """Tell whether the panel is in one of these states."""
    if panel.state in states:
        return ALLOWED
    return deny(
        "panel_state",
        _("评审组当前是“%(state)s”，不能办理这一步。") % {"state": panel.get_state_display()},
        _("请在评审组页面查看当前进度；已发布的分配可先撤销。"),
    )


def may_sit(*, expert: Expert) -> Decision:
    """Only experts who are in the pool can be called to a panel."""
    if expert.is_active:
        return ALLOWED
    return deny(
        "expert_inactive",
        _("%(name)s已不在专家库。") % {"name": expert.person.name},
        _("请另选专家，或先恢复其在库状态。"),
    )


def may_declare(*, actor: Actor, member: PanelMember) -> Decision:
    """A member declares for themselves, once invited and until scoring is over."""
    if not actor.is_any(Role.EXPERT) or member.expert.account_id != actor.account_id:
        return deny("not_yours", _("回避申报须由专家本人填写。"), _("请由本人登录后填写。"))
    return panel_is(member.panel, PanelState.DECLARING, PanelState.SCORING)


def may_read_case(*, actor: Actor, assignment: Assignment) -> Decision:
    """An expert reads the cases given to them, while they stand and no conflict is known."""
    if not actor.is_any(Role.EXPERT) or assignment.member.expert.account_id != actor.account_id:
        return deny("not_assigned", _("这份案卷没有分配给您。"), _("请从“我的案卷”进入。"))
    if is_recused(actor, assignment.entry_id):
        return conflicted()
    if assignment.withdrawn_at is not None or assignment.run.state != RunState.PUBLISHED:
        return deny("assignment_withdrawn", _("这份案卷的分配已经收回，不再需要评分。"), _("如有疑问请联系经办人。"))
    return ALLOWED


def may_score(*, actor: Actor, sheet: ScoreSheet) -> Decision:
    """An expert writes on an open sheet of their own, before the panel's due time."""
    decision = may_read_case(actor=actor, assignment=sheet.assignment)
    return decision and first_denial(_sheet_open(sheet), _panel_scores(sheet.assignment.run.panel), _in_review(sheet))


def _sheet_open(sheet: ScoreSheet) -> Decision:
    if sheet.state == SheetState.DRAFT:
        return ALLOWED
    return deny(
        "sheet_locked", _("这份评分表已签名锁定，不能再改。"), _("确有错误的，请联系经办人收回后另行分配专家评分。")
    )


def _panel_scores(panel: Panel) -> Decision:
    open_now = panel_is(panel, PanelState.SCORING)
    if open_now and panel.due_at is not None and clock.now() > panel.due_at:
        return deny(
            "scoring_over",
            _("评分已于%(time)s截止。") % {"time": moment(panel.due_at)},
            _("已存草稿仍然保留。需要延期的，请联系市总工会经办人。"),
        )
    return open_now


def _in_review(sheet: ScoreSheet) -> Decision:
    if sheet.assignment.entry.state == EntryState.FORMAL_PASSED:
        return ALLOWED
    return deny("review_closed", _("这份申报的评审已经结束。"), _("已存内容仍然保留。"))


def may_raise_conflict(*, actor: Actor, assignment: Assignment) -> Decision:
    """An expert may say at any time before the review closes that they should not judge a case."""
    decision = may_read_case(actor=actor, assignment=assignment)
    return decision and panel_is(assignment.run.panel, PanelState.SCORING)


def may_plan_visit(*, actor: Actor, entry: Entry) -> Decision:
    """Whoever handles an entry plans its visit, where the route has visits at all."""
    decision = may_handle_entry(actor=actor, entry=entry)
    if decision and not has_visits(entry.call):
        return deny("no_inspection", _("这项申报的路线里没有实地考察。"), _("按路线中的其他阶段办理即可。"))
    return decision


def may_record_visit(*, actor: Actor, visit: Visit) -> Decision:
    """A member of the team writes the record until it has been signed by all."""
    if not actor.is_any(Role.INSPECTOR) or not visit.members.filter(account_id=actor.account_id or 0).exists():
        return deny("not_your_visit", _("您不是这次考察的考察组成员。"), _("请联系经办人调整考察组。"))
    if is_recused(actor, visit.entry_id):
        return conflicted()
    if visit.state == VisitState.SIGNED:
        return deny("visit_signed", _("考察记录已由全体成员签名，不能再改。"), _("如有补充，请联系经办人。"))
    return ALLOWED


def moment(value: datetime) -> str:
    """Return a time in the house's own zone, written for people."""
    return date_format(localtime(value), "DATETIME_FORMAT")
