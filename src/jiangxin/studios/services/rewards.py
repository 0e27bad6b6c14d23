"""Paying what an assessment has promised: a subsidy with its voucher, like any other money of a studio."""

from datetime import date
from decimal import Decimal

from jiangxin.core import journal
from jiangxin.core.actor import Actor
from jiangxin.core.service import service
from jiangxin.orgs.services import close_errands
from jiangxin.studios import assessment_policies as policies
from jiangxin.studios.enums import SubsidySource
from jiangxin.studios.models import Reward
from jiangxin.studios.proofs import Proof
from jiangxin.studios.services.funds import grant_subsidy


@service("studios.pay_reward", about="reward")
def pay_reward(
    *,
    actor: Actor,
    reward: Reward,
    budget_line: str,
    approval_number: str,
    payee: str,
    paid_on: date,
    spend_by: date,
    voucher: Proof,
) -> Reward:
    """Enter that a reward was paid: exactly its amount, as a subsidy the host owes no share of."""
    locked = Reward.objects.select_for_update(of=("self",)).select_related("studio__unit").get(pk=reward.pk)
    policies.may_pay_reward(actor=actor, reward=locked).require()
    locked.subsidy = grant_subsidy(
        actor=actor,
        studio=locked.studio,
        source=SubsidySource.CITY,
        budget_line=budget_line,
        approval_number=approval_number,
        amount=locked.amount,
        payee=payee,
        paid_on=paid_on,
        spend_by=spend_by,
        voucher=voucher,
        matching_ratio=Decimal(0),
    )
    locked.save(update_fields=["subsidy"])
    close_errands(about=locked)
    after = {"amount": locked.amount, "subsidy": locked.subsidy.pk, "document": approval_number}
    journal.record(actor=actor, act="studios.pay_reward", obj=locked, after=after)
    return locked
