"""The expenses of one subsidy, or of a studio, as a list: filtered, sorted and exported like every other."""

from collections.abc import Callable
from functools import partial

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from jiangxin.core.actor import Actor, Request
from jiangxin.core.ui.listing import (
    ChoiceFilter,
    Column,
    DateRangeFilter,
    Empty,
    Kind,
    Listing,
    TextFilter,
    YesNoFilter,
)
from jiangxin.studios.enums import Purse
from jiangxin.studios.models import Expense, Studio, Subsidy, yuan
from jiangxin.studios.queries import all_expenses_for, expenses_of
from jiangxin.studios.subsidy_use import allowed_uses
from jiangxin.web.studio_file.frame import at
from jiangxin.web.studio_file.fund_words import category_of, standing_of

AMOUNT: Column[Expense] = Column(
    code="amount",
    label=_("金额（元）"),
    kind=Kind.YUAN,
    value=lambda row: yuan(row.amount_fen),
    sort=("amount_fen", "id"),
)


def categories(_actor: object = None) -> list[tuple[str, str]]:
    """Return the categories of the rule table in the reader's language."""
    return [(use.code, use.title) for use in allowed_uses().values()]


def expense_list(request: Request, subsidy: Subsidy) -> Listing[Expense]:
    """Return the list of one subsidy's expenses for a face."""
    return _listing(request, subsidy.studio, lambda actor: expenses_of(actor, subsidy), "studios.expenses", ())


def studio_expense_list(request: Request, studio: Studio) -> Listing[Expense]:
    """Return the list of everything a studio spent, out of all its subsidies."""
    number: Column[Expense] = Column(
        code="subsidy",
        label=_("补助批文号"),
        value="subsidy.approval_number",
        link=lambda row: at(request, "studio-subsidy", studio.pk, row.subsidy_id),
    )
    rows = partial(_rows_of, studio)
    return _listing(request, studio, rows, "studios.all_expenses", (number,))


def _rows_of(studio: Studio, actor: Actor) -> QuerySet[Expense]:
    return all_expenses_for(actor).filter(subsidy__studio=studio)


def _listing(
    request: Request,
    studio: Studio,
    rows: Callable[[Actor], QuerySet[Expense]],
    code: str,
    more: tuple[Column[Expense], ...],
) -> Listing[Expense]:
    return Listing(
        code=code,
        title=_("支出"),
        unit=_("笔"),
        rows=rows,
        columns=(
            Column(code="spent_on", label=_("日期"), kind=Kind.DATE, sort=("spent_on", "id")),
            Column(code="purpose", label=_("用途")),
            Column(code="category", label=_("类别"), value=category_of, sort=("category", "id")),
            AMOUNT,
            Column(code="purse", label=_("支出渠道"), value=lambda row: row.get_purse_display()),
            Column(code="payee", label=_("收款方"), shown=False),
            Column(
                code="voucher",
                label=_("凭证"),
                value="voucher.name",
                link=lambda row: at(request, "expense-voucher", studio.pk, row.pk),
            ),
            *more,
            Column(code="state", label=_("状态"), kind=Kind.STATE, value=standing_of),
            Column(code="entered_at", label=_("登记时间"), kind=Kind.MOMENT, shown=False),
        ),
        filters=(
            TextFilter(code="q", label=_("用途或收款方"), fields=("purpose", "payee")),
            ChoiceFilter(code="category", label=_("类别"), choices=categories),
            ChoiceFilter(code="purse", label=_("支出渠道"), choices=Purse.choices),
            DateRangeFilter(code="spent", label=_("日期"), field="spent_on"),
            YesNoFilter(code="reversed", label=_("已冲销"), condition=Q(reversal__isnull=False)),
        ),
        default_sort="-spent_on",
        row_url=lambda row: at(request, "studio-expense", studio.pk, row.pk),
        empty=Empty(_("还没有支出"), _("登记支出后，余额和按类别合计会随之更新。")),
    )
