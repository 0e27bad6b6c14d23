"""Money that comes with a ledger keeps to the rules of domain 3.3, as money entered here does."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from jiangxin.engine.measure.money import format_yuan
from jiangxin.studios.enums import Purse
from jiangxin.studios.importing.house import Brought, House, key_of
from jiangxin.studios.importing.lines import Line
from jiangxin.studios.importing.references import once, present_ids, studio_key, texts
from jiangxin.studios.models import Expense, Subsidy, yuan
from jiangxin.studios.subsidy_use import forbidden_in


def fen(value: str) -> int:
    """Return an amount in yuan as whole fen."""
    return int(Decimal(value).scaleb(2))


def settle_subsidies(lines: Sequence[Line], _house: House, brought: Brought) -> None:
    """Subsidies: one for each approval and day of payment of a studio."""
    rows = Subsidy.objects.filter(studio__in=present_ids(lines), approval_number__in=texts(lines, "approval_number"))
    known = set(rows.values_list("studio_id", "approval_number", "paid_on"))
    for line in lines:
        if line.faults:
            continue
        paid_on = line.day("paid_on")
        parts = (studio_key(line), line.values["approval_number"], paid_on)
        once(line, brought, "subsidies", *parts, known=parts in known)
        if line.is_sound:
            key = key_of("purse", line.values["studio"], line.values["approval_number"])
            purse = [0, fen(line.values["amount"]), paid_on, line.day("spend_by")]
            brought.purses.setdefault(key, []).append(purse)


def expense_purpose(line: Line) -> str:
    """Return the purpose as it is kept: with the number of the voucher in the binder."""
    return f"{line.values['purpose']}（原凭证号{line.values['voucher_number']}）"


def settle_expenses(lines: Sequence[Line], _house: House, brought: Brought) -> None:
    """Expenses: an allowed use, within the term of one subsidy, never more than is left of it."""
    here = present_ids(lines)
    purses: dict[tuple[int, str], list[list[Any]]] = {}
    for item in Subsidy.objects.filter(studio__in=here, approval_number__in=texts(lines, "approval_number")):
        left = 0 if item.closed_on else item.amount_fen - item.spent_fen
        purses.setdefault((item.studio_id, item.approval_number), []).append(
            [item.pk, left, item.paid_on, item.spend_by]
        )
    spent = Expense.objects.filter(subsidy__studio__in=here, payee__in=texts(lines, "payee"), reversal=None)
    known = set(spent.values_list("subsidy__studio_id", "amount_fen", "spent_on", "payee", "purpose"))
    for line in lines:
        _require_allowed(line)
        if line.faults:
            continue
        studio = line.found["studio"]
        facts = (fen(line.values["amount"]), line.day("spent_on"), line.values["payee"], expense_purpose(line))
        is_known = (getattr(studio, "pk", 0), *facts) in known
        once(line, brought, "expenses", studio_key(line), *facts, known=is_known)
        if line.is_sound:
            key = key_of("purse", line.values["studio"], line.values["approval_number"])
            found = purses.get((getattr(studio, "pk", 0), line.values["approval_number"])) or brought.purses.get(key)
            _spend(line, found or [], facts[0])


def _require_allowed(line: Line) -> None:
    use = forbidden_in(line.values.get("purpose") or "")
    if use is not None:
        words = {"use": use.title}
        line.blame("purpose", "forbidden_use", _("用途属于禁止列支的“%(use)s”，不能导入。") % words)


def _spend(line: Line, purses: list[list[Any]], amount: int) -> None:
    """Take the amount from the one purse it can come from; lists of key, fen left, first and last day."""
    on = line.day("spent_on")
    assert isinstance(on, date), "required, and read without a fault"
    open_then = [purse for purse in purses if purse[2] <= on <= purse[3]]
    if not purses:
        line.blame("approval_number", "unknown_subsidy", _("这个工作室没有这个批准文号的补助，请先填入“补助资金”表。"))
    elif not open_then:
        words = {"first": purses[0][2], "last": purses[0][3]}
        message = _("支出日期不在拨付之日 %(first)s 至使用期限 %(last)s 之间。") % words
        line.blame("spent_on", "outside_the_term", message)
    elif len(open_then) > 1:
        line.blame("approval_number", "ambiguous", _("有几笔补助同用这个批准文号，无法确定从哪一笔支出。"))
    elif open_then[0][1] < amount:
        words = {"balance": format_yuan(yuan(open_then[0][1]))}
        line.blame("amount", "overdrawn", _("这笔补助的余额只有 %(balance)s 元。") % words)
    else:
        open_then[0][1] -= amount
        line.found["subsidy_id"], line.found["purse"] = open_then[0][0], Purse.SUBSIDY
