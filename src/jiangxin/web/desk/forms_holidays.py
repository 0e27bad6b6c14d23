"""The form of an announcement of holidays."""

from django import forms
from django.utils.translation import gettext_lazy as _

_FIRST_YEAR, _LAST_YEAR = 2020, 2100


class HolidaysForm(forms.Form):
    """An announcement: its number, and its text as it was issued."""

    document_number = forms.CharField(label=_("文号"), max_length=60, help_text=_("如：国办发明电〔2026〕7号。"))
    year = forms.IntegerField(label=_("年度"), min_value=_FIRST_YEAR, max_value=_LAST_YEAR)
    issued_on = forms.DateField(label=_("发文日期"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    text = forms.CharField(
        label=_("放假安排"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_(
            "粘贴通知全文即可；也可逐行书写，如“元旦：1月1日（周五）至3日（周日）放假，共3天。1月9日（周六）上班。”"
        ),
    )
