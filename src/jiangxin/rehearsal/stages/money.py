"""A studio's money: the city grants, the unit matches, the studio spends; what is forbidden or too much is refused."""

from decimal import Decimal

from jiangxin.rehearsal.browser import Page, at
from jiangxin.rehearsal.papers import pdf
from jiangxin.rehearsal.run import Run
from jiangxin.studios.models import Studio, Subsidy

GRANTED = Decimal(20000)


def grant(run: Run, studio: Studio) -> Subsidy:
    """Grant a subsidy with its voucher, and the same once more, which is refused."""
    officer = run.browser("officer")
    form = officer.open(at("desk:studio-grant", studio.pk)).form(having="approval_number")
    facts = {
        "approval_number": f"{run.shape.document_word}财〔{run.moment.year}〕{studio.pk}号",
        "budget_line": "职工创新补助",
        "amount": GRANTED,
        "matching_ratio": "0.5",
        "paid_on": f"{run.moment:%Y-%m-%d}",
        "spend_by": f"{run.moment.year + 1}-03-31",
    }
    run.expect_refusal("a subsidy without a voucher", officer.send(form, facts), "凭证")
    voucher = {"voucher": ("payment.pdf", pdf(f"payment {studio.pk}"))}
    run.expect_done("a subsidy is granted", officer.send(form, facts, voucher))
    run.expect_refusal("the same subsidy again", officer.send(form, facts, voucher))
    return Subsidy.objects.get(studio=studio)


def spend(run: Run, username: str, subsidy: Subsidy) -> None:
    """Spend for equipment; a banquet, a sum beyond the balance and an expense without a voucher are refused."""
    browser = run.browser(username)
    form = browser.open(at("studio:subsidy-spend", subsidy.studio_id, subsidy.pk)).form(having="purpose")
    facts = {
        "amount": "12345.60",
        "category": "equipment",
        "purpose": "为攻关项目购置数显量具",
        "payee": "市计量器具有限公司",
        "spent_on": f"{run.moment:%Y-%m-%d}",
    }
    voucher = {"voucher": ("invoice.pdf", pdf(f"invoice {subsidy.pk}"))}

    def tried(**changes: object) -> Page:
        return browser.send(form, {**facts, **changes}, voucher)

    run.expect_refusal("a banquet under an allowed category", tried(purpose="项目验收后宴请专家"), "宴请")
    run.expect_refusal("more than is left", tried(amount="20000.01"))
    run.expect_refusal("an expense without a voucher", browser.send(form, facts), "凭证")
    run.expect_done("the expense is entered", tried())
    run.expect_refusal("more than is left now", tried(amount="7654.41"))
    subsidy.refresh_from_db()
    run.expect("what is left of the subsidy", subsidy.balance, GRANTED - Decimal("12345.60"))
    page = run.browser("officer").open(at("desk:subsidy", subsidy.pk))
    run.expect("the city sees what is left", page.says("7,654.40"), True)
