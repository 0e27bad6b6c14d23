"""The form of an energy factor."""

from django import forms
from django.utils.translation import gettext_lazy as _

from jiangxin.core.models import EnergyFactorKind
from jiangxin.engine.measure.energy_carriers import NATION
from jiangxin.web.desk.energy_list import area_choices, carrier_choices

_FIRST_YEAR, _LAST_YEAR = 1980, 2100
_DIGITS, _PLACES = 12, 6


class FactorForm(forms.Form):
    """A coefficient, the document it comes from, and the day it is used from."""

    carrier = forms.ChoiceField(label=_("能源品种"), choices=carrier_choices)
    kind = forms.ChoiceField(
        label=_("系数种类"),
        choices=EnergyFactorKind.choices,
        help_text=_("折标准煤的单位是千克标准煤（kgce），二氧化碳的单位是千克，都按品种后面括号里的单位计。"),
    )
    area = forms.ChoiceField(
        label=_("适用地区"), choices=area_choices, initial=NATION, help_text=_("只有电力的二氧化碳排放分地区。")
    )
    value = forms.DecimalField(label=_("系数"), max_digits=_DIGITS, decimal_places=_PLACES)
    low = forms.DecimalField(
        label=_("范围下限"),
        required=False,
        help_text=_("文件给出范围时填写；没有范围请留空。"),
        max_digits=_DIGITS,
        decimal_places=_PLACES,
    )
    high = forms.DecimalField(label=_("范围上限"), required=False, max_digits=_DIGITS, decimal_places=_PLACES)
    edition = forms.CharField(label=_("版本"), max_length=60, help_text=_("如：GB/T 2589-2020。"))
    year = forms.IntegerField(label=_("数据年份"), min_value=_FIRST_YEAR, max_value=_LAST_YEAR)
    source = forms.CharField(label=_("依据文件"), max_length=200, help_text=_("文件名称、文号、发布日期。"))
    valid_from = forms.DateField(
        label=_("启用日期"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("从这一天起计算的节能量使用它，之前的仍用原来的系数。"),
    )
    reason = forms.CharField(
        label=_("更正原因"),
        max_length=200,
        required=False,
        help_text=_("只有更正同一天启用的系数时填写。"),
    )
