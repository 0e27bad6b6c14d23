"""The subsidies a studio ever got, as a list: filtered, sorted and exported like every other."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from jiangxin.core.actor import Request
from jiangxin.core.ui.listing import ChoiceFilter, Column, DateRangeFilter, Empty, Kind, Listing, TextFilter
from jiangxin.studios.enums import SubsidySource
from jiangxin.studios.models import Studio, Subsidy, yuan
from jiangxin.studios.queries import subsidies_for
from jiangxin.web.studio_file.frame import at
from jiangxin.web.studio_file.fund_words import state_of


def subsidy_list(request: Request, studio: Studio) -> Listing[Subsidy]:
    """Return the list of a studio's subsidies for a face."""
    return Listing(
        code="studios.subsidies",
        title=_("补助"),
        unit=_("笔"),
        rows=partial(subsidies_for, studio=studio),
        columns=(
            Column(code="approval_number", label=_("批准文号"), sort=("approval_number", "id")),
            Column(code="source", label=_("资金来源"), value=lambda row: row.get_source_display()),
            Column(
                code="amount",
                label=_("补助金额（元）"),
                kind=Kind.YUAN,
                value=lambda row: yuan(row.amount_fen),
                sort=("amount_fen", "id"),
            ),
            Column(code="balance", label=_("余额（元）"), kind=Kind.YUAN),
            Column(code="paid_on", label=_("拨付日期"), kind=Kind.DATE, sort=("paid_on", "id")),
            Column(code="spend_by", label=_("使用期限"), kind=Kind.DATE, sort=("spend_by", "id")),
            Column(code="budget_line", label=_("预算科目"), shown=False),
            Column(code="payee", label=_("收款单位"), shown=False),
            Column(
                code="voucher",
                label=_("凭证"),
                value="voucher.name",
                link=lambda row: at(request, "subsidy-voucher", studio.pk, row.pk),
            ),
            Column(code="state", label=_("状态"), kind=Kind.STATE, value=state_of),
        ),
        filters=(
            TextFilter(code="q", label=_("批准文号或预算科目"), fields=("approval_number", "budget_line")),
            ChoiceFilter(code="source", label=_("资金来源"), choices=SubsidySource.choices),
            DateRangeFilter(code="paid", label=_("拨付日期"), field="paid_on"),
        ),
        default_sort="-paid_on",
        row_url=lambda row: at(request, "studio-subsidy", studio.pk, row.pk),
        empty=Empty(_("还没有补助资金"), _("市总工会登记拨付的补助后，余额、期限和支出都在这里。")),
    )
