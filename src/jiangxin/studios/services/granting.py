"""One approval for many studios: entered together, or not at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from jiangxin.core import journal
from jiangxin.core.actor import Actor
from jiangxin.core.models import StoredFile
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service
from jiangxin.studios.enums import SubsidySource
from jiangxin.studios.models import Studio, Subsidy
from jiangxin.studios.services.funds import grant_subsidy


@dataclass(frozen=True, slots=True)
class Approval:
    """What all subsidies of one approval have in common. `matching_ratio` is what the host owes for each yuan."""

    source: SubsidySource
    budget_line: str
    approval_number: str
    paid_on: date
    spend_by: date
    voucher: StoredFile
    matching_ratio: Decimal = Decimal(1)


@service("studios.grant_subsidies", about="voucher")
def grant_subsidies(
    *, actor: Actor, approval: Approval, studios: Sequence[Studio], amounts: Mapping[int, Decimal], voucher: StoredFile
) -> list[Subsidy]:
    """Enter a subsidy for each studio, paid to the union of its host unit.

    Args:
        amounts: yuan by the studio's id.
        voucher: the approval's; the batch is journalled on it.

    Raises:
        Refusal: what one studio is refused refuses all; the problem's path is "amount_<id of the studio>".
    """
    granted = []
    for studio in studios:
        try:
            granted.append(_grant(actor, approval, studio, amounts[studio.pk]))
        except Refusal as refusal:
            words = "".join(str(problem.message) for problem in refusal.problems) or str(refusal.message)
            problem = Problem(f"amount_{studio.pk}", f"{studio.name}：{words}", refusal.code)
            message = _("有工作室不能登记，整批没有登记。")
            raise Refusal(refusal.code, message, _("请修改后重新提交。"), problems=[problem]) from refusal
    after = {
        "number": approval.approval_number,
        "subsidies": [subsidy.pk for subsidy in granted],
        "amount": sum(amounts.values()),
    }
    journal.record(actor=actor, act="studios.grant_subsidies", obj=voucher, after=after)
    return granted


def _grant(actor: Actor, approval: Approval, studio: Studio, amount: Decimal) -> Subsidy:
    return grant_subsidy(
        actor=actor,
        studio=studio,
        source=approval.source,
        budget_line=approval.budget_line,
        approval_number=approval.approval_number,
        amount=amount,
        payee=studio.unit.name,
        paid_on=approval.paid_on,
        spend_by=approval.spend_by,
        voucher=approval.voucher,
        matching_ratio=approval.matching_ratio,
    )
