"""The forms of judging on the desk: panels, experts, visits."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jiangxin.core.ui.moment_field import MomentField
from jiangxin.engine.measure.industry import SECTIONS


class PanelForm(forms.Form):
    """Settings of a panel."""

    sheets_per_entry = forms.IntegerField(label=_("每份申报评分专家数"), min_value=1, max_value=15)
    is_blind = forms.BooleanField(
        label=_("匿名评审（专家看不到姓名、单位和编号）"), required=False, help_text=_("匿名稿须核对后才能发布分配。")
    )
    due_at = MomentField(label=_("评分截止时间"), required=False)


class MembersForm(forms.Form):
    """Experts to call to a panel."""

    experts = forms.MultipleChoiceField(label=_("专家"), widget=forms.CheckboxSelectMultiple, required=False)
    most = forms.IntegerField(
        label=_("每人最多评分份数"), min_value=0, initial=0, help_text=_("填 0 表示不设上限。"), required=False
    )

    def __init__(self, *args: Any, choices: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["experts"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = list(choices)


class ExtensionForm(forms.Form):
    """A later end of scoring."""

    due_at = MomentField(label=_("新的评分截止时间"))
    reason = forms.CharField(label=_("延期原因"), max_length=300, required=False)


class ExpertForm(forms.Form):
    """An expert of the pool."""

    workplace = forms.CharField(label=_("工作单位"), max_length=120, help_text=_("写全称，系统据此核对回避关系。"))
    title = forms.CharField(label=_("职称职务"), max_length=60, required=False)
    industry_sections = forms.MultipleChoiceField(
        label=_("熟悉行业"), widget=forms.CheckboxSelectMultiple, required=False
    )
    specialities = forms.CharField(label=_("专长"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["industry_sections"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(section.code, f"{section.code} {section.zh}") for section in SECTIONS.values()]


class NewExpertForm(ExpertForm):
    """Somebody new for the pool, with an account."""

    name = forms.CharField(label=_("姓名"), max_length=60)
    resident_id = forms.CharField(
        label=_("公民身份号码"), max_length=18, required=False, help_text=_("加密保存，只用于核对回避关系。")
    )
    phone = forms.CharField(label=_("手机"), max_length=20, required=False)
    username = forms.CharField(
        label=_("登录名"), max_length=60, help_text=_("录入后显示一次起始口令，请当面交给本人。")
    )
    field_order = ("name", "workplace", "title", "industry_sections", "specialities", "resident_id", "phone")


class KnownExpertForm(ExpertForm):
    """What can change of an expert."""

    is_active = forms.BooleanField(label=_("在库"), required=False)


class VisitForm(forms.Form):
    """The plan of a visit."""

    planned_for = MomentField(label=_("考察时间"))
    place = forms.CharField(label=_("地点"), max_length=200)
    inspectors = forms.MultipleChoiceField(label=_("考察组成员"), widget=forms.CheckboxSelectMultiple, required=False)

    def __init__(self, *args: Any, choices: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["inspectors"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = list(choices)
