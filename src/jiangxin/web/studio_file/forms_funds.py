"""The forms of a studio's money. Amounts are exact decimals in yuan; every one comes with its voucher."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock
from jiangxin.studios.enums import Purse, SubsidySource
from jiangxin.studios.subsidy_use import allowed_uses
from jiangxin.web.studio_file.forms_file import DayField, ProofField, text_area

_A_YEAR = timedelta(days=364)


class YuanField(forms.DecimalField):
    """An amount in yuan, to the fen."""

    def __init__(self, **facts: Any) -> None:
        given = {"max_digits": 12, "decimal_places": 2, "min_value": Decimal("0.01"), **facts}
        super().__init__(**given)
        self.widget.attrs.setdefault("inputmode", "decimal")


def voucher_field(label: Any) -> ProofField:
    """Return the place for a voucher, which is never optional."""
    return ProofField(
        label=label,
        required=True,
        help_text=_("没有凭证不能登记。发票、收据、回单的扫描件或照片均可。"),
    )


class ExpenseForm(forms.Form):
    """Money is spent."""

    amount = YuanField(label=_("金额（元）"))
    category = forms.ChoiceField(label=_("支出类别"))
    purpose = forms.CharField(label=_("用途"), max_length=200, help_text=_("写明买了什么、为哪个项目。"))
    payee = forms.CharField(label=_("收款方"), max_length=120)
    spent_on = DayField(label=_("支出日期"))
    purse = forms.ChoiceField(
        label=_("支出渠道"), choices=Purse.choices, widget=forms.RadioSelect, initial=Purse.SUBSIDY
    )
    voucher = voucher_field(_("凭证"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        box = self.fields["category"]
        assert isinstance(box, forms.ChoiceField)
        box.choices = [("", _("请选择")), *((use.code, use.title) for use in allowed_uses().values())]


class MatchingForm(forms.Form):
    """The host unit pays in its share."""

    amount = YuanField(label=_("到账金额（元）"))
    paid_on = DayField(label=_("到账日期"))
    voucher = voucher_field(_("到账凭证"))


class ReverseForm(forms.Form):
    """Why an expense is taken back."""

    reason = forms.CharField(label=_("冲销原因"), max_length=300, widget=text_area())


def _in_a_year() -> Any:
    return clock.today() + _A_YEAR


class GrantForm(forms.Form):
    """A subsidy as its approval tells it."""

    approval_number = forms.CharField(label=_("批准文号"), max_length=60, help_text=_("如：云工财〔2026〕5号。"))
    source = forms.ChoiceField(label=_("资金来源"), choices=SubsidySource.choices, initial=SubsidySource.CITY)
    budget_line = forms.CharField(label=_("预算科目"), max_length=120)
    amount = YuanField(label=_("补助金额（元）"))
    matching_ratio = forms.DecimalField(
        label=_("配套比例"),
        max_digits=4,
        decimal_places=2,
        min_value=0,
        max_value=10,
        initial=Decimal(1),
        help_text=_("1 表示单位按 1∶1 配套，0 表示不要求配套。"),
    )
    payee = forms.CharField(label=_("收款单位"), max_length=120)
    paid_on = DayField(label=_("拨付日期"))
    spend_by = DayField(label=_("使用期限"), initial=_in_a_year, help_text=_("过期未用完的，可以决定追回。"))
    voucher = voucher_field(_("拨款凭证"))


class BatchGrantForm(GrantForm):
    """What all subsidies of one approval have in common; the voucher is kept between its two pages."""

    field_order = ("approval_number", "source", "budget_line", "amount", "matching_ratio", "paid_on", "spend_by")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["payee"], self.fields["voucher"]
        self.fields["amount"].label = _("每个工作室的金额（元）")
        self.fields["amount"].help_text = _("下一步可以逐个修改。")


class ClawbackForm(forms.Form):
    """Money has to go back."""

    reason = forms.CharField(label=_("追回理由"), max_length=300, widget=text_area())
    document_number = forms.CharField(label=_("追回决定文号"), max_length=60)
    decided_on = DayField(label=_("决定日期"))
    due_on = DayField(label=_("应退回日期"))
    document = ProofField(label=_("追回决定文件"), required=False)


class SettleForm(forms.Form):
    """The money came back."""

    returned_on = DayField(label=_("退回日期"))
    voucher = voucher_field(_("退款凭证"))
