"""Forms about alliances of studios."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock
from jiangxin.orgs.enums import Level
from jiangxin.orgs.models import Organisation
from jiangxin.studios.enums import StudioState
from jiangxin.studios.models import Alliance, Studio
from jiangxin.studios.service_enums import JointProjectState

_MOST_STUDIOS = 2_000


def _day(label: Any, *, required: bool = True) -> forms.DateField:
    box = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=box, initial=clock.today if required else None)


class AllianceForm(forms.Form):
    """What an alliance is."""

    name = forms.CharField(label=_("联盟名称"), max_length=80)
    purpose = forms.CharField(label=_("宗旨"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    founded_on = _day(_("成立日期"))
    secretariat = forms.ChoiceField(label=_("秘书处设在"), required=False)
    exit_rule = forms.CharField(
        label=_("退出规则"), required=False, max_length=300, help_text=_("如：连续一年不参加活动的收回成员牌。")
    )
    plan = forms.CharField(
        label=_("年度计划"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        levels = [Level.CITY, Level.COUNTY, Level.CITY_INDUSTRY]
        rows = Organisation.objects.filter(level__in=levels, closed_on=None).order_by("path").values_list("pk", "name")
        _offer(self, "secretariat", [("", _("未设")), *((str(pk), name) for pk, name in rows)])

    def clean_secretariat(self) -> Organisation | None:
        """Return the organisation."""
        chosen = self.cleaned_data["secretariat"]
        return Organisation.objects.get(pk=int(chosen)) if chosen else None


class AllianceActForm(forms.Form):
    """A form about an alliance that stands."""

    def __init__(self, *args: Any, alliance: Alliance, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.alliance = alliance
        for name in ("studio", "lead"):
            if name in self.fields:
                _offer(self, name, [("", _("请选择")), *self.studios()])

    def studios(self) -> list[tuple[str, str]]:
        """Return the studios to choose from: the members."""
        rows = self.alliance.members.filter(until=None).values_list("studio_id", "studio__name")
        return [(str(pk), name) for pk, name in rows]

    def clean(self) -> dict[str, Any]:
        """Return the data with studios instead of their numbers."""
        data = super().clean() or self.cleaned_data
        for name in ("studio", "lead"):
            if data.get(name):
                data[name] = Studio.objects.get(pk=int(data[name]))
        return data


class JoinForm(AllianceActForm):
    """A studio joins."""

    studio = forms.ChoiceField(label=_("工作室"))
    since = _day(_("加入日期"))

    def studios(self) -> list[tuple[str, str]]:
        """Return the living studios that are no members."""
        members = self.alliance.members.filter(until=None).values("studio_id")
        rows = Studio.objects.filter(state=StudioState.ACTIVE).exclude(pk__in=members).order_by("name")
        return [(str(pk), f"{name}（{unit}）") for pk, name, unit in rows.values_list("pk", "name", "unit_name")][
            :_MOST_STUDIOS
        ]


class ChairForm(AllianceActForm):
    """The chair is passed on."""

    studio = forms.ChoiceField(label=_("新的轮值盟主"))
    on = _day(_("从哪一天起"))


class AgreementForm(AllianceActForm):
    """An agreement is kept."""

    title = forms.CharField(label=_("协议名称"), max_length=120)
    signed_on = _day(_("签订日期"))
    valid_until = _day(_("有效期至"), required=False)
    upload = forms.FileField(label=_("协议文件"), required=False, help_text=_("PDF 或照片，不超过 20 MB。"))


class ProjectForm(AllianceActForm):
    """A joint project begins."""

    title = forms.CharField(label=_("项目名称"), max_length=120)
    goal = forms.CharField(label=_("目标"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    lead = forms.ChoiceField(label=_("牵头工作室"))
    since = _day(_("开始日期"))
    due_on = _day(_("计划完成"), required=False)


class EndAllianceForm(AllianceActForm):
    """An alliance is dissolved."""

    on = _day(_("解散日期"))
    reason = forms.CharField(label=_("解散原因"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}))


class LeaveForm(forms.Form):
    """A member leaves."""

    until = _day(_("最后一天"))
    reason = forms.CharField(label=_("退出原因"), required=False, max_length=200)


class ProjectEndForm(forms.Form):
    """A joint project ends."""

    state = forms.ChoiceField(
        label=_("怎样结束"),
        choices=[(state.value, state.label) for state in JointProjectState if state != JointProjectState.RUNNING],
    )
    result = forms.CharField(label=_("结果"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


def _offer(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    box = form.fields[name]
    assert isinstance(box, forms.ChoiceField), name
    box.choices = choices
