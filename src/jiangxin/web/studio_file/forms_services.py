"""Forms by which a studio offers services, answers bookings and keeps its log."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock
from jiangxin.studios.service_enums import OfferKind, Served, ServiceField
from jiangxin.studios.services import OfferFacts, ServiceFacts, SlotPlan
from jiangxin.studios.services.offers import MOST_HOURS, MOST_PEOPLE
from jiangxin.studios.services.service_log import MOST_SLIPS

_WEEKDAYS = (
    ("0", _("周一")),
    ("1", _("周二")),
    ("2", _("周三")),
    ("3", _("周四")),
    ("4", _("周五")),
    ("5", _("周六")),
    ("6", _("周日")),
)


def _day_box() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def _hour_box() -> forms.TimeInput:
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class OfferForm(forms.Form):
    """What an offer says."""

    kind = forms.ChoiceField(label=_("类型"), choices=OfferKind.choices)
    field = forms.ChoiceField(label=_("服务领域"), choices=ServiceField.choices)
    title = forms.CharField(label=_("名称"), max_length=60)
    description = forms.CharField(
        label=_("内容"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("做什么、怎么做、多长时间。"),
    )
    audience = forms.CharField(label=_("服务对象"), max_length=120)
    place = forms.CharField(label=_("地点"), max_length=200)
    to_bring = forms.CharField(label=_("请携带"), required=False, max_length=300, help_text=_("证件、材料、物品。"))
    contact = forms.CharField(label=_("公开联系方式"), max_length=120, help_text=_("显示在门户上，请填写单位电话。"))
    capacity = forms.IntegerField(label=_("每场人数"), min_value=1, max_value=MOST_PEOPLE, initial=10)
    book_hours = forms.IntegerField(
        label=_("开始前几小时截止预约"), min_value=0, max_value=MOST_HOURS, initial=12, help_text=_("0 为随时可约。")
    )
    by_hand = forms.BooleanField(
        label=_("由工作室逐个确认"), required=False, help_text=_("不勾选时，有名额即自动确认。")
    )

    def facts(self) -> OfferFacts:
        """Return what was typed."""
        return OfferFacts(**self.cleaned_data)


class SlotForm(forms.Form):
    """Days and hours an offer can be had."""

    first = forms.DateField(label=_("日期"), widget=_day_box(), initial=clock.today)
    last = forms.DateField(
        label=_("结束日期"), required=False, widget=_day_box(), help_text=_("填写后从开始日期到这天都安排。")
    )
    weekdays = forms.MultipleChoiceField(
        label=_("只在这些星期"), required=False, choices=_WEEKDAYS, widget=forms.CheckboxSelectMultiple
    )
    starts = forms.TimeField(label=_("开始时间"), widget=_hour_box())
    ends = forms.TimeField(label=_("结束时间"), widget=_hour_box())
    capacity = forms.IntegerField(label=_("可约人数"), min_value=1, max_value=MOST_PEOPLE)

    def plan(self) -> SlotPlan:
        """Return the days and hours."""
        data = dict(self.cleaned_data)
        return SlotPlan(**{**data, "weekdays": tuple(int(day) for day in data["weekdays"])})


class CapacityForm(forms.Form):
    """How many people a slot takes."""

    capacity = forms.IntegerField(label=_("可约人数"), min_value=1, max_value=MOST_PEOPLE)


class RecordForm(forms.Form):
    """An entry of the service log."""

    day = forms.DateField(label=_("服务日期"), widget=_day_box(), initial=clock.today)
    title = forms.CharField(label=_("服务事项"), max_length=60)
    offer = forms.ChoiceField(label=_("所属项目"), required=False)
    cases = forms.IntegerField(label=_("服务件数"), min_value=1, initial=1)
    hours = forms.DecimalField(label=_("服务时长（小时）"), min_value=0, max_digits=6, decimal_places=1, initial=1)
    beneficiaries = forms.IntegerField(label=_("受益人次"), min_value=1)
    served = forms.ChoiceField(label=_("服务对象"), choices=Served.choices)
    place = forms.CharField(label=_("地点"), max_length=200)
    note = forms.CharField(label=_("备注"), required=False, max_length=300)
    slips = forms.IntegerField(
        label=_("评价条数"),
        min_value=0,
        max_value=MOST_SLIPS,
        initial=0,
        help_text=_("给受益人的一次性评价二维码，登记后可打印裁开发放；0 为不征求评价。"),
    )
    renamed: ClassVar[dict[str, str]] = {"minutes": "hours"}

    def __init__(self, *args: Any, offers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        box = self.fields["offer"]
        assert isinstance(box, forms.ChoiceField), "declared above"
        box.choices = [("", _("不属于某个项目")), *offers]

    def facts(self) -> ServiceFacts:
        """Return what was typed; hours become minutes."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "offer"}
        return ServiceFacts(minutes=round(data.pop("hours") * 60), **data)


class FinishForm(forms.Form):
    """How a booking was served; what is left as it stands comes from the booking."""

    came = forms.IntegerField(label=_("实到人数"), min_value=1)
    cases = forms.IntegerField(label=_("服务件数"), min_value=1, initial=1)
    minutes = forms.IntegerField(label=_("时长（分钟）"), min_value=1)
    served = forms.ChoiceField(label=_("服务对象"), choices=Served.choices)
    note = forms.CharField(label=_("备注"), required=False, max_length=300)


class WordForm(forms.Form):
    """A word to the booker, or a reason."""

    answer = forms.CharField(
        label=_("给预约人的话"), required=False, max_length=200, widget=forms.Textarea({"rows": 2})
    )


class AnswerQuestionForm(forms.Form):
    """The answer to a question, or why there is none."""

    answer = forms.CharField(label=_("答复"), required=False, max_length=3000, widget=forms.Textarea(attrs={"rows": 6}))


class ModerateForm(forms.Form):
    """Why an answer is not shown to everybody."""

    reason = forms.CharField(
        label=_("不公开的理由"),
        required=False,
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("不公开时填写；公开时不填。"),
    )
