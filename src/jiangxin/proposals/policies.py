"""Who proposes, who answers, who takes back."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from jiangxin.campaigns.enums import CallState, StageKind
from jiangxin.campaigns.models import Call
from jiangxin.campaigns.policies import within_window
from jiangxin.campaigns.queries import plan_of
from jiangxin.core.actor import Actor, Role
from jiangxin.core.policy import ALLOWED, Decision, deny
from jiangxin.orgs.enums import Level
from jiangxin.orgs.models import Organisation
from jiangxin.proposals.enums import UNDER_WAY, ProposalState
from jiangxin.proposals.models import Adoption, Benefit, FollowUp, Offer, Proposal, ProposalProject, Reward
from jiangxin.proposals.path import WAYS

PROPOSERS = (Role.WORKER, Role.STUDIO_LEADER, Role.STUDIO_SECRETARY, Role.UNION_OFFICER)
"""Duties held at a unit: whoever works there may propose."""
READERS = (Role.UNION_OFFICER, Role.REVIEWER_FIRST, Role.OFFICER_CITY, Role.LEADER_CITY, Role.DISCIPLINE)
"""Duties that read the proposals of others, each below its own organisation."""


def may_propose(*, actor: Actor, call: Call, unit: Organisation) -> Decision:
    """Whoever has a duty at a unit proposes there, while a campaign collects."""
    if plan_of(call).proposals is None:
        return deny("collects_none", _("这项通知不征集建议。"), _("请从“提建议”里选择正在征集的活动。"))
    if not actor.is_any(*PROPOSERS) or actor.organisation_id != unit.pk or unit.level != Level.GRASSROOTS:
        return deny(
            "wrong_duty",
            _("建议由职工以本单位的身份提出。"),
            _("请切换到所在单位的职责；没有的，请本单位工会报上级工会开通。"),
            status=HTTPStatus.FORBIDDEN,
        )
    if call.state != CallState.OPEN:
        return deny("call_not_open", _("这项征集尚未开始或已经结束。"), _("请看看其他正在征集的活动。"))
    areas = call.who_may_apply.get("areas") or []
    if areas and not any(unit.path.startswith(path) for path in areas):
        return deny("not_eligible", _("这项征集不面向贵单位所在地区。"), _("如有疑问请联系主办单位。"))
    collecting = next((stage for stage in call.stages.all() if stage.kind == StageKind.DECLARE), None)
    return within_window(collecting, unit) if collecting else ALLOWED


def may_propose_unnamed(*, call: Call) -> Decision:
    """A name may be left out where the campaign says so."""
    rules = plan_of(call).proposals
    if rules and rules.anonymous:
        return ALLOWED
    return deny("name_needed", _("这项征集须实名提出。"), _("请去掉“匿名”再提交。"))


def may_handle(*, actor: Actor, proposal: Proposal, act: str) -> Decision:
    """The union of the unit takes up, answers and follows what was proposed there – but not to its own officer."""
    if proposal.state not in WAYS[act].begins:
        return _wrong_state(proposal)
    return _may_work_on(actor, proposal)


def _may_work_on(actor: Actor, proposal: Proposal) -> Decision:
    if not actor.is_any(Role.UNION_OFFICER) or actor.organisation_id != proposal.unit_id:
        return deny(
            "wrong_duty",
            _("建议由提出人所在单位的工会办理。"),
            _("请联系%(unit)s。") % {"unit": proposal.unit},
            status=HTTPStatus.FORBIDDEN,
        )
    if proposal.proposer_id and proposal.proposer_id == actor.account_id:
        return deny("own_proposal", _("这是您本人提出的建议，不能由您办理。"), _("请由本单位工会的其他同志办理。"))
    return ALLOWED


def may_record_benefit(*, actor: Actor, proposal: Proposal) -> Decision:
    """The union of the unit records what came of a proposal in use, where the campaign says how it is computed."""
    rules = plan_of(proposal.call).proposals
    if rules is None or not rules.benefits:
        return deny("no_formula", _("这项征集没有规定效益的算法。"))
    if proposal.state != ProposalState.IN_USE:
        return _wrong_state(proposal)
    return _may_work_on(actor, proposal)


def may_record_saving(*, actor: Actor, proposal: Proposal) -> Decision:
    """The union of the unit records the energy saved by what is in use, where the campaign asks for it."""
    rules = plan_of(proposal.call).proposals
    if rules is None or not rules.energy:
        return deny("no_energy", _("这项征集不登记节能量。"))
    if proposal.state != ProposalState.IN_USE:
        return _wrong_state(proposal)
    return _may_work_on(actor, proposal)


def may_reward(*, actor: Actor, proposal: Proposal) -> Decision:
    """A reward is given once, for a proven benefit, to somebody with a name."""
    if proposal.is_anonymous:
        return deny("nobody_to_reward", _("匿名建议没有可以奖励的人。"))
    if Reward.objects.filter(proposal=proposal).exists():
        return deny("rewarded", _("这条建议已经奖励过。"))
    if not Benefit.objects.filter(proposal=proposal).exists():
        return deny("no_benefit", _("还没有财务证明的效益。"), _("请先登记效益。"))
    return _may_work_on(actor, proposal)


def may_follow_up(*, actor: Actor, proposal: Proposal) -> Decision:
    """The union of the unit looks again at what is in use, as often as the campaign promises."""
    rules = plan_of(proposal.call).proposals
    if proposal.state != ProposalState.IN_USE:
        return _wrong_state(proposal)
    done = FollowUp.objects.filter(proposal=proposal).count()
    if rules is None or done >= len(rules.follow_up_months):
        return deny("no_follow_up_left", _("这条建议的回访都已经做过。"))
    return _may_work_on(actor, proposal)


def may_offer(*, actor: Actor, proposal: Proposal) -> Decision:
    """What is in use may be offered to other units by the union of its own."""
    return _may_work_on(actor, proposal) if proposal.state == ProposalState.IN_USE else _wrong_state(proposal)


def may_end_offer(*, actor: Actor, proposal: Proposal) -> Decision:
    """The union that offers takes the offer back."""
    if not Offer.objects.filter(proposal=proposal, ended_at=None).exists():
        return deny("not_offered", _("这条建议没有在推广。"))
    return _may_work_on(actor, proposal)


def may_take_over(*, actor: Actor, proposal: Proposal) -> Decision:
    """Another unit's union takes over what is offered, once."""
    if not Offer.objects.filter(proposal=proposal, ended_at=None, proposal__state=ProposalState.IN_USE).exists():
        return deny("not_offered", _("这条建议没有在推广。"), _("请从“可推广的建议”里选择。"))
    unit = Organisation.objects.filter(pk=actor.organisation_id or 0, level=Level.GRASSROOTS).first()
    if unit is None or not actor.is_any(Role.UNION_OFFICER):
        return deny(
            "wrong_duty",
            _("采用由基层单位的工会登记。"),
            _("请告诉所在单位的工会。"),
            status=HTTPStatus.FORBIDDEN,
        )
    if unit.pk == proposal.unit_id:
        return deny("own_unit", _("这条建议就是本单位的，不用再登记采用。"))
    if Adoption.objects.filter(proposal=proposal, unit=unit, ended_on=None).exists():
        return deny("taken_over", _("本单位已经登记采用。"))
    return ALLOWED


