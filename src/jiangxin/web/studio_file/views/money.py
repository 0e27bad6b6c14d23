"""A studio's money: its subsidies, what was spent of each, and entering, paying in and reversing."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from jiangxin.core.actor import Actor, Request
from jiangxin.core.files.serve import send
from jiangxin.core.refusal import NotFound
from jiangxin.core.ui.amounts import in_yuan
from jiangxin.core.ui.listing import listing_page
from jiangxin.core.ui.parts import Fact
from jiangxin.studios.gate import file_for
from jiangxin.studios.models import Clawback, Expense, Studio, Subsidy, yuan
from jiangxin.studios.policies import may_grant_subsidy, may_keep_file, may_settle_subsidy
from jiangxin.studios.queries import (
    clawbacks_of,
    get_expense_for,
    get_subsidy_for,
    payments_of,
    spent_by_category,
    subsidies_for,
)
from jiangxin.studios.services import pay_matching, reverse_expense, spend
from jiangxin.studios.subsidy_use import allowed_uses, forbidden_uses
from jiangxin.web.studio_file.answering import ask
from jiangxin.web.studio_file.expense_list import expense_list, studio_expense_list
from jiangxin.web.studio_file.forms_funds import ExpenseForm, MatchingForm, ReverseForm
from jiangxin.web.studio_file.frame import at, face_of, frame
from jiangxin.web.studio_file.fund_words import category_of, standing_of, state_of, sums_in_words
from jiangxin.web.studio_file.subsidy_list import subsidy_list


def funds(request: Request, studio_id: int) -> HttpResponse:
    """Show a studio's subsidies with what is left, missing and due."""
    studio = file_for(request.actor, studio_id)
    rows = list(subsidies_for(request.actor, studio))
    keeps = bool(may_keep_file(actor=request.actor, studio=studio))
    context = {
        **frame(request, studio, "studio-funds"),
        "rows": [(row, state_of(row)) for row in reversed(rows)],
        "keeps": keeps,
        "grants": face_of(request) == "desk" and bool(may_grant_subsidy(actor=request.actor, studio=studio)),
        "balance": sum((row.balance for row in rows), yuan(0)),
        "missing": sum((row.matching_missing for row in rows), yuan(0)),
        "spent": sum((row.spent for row in rows), yuan(0)),
    }
    return render(request, "studios/funds.html", context)


def subsidy(request: Request, studio_id: int, subsidy_id: int) -> HttpResponseBase:
    """Show one subsidy with its expenses, payments and claims."""
    studio, found = of_studio(request.actor, studio_id, subsidy_id)
    is_open = found.closed_on is None and bool(may_keep_file(actor=request.actor, studio=studio))
    settles = face_of(request) == "desk" and bool(may_settle_subsidy(actor=request.actor))
    context = {
        **frame(request, studio, "studio-funds"),
        "subsidy": found,
        "state": state_of(found),
        "facts": _facts(request, found),
        "payments": payments_of(request.actor, found),
        "clawbacks": clawbacks_of(request.actor, found),
        "sums": sums_in_words(spent_by_category(request.actor, found)),
        "keeps": is_open,
        "settles": settles,
        "claims": settles and found.closed_on is None and found.balance > 0,
    }
    return listing_page(request, expense_list(request, found), template="studios/subsidy.html", context=context)


