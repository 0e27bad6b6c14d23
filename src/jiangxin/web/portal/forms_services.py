"""Forms by which the public books, cancels, and says how it was."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jiangxin.studios.service_enums import BookerKind, Score
from jiangxin.studios.services.offers import MOST_PEOPLE

_TRAP = {"tabindex": "-1", "autocomplete": "off"}


class BookingForm(forms.Form):
    """A booking of one slot. `website` is a box people do not see: whoever fills it in is no person."""

    booker = forms.ChoiceField(
        label=_("以什么名义预约"), choices=BookerKind.choices, initial=BookerKind.PERSON, widget=forms.RadioSelect
    )
    unit_name = forms.CharField(
        label=_("单位名称"), required=False, max_length=100, help_text=_("以单位名义预约时填写。")
    )
    name = forms.CharField(label=_("联系人姓名"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    phone = forms.CharField(
        label=_("联系电话"),
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
        help_text=_("手机，或带区号的固定电话。时间有变化时工作室会打这个电话。"),
    )
    people = forms.IntegerField(label=_("人数"), min_value=1, max_value=MOST_PEOPLE, initial=1)
    need = forms.CharField(
        label=_("需求说明"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("简要说明想解决的问题。请不要填写身份证号、病历等与预约无关的个人信息。"),
    )
    may_wait = forms.BooleanField(label=_("如名额已满，愿意候补"), required=False)
    consent = forms.BooleanField(label=_("我已阅读并同意下面的个人信息使用说明"), required=False)
    website = forms.CharField(required=False, widget=forms.TextInput(attrs=_TRAP))


class CodeForm(forms.Form):
    """The code of a booking."""

    code = forms.CharField(label=_("预约号"), max_length=30, help_text=_("预约成功时显示的八位号码，如 K7PM-2QXR。"))


class CancelForm(forms.Form):
    """The code only the booker has."""

    cancellation = forms.CharField(
        label=_("取消码"), max_length=30, help_text=_("印在预约凭证上，只有预约人知道。"), required=False
    )


class AnswerForm(forms.Form):
    """How it was."""

    score = forms.TypedChoiceField(label=_("您对这次服务"), choices=Score.choices, coerce=int, widget=forms.RadioSelect)
    comment = forms.CharField(
        label=_("意见建议"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("最多300个字。请不要写出姓名、电话等能认出您的内容。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["score"].error_messages["required"] = str(_("请选择满意程度。"))


class QuestionForm(forms.Form):
    """A question to a studio's leader. `website` is a box people do not see."""

    text = forms.CharField(
        label=_("您的问题"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("请不要写出姓名、电话、企业秘密等不宜公开的内容。"),
    )
    asker = forms.CharField(
        label=_("怎样称呼您"), required=False, max_length=30, help_text=_("只给工作室看，不公开；可以不填。")
    )
    may_show = forms.BooleanField(
        label=_("同意公开问题和答复（不显示称呼）"), required=False, help_text=_("不勾选时只有您凭提问号能看到答复。")
    )
    website = forms.CharField(required=False, widget=forms.TextInput(attrs=_TRAP))


class QuestionCodeForm(forms.Form):
    """The code of a question."""

    code = forms.CharField(label=_("提问号"), max_length=30, help_text=_("提问成功时显示的八位号码。"))


class ProposalCodeForm(forms.Form):
    """The code of a proposal."""

    code = forms.CharField(label=_("查询码"), max_length=30, help_text=_("匿名提出建议后显示的八位号码。"))