def may_give_up(*, actor: Actor, adoption: Adoption) -> Decision:
    """The unit that took a proposal over tells when it no longer uses it."""
    if adoption.ended_on is not None:
        return deny("given_up", _("已经登记停用。"))
    if not actor.is_any(Role.UNION_OFFICER) or actor.organisation_id != adoption.unit_id:
        return deny("wrong_duty", _("停用由采用单位的工会登记。"), status=HTTPStatus.FORBIDDEN)
    return ALLOWED


def may_make_project(*, actor: Actor, proposal: Proposal) -> Decision:
    """What is adopted, tried or kept for later may become a project of a studio, once."""
    if proposal.state not in UNDER_WAY | {ProposalState.STORED}:
        return _wrong_state(proposal)
    if ProposalProject.objects.filter(proposal=proposal).exists():
        return deny("project_made", _("这条建议已经立项。"))
    return _may_work_on(actor, proposal)


def may_withdraw(*, actor: Actor, proposal: Proposal) -> Decision:
    """Proposers take back what was not answered yet."""
    if proposal.proposer_id is None or proposal.proposer_id != actor.account_id:
        return deny("not_yours", _("只有提出人可以撤回。"), status=HTTPStatus.FORBIDDEN)
    return ALLOWED if proposal.state in WAYS["withdraw"].begins else _wrong_state(proposal)


def _wrong_state(proposal: Proposal) -> Decision:
    return deny(
        "not_in_this_state",
        _("这条建议%(state)s，不能办理这一步。") % {"state": proposal.get_state_display()},
        _("请刷新页面查看最新情况。"),
    )
