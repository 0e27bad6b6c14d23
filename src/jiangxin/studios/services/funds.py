"""Subsidies come in, expenses go out: with a voucher each, for allowed uses, never more than there is (domain 3.3)."""

from datetime import date
from decimal import Decimal

from django.db.models import F
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor
from jiangxin.core.models import StoredFile
from jiangxin.core.refusal import Problem, Refusal, Text
from jiangxin.core.service import service
from jiangxin.engine.measure.money import format_yuan
from jiangxin.studios import policies
from jiangxin.studios.enums import Purse, SubsidySource
from jiangxin.studios.models import Clawback, Expense, ExpenseReversal, MatchingPayment, Studio, Subsidy
from jiangxin.studios.periods import lock, require_past
from jiangxin.studios.proofs import Proof, kept
from jiangxin.studios.services.twice import refuse_twice
from jiangxin.studios.subsidy_use import allowed_uses, forbidden_in, forbidden_uses, word_in

_LARGEST = Decimal("9999999999.99")  # a hundred million times a hundred: far above any subsidy seen


@service("studios.grant_subsidy", about="studio")
def grant_subsidy(
    *,
    actor: Actor,
    studio: Studio,
    source: SubsidySource,
    budget_line: str,
    approval_number: str,
    amount: Decimal,
    payee: str,
    paid_on: date,
    spend_by: date,
    voucher: Proof,
    matching_ratio: Decimal = Decimal(1),
) -> Subsidy:
    """Enter a subsidy that was paid; the host unit owes `matching_ratio` of it (domain 2.6: one to one)."""
    locked = lock(studio)
    policies.may_grant_subsidy(actor=actor, studio=locked).require()
    require_past("paid_on", paid_on)
    if spend_by < paid_on:
        raise _refusal("spend_by", "ends_before_start", _("使用期限早于拨付日期。"))
    facts = {"budget_line": budget_line, "approval_number": approval_number, "payee": payee}
    facts = {path: _required(path, text) for path, text in facts.items()}
    if Subsidy.objects.filter(studio=locked, approval_number=facts["approval_number"], paid_on=paid_on).exists():
        raise _refusal("approval_number", "entered_already", _("这笔补助已经登记过。"))
    fen = _fen("amount", amount)
    subsidy = Subsidy.objects.create(
        studio=locked,
        source=source,
        amount_fen=fen,
        matching_due_fen=int((fen * matching_ratio).to_integral_value()),
        paid_on=paid_on,
        spend_by=spend_by,
        voucher=_with_voucher(actor, voucher),
        entered_by_id=actor.account_id,
        entered_at=clock.now(),
        **facts,
    )
    after = {**facts, "studio": locked.pk, "amount": amount, "paid_on": paid_on, "spend_by": spend_by}
    journal.record(actor=actor, act="studios.grant_subsidy", obj=subsidy, after=after)
    return subsidy


@service("studios.pay_matching", about="subsidy")
def pay_matching(*, actor: Actor, subsidy: Subsidy, amount: Decimal, paid_on: date, voucher: Proof) -> MatchingPayment:
    """Enter what the host unit paid in as its share; more than it owes is welcome."""
    locked = _lock(subsidy)
    policies.may_keep_file(actor=actor, studio=locked.studio).require()
    _require_open(locked)
    require_past("paid_on", paid_on)
    fen = _fen("amount", amount)
    same = MatchingPayment.objects.filter(subsidy=locked, amount_fen=fen, paid_on=paid_on)
    refuse_twice(same, actor=actor, path="amount")
    payment = MatchingPayment.objects.create(
        subsidy=locked,
        amount_fen=fen,
        paid_on=paid_on,
        voucher=_with_voucher(actor, voucher),
        entered_by_id=actor.account_id,
        entered_at=clock.now(),
    )
    Subsidy.objects.filter(pk=locked.pk).update(matched_fen=F("matched_fen") + payment.amount_fen)
    after = {"amount": amount, "paid_on": paid_on}
    journal.record(actor=actor, act="studios.pay_matching", obj=locked, after=after)
    return payment


@service("studios.spend", about="subsidy")
def spend(
    *,
    actor: Actor,
    subsidy: Subsidy,
    purse: Purse,
    category: str,
    amount: Decimal,
    spent_on: date,
    payee: str,
    purpose: str,
    voucher: Proof,
) -> Expense:
    """Enter an expense. The subsidy's row is locked while its balance is read and lowered: nobody overdraws it."""
    locked = _lock(subsidy)
    policies.may_keep_file(actor=actor, studio=locked.studio).require()
    _require_open(locked)
    _require_allowed(category, purpose)
    require_past("spent_on", spent_on)
    if not locked.paid_on <= spent_on <= locked.spend_by:
        words = {"paid_on": date_format(locked.paid_on), "spend_by": date_format(locked.spend_by)}
        message = _("支出日期应在拨付之日%(paid_on)s至使用期限%(spend_by)s之间。") % words
        raise _refusal("spent_on", "outside_the_term", message)
    fen = _fen("amount", amount)
    balance = locked.balance if purse == Purse.SUBSIDY else locked.matching_balance
    if fen > int(balance.scaleb(2)):
        message = _("余额只有%(balance)s元。") % {"balance": format_yuan(balance)}
        raise _refusal("amount", "overdrawn", message)
    facts = {
        "purse": purse,
        "category": category,
        "amount_fen": fen,
        "spent_on": spent_on,
        "payee": _required("payee", payee),
        "purpose": _required("purpose", purpose, 200),
    }
    refuse_twice(Expense.objects.filter(subsidy=locked, reversal=None, **facts), actor=actor, path="purpose")
    expense = Expense.objects.create(
        subsidy=locked,
        **facts,
        voucher=_with_voucher(actor, voucher),
        entered_by_id=actor.account_id,
        entered_at=clock.now(),
    )
    _book(locked, purse, fen)
    after = {"amount": amount, "purse": purse, "category": category, "spent_on": spent_on, "expense": expense.pk}
    journal.record(actor=actor, act="studios.spend", obj=locked, after=after)
    return expense


