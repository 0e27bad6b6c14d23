"""The forms of decisions and awards, and how a refusal comes back to the field it concerns."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jiangxin.awards.enums import CertificateKind, PlaqueAct, ReviewResult, WithdrawalKind
from jiangxin.core.files.fields import ManyFilesField
from jiangxin.core.refusal import Refusal
from jiangxin.core.ui.moment_field import MomentField


class _DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class MeetingForm(forms.Form):
    """The heading and the minutes of a decision meeting; what was decided of each entry stands beside it."""

    title = forms.CharField(label=_("会议名称"), max_length=120)
    minutes_number = forms.CharField(
        label=_("纪要编号"), max_length=60, help_text=_("如：云工纪〔2026〕7号。每份纪要的编号只能用一次。")
    )
    held_at = MomentField(label=_("会议时间"))
    place = forms.CharField(label=_("地点"), max_length=120)
    chair = forms.CharField(label=_("主持人"), max_length=60)
    attendees = forms.CharField(
        label=_("参会人员"),
        required=False,
        max_length=2_000,
        widget=_area(2),
        help_text=_("姓名用顿号分开；回避的同志请注明“回避”。"),
    )
    minutes = forms.CharField(label=_("会议纪要"), required=False, max_length=20_000, widget=_area(8))
    minutes_file = forms.FileField(
        label=_("纪要文件"), required=False, help_text=_("可上传盖章扫描件（PDF），与文字纪要至少有一项。")
    )
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)


class NoticeForm(forms.Form):
    """The text of a public notice."""

    title = forms.CharField(label=_("标题"), max_length=120)
    body = forms.CharField(
        label=_("正文"),
        max_length=10_000,
        widget=_area(10),
        help_text=_(
            "{from}、{to}、{working_days}、{count}、{contact} 会在发布时填入起止日期、工作日数、个数和联系方式。"
        ),
    )
    contact = forms.CharField(label=_("受理单位与联系方式"), max_length=200)
    working_days = forms.IntegerField(label=_("公示工作日"), min_value=1, max_value=60)
    revision = forms.IntegerField(widget=forms.HiddenInput)


class PublishForm(forms.Form):
    """When a notice opens."""

    opens_on = forms.DateField(
        label=_("公示开始日期"), required=False, widget=_DateInput(), help_text=_("不填即今天开始。")
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)


class AssignForm(forms.Form):
    """Who handles an objection; `handlers` are the duties offered, as value and words."""

    duty = forms.ChoiceField(label=_("承办人"), help_text=_("只列出与被反映一方及其推荐单位无隶属、无回避关系的人员。"))
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, handlers: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "duty", handlers)


class FindingForm(forms.Form):
    """What the investigation found."""

    finding = forms.CharField(label=_("调查情况"), widget=_area(6))
    papers = ManyFilesField(label=_("调查材料"), required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput)


class DecideForm(forms.Form):
    """The decision on an objection, and the reply the objector reads."""

    decision = forms.ChoiceField(
        label=_("处理决定"),
        choices=[("upheld", _("异议成立，移出名单")), ("dismissed", _("异议不成立"))],
        widget=forms.RadioSelect,
    )
    reply = forms.CharField(label=_("答复（异议人凭受理号可见）"), widget=_area(5))
    reason = forms.CharField(
        label=_("移出名单的理由（异议成立时填写）"),
        required=False,
        widget=_area(3),
        help_text=_("会告知被反映的一方及其推荐单位，请勿写出异议人。"),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)


class DocumentForm(forms.Form):
    """A naming document as its drafter writes it."""

    number = forms.CharField(label=_("发文字号"), max_length=60, help_text=_("如：云工发〔2026〕35号。"))
    title = forms.CharField(label=_("标题"), max_length=120)
    recipients = forms.CharField(label=_("主送机关"), max_length=1_000, widget=_area(2))
    body = forms.CharField(
        label=_("正文"),
        max_length=20_000,
        widget=_area(10),
        help_text=_("每段一行；“一、”“（一）”“1.”开头的按公文层次排版。"),
    )
    dated = forms.DateField(label=_("成文日期"), widget=_DateInput())
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)


class RevisionForm(forms.Form):
    """An act that needs nothing but the state of the page it was asked from."""

    revision = forms.IntegerField(widget=forms.HiddenInput)


class SendBackForm(RevisionForm):
    """Why a decision is given back."""

    reason = forms.CharField(label=_("退回原因"), max_length=2_000, widget=_area(3))


class PrintRunForm(forms.Form):
    """What to print."""

    kind = forms.ChoiceField(label=_("打印内容"), choices=CertificateKind.choices, widget=forms.RadioSelect)


class PlaqueForm(forms.Form):
    """One step in a plaque's life."""

    act = forms.ChoiceField(label=_("登记事项"), choices=PlaqueAct.choices)
    happened_on = forms.DateField(label=_("日期"), widget=_DateInput())
    person = forms.CharField(label=_("经手人或签收人"), max_length=60)
    note = forms.CharField(label=_("备注"), required=False, max_length=300)


