"""Forms about what a proposal brought and what it becomes."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jiangxin.campaigns.blueprint.proposing import BenefitRule
from jiangxin.core.actor import Actor
from jiangxin.proposals.models import Proposal
from jiangxin.studios.enums import StudioState
from jiangxin.studios.gate import files_for
from jiangxin.studios.ledger_enums import HonourLevel, ProjectKind
from jiangxin.studios.models import Studio

_DIGITS, _PLACES = 16, 6
_FIRST_YEAR, _LAST_YEAR = 2000, 2100
_DAY = {"type": "date"}


class BenefitForm(forms.Form):
    """The quantities of one way of computing, and finance's proof."""

    year = forms.IntegerField(label=_("年度"), min_value=_FIRST_YEAR, max_value=_LAST_YEAR)

    def __init__(self, *args: Any, rule: BenefitRule, again: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rule = rule
        for one in rule.quantities:
            self.fields[one.code] = forms.DecimalField(
                label=f"{one.label}（{one.unit}）" if str(one.unit) else str(one.label),
                max_digits=_DIGITS,
                decimal_places=_PLACES,
                min_value=Decimal(0),
            )
        self.fields["proven_by"] = forms.CharField(
            label=_("财务证明人"), max_length=60, help_text=_("财务部门及姓名，如：财务科 王敏。")
        )
        self.fields["proof"] = forms.FileField(label=_("财务证明"), help_text=_("盖章的扫描件或照片：PDF、JPEG、PNG。"))
        if again:
            self.fields["reason"] = forms.CharField(
                label=_("更正原因"), max_length=200, required=False, help_text=_("同一年再次登记时填写；以最新的为准。")
            )

    def quantities(self) -> dict[str, Decimal]:
        """Return the quantities by code."""
        return {one.code: self.cleaned_data[one.code] for one in self.rule.quantities}


class RewardForm(forms.Form):
    """How much, by which document."""

    amount = forms.DecimalField(label=_("奖励金额（元）"), max_digits=12, decimal_places=2, min_value=Decimal(0))
    document_number = forms.CharField(label=_("文号"), max_length=60, required=False)


class MadeProjectForm(forms.Form):
    """The project a proposal becomes, and the studio that takes it on."""

    studio = forms.ModelChoiceField(label=_("工作室"), queryset=Studio.objects.none())
    title = forms.CharField(label=_("课题名称"), max_length=120)
    kind = forms.ChoiceField(label=_("类型"), choices=ProjectKind.choices)
    level = forms.ChoiceField(label=_("立项级别"), choices=HonourLevel.choices)
    starts_on = forms.DateField(label=_("开始日期"), widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d"))
    ends_on = forms.DateField(label=_("计划完成日期"), widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d"))
    leader_name = forms.CharField(label=_("负责人"), max_length=60)

    def __init__(self, *args: Any, actor: Actor, proposal: Proposal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        studios = files_for(actor).filter(unit=proposal.unit, state=StudioState.ACTIVE).order_by("name")
        self.fields["studio"].queryset = studios  # type: ignore[attr-defined]
