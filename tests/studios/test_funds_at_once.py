"""Several people spend one subsidy at the same moment, in real threads with transactions of their own."""

from decimal import Decimal

import pytest

from jiangxin.core.actor import SYSTEM
from jiangxin.studios.models import Expense, Subsidy
from jiangxin.studios.services import reverse_expense
from tests.campaigns.test_at_once import at_once
from tests.studios.test_funds import grant, keep_voucher, pay_out

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def subsidy(studio):
    return grant(studio, keep_voucher(), amount=Decimal("100.00"))


def test_eight_expenses_at_once_never_overdraw_a_subsidy(subsidy):
    outcomes = at_once(*[lambda: pay_out(subsidy, "33.33") for _ in range(8)])

    subsidy.refresh_from_db()
    spent = sum(Expense.objects.values_list("amount_fen", flat=True))
    assert sorted(outcomes) == ["done"] * 3 + ["overdrawn"] * 5
    assert (subsidy.balance, subsidy.spent_fen, spent) == (Decimal("0.01"), 9999, 9999)


def test_an_expense_is_reversed_once_while_another_is_spent(subsidy):
    expense = pay_out(subsidy, "60")

    def take_back():
        reverse_expense(actor=SYSTEM, expense=expense, reason="退货")

    outcomes = at_once(take_back, take_back, lambda: pay_out(subsidy, "40"))

    assert sorted(outcomes) == ["done", "done", "reversed_already"]
    assert Subsidy.objects.get(pk=subsidy.pk).balance == Decimal("60.00")
