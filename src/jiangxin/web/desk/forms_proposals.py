"""Forms about workers' proposals."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jiangxin.campaigns.blueprint.proposing import ProposalRules
from jiangxin.proposals.enums import Verdict


class AnswerForm(forms.Form):
    """What is answered, who carries it out, until when."""

    verdict = forms.ChoiceField(label=_("处理意见"), choices=Verdict.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("答复"), max_length=1000, widget=forms.Textarea, help_text=_("建议人会看到这段话，请说明理由。")
    )
    reason_code = forms.ChoiceField(label=_("不采纳、暂存的理由"), required=False, help_text=_("采纳和试行的不选。"))
    owner = forms.CharField(label=_("落实人"), max_length=60, required=False, help_text=_("采纳、试行的须填。"))
    due_on = forms.DateField(
        label=_("完成期限"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("采纳、试行的须填。"),
    )

    def __init__(self, *args: Any, rules: ProposalRules | None, verdicts: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reasons = [(reason.code, str(reason.label)) for reason in rules.reasons] if rules else []
        self.fields["reason_code"].choices = [("", _("其他")), *reasons]  # type: ignore[attr-defined]
        self.fields["verdict"].choices = [  # type: ignore[attr-defined]
            (code, label) for code, label in Verdict.choices if code in verdicts
        ]


class UseForm(forms.Form):
    """Since when it is used, and what came of it."""

    used_on = forms.DateField(
        label=_("投入使用日期"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    effect = forms.CharField(label=_("使用情况和效果"), max_length=1000, widget=forms.Textarea)
