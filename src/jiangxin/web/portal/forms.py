"""Forms the public fills in."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jiangxin.awards.enums import ObjectorKind
from jiangxin.awards.models import NoticeItem
from jiangxin.awards.services.objections import LONGEST
from jiangxin.core.files.fields import ManyFilesField


class ObjectionForm(forms.Form):
    """An objection to one of `items`. `website` is a box people do not see: whoever fills it in is no person."""

    item = forms.ChoiceField(label=_("您反映的对象"))
    kind = forms.ChoiceField(
        label=_("以什么名义提出"),
        choices=ObjectorKind.choices,
        widget=forms.RadioSelect,
        help_text=_("个人须署真实姓名，单位须加盖公章；均须留联系方式，以便核实和答复。"),
    )
    name = forms.CharField(label=_("姓名或单位全称"), max_length=100)
    contact = forms.CharField(
        label=_("联系电话"), max_length=30, help_text=_("手机，或带区号的固定电话。凭它和受理号查询办理结果。")
    )
    content = forms.CharField(
        label=_("异议内容"),
        widget=forms.Textarea(attrs={"rows": 8, "maxlength": LONGEST}),
        help_text=_("请写明事实和依据，10 至 5000 个字。"),
    )
    evidence = ManyFilesField(
        label=_("证明材料"), required=False, help_text=_("最多 5 个文件，每个不超过 10 MB：PDF、图片、Word、Excel。")
    )
    seal = forms.FileField(
        label=_("盖章材料"), required=False, help_text=_("以单位名义提出的必须上传：加盖公章的 PDF 或图片。")
    )
    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}))

    def __init__(self, *args: Any, items: Iterable[NoticeItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        box = self.fields["item"]
        assert isinstance(box, forms.ChoiceField), "declared above"
        listed = [(str(one.pk), f"{one.position}. {one.shown_name}（{one.shown_unit}）") for one in items]
        box.choices = [("", _("请选择")), *listed]


class StatusForm(forms.Form):
    """What an objector knows of their objection."""

    receipt = forms.CharField(label=_("受理号"), max_length=30)
    contact = forms.CharField(label=_("联系电话"), max_length=30)


class VerifyForm(forms.Form):
    """The number printed on a certificate or plaque."""

    number = forms.CharField(
        label=_("证书或牌匾编号"), max_length=80, help_text=_("印在证书或牌匾下方，空格、大小写和横线不影响查验。")
    )
