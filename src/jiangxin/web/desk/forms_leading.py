"""The form of the conditions to lead one kind of studio."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jiangxin.people.enums import HonourKind, HonourLevel, SkillGrade
from jiangxin.people.leading import Conditions
from jiangxin.web.studio_file.forms_file import DayField

_HONOUR = "honour-"
_NOT_ASKED = ("", _("不作为条件"))


class LeadingRuleForm(forms.Form):
    """For each kind of honour its least level, the least skill grade, from when on and by which document."""

    def __init__(self, *args: Any, standing: Conditions, **facts: Any) -> None:
        """Build the fields; they begin with the conditions that are `standing`."""
        super().__init__(*args, **facts)
        levels = [_NOT_ASKED, *((str(level), label) for level, label in reversed(HonourLevel.choices))]
        for kind in HonourKind:
            self.fields[_HONOUR + kind.value] = forms.TypedChoiceField(
                label=_("%(honour)s的最低级别") % {"honour": kind.label},
                choices=levels,
                coerce=int,
                empty_value=None,
                required=False,
                initial=standing.honours.get(kind, ""),
            )
        grades = [(str(grade.value), grade.label) for grade in reversed(SkillGrade) if grade != SkillGrade.NONE]
        self.fields["grade"] = forms.TypedChoiceField(
            label=_("最低技能等级"),
            choices=[_NOT_ASKED, *grades],
            coerce=int,
            empty_value=None,
            required=False,
            initial=standing.grade or "",
        )
        self.fields["since"] = DayField(label=_("施行日期"), help_text=_("这一天以前的申请仍按原来的条件判断。"))
        self.fields["basis"] = forms.CharField(
            label=_("依据文件"), max_length=100, help_text=_("文号，或会议名称和日期，如：锦工发〔2026〕8号。")
        )

    @property
    def told(self) -> dict[str, Any]:
        """Return what was posted as the service takes it."""
        data = self.cleaned_data
        honours = {kind.value: data[_HONOUR + kind.value] for kind in HonourKind if data[_HONOUR + kind.value]}
        return {"honours": honours, "grade": data["grade"], "since": data["since"], "basis": data["basis"]}
