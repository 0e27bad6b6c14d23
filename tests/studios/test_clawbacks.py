"""Money that goes back, and what is closed for good."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from jiangxin.core.actor import SYSTEM, Role
from jiangxin.core.refusal import Refusal
from jiangxin.studios.models import Expense, Subsidy
from jiangxin.studios.services import (
    Approval,
    claw_back,
    grant_subsidies,
    reverse_expense,
    settle_clawback,
    withdraw_studio,
)
from tests.studios.test_funds import PAID, SPEND_BY, grant, keep_voucher, pay_out, subsidy

pytestmark = pytest.mark.each_engine

__all__ = ["subsidy"]
DECIDED, DUE = date(2026, 11, 20), date(2026, 12, 20)


def claim(subsidy, **facts):
    given = {"reason": "工作室撤销", "document_number": "云工财〔2026〕9号", "decided_on": DECIDED, "due_on": DUE}
    return claw_back(**{"actor": SYSTEM, "subsidy": subsidy, **given, **facts})


def test_the_rest_is_claimed_as_a_whole_and_nothing_is_spent_afterwards(subsidy):
    expense = pay_out(subsidy, "12000.50")
    row = claim(subsidy)
    subsidy.refresh_from_db()
    assert (row.amount, subsidy.balance, subsidy.closed_on) == (Decimal("37999.50"), Decimal(0), DECIDED)
    for deed in (
        lambda: pay_out(subsidy, "0.01"),
        lambda: reverse_expense(actor=SYSTEM, expense=expense, reason="退货"),
        lambda: claim(subsidy),
    ):
        with pytest.raises(Refusal, match="closed_already"):
            deed()


@pytest.mark.parametrize("change", [{"spent_fen": F("spent_fen") + 1}, {"spent_fen": F("spent_fen") - 1}])
def test_the_database_keeps_what_is_closed(change, subsidy):
    pay_out(subsidy, "100")
    claim(subsidy)
    with pytest.raises(IntegrityError), transaction.atomic():
        Subsidy.objects.filter(pk=subsidy.pk).update(**change)


def test_the_return_is_entered_once_with_its_voucher(subsidy):
    row = claim(subsidy)
    with pytest.raises(Refusal) as raised:
        settle_clawback(actor=SYSTEM, clawback=row, returned_on=DECIDED, voucher=None)
    assert [problem.path for problem in raised.value.problems] == ["voucher"]
    settle_clawback(actor=SYSTEM, clawback=row, returned_on=date(2026, 11, 28), voucher=subsidy.voucher)
    with pytest.raises(Refusal, match="settled_already"):
        settle_clawback(actor=SYSTEM, clawback=row, returned_on=date(2026, 11, 28), voucher=subsidy.voucher)


def test_a_misused_expense_is_claimed_once_and_stays_spent(subsidy):
    expense = pay_out(subsidy, "3000")
    row = claim(subsidy, expense=expense, reason="实际用于聚餐")
    subsidy.refresh_from_db()
    assert (row.amount, row.ground, subsidy.balance) == (Decimal("3000.00"), "misused", Decimal("47000.00"))
    with pytest.raises(Refusal, match="claimed_already"):
        claim(subsidy, expense=expense)
    with pytest.raises(Refusal, match="claimed_already"):
        reverse_expense(actor=SYSTEM, expense=expense, reason="退货")
    assert Expense.objects.filter(reversal=None).count() == 1


def test_an_ended_studio_leaves_its_rest_to_be_settled(subsidy, studio, scene):
    withdraw_studio(actor=scene.leader, studio=studio, reason="弄虚作假", document_number="云工发〔2026〕40号")
    assert claim(subsidy).amount == Decimal("50000.00")


def test_only_the_citys_officer_claims(subsidy, actor, federation):
    for role, place in ((Role.UNION_OFFICER, federation.unit), (Role.AUDIT, federation.city)):
        with pytest.raises(Refusal, match="wrong_duty"):
            claim(subsidy, actor=actor(role, place))


def test_one_approval_is_entered_for_all_studios_or_for_none(studio, scene):
    other = type(studio).objects.exclude(pk=studio.pk).get()
    voucher = keep_voucher()
    approval = Approval("city", "劳模创新工作室补助", "云工财〔2026〕5号", PAID, SPEND_BY, voucher, Decimal("0.5"))
    amounts = {studio.pk: Decimal(50000), other.pk: Decimal(30000)}
    facts = {"actor": scene.officer, "approval": approval, "amounts": amounts, "voucher": voucher}
    grant(other, voucher)
    with pytest.raises(Refusal) as raised:
        grant_subsidies(**facts, studios=[studio, other])
    assert [problem.path for problem in raised.value.problems] == [f"amount_{other.pk}"]
    assert Subsidy.objects.filter(studio=studio).count() == 0
    granted = grant_subsidies(**facts, studios=[studio])
    assert [(row.payee, row.matching_due_fen) for row in granted] == [(studio.unit.name, 2_500_000)]