def _facts(request: Request, found: Subsidy) -> list[Fact]:
    voucher = at(request, "subsidy-voucher", found.studio_id, found.pk)
    facts = [
        Fact(_("批准文号"), found.approval_number),
        Fact(_("资金来源"), found.get_source_display(), note=found.budget_line),
        Fact(_("收款单位"), found.payee),
        Fact(_("拨付日期"), found.paid_on, url=voucher, note=_("拨款凭证")),
        Fact(_("使用期限"), found.spend_by),
        Fact(_("应配套"), _("%(amount)s 元") % {"amount": in_yuan(yuan(found.matching_due_fen))}),
        Fact(_("已配套"), _("%(amount)s 元") % {"amount": in_yuan(yuan(found.matched_fen))}),
        Fact(_("配套结余"), _("%(amount)s 元") % {"amount": in_yuan(found.matching_balance)}),
    ]
    if found.closed_on:
        back = _("%(amount)s 元") % {"amount": in_yuan(yuan(found.clawed_back_fen))}
        facts.append(Fact(_("结清日期"), found.closed_on, note=_("结余决定追回，不能再支出")))
        facts.append(Fact(_("追回结余"), back))
    return facts


def subsidies(request: Request, studio_id: int) -> HttpResponseBase:
    """List every subsidy a studio got."""
    studio = file_for(request.actor, studio_id)
    context = frame(request, studio, "studio-funds")
    return listing_page(request, subsidy_list(request, studio), template="studios/ledger/works.html", context=context)


def expenses(request: Request, studio_id: int) -> HttpResponseBase:
    """List everything a studio spent."""
    studio = file_for(request.actor, studio_id)
    context = frame(request, studio, "studio-funds")
    listing = studio_expense_list(request, studio)
    return listing_page(request, listing, template="studios/ledger/works.html", context=context)


def spend_it(request: Request, studio_id: int, subsidy_id: int) -> HttpResponse:
    """Ask for an expense and enter it."""
    studio, found = of_studio(request.actor, studio_id, subsidy_id)
    may_keep_file(actor=request.actor, studio=studio).require()
    return ask(
        request,
        studio,
        ExpenseForm(request.POST or None, request.FILES or None),
        deed=lambda data: spend(actor=request.actor, subsidy=found, **data),
        words=_("支出已登记。"),
        page={
            **page_of(request, found, _("登记支出")),
            "told": (
                Fact(_("余额"), _("%(amount)s 元") % {"amount": in_yuan(found.balance)}),
                Fact(_("使用期限"), found.spend_by),
                Fact(_("可以用于"), "、".join(use.title for use in allowed_uses().values()), wide=True),
                Fact(_("不得用于"), "、".join(use.title for use in forbidden_uses().values()), wide=True),
            ),
        },
    )


def match(request: Request, studio_id: int, subsidy_id: int) -> HttpResponse:
    """Ask for what the host unit paid in, and enter it."""
    studio, found = of_studio(request.actor, studio_id, subsidy_id)
    may_keep_file(actor=request.actor, studio=studio).require()
    return ask(
        request,
        studio,
        MatchingForm(request.POST or None, request.FILES or None),
        deed=lambda data: pay_matching(actor=request.actor, subsidy=found, **data),
        words=_("配套资金已登记。"),
        page={
            **page_of(request, found, _("登记配套到账")),
            "told": (Fact(_("还应配套"), _("%(amount)s 元") % {"amount": in_yuan(found.matching_missing)}),),
        },
    )


def expense(request: Request, studio_id: int, expense_id: int) -> HttpResponse:
    """Show one expense with its voucher, and what can be done about it."""
    studio, row = expense_of(request.actor, studio_id, expense_id)
    clawback: Clawback | None = getattr(row, "clawback", None)
    reversal = getattr(row, "reversal", None)
    settles = face_of(request) == "desk" and bool(may_settle_subsidy(actor=request.actor))
    keeps = bool(may_keep_file(actor=request.actor, studio=studio)) and row.subsidy.closed_on is None
    context = {
        **frame(request, studio, "studio-funds"),
        "expense": row,
        "state": standing_of(row),
        "reversal": reversal,
        "clawback": clawback,
        "facts": _expense_facts(request, row),
        "reverses": keeps and not reversal and not clawback,
        "claims": settles and not reversal and not clawback,
    }
    return render(request, "studios/expense.html", context)


