"""The subsidies of all studios an officer or an audit committee answers for, and every expense out of them."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Sum
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock
from jiangxin.core.actor import Actor, Request
from jiangxin.core.ui.listing import (
    ChoiceFilter,
    Column,
    DateRangeFilter,
    Empty,
    Kind,
    Listing,
    TextFilter,
    listing_page,
)
from jiangxin.studios.enums import Purse, SubsidySource
from jiangxin.studios.models import Expense, Subsidy, yuan
from jiangxin.studios.queries import all_expenses_for, all_subsidies_for, get_clawback_for, get_subsidy_for
from jiangxin.web.desk.views.studios.files import areas_of
from jiangxin.web.studio_file.expense_list import AMOUNT, categories
from jiangxin.web.studio_file.fund_words import IDLE, NEAR, category_of, standing_of, state_of, sums_in_words

_LEFT = Q(closed_on=None, amount_fen__gt=F("spent_fen"))


def _watched(code: str) -> Q:
    today = clock.today()
    return {
        "overdue": _LEFT & Q(spend_by__lt=today),
        "near": _LEFT & Q(spend_by__gte=today, spend_by__lte=today + NEAR),
        "idle": _LEFT & Q(paid_on__lte=today - IDLE),
        "unmatched": Q(matching_due_fen__gt=F("matched_fen"), closed_on=None),
        "claimed": Q(clawbacks__isnull=False, clawbacks__return_paid=None),
        "closed": Q(closed_on__isnull=False),
    }[code]


def _has_claim(code: str) -> Q:
    found = _watched(code)
    return Q(pk__in=Subsidy.objects.filter(found).values("pk")) if code == "claimed" else found


FUNDS: Listing[Subsidy] = Listing(
    code="desk.funds",
    title=_("补助资金"),
    lead=_("每笔补助的余额、期限和配套；过期和满一年未用完的先看。"),
    rows=all_subsidies_for,
    unit=_("笔"),
    columns=(
        Column(code="studio", label=_("工作室"), value="studio.name", sort=("studio__name", "id")),
        Column(code="unit", label=_("所在单位"), value="studio.unit_name", shown=False),
        Column(code="area", label=_("县（市、区）、产业"), value="studio.area.short_name"),
        Column(code="approval_number", label=_("批准文号"), sort=("approval_number", "id")),
        Column(code="source", label=_("资金来源"), value=lambda row: row.get_source_display(), shown=False),
        Column(code="amount", label=_("补助（元）"), kind=Kind.YUAN, value="amount", sort=("amount_fen", "id")),
        Column(code="spent", label=_("已支出（元）"), kind=Kind.YUAN, value="spent"),
        Column(code="balance", label=_("余额（元）"), kind=Kind.YUAN, value="balance"),
        Column(code="missing", label=_("还应配套（元）"), kind=Kind.YUAN, value="matching_missing"),
        Column(code="paid_on", label=_("拨付日期"), kind=Kind.DATE, sort=("paid_on", "id"), shown=False),
        Column(code="spend_by", label=_("使用期限"), kind=Kind.DATE, sort=("spend_by", "id")),
        Column(code="state", label=_("现状"), kind=Kind.STATE, value=state_of),
    ),
    filters=(
        TextFilter(
            code="q", label=_("工作室、单位或文号"), fields=("studio__name", "studio__unit_name", "approval_number")
        ),
        ChoiceFilter(
            code="watch",
            label=_("需要关注"),
            choices=(
                ("overdue", _("过期未用完")),
                ("near", _("30天内到期")),
                ("idle", _("满一年未用完")),
                ("unmatched", _("配套不足")),
                ("claimed", _("追回未到账")),
                ("closed", _("已结清")),
            ),
            where=_has_claim,
        ),
        ChoiceFilter(code="source", label=_("资金来源"), choices=SubsidySource.choices),
        ChoiceFilter(code="area", label=_("县（市、区）、产业"), choices=areas_of, field="studio__area_id"),
        DateRangeFilter(code="paid", label=_("拨付日期"), field="paid_on"),
    ),
    default_sort="spend_by",
    row_url=lambda row: reverse("desk:studio-subsidy", args=[row.studio_id, row.pk]),
    empty=Empty(_("还没有补助"), _("在工作室的“经费”页登记一笔，或在工作室列表勾选后批量登记。")),
)


def funds(request: Request) -> HttpResponseBase:
    """Show the subsidies."""
    return listing_page(request, FUNDS, template="desk/studios/funds.html", context=_sums_of(request.actor))


def _sums_of(actor: Actor) -> dict[str, object]:
    names = ("amount_fen", "spent_fen", "clawed_back_fen")
    sums = all_subsidies_for(actor).aggregate(**{name: Sum(name) for name in names})
    amount, spent, back = (sums[name] or 0 for name in names)
    return {"paid": yuan(amount), "spent": yuan(spent), "left": yuan(amount - spent - back), "back": yuan(back)}


def _asked(code: str) -> Q:
    near = F("subsidy__spend_by") - NEAR
    others = Expense.objects.filter(voucher__sha256=OuterRef("voucher__sha256"), reversal=None).exclude(
        pk=OuterRef("pk")
    )
    return {
        "reversed": Q(reversal__isnull=False),
        "claimed": Q(clawback__isnull=False),
        "near": Q(spent_on__gte=near, reversal=None),
        "large": Q(amount_fen__gte=_LARGE),
        "unproven": Q(voucher=None),
        "twice": Q(Exists(others), reversal=None),
    }[code]


_LARGE = 1_000_000
"""Ten thousand yuan in fen: above it an auditor looks at the contract as well."""

EXPENSES: Listing[Expense] = Listing(
    code="desk.expenses",
    title=_("支出明细（经审）"),
    lead=_("每笔支出都有凭证，点开即看。筛选后可以导出，导出会留下记录。"),
    rows=all_expenses_for,
    unit=_("笔"),
    columns=(
        Column(code="spent_on", label=_("日期"), kind=Kind.DATE, sort=("spent_on", "id")),
        Column(code="studio", label=_("工作室"), value="subsidy.studio.name"),
        Column(code="area", label=_("县（市、区）、产业"), value="subsidy.studio.area.short_name", shown=False),
        Column(code="approval", label=_("批准文号"), value="subsidy.approval_number", shown=False),
        Column(code="purpose", label=_("用途")),
        Column(code="category", label=_("类别"), value=category_of, sort=("category", "id")),
        AMOUNT,
        Column(code="purse", label=_("支出渠道"), value=lambda row: row.get_purse_display(), shown=False),
        Column(code="payee", label=_("收款方")),
        Column(
            code="voucher",
            label=_("凭证"),
            value="voucher.name",
            link=lambda row: reverse("desk:expense-voucher", args=[row.subsidy.studio_id, row.pk]),
        ),
        Column(code="state", label=_("状态"), kind=Kind.STATE, value=standing_of),
        Column(code="spend_by", label=_("使用期限"), kind=Kind.DATE, value="subsidy.spend_by", shown=False),
        Column(code="entered_at", label=_("登记时间"), kind=Kind.MOMENT, sort=("entered_at", "id"), shown=False),
        Column(
            code="entered_by",
            label=_("登记人"),
            value=lambda row: row.entered_by.person.name if row.entered_by else "",
            shown=False,
        ),
    ),
    filters=(
        TextFilter(
            code="q",
            label=_("工作室、用途、收款方或文号"),
            fields=("subsidy__studio__name", "purpose", "payee", "subsidy__approval_number"),
        ),
        ChoiceFilter(
            code="ask",
            label=_("审计关注"),
            choices=(
                ("unproven", _("没有凭证")),
                ("twice", _("同一凭证用于几笔")),
                ("near", _("期限前30天内支出")),
                ("large", _("单笔1万元以上")),
                ("reversed", _("已冲销")),
                ("claimed", _("违规追回")),
            ),
            where=_asked,
        ),
        ChoiceFilter(code="category", label=_("类别"), choices=categories),
        ChoiceFilter(code="purse", label=_("支出渠道"), choices=Purse.choices),
        ChoiceFilter(
            code="area",
            label=_("县（市、区）、产业"),
            choices=areas_of,
            field="subsidy__studio__area_id",
        ),
        DateRangeFilter(code="spent", label=_("日期"), field="spent_on"),
    ),
    default_sort="-spent_on",
    row_url=lambda row: reverse("desk:studio-expense", args=[row.subsidy.studio_id, row.pk]),
    empty=Empty(_("还没有支出"), _("工作室登记支出后列在这里。")),
)


def expenses(request: Request) -> HttpResponseBase:
    """Show every expense, with what was spent by category."""
    rows: QuerySet[Expense] = all_expenses_for(request.actor).filter(reversal=None).order_by("category")
    sums = rows.values_list("category").annotate(fen=Sum("amount_fen"))
    context = {
        "sums": sums_in_words({category: yuan(fen) for category, fen in sums}),
        "address": reverse("desk:expenses"),
    }
    return listing_page(request, EXPENSES, template="desk/studios/expenses.html", context=context)


def subsidy(request: Request, subsidy_id: int) -> HttpResponse:
    """Lead to a subsidy's page, for errands that know its number only."""
    found = get_subsidy_for(request.actor, subsidy_id)
    return redirect("desk:studio-subsidy", found.studio_id, found.pk)


def clawback(request: Request, clawback_id: int) -> HttpResponse:
    """Lead to the subsidy a claim belongs to."""
    found = get_clawback_for(request.actor, clawback_id)
    address = reverse("desk:studio-subsidy", args=[found.subsidy.studio_id, found.subsidy_id])
    return redirect(f"{address}#claims")
