"""Granting subsidies and claiming them back, at the desk of the city's officer."""

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from jiangxin.core.actor import Request
from jiangxin.core.refusal import Refusal
from jiangxin.core.ui.amounts import in_yuan
from jiangxin.core.ui.parts import Fact
from jiangxin.studios.gate import file_for
from jiangxin.studios.models import yuan
from jiangxin.studios.policies import may_grant_subsidy, may_settle_subsidy
from jiangxin.studios.queries import get_clawback_for
from jiangxin.studios.services import claw_back, grant_subsidy, settle_clawback
from jiangxin.web.studio_file.answering import ask
from jiangxin.web.studio_file.forms_funds import ClawbackForm, GrantForm, SettleForm
from jiangxin.web.studio_file.frame import at
from jiangxin.web.studio_file.views.money import expense_of, of_studio, page_of


def grant(request: Request, studio_id: int) -> HttpResponse:
    """Ask for a subsidy of one studio and enter it."""
    studio = file_for(request.actor, studio_id)
    may_grant_subsidy(actor=request.actor, studio=studio).require()
    form = GrantForm(request.POST or None, request.FILES or None, initial={"payee": studio.unit.name})
    back = at(request, "studio-funds", studio.pk)
    page = {"title": _("登记补助"), "act_label": _("登记补助"), "back_url": back, "back_label": _("经费")}
    return ask(
        request,
        studio,
        form,
        deed=lambda data: grant_subsidy(actor=request.actor, studio=studio, **data),
        words=_("补助已登记。"),
        page={**page, "current": "studio-funds"},
    )


def claim_rest(request: Request, studio_id: int, subsidy_id: int) -> HttpResponse:
    """Ask for the decision that claims what was not spent."""
    studio, found = of_studio(request.actor, studio_id, subsidy_id)
    may_settle_subsidy(actor=request.actor).require()
    if found.closed_on is not None:
        raise Refusal("closed_already", _("这笔补助已经结清。"), _("请返回补助页面查看。"))
    return ask(
        request,
        studio,
        ClawbackForm(request.POST or None, request.FILES or None),
        deed=lambda data: claw_back(actor=request.actor, subsidy=found, **data),
        words=_("已决定追回，这笔补助不能再支出。收到退款后请登记退回。"),
        page={
            **page_of(request, found, _("追回结余")),
            "told": (Fact(_("追回金额"), _("%(amount)s 元") % {"amount": in_yuan(found.balance)}),),
            "consequences": (
                _("结余全部追回，这笔补助就此结清。"),
                _("结清后不能再登记支出，也不能冲销；此事不能撤回。"),
            ),
        },
    )


def claim_expense(request: Request, studio_id: int, expense_id: int) -> HttpResponse:
    """Ask for the decision that claims a misused expense."""
    studio, row = expense_of(request.actor, studio_id, expense_id)
    may_settle_subsidy(actor=request.actor).require()
    return ask(
        request,
        studio,
        ClawbackForm(request.POST or None, request.FILES or None),
        deed=lambda data: claw_back(actor=request.actor, subsidy=row.subsidy, expense=row, **data),
        words=_("已决定追回。收到退款后请登记退回。"),
        page={
            **page_of(request, row.subsidy, _("按违规使用追回")),
            "told": (
                Fact(_("用途"), row.purpose),
                Fact(_("追回金额"), _("%(amount)s 元") % {"amount": in_yuan(yuan(row.amount_fen))}),
            ),
            "consequences": (_("这笔支出仍留在账上，注明违规追回；由单位用自有资金退回。"),),
        },
    )


def settle(request: Request, studio_id: int, clawback_id: int) -> HttpResponse:
    """Ask for the voucher of a return and enter it."""
    found = get_clawback_for(request.actor, clawback_id)
    studio, subsidy = of_studio(request.actor, studio_id, found.subsidy_id)
    may_settle_subsidy(actor=request.actor).require()
    return ask(
        request,
        studio,
        SettleForm(request.POST or None, request.FILES or None),
        deed=lambda data: settle_clawback(actor=request.actor, clawback=found, **data),
        words=_("已登记退回。"),
        page={
            **page_of(request, subsidy, _("登记退回")),
            "told": (
                Fact(_("追回决定"), found.document_number, note=found.reason),
                Fact(_("应退回"), _("%(amount)s 元") % {"amount": in_yuan(found.amount)}, note=str(found.due_on)),
            ),
        },
    )
