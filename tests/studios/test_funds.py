"""Money: vouchers, uses, terms, balances to the fen."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiangxin.core import journal
from jiangxin.core.actor import SYSTEM, Role
from jiangxin.core.files.store import keep_as_is
from jiangxin.core.models import StoredFile
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.studios.enums import Purse, SubsidySource
from jiangxin.studios.models import Expense, ExpenseReversal, Studio, Subsidy
from jiangxin.studios.queries import expenses_of, get_subsidy_for, spent_by_category, subsidies_for
from jiangxin.studios.services import grant_subsidy, pay_matching, reverse_expense, spend
from jiangxin.studios.subsidy_use import allowed_uses, forbidden_in, forbidden_uses
from tests.awards.scene import Scene
from tests.conftest import Federation, MakeActor
from tests.laying import laid

pytestmark = pytest.mark.each_engine

PAID = date(2026, 9, 20)
SPEND_BY = date(2027, 9, 19)


def keep_voucher() -> StoredFile:
    return keep_as_is(
        actor=SYSTEM, name="voucher.pdf", content=b"%PDF-1.7", media_type="application/pdf", purpose="studios.voucher"
    )


def grant(studio: Studio, voucher: StoredFile | None, **facts: object) -> Subsidy:
    given_facts = {
        "actor": SYSTEM,
        "studio": studio,
        "source": SubsidySource.CITY,
        "budget_line": "劳模创新工作室补助",
        "approval_number": "云工财〔2026〕5号",
        "amount": Decimal("50000.00"),
        "payee": "云江重型机床厂工会委员会",
        "paid_on": PAID,
        "spend_by": SPEND_BY,
        "voucher": voucher,
        **facts,
    }
    return grant_subsidy(**given_facts)


def pay_out(subsidy: Subsidy, amount: str, **facts: object) -> Expense:
    given_facts = {
        "actor": SYSTEM,
        "subsidy": subsidy,
        "purse": Purse.SUBSIDY,
        "category": "equipment",
        "amount": Decimal(amount),
        "spent_on": date(2026, 10, 8),
        "payee": "云江量具店",
        "purpose": "购置量具",
        "voucher": subsidy.voucher,
        **facts,
    }
    return spend(**given_facts)


@laid
def subsidy(studio: Studio) -> Subsidy:
    """Return a subsidy of 50,000 yuan, to be matched one to one."""
    return grant(studio, keep_voucher())


def test_a_subsidy_and_what_is_owed_with_it(subsidy: Subsidy) -> None:
    assert (subsidy.balance, subsidy.matching_missing, subsidy.matching_balance) == (
        Decimal("50000.00"),
        Decimal("50000.00"),
        Decimal("0.00"),
    )
    pay_matching(actor=SYSTEM, subsidy=subsidy, amount=Decimal("30000.05"), paid_on=PAID, voucher=subsidy.voucher)
    subsidy.refresh_from_db()
    assert (str(subsidy.matching_missing), str(subsidy.matching_balance)) == ("19999.95", "30000.05")
    assert journal.of(subsidy)[0].after == {"amount": "30000.05", "paid_on": "2026-09-20"}


def test_the_balance_is_exact_to_the_fen(subsidy: Subsidy) -> None:
    for _ in range(3):
        pay_out(subsidy, "0.10")
    pay_out(subsidy, "49999.70")

    subsidy.refresh_from_db()
    assert (subsidy.balance, subsidy.spent_fen) == (Decimal("0.00"), 5_000_000)
    with pytest.raises(Refusal) as refused:
        pay_out(subsidy, "0.01")
    assert (refused.value.code, refused.value.message) == ("overdrawn", "余额只有0.00元。")


def test_the_matching_share_is_a_purse_of_its_own(subsidy: Subsidy) -> None:
    with pytest.raises(Refusal, match="overdrawn"):
        pay_out(subsidy, "0.01", purse=Purse.MATCHING)
    pay_matching(actor=SYSTEM, subsidy=subsidy, amount=Decimal(10), paid_on=PAID, voucher=subsidy.voucher)
    pay_out(subsidy, "10", purse=Purse.MATCHING)

    subsidy.refresh_from_db()
    assert (subsidy.balance, subsidy.matching_balance) == (Decimal("50000.00"), Decimal("0.00"))


def test_a_reversed_expense_gives_its_money_back_once(subsidy: Subsidy) -> None:
    expense = pay_out(subsidy, "800.80")
    reverse_expense(actor=SYSTEM, expense=expense, reason="退货")

    subsidy.refresh_from_db()
    assert (subsidy.balance, Expense.objects.count()) == (Decimal("50000.00"), 1)
    with pytest.raises(Refusal, match="reversed_already"):
        reverse_expense(actor=SYSTEM, expense=expense, reason="退货")
    assert ExpenseReversal.objects.get().reason == "退货"


@pytest.mark.parametrize(
    ("facts", "code", "path"),
    [
        ({"category": "gifts"}, "forbidden_use", "category"),
        ({"purpose": "年终聚 餐"}, "forbidden_use", "purpose"),
        ({"purpose": "发放过节费"}, "forbidden_use", "purpose"),
        ({"category": "whatever"}, "unknown_category", "category"),
        ({"voucher": None}, "voucher_missing", "voucher"),
        ({"spent_on": date(2026, 9, 19)}, "outside_the_term", "spent_on"),
        ({"spent_on": date(2026, 12, 1)}, "day_to_come", "spent_on"),
        ({"amount": Decimal("0.001")}, "amount_invalid", "amount"),
        ({"amount": Decimal(0)}, "amount_invalid", "amount"),
        ({"amount": Decimal(-5)}, "amount_invalid", "amount"),
        ({"amount": Decimal("NaN")}, "amount_invalid", "amount"),
        ({"payee": " "}, "required", "payee"),
    ],
)
def test_an_expense_that_is_refused(subsidy: Subsidy, facts: dict[str, object], code: str, path: str) -> None:
    with pytest.raises(Refusal) as refused:
        pay_out(subsidy, **{"amount": "1", **facts})

    subsidy.refresh_from_db()
    assert (refused.value.code, [problem.path for problem in refused.value.problems]) == (code, [path])
    assert (subsidy.spent_fen, Expense.objects.count()) == (0, 0)
    assert (journal.of(subsidy)[0].outcome, journal.of(subsidy)[0].after["code"]) == ("refused", code)


def test_after_the_term_nothing_is_spent(subsidy: Subsidy, clock_at) -> None:
    clock_at("2027-10-01 09:00")

    with pytest.raises(Refusal, match="outside_the_term"):
        pay_out(subsidy, "1", spent_on=date(2027, 9, 20))
    assert pay_out(subsidy, "1", spent_on=SPEND_BY).amount_fen == 100


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({}, "entered_already"),
        ({"approval_number": "8号", "voucher": None}, "voucher_missing"),
        ({"approval_number": "8号", "spend_by": date(2026, 9, 1)}, "ends_before_start"),
        ({"approval_number": "8号", "paid_on": date(2026, 12, 1)}, "day_to_come"),
        ({"approval_number": " "}, "required"),
    ],
)
def test_a_subsidy_that_is_refused(studio: Studio, subsidy: Subsidy, facts: dict[str, object], code: str) -> None:
    with pytest.raises(Refusal, match=code):
        grant(studio, facts.pop("voucher", subsidy.voucher), **facts)
    assert Subsidy.objects.count() == 1


def test_who_grants_who_spends_who_reads(
    scene: Scene, studio: Studio, subsidy: Subsidy, federation: Federation, actor: MakeActor
) -> None:
    secretary = actor(Role.STUDIO_SECRETARY, federation.unit)
    stranger = actor(Role.STUDIO_SECRETARY, federation.other_unit)

    with pytest.raises(Refusal, match="wrong_duty"):
        grant(studio, subsidy.voucher, actor=secretary, approval_number="9号")
    with pytest.raises(Refusal, match="wrong_organisation"):
        pay_out(subsidy, "1", actor=stranger)
    expense = pay_out(subsidy, "1", actor=secretary)
    assert list(subsidies_for(secretary, studio)) == [subsidy]
    assert get_subsidy_for(scene.officer, subsidy.pk) == subsidy
    assert list(expenses_of(secretary, subsidy)) == [expense]
    for ask in (
        lambda: get_subsidy_for(stranger, subsidy.pk),
        lambda: subsidies_for(stranger, studio),
        lambda: expenses_of(stranger, subsidy),
    ):
        with pytest.raises(NotFound):
            ask()


def test_sums_by_category_leave_reversed_ones_out(subsidy: Subsidy) -> None:
    pay_out(subsidy, "1.25")
    pay_out(subsidy, "2.50", category="training", purpose="培训教材")
    reverse_expense(actor=SYSTEM, expense=pay_out(subsidy, "4"), reason="重复登记")

    assert spent_by_category(SYSTEM, subsidy) == {"equipment": Decimal("1.25"), "training": Decimal("2.50")}


@given(st.lists(st.tuples(st.booleans(), st.decimals(Decimal("0.01"), Decimal(30000), places=2)), max_size=8))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_any_expenses_leave_what_a_purse_would_hold(subsidy: Subsidy, acts: list[tuple[bool, Decimal]]) -> None:
    with transaction.atomic():
        purse, taken = Decimal(50000), []
        for back, amount in acts:
            if back and taken:
                expense, sum_back = taken.pop()
                reverse_expense(actor=SYSTEM, expense=expense, reason="退回")
                purse += sum_back
            elif amount <= purse:
                taken.append((pay_out(subsidy, str(amount)), amount))
                purse -= amount
            else:
                with pytest.raises(Refusal, match="overdrawn"):
                    pay_out(subsidy, str(amount))
        assert Subsidy.objects.get(pk=subsidy.pk).balance == purse
        transaction.set_rollback(True)


def test_the_database_itself_refuses_an_overdraft_and_keeps_expenses(subsidy: Subsidy) -> None:
    expense = pay_out(subsidy, "1")
    for change in ({"spent_fen": 5_000_001}, {"spent_fen": -1}, {"matched_spent_fen": 1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Subsidy.objects.filter(pk=subsidy.pk).update(**change)
    with pytest.raises(DatabaseError, match="are not changed or deleted"), transaction.atomic():
        Expense.objects.filter(pk=expense.pk).update(amount_fen=2)


def test_the_rule_table() -> None:
    assert set(allowed_uses()) == {"equipment", "research", "exchange", "training", "publicity"}
    assert not set(allowed_uses()) & set(forbidden_uses())
    assert forbidden_in("购置数控刀具") is None
    assert forbidden_in("客户礼 品采购") == forbidden_uses()["gifts"]