@service("studios.reverse_expense", about="expense")
def reverse_expense(*, actor: Actor, expense: Expense, reason: str) -> ExpenseReversal:
    """Take an expense back once: the row and its voucher stay, the money returns to the balance."""
    subsidy = _lock(expense.subsidy)
    policies.may_keep_file(actor=actor, studio=subsidy.studio).require()
    _require_open(subsidy)
    reason = _required("reason", reason, 300)
    if ExpenseReversal.objects.filter(expense=expense).exists():
        raise Refusal("reversed_already", _("这笔支出已经冲销。"), _("请刷新页面查看最新情况。"))
    if Clawback.objects.filter(expense=expense).exists():
        raise Refusal("claimed_already", _("这笔支出已经决定追回，不能冲销。"), _("请联系市总工会经办人。"))
    reversal = ExpenseReversal.objects.create(
        expense=expense, reason=reason, entered_by_id=actor.account_id, entered_at=clock.now()
    )
    _book(subsidy, expense.purse, -expense.amount_fen)
    after = {"amount_fen": -expense.amount_fen, "purse": expense.purse}
    journal.record(actor=actor, act="studios.reverse_expense", obj=expense, after=after, reason=reason)
    return reversal


def _lock(subsidy: Subsidy) -> Subsidy:
    found = Subsidy.objects.select_for_update(of=("self",)).select_related("studio__unit")
    return found.get(pk=subsidy.pk)


def _book(subsidy: Subsidy, purse: str, fen: int) -> None:
    column = "spent_fen" if purse == Purse.SUBSIDY else "matched_spent_fen"
    Subsidy.objects.filter(pk=subsidy.pk).update(**{column: F(column) + fen})


def _require_open(subsidy: Subsidy) -> None:
    if subsidy.closed_on is not None:
        raise Refusal(
            "closed_already",
            _("这笔补助已于%(day)s结清，结余已决定追回，账目不再变动。") % {"day": date_format(subsidy.closed_on)},
            _("如账目确有错误，请联系市总工会经办人。"),
        )


def _require_allowed(category: str, purpose: str) -> None:
    use = forbidden_uses().get(category) or forbidden_in(purpose)
    if use:
        word = word_in(use, purpose)
        named = {"word": word, "use": use.title}
        message = (
            _("用途中写有“%(word)s”，属于“%(use)s”，补助和配套资金不得支出。") % named
            if word
            else _("“%(use)s”不在允许用途之内，补助和配套资金不得支出。") % named
        )
        problem = Problem("category" if category == use.code else "purpose", message, "forbidden_use")
        allowed = "、".join(item.title for item in allowed_uses().values())
        raise Refusal(
            "forbidden_use",
            _("这笔支出属于禁止用途，没有登记。"),
            _("按补助资金使用规定，只能用于：%(allowed)s。请从单位其他经费列支；确属允许用途的，请写清用途。")
            % {"allowed": allowed},
            problems=[problem],
        )
    if category not in allowed_uses():
        raise _refusal("category", "unknown_category", _("请从列表中选择支出类别。"))


def _fen(path: str, amount: Decimal) -> int:
    if not amount.is_finite() or not 0 < amount <= _LARGEST or amount != round(amount, 2):
        raise _refusal(path, "amount_invalid", _("金额应大于0，以元为单位，最多两位小数。"))
    return int(amount.scaleb(2))


def _with_voucher(actor: Actor, voucher: Proof) -> StoredFile:
    stored = kept(actor, voucher, "studios.voucher")
    if stored is None:
        raise _refusal("voucher", "voucher_missing", _("请上传凭证。没有凭证的金额不能登记。"))
    return stored


def _required(path: str, text: str, longest: int = 120) -> str:
    text = text.strip()
    if text and len(text) <= longest and (path != "approval_number" or len(text) <= 60):  # noqa: PLR2004  column width
        return text
    raise _refusal(path, "required", _("请填写，最多%(longest)d个字。") % {"longest": longest})


def _refusal(path: str, code: str, message: Text) -> Refusal:
    return Refusal(code, message, _("请核对后再提交。"), problems=[Problem(path, message, code)])
