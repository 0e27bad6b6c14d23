"""The forms of the register of honours."""

from django import forms
from django.utils.translation import gettext_lazy as _

from jiangxin.people.enums import HonourKind, HonourLevel, SkillGrade
from jiangxin.web.studio_file.forms_file import DayField, ProofField, text_area


class HonourForm(forms.Form):
    """An honour of somebody, who is found by number or entered anew."""

    person_name = forms.CharField(label=_("姓名"), max_length=60)
    resident_id = forms.CharField(
        label=_("身份证号"), max_length=24, help_text=_("用来认出同一个人，加密保存，登记后不再显示。")
    )
    kind = forms.ChoiceField(label=_("类别"), choices=HonourKind.choices)
    level = forms.TypedChoiceField(label=_("级别"), choices=HonourLevel.choices, coerce=int, initial=HonourLevel.CITY)
    name = forms.CharField(label=_("荣誉名称"), max_length=100, help_text=_("按证书填写，如：锦川市劳动模范。"))
    awarded_by = forms.CharField(label=_("授予机关"), max_length=100)
    awarded_on = DayField(label=_("授予时间"))
    document_number = forms.CharField(label=_("表彰文号"), max_length=60)
    certificate = ProofField(label=_("证书或表彰文件"), required=True)


class PapersForm(forms.Form):
    """The papers an honour was entered without."""

    document_number = forms.CharField(label=_("表彰文号"), required=False, max_length=60)
    certificate = ProofField(label=_("证书或表彰文件"), required=False)


class WithdrawHonourForm(forms.Form):
    """An honour was taken away."""

    on = DayField(label=_("撤销日期"))
    document_number = forms.CharField(label=_("撤销文号"), max_length=60)
    reason = forms.CharField(label=_("撤销原因"), max_length=300, widget=text_area())


class SkillGradeForm(forms.Form):
    """A skill grade of somebody, with its certificate."""

    person_name = forms.CharField(label=_("姓名"), max_length=60)
    resident_id = forms.CharField(
        label=_("身份证号"), max_length=24, help_text=_("用来认出同一个人，加密保存，登记后不再显示。")
    )
    grade = forms.TypedChoiceField(
        label=_("技能等级"), choices=SkillGrade.choices[1:], coerce=int, initial=SkillGrade.TECHNICIAN
    )
    number = forms.CharField(label=_("证书编号"), max_length=60)
    issued_by = forms.CharField(label=_("发证机构"), max_length=100)
    issued_on = DayField(label=_("发证日期"))
    certificate = ProofField(label=_("技能等级证书"), required=True)
