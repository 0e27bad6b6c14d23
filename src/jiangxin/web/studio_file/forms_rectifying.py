"""What is written to order, mend, check, decide and put off a rectification, and to restore."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jiangxin.awards.calendar import after_working_days
from jiangxin.core import clock
from jiangxin.core.files.fields import ManyFilesField, ManyFilesInput
from jiangxin.studios.assessment_enums import ItemFinding, RectificationOrigin, RestoreGround
from jiangxin.studios.models import RectificationItem
from jiangxin.studios.services import Task
from jiangxin.web.studio_file.forms_file import DayField, ProofField, text_area

_ROWS, _USUAL_DAYS, _MOST_DAYS = 8, 20, 250
_CHOSEN = (RectificationOrigin.WARNING, RectificationOrigin.INSPECTION)


class OrderForm(forms.Form):
    """The items a studio has to mend, each with its working days."""

    document_number = forms.CharField(label=_("整改通知文号"), max_length=60, help_text=_("如：云工办〔2026〕9号。"))
    origin = forms.ChoiceField(label=_("来源"), choices=[(one.value, one.label) for one in _CHOSEN])
    reason = forms.CharField(label=_("整改原因"), max_length=500, widget=text_area(3))

    def __init__(self, *args: Any, proposed: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in range(1, _ROWS + 1):
            initial = proposed[place - 1] if place <= len(proposed) else ""
            self.fields[f"what_{place}"] = forms.CharField(
                label=_("事项%(place)d") % {"place": place}, max_length=300, required=place == 1, initial=initial
            )
            self.fields[f"days_{place}"] = forms.IntegerField(
                label=_("事项%(place)d的期限（工作日）") % {"place": place},
                min_value=1,
                max_value=_MOST_DAYS,
                required=place == 1,
                initial=_USUAL_DAYS,
            )

    def tasks(self) -> list[Task]:
        """Return the items with their days."""
        today = clock.today()
        rows = ((self.cleaned_data[f"what_{n}"], self.cleaned_data[f"days_{n}"]) for n in range(1, _ROWS + 1))
        return [Task(what, after_working_days(today, days or _USUAL_DAYS).day) for what, days in rows if what]


class AnswerForm(forms.Form):
    """What was done about one item, shown by photos or papers."""

    answer = forms.CharField(label=_("整改情况"), max_length=1000, widget=text_area(4))
    photos = ManyFilesField(
        label=_("照片或材料"),
        required=False,
        widget=ManyFilesInput(attrs={"accept": "image/jpeg,image/png,application/pdf"}),
        help_text=_("手机可直接拍照上传，可同时选择多份（JPEG、PNG、PDF）。"),
    )


class CheckForm(forms.Form):
    """What the county found of every item."""

    def __init__(self, *args: Any, items: Sequence[RectificationItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        for item in items:
            self.fields[f"finding_{item.pk}"] = forms.ChoiceField(
                label=item.what, choices=ItemFinding.choices, widget=forms.RadioSelect, help_text=item.answer
            )
            self.fields[f"note_{item.pk}"] = forms.CharField(
                label=_("说明"), max_length=300, required=False, help_text=_("未整改到位的必须写明。")
            )
        self.fields["opinion"] = forms.CharField(label=_("核查意见"), max_length=500, widget=text_area(3))

    def findings(self) -> dict[int, tuple[str, str]]:
        """Return finding and note by the item's id."""
        data = self.cleaned_data
        return {item.pk: (data[f"finding_{item.pk}"], data[f"note_{item.pk}"]) for item in self.items}


class DecideForm(forms.Form):
    """The city's re-check."""

    passed = forms.TypedChoiceField(
        label=_("复核结论"),
        choices=[("yes", _("整改合格")), ("no", _("整改不合格"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    opinion = forms.CharField(label=_("复核意见"), max_length=500, widget=text_area(3))


class ReturnForm(forms.Form):
    """Why it goes back."""

    reason = forms.CharField(label=_("退回原因"), max_length=300, widget=text_area(3))


class ExtendForm(forms.Form):
    """Until when, and why."""

    due_on = DayField(label=_("新的完成期限"))
    reason = forms.CharField(label=_("延期理由"), max_length=300, widget=text_area(3))


class WithdrawalForm(forms.Form):
    """The decision to withdraw a studio."""

    document_number = forms.CharField(label=_("撤销文号"), max_length=60, help_text=_("如：云工发〔2026〕77号。"))
    reason = forms.CharField(label=_("撤销理由"), max_length=300, widget=text_area(3))
    bar_years = forms.IntegerField(
        label=_("几年内不得申报"), min_value=0, max_value=20, initial=2, help_text=_("0 表示不限制。")
    )
    return_by = DayField(label=_("结余补助退回期限"), required=False, help_text=_("不填的，结余另行清算。"))


class RestoreForm(forms.Form):
    """The decision to give back."""

    ground = forms.ChoiceField(label=_("恢复依据"), choices=RestoreGround.choices, widget=forms.RadioSelect)
    document_number = forms.CharField(label=_("恢复文号"), max_length=60, help_text=_("如：云工发〔2028〕5号。"))
    reason = forms.CharField(label=_("恢复理由"), max_length=300, widget=text_area(3))
    proof = ProofField(label=_("恢复文件"), required=False)
