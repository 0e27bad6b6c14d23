"""Entering that a reward an assessment promised was paid."""

from datetime import timedelta

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock
from jiangxin.core.actor import Request
from jiangxin.core.ui.amounts import in_yuan
from jiangxin.core.ui.parts import Fact
from jiangxin.studios.assessment_policies import may_pay_reward
from jiangxin.studios.queries.rectifications import get_reward_for
from jiangxin.studios.services import pay_reward
from jiangxin.web.studio_file.answering import ask
from jiangxin.web.studio_file.forms_file import DayField
from jiangxin.web.studio_file.forms_funds import voucher_field
from jiangxin.web.studio_file.frame import at

_A_YEAR = timedelta(days=364)


class RewardForm(forms.Form):
    """The payment as its approval tells it; the amount is the promised one."""

    approval_number = forms.CharField(label=_("批准文号"), max_length=60, help_text=_("如：云工财〔2026〕5号。"))
    budget_line = forms.CharField(label=_("预算科目"), max_length=120)
    payee = forms.CharField(label=_("收款单位"), max_length=120)
    paid_on = DayField(label=_("拨付日期"))
    spend_by = DayField(label=_("使用期限"), initial=lambda: clock.today() + _A_YEAR)
    voucher = voucher_field(_("拨款凭证"))


def reward(request: Request, reward_id: int) -> HttpResponse:
    """Ask for the payment of a reward and enter it among the studio's money."""
    found = get_reward_for(request.actor, reward_id)
    may_pay_reward(actor=request.actor, reward=found).require()
    initial = {"payee": found.studio.unit.name, "budget_line": _("工作室考核奖励")}
    return ask(
        request,
        found.studio,
        RewardForm(request.POST or None, request.FILES or None, initial=initial),
        deed=lambda data: pay_reward(actor=request.actor, reward=found, **data),
        words=_("奖励已登记拨付，计入工作室的补助资金。"),
        page={
            "title": _("登记拨付考核奖励"),
            "act_label": _("登记拨付"),
            "back_url": at(request, "studio-funds", found.studio_id),
            "back_label": _("经费"),
            "current": "studio-funds",
            "told": (
                Fact(_("考核"), str(found.outcome), note=found.outcome.document_number),
                Fact(
                    _("奖励金额"),
                    _("%(amount)s 元") % {"amount": in_yuan(found.amount)},
                    url=reverse("desk:studio-rectifications", args=[found.studio_id]),
                ),
            ),
        },
    )
