"""Rewarding a proposal once, inside the tier its yearly benefit falls into."""

from decimal import Decimal

from django.utils.translation import gettext as _

from jiangxin.campaigns.queries import plan_of
from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service
from jiangxin.proposals import policies
from jiangxin.proposals.models import Benefit, Proposal, Reward
from jiangxin.proposals.queries.outcomes import best_benefit
from jiangxin.proposals.services.passage import lock_proposal, write_step


@service("proposals.reward_proposal", about="proposal")
def reward_proposal(
    *, actor: Actor, proposal: Proposal, amount: Decimal, document_number: str, expected_version: int
) -> Reward:
    """Give a reward; co-authors share it by their parts, to the fen.

    Raises:
        Refusal: "incomplete" when the amount is outside the tier; the policy's.
    """
    locked = lock_proposal(proposal, expected_version)
    policies.may_reward(actor=actor, proposal=locked).require()
    benefit = best_benefit(locked)
    assert benefit is not None, "may_reward has asked"
    _require_in_tier(locked, benefit, amount)
    reward = Reward.objects.create(
        proposal=locked,
        benefit=benefit,
        amount=amount,
        document_number=document_number.strip()[:60],
        decided_by_id=actor.account_key,
        decided_at=clock.now(),
    )
    write_step(actor, locked, act="reward_proposal", from_state=locked.state)
    after = {"reward": reward.pk, "amount": amount, "benefit": benefit.pk}
    journal.record(actor=actor, act="proposals.reward_proposal", obj=locked, after=after)
    return reward


def _require_in_tier(proposal: Proposal, benefit: Benefit, amount: Decimal) -> None:
    rules = plan_of(proposal.call).proposals
    tier = rules.tier(benefit.amount) if rules else None
    least, most = (tier.least, tier.most) if tier else (Decimal(0), Decimal(0))
    if max(least, Decimal("0.01")) <= amount <= most and amount == round(amount, 2):
        return
    words = _("年效益 %(benefit)s 元，按办法奖励 %(least)s 至 %(most)s 元，最多两位小数。") % {
        "benefit": f"{benefit.amount:,}",
        "least": f"{least:,}",
        "most": f"{most:,}",
    }
    problem = Problem("amount", words, "out_of_range")
    raise Refusal("incomplete", words, _("请按这一档填写。"), problems=[problem])
