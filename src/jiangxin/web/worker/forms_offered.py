"""Forms about what was proposed elsewhere and is used here."""

from django import forms
from django.utils.translation import gettext_lazy as _


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class TakeoverForm(forms.Form):
    """Since when a unit uses it, and how it goes."""

    since = forms.DateField(label=_("采用日期"), widget=_day())
    effect = forms.CharField(
        label=_("采用情况"), max_length=500, widget=forms.Textarea, help_text=_("用在哪里、效果怎样、做了哪些调整。")
    )


class GiveUpForm(forms.Form):
    """Since when a unit does not use it any more, and why."""

    ended_on = forms.DateField(label=_("停用日期"), widget=_day())
    reason = forms.CharField(label=_("停用原因"), max_length=200)
