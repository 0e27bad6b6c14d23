"""A studio's money on the pages of both faces."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jiangxin.core.actor import SYSTEM, Role
from jiangxin.rehearsal import papers
from jiangxin.studios.models import Clawback, Expense, Studio, Subsidy
from jiangxin.studios.queries.figures import report_figures
from jiangxin.studios.services import reverse_expense
from tests.studios.test_funds import pay_out, subsidy
from tests.web.studio_file.test_file import of

__all__ = ["subsidy"]


def paper(name="发票.pdf"):
    return SimpleUploadedFile(name, papers.pdf(name), "application/pdf")


def spending(**facts):
    return {
        "amount": "1200.50",
        "category": "equipment",
        "purpose": "购置千分尺",
        "payee": "云江量具店",
        "spent_on": "2026-11-03",
        "purse": "subsidy",
        "voucher": paper(),
        **facts,
    }


def test_an_expense_is_entered_with_its_voucher(open_page, send, people, studio, subsidy):
    page = send(people.secretary, of("studio", studio, f"funds/{subsidy.pk}/spend/"), spending())
    assert (page.status, Subsidy.objects.get().balance) == (200, Decimal("48799.50"))
    assert page.all("tbody th a") == ["2026年11月3日"]
    voucher = open_page(people.county, of("desk", studio, f"expenses/{Expense.objects.get().pk}/voucher/"))
    assert voucher.body.startswith(b"%PDF")
    exported = open_page(people.secretary, of("studio", studio, f"funds/{subsidy.pk}/"), export="csv")
    assert "购置千分尺" in exported.body.decode("utf-8-sig")


@pytest.mark.parametrize(
    ("wrong", "words", "status"),
    [
        ({"voucher": ""}, "凭证", 422),
        ({"purpose": "项目总结聚餐费"}, "用途中写有“聚餐”，属于“宴请”", 409),
        ({"amount": "50000.01"}, "余额只有50,000.00元", 409),
        ({"category": "bonus"}, "支出类别", 422),
        ({"spent_on": "2026-09-01"}, "支出日期应在拨付之日", 409),
    ],
)
def test_what_the_rules_forbid_is_refused_in_words(wrong, words, status, send, people, studio, subsidy):
    page = send(people.secretary, of("studio", studio, f"funds/{subsidy.pk}/spend/"), spending(**wrong))
    assert (page.status, Expense.objects.count()) == (status, 0)
    assert words in " ".join(page.all(".jx-field-wrong"))


def test_a_wrong_expense_is_reversed_with_its_reason(send, people, studio, subsidy):
    row = pay_out(subsidy, "300")
    page = send(people.secretary, of("studio", studio, f"expenses/{row.pk}/reverse/"), reason="发票开错")
    assert "已冲销" in page.text
    assert Subsidy.objects.get().spent_fen == 0
    again = send(people.secretary, of("studio", studio, f"expenses/{row.pk}/reverse/"), reason="再次")
    assert (again.status, "这笔支出已经冲销" in again.text) == (409, True)


def test_the_reports_figure_of_spending_opens_what_was_spent_in_its_days(open_page, people, studio, subsidy):
    for amount, day in (("300", date(2026, 11, 2)), ("200", date(2026, 11, 20)), ("50", date(2026, 11, 21))):
        row = pay_out(subsidy, amount, spent_on=day)
    reverse_expense(actor=SYSTEM, expense=row, reason="发票开错")

    figures = report_figures(SYSTEM, studio, date(2026, 11, 10), date(2026, 11, 30))
    spent = next(row for row in figures if row.code == "funds_out")
    page = open_page(people.secretary, of("studio", studio, "expenses/"), **spent.query)

    assert (spent.value, spent.total) == (Decimal(200), Decimal(500))
    assert page.all("tbody th a") == ["2026年11月20日"]
    assert open_page(people.other_secretary, of("studio", studio, "expenses/")).status == 404


def test_the_reports_figure_of_subsidies_opens_what_was_paid_in_its_days(open_page, people, studio, subsidy):
    for since, until, numbers in (
        (subsidy.paid_on, subsidy.paid_on, [subsidy.approval_number]),
        (date(2026, 11, 1), date(2026, 11, 30), []),
    ):
        paid = next(row for row in report_figures(SYSTEM, studio, since, until) if row.code == "funds_in")
        page = open_page(people.secretary, of("studio", studio, "subsidies/"), **paid.query)
        assert (paid.records, paid.value, page.all("tbody th a")) == ("subsidies", 50_000 * len(numbers), numbers)


def test_what_is_left_is_told_as_of_the_last_day(open_page, people, studio, subsidy):
    pay_out(subsidy, "300", spent_on=date(2026, 11, 2))
    pay_out(subsidy, "200", spent_on=date(2026, 11, 20))
    left = []
    for until in (date(2026, 11, 1), date(2026, 11, 10), date(2026, 11, 30)):
        row = {row.code: row for row in report_figures(SYSTEM, studio, date(2026, 11, 1), until)}["funds_left"]
        left.append((row.value, row.total))
    assert left == [(Decimal(amount), Decimal(amount)) for amount in ("50000.00", "49700.00", "49500.00")]
    assert len(open_page(people.secretary, of("studio", studio, "subsidies/"), **row.query).all("tbody th")) == 1


def test_the_hosts_share_is_paid_in(send, people, studio, subsidy):
    facts = {"amount": "20000", "paid_on": "2026-10-10", "voucher": paper("回单.pdf")}
    page = send(people.union, of("desk", studio, f"funds/{subsidy.pk}/match/"), facts)
    assert "30,000.00" in " ".join(page.all(".jx-figure"))


def test_the_city_grants_and_claims_back(send, people, studio, subsidy):
    facts = {
        "approval_number": "云工财〔2026〕6号",
        "source": "city",
        "budget_line": "创新补助",
        "amount": "30000",
        "matching_ratio": "0",
        "payee": "云江重型机床厂工会委员会",
        "paid_on": "2026-11-02",
        "spend_by": "2027-11-01",
        "voucher": paper("拨款.pdf"),
    }
    page = send(people.officer, of("desk", studio, "funds/grant/"), facts)
    assert page.all("section h2 a") == ["云工财〔2026〕6号", "云工财〔2026〕5号"]
    claim = {
        "reason": "期满未用",
        "document_number": "云工财〔2026〕9号",
        "decided_on": "2026-11-20",
        "due_on": "2026-12-20",
    }
    claimed = send(people.officer, of("desk", studio, f"funds/{subsidy.pk}/claw-back/"), claim)
    assert "待退回" in claimed.text
    refused = send(people.secretary, of("studio", studio, f"funds/{subsidy.pk}/spend/"), spending())
    assert (refused.status, "账目不再变动" in refused.text) == (409, True)
    back = {"returned_on": "2026-11-28", "voucher": paper("退款.pdf")}
    row = Clawback.objects.get()
    settled = send(people.officer, of("desk", studio, f"claw-backs/{row.pk}/settle/"), back)
    assert ("已退回" in settled.text, "待退回" in settled.text) == (True, False)


def test_a_misused_expense_is_claimed_on_its_page(open_page, send, people, studio, subsidy):
    row = pay_out(subsidy, "800")
    claim = {
        "reason": "实为聚餐",
        "document_number": "云工财〔2026〕9号",
        "decided_on": "2026-11-20",
        "due_on": "2026-12-20",
    }
    send(people.officer, of("desk", studio, f"expenses/{row.pk}/claw-back/"), claim)
    assert open_page(people.officer, "/desk/funds/expenses/", ask="claimed").all("td .jx-state") == ["违规追回"]
    assert open_page(people.officer, "/desk/funds/expenses/", ask="unproven").all("tbody tr") == []


def test_the_audit_committee_reads_everything_and_changes_nothing(
    open_page, actor, federation, people, studio, subsidy
):
    row = pay_out(subsidy, "300", spent_on=date(2026, 11, 2))
    auditor = actor(Role.AUDIT, federation.city)
    assert open_page(auditor, "/desk/funds/expenses/").all("tbody th a") == ["2026年11月2日"]
    assert open_page(auditor, of("desk", studio, f"expenses/{row.pk}/voucher/")).status == 200
    assert open_page(auditor, of("desk", studio, f"funds/{subsidy.pk}/spend/")).status == 403
    assert open_page(auditor, of("desk", studio, f"funds/{subsidy.pk}/claw-back/")).status == 403
    elsewhere = actor(Role.AUDIT, federation.other_county)
    assert open_page(elsewhere, of("desk", studio, f"funds/{subsidy.pk}/")).status == 404
    assert open_page(elsewhere, "/desk/funds/").all("tbody tr") == []


def test_an_auditor_finds_one_voucher_behind_several_expenses(
    open_page, actor, federation, send, people, studio, subsidy
):
    address = of("studio", studio, f"funds/{subsidy.pk}/spend/")
    send(people.secretary, address, spending())
    again = send(people.secretary, address, spending())
    assert (again.status, "刚刚已经登记" in again.text, Expense.objects.count()) == (409, True, 1)
    send(people.secretary, address, spending(purpose="购置游标卡尺"))
    send(people.secretary, address, spending(purpose="购置量块", voucher=paper("另一张.pdf")))

    listed = open_page(actor(Role.AUDIT, federation.city), "/desk/funds/expenses/", ask="twice")
    assert sorted(listed.all("tbody td[data-label=用途]")) == ["购置千分尺", "购置游标卡尺"]


@pytest.mark.parametrize(
    ("code", "today", "found"),
    [
        ("overdue", "2027-09-19 09:00", 0),
        ("overdue", "2027-09-20 09:00", 1),
        ("near", "2027-09-01 09:00", 1),
        ("near", "2026-11-30 09:00", 0),
        ("idle", "2027-09-20 09:00", 1),
        ("idle", "2027-09-19 09:00", 0),
        ("unmatched", "2026-11-30 09:00", 1),
        ("claimed", "2026-11-30 09:00", 0),
        ("closed", "2026-11-30 09:00", 0),
    ],
)
def test_what_the_list_of_subsidies_watches(code, today, found, open_page, clock_at, people, subsidy):
    clock_at(today)
    assert len(open_page(people.officer, "/desk/funds/", watch=code).all("tbody tr")) == found


def test_a_strangers_money_is_not_there(open_page, people, studio, subsidy):
    row = pay_out(subsidy, "300")
    for rest in ("funds/", f"funds/{subsidy.pk}/", f"funds/{subsidy.pk}/spend/", f"expenses/{row.pk}/voucher/"):
        assert open_page(people.other_secretary, of("studio", studio, rest)).status == 404
        assert open_page(people.other_county, of("desk", studio, rest)).status == 404


def test_one_approval_for_many_studios_is_previewed_then_entered(send, people, studio):
    ids = sorted(Studio.objects.values_list("pk", flat=True))
    facts = {
        "selected": ids,
        "step": "preview",
        "approval_number": "云工财〔2026〕7号",
        "source": "city",
        "budget_line": "创新补助",
        "amount": "30000",
        "matching_ratio": "0.5",
        "paid_on": "2026-11-02",
        "spend_by": "2027-11-01",
    }
    assert send(people.officer, "/desk/funds/grant/", selected=ids).all("h1") == ["批量登记补助"]
    missing = send(people.officer, "/desk/funds/grant/", facts)
    assert "请上传拨款凭证" in missing.text
    preview = send(people.officer, "/desk/funds/grant/", facts, voucher=paper("拨款.pdf"))
    assert ("60,000.00" in preview.text, Subsidy.objects.count()) == (True, 0)
    kept = preview.values("grant")
    entered = send(people.officer, "/desk/funds/grant/", {**kept, "step": "enter", f"amount_{studio.pk}": "50000"})
    assert (entered.status, sorted(Subsidy.objects.values_list("amount_fen", flat=True))) == (
        200,
        [3_000_000, 5_000_000],
    )
    again = send(people.officer, "/desk/funds/grant/", {**kept, "step": "enter"})
    assert ("这笔补助已经登记过" in again.text, Subsidy.objects.count()) == (True, 2)
    stolen = send(people.officer, "/desk/funds/grant/", {**kept, "step": "enter", "voucher_id": "1"})
    assert "请上传拨款凭证" in stolen.text
    assert send(people.county, "/desk/funds/grant/", selected=ids).status == 403
