"""Forms about proposals in use."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jiangxin.proposals.enums import Finding


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class LookForm(forms.Form):
    """What was found, when, in words."""

    finding = forms.ChoiceField(label=_("回访结果"), choices=Finding.choices, widget=forms.RadioSelect)
    looked_on = forms.DateField(label=_("回访日期"), widget=_day())
    words = forms.CharField(
        label=_("回访情况"),
        max_length=1000,
        widget=forms.Textarea,
        help_text=_("现在谁在用、用得怎么样、效果和当初比如何。建议人会看到这段话。"),
    )

    def __init__(self, *args: Any, findings: list[Finding], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["finding"].choices = [(one.value, one.label) for one in findings]  # type: ignore[attr-defined]


class OfferForm(forms.Form):
    """What another unit has to know."""

    summary = forms.CharField(
        label=_("要点"),
        max_length=500,
        widget=forms.Textarea,
        help_text=_("别的单位照着做要知道什么：适用的设备、要花多少钱、要注意什么。"),
    )
    contact = forms.CharField(label=_("联系人"), max_length=60, help_text=_("向谁请教，怎么联系。"))