class SinglePlaqueForm(PlaqueForm):
    """One step of one plaque, with a proof."""

    proof = forms.FileField(label=_("签收单或照片"), required=False)

    def __init__(self, *args: Any, acts: Sequence[tuple[str, Any]] = PlaqueAct.choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "act", acts)


class ReplaceForm(forms.Form):
    """Why a certificate or plaque is replaced."""

    reason = forms.CharField(label=_("换发原因"), max_length=300, widget=_area(2))


class ReviewForm(forms.Form):
    """What the yearly review of something named found."""

    year = forms.TypedChoiceField(label=_("年度"), coerce=int)
    result = forms.ChoiceField(label=_("复核结果"), choices=ReviewResult.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("理由"), required=False, max_length=300, widget=_area(3), help_text=_("警示、摘牌的必须写明。")
    )
    evidence = forms.FileField(label=_("依据"), required=False, help_text=_("照片、PDF 或文档；警示、摘牌的必须上传。"))

    def __init__(self, *args: Any, years: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "year", [(str(year), str(year)) for year in years])


BAR_YEARS = 2
"""Years without an application after a withdrawal, where no rule of the federation says otherwise (domain 3.5)."""


class WithdrawForm(forms.Form):
    """Why, by which document and from which day an award is withdrawn."""

    kind = forms.ChoiceField(
        label=_("摘牌方式"),
        choices=WithdrawalKind.choices,
        initial=WithdrawalKind.ORDERED,
        widget=forms.RadioSelect,
        required=False,
        help_text=_(
            "责令：弄虚作假或发生重大问题，由命名机关决定；自动：发生文件规定的情形；自然：集体已撤并、解散，没有过错。"
        ),
    )
    reason = forms.CharField(label=_("撤销原因"), max_length=300, widget=_area(3))
    document_number = forms.CharField(label=_("撤销文件发文字号"), max_length=60)
    on = forms.DateField(label=_("撤销日期"), required=False, widget=_DateInput(), help_text=_("不填即今天。"))
    bar_years = forms.IntegerField(
        label=_("几年内不得再申报"),
        min_value=0,
        max_value=10,
        initial=BAR_YEARS,
        help_text=_("从今天算起，单位和领衔人都受限制。平台默认 2 年；误发等没有过错的填 0。"),
    )

    def clean_kind(self) -> str:
        """Return how the award ends; silent, it is withdrawn by order, as ever."""
        return self.cleaned_data["kind"] or WithdrawalKind.ORDERED


def offer(form: forms.Form, name: str, choices: Sequence[tuple[str, Any]]) -> None:
    """Set what a choice of a form offers."""
    box = form.fields[name]
    assert isinstance(box, forms.ChoiceField), name
    box.choices = choices


def put_problems(form: forms.Form, refusal: Refusal) -> bool:
    """Write a refusal's faults beside their fields; what names no field of the form stands above it.

    Returns:
        Whether there was anything to write; otherwise the refusal is for the page as a whole.
    """
    for problem in refusal.problems:
        form.add_error(problem.path if problem.path in form.fields else None, str(problem.message))
    return bool(refusal.problems)
