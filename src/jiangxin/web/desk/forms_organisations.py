"""Forms of the tree: an organisation, a duty."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jiangxin.core.actor import Actor, Role
from jiangxin.engine.measure.industry import SECTIONS
from jiangxin.orgs.enums import Level, Ownership
from jiangxin.orgs.models import Organisation
from jiangxin.orgs.policies import may_appoint

_LEVELS = [item for item in Level.choices if item[0] not in {Level.NATIONAL, Level.PROVINCE}]
_INDUSTRIES = [("", "—"), *((section.code, f"{section.code} {section.zh}") for section in SECTIONS.values())]
_APPOINTED_ELSEWHERE = (Role.EXPERT,)


class OrganisationForm(forms.Form):
    """A new organisation below another."""

    parent = forms.ChoiceField(label=_("上级组织"))
    name = forms.CharField(label=_("名称"), max_length=120)
    short_name = forms.CharField(label=_("简称"), max_length=60, required=False)
    level = forms.ChoiceField(label=_("层级"), choices=_LEVELS)
    division_code = forms.CharField(label=_("行政区划代码"), max_length=12, required=False)
    unit_name = forms.CharField(
        label=_("单位名称"), max_length=120, required=False, help_text=_("基层工会填写所在单位。")
    )
    uscc = forms.CharField(label=_("统一社会信用代码"), max_length=18, required=False)
    ownership = forms.ChoiceField(label=_("单位性质"), choices=[("", "—"), *Ownership.choices], required=False)
    industry_section = forms.ChoiceField(label=_("所属行业"), choices=_INDUSTRIES, required=False)
    phone = forms.CharField(label=_("联系电话"), max_length=30, required=False)

    def __init__(self, *args: Any, parents: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = self.fields["parent"]
        assert isinstance(found, forms.ChoiceField)
        found.choices = [(str(pk), name) for pk, name in parents]


def roles_to_give(actor: Actor, organisation: Organisation) -> list[Role]:
    """Return the roles an actor may give at an organisation; experts come in through their pool."""
    return [
        role
        for role in Role
        if role not in _APPOINTED_ELSEWHERE and may_appoint(actor=actor, organisation=organisation, role=role)
    ]


class DutyForm(forms.Form):
    """A duty for somebody: an account that exists, or a new one."""

    username = forms.CharField(label=_("登录名"), max_length=60, help_text=_("已有账号的填其登录名；新账号自定一个。"))
    name = forms.CharField(
        label=_("姓名"), max_length=60, required=False, help_text=_("新账号必填，起始口令在授予后显示一次。")
    )
    phone = forms.CharField(label=_("手机"), max_length=20, required=False)
    post = forms.CharField(label=_("职务"), max_length=60, required=False)
    role = forms.ChoiceField(label=_("职责"))
    since = forms.DateField(label=_("自"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    until = forms.DateField(
        label=_("至"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, actor: Actor, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = roles_to_give(actor, organisation)
        found = self.fields["role"]
        assert isinstance(found, forms.ChoiceField)
        found.choices = [(str(role), role.label) for role in offered]