def _expense_facts(request: Request, row: Expense) -> list[Fact]:
    back = at(request, "studio-subsidy", row.subsidy.studio_id, row.subsidy_id)
    voucher = at(request, "expense-voucher", row.subsidy.studio_id, row.pk)
    return [
        Fact(_("金额"), _("%(amount)s 元") % {"amount": in_yuan(yuan(row.amount_fen))}),
        Fact(_("用途"), row.purpose, wide=True),
        Fact(_("类别"), category_of(row)),
        Fact(_("支出渠道"), row.get_purse_display()),
        Fact(_("支出日期"), row.spent_on),
        Fact(_("收款方"), row.payee),
        Fact(_("凭证"), row.voucher.name, url=voucher),
        Fact(_("补助"), row.subsidy.approval_number, url=back),
        Fact(_("登记"), row.entered_at, note=row.entered_by.person.name if row.entered_by else ""),
    ]


def reverse(request: Request, studio_id: int, expense_id: int) -> HttpResponse:
    """Ask why an expense is taken back, and reverse it."""
    studio, row = expense_of(request.actor, studio_id, expense_id)
    may_keep_file(actor=request.actor, studio=studio).require()
    return ask(
        request,
        studio,
        ReverseForm(request.POST or None),
        deed=lambda data: reverse_expense(actor=request.actor, expense=row, reason=data["reason"]),
        words=_("已冲销，金额回到余额。"),
        page={
            **page_of(request, row.subsidy, _("冲销支出")),
            "told": _expense_facts(request, row)[:3],
            "consequences": (
                _("这笔支出和凭证仍然保留，注明已冲销和原因。"),
                _("金额回到余额；冲销只能办理一次，不能撤回。"),
            ),
        },
    )


def expense_voucher(request: Request, studio_id: int, expense_id: int) -> HttpResponseBase:
    """Give the voucher of an expense."""
    return send(expense_of(request.actor, studio_id, expense_id)[1].voucher)


def subsidy_voucher(request: Request, studio_id: int, subsidy_id: int) -> HttpResponseBase:
    """Give the voucher of a subsidy's payment."""
    return send(of_studio(request.actor, studio_id, subsidy_id)[1].voucher)


def paper(request: Request, studio_id: int, subsidy_id: int, kind: str, row_id: int) -> HttpResponseBase:
    """Give the voucher of a payment or return, or the document of a claim."""
    _studio, found = of_studio(request.actor, studio_id, subsidy_id)
    papers: dict[str, dict[int, Any]] = {
        "payment": {row.pk: row.voucher for row in payments_of(request.actor, found)},
        "claim": {row.pk: row.document for row in clawbacks_of(request.actor, found)},
        "return": {
            row.pk: row.return_paid.voucher
            for row in clawbacks_of(request.actor, found)
            if getattr(row, "return_paid", None)
        },
    }
    stored = papers.get(kind, {}).get(row_id)
    if stored is None:
        raise NotFound
    return send(stored)


def of_studio(actor: Actor, studio_id: int, subsidy_id: int) -> tuple[Studio, Subsidy]:
    """Return a studio and one subsidy of it."""
    found = get_subsidy_for(actor, subsidy_id)
    if found.studio_id != studio_id:
        raise NotFound
    return found.studio, found


def expense_of(actor: Actor, studio_id: int, expense_id: int) -> tuple[Studio, Expense]:
    """Return a studio and one expense of one of its subsidies."""
    row = get_expense_for(actor, expense_id)
    if row.subsidy.studio_id != studio_id:
        raise NotFound
    return row.subsidy.studio, row


def page_of(request: Request, found: Subsidy, title: Any) -> dict[str, Any]:
    """Return what the form page about a subsidy shows; it leads back to the subsidy."""
    return {
        "title": title,
        "act_label": title,
        "lead": found.approval_number,
        "back_url": at(request, "studio-subsidy", found.studio_id, found.pk),
        "back_label": _("经费"),
        "current": "studio-funds",
    }
