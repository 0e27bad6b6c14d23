"""Forms of a call's settings."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jiangxin.campaigns.models import Blueprint, Call, Quota, Stage
from jiangxin.core import clock
from jiangxin.core.ui.moment_field import MomentField
from jiangxin.orgs.models import Organisation

MOST_SEATS = 10_000


class NewCallForm(forms.Form):
    """What a call begins with."""

    blueprint = forms.ModelChoiceField(
        Blueprint.objects.none(),
        label=_("活动方案"),
        help_text=_("只列出已发布的方案；内容在此时定稿，不再随方案改动。"),
    )
    title = forms.CharField(label=_("通知标题"), max_length=120)
    year = forms.IntegerField(label=_("年度"), min_value=2000, max_value=2100)
    starts_at = MomentField(label=_("申报开始"), help_text=_("各阶段时间据此按中国工作日历推算，之后可逐项调整。"))

    def __init__(self, *args: Any, blueprints: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["blueprint"]
        assert isinstance(chosen, forms.ModelChoiceField)
        chosen.queryset = blueprints


class DescribeForm(forms.Form):
    """The words of a call and who may apply."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label=_("通知标题"), max_length=120)
    announcement = forms.CharField(
        label=_("通知正文"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 10})
    )
    contact = forms.CharField(label=_("联系人及电话"), required=False, max_length=120)
    seats = forms.IntegerField(label=_("拟命名数"), min_value=0, max_value=MOST_SEATS, initial=0)
    areas = forms.MultipleChoiceField(
        label=_("申报范围"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("不勾选即面向全市；勾选后只有所选县（市、区）和产业的单位可以申报。"),
    )

    def __init__(self, *args: Any, areas: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["areas"]
        assert isinstance(chosen, forms.MultipleChoiceField)
        chosen.choices = [(area.path, area.name) for area in areas]

    @staticmethod
    def values_of(call: Call) -> dict[str, Any]:
        """Return what the form shows of a call."""
        return {
            "revision": call.revision,
            "title": call.title,
            "announcement": call.announcement,
            "contact": call.contact,
            "seats": call.seats,
            "areas": call.who_may_apply.get("areas") or [],
        }


class RuleForm(forms.Form):
    """The document a call rests on."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    rule_document_number = forms.CharField(
        label=_("文号"), max_length=60, help_text=_("如：云工发〔2026〕35号"), widget=forms.TextInput()
    )
    rule_document = forms.FileField(label=_("申报依据文件"), required=False, help_text=_("PDF 或 DOCX，不超过 50 MB。"))


class WindowsForm(forms.Form):
    """When each stage is open: `<code>-opens_at` and `<code>-closes_at`."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, stages: Sequence[Stage], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stages = stages
        for stage in stages:
            self.fields[f"{stage.code}-opens_at"] = MomentField(label=_("%(stage)s开始") % {"stage": stage.shown_label})
            self.fields[f"{stage.code}-closes_at"] = MomentField(
                label=_("%(stage)s截止") % {"stage": stage.shown_label}
            )

    def pair(self, stage: Stage) -> tuple[datetime, datetime]:
        """Return the posted window of a stage."""
        return self.cleaned_data[f"{stage.code}-opens_at"], self.cleaned_data[f"{stage.code}-closes_at"]


class QuotasForm(forms.Form):
    """Quotas: `hard-<organisation>`, `soft-<organisation>` and `reserve`."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, areas: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for area in areas:
            self.fields[f"hard-{area.pk}"] = self._number(_("%(area)s的硬名额") % {"area": area.short_name})
            self.fields[f"soft-{area.pk}"] = self._number(_("%(area)s的参考名额") % {"area": area.short_name})
        self.fields["reserve"] = self._number(_("机动名额"))

    @staticmethod
    def _number(label: Any) -> forms.IntegerField:
        box = forms.NumberInput(attrs={"class": "jx-narrow-input", "inputmode": "numeric"})
        return forms.IntegerField(label=label, required=False, min_value=0, max_value=MOST_SEATS, widget=box)

    @staticmethod
    def values_of(call: Call, quotas: Iterable[Quota]) -> dict[str, Any]:
        """Return what the form shows of a call's quotas."""
        values: dict[str, Any] = {"revision": call.revision}
        for quota in quotas:
            if quota.organisation_id is None:
                values["reserve"] = quota.hard_limit
            else:
                values[f"hard-{quota.organisation_id}"] = quota.hard_limit
                values[f"soft-{quota.organisation_id}"] = quota.soft_limit
        return values


class ExceptionForm(forms.Form):
    """Leave to act late."""

    stage = forms.ChoiceField(label=_("阶段"))
    organisation = forms.ChoiceField(
        label=_("组织"), help_text=_("县（市、区）或产业工会：其下全部单位适用；单位：只对该单位适用。")
    )
    until = MomentField(label=_("延至"))
    reason = forms.CharField(label=_("理由"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(
        self, *args: Any, stages: Iterable[Stage], organisations: Iterable[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "stage", [(stage.code, stage.shown_label) for stage in stages])
        _choose(self, "organisation", [(str(pk), name) for pk, name in organisations])


class LeaderExceptionForm(forms.Form):
    """Leave for one person to lead without meeting the conditions."""

    name = forms.CharField(label=_("领衔人姓名"), max_length=60)
    number = forms.CharField(
        label=_("证件号码"),
        max_length=40,
        help_text=_("与申报表所填一致（身份证号，或护照、通行证号码），用来认出同一个人，加密保存，登记后不再显示。"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    reason = forms.CharField(label=_("理由"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class ReserveForm(forms.Form):
    """Seats moved from the reserve to one organisation."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    organisation = forms.ChoiceField(label=_("调剂给"))
    seats = forms.IntegerField(label=_("数量"), min_value=1, max_value=MOST_SEATS, initial=1)
    reason = forms.CharField(label=_("理由"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, organisations: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "organisation", [(str(pk), name) for pk, name in organisations])


def _choose(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    found = form.fields[name]
    assert isinstance(found, forms.ChoiceField)
    found.choices = choices


def first_year() -> int:
    """Return the year a new call is proposed for."""
    return clock.today().year
