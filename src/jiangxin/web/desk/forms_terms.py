"""The form of the term of one thing that is asked."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jiangxin.orgs.models.term import MOST_DAYS, MOST_GRACE
from jiangxin.orgs.terms import Term
from jiangxin.web.studio_file.forms_file import DayField


class TermForm(forms.Form):
    """Working days to do it in, when it is brought before the next duty, from when on and by which document."""

    days = forms.IntegerField(
        label=_("期限（工作日）"),
        min_value=1,
        max_value=MOST_DAYS,
        help_text=_("从收到的第二天起算，放假和调休照工作日历。"),
    )
    escalates = forms.BooleanField(label=_("逾期提请上一级督办"), required=False)
    grace = forms.IntegerField(
        label=_("逾期几个工作日提请督办"),
        min_value=1,
        max_value=MOST_GRACE,
        help_text=_("再逾期同样天数，提请更上一级。"),
    )
    since = DayField(label=_("施行日期"), help_text=_("今天或以后。已经发出的待办，期限不变。"))
    basis = forms.CharField(
        label=_("依据文件"), max_length=100, help_text=_("文号，或会议名称和日期，如：锦工发〔2026〕8号。")
    )

    def __init__(self, *args: Any, standing: Term, **facts: Any) -> None:
        """Begin with the term that is `standing`."""
        began = {"days": standing.days, "grace": standing.grace, "escalates": standing.escalates}
        super().__init__(*args, **{"initial": began, **facts})
