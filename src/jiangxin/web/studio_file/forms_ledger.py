"""The quick form of the ledger and those around it: each field is named as the service names it."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock
from jiangxin.core.files.fields import ManyFilesField, ManyFilesInput
from jiangxin.core.refusal import Text
from jiangxin.studios.ledger_enums import YEARLY, HonourLevel, LedgerCategory, PaperKind
from jiangxin.studios.models import LedgerEntry, Outcome, Project, StudioMembership, StudioPlace
from jiangxin.studios.services.ledger import EntryFacts, Evidence
from jiangxin.web.studio_file.forms_file import DayField, StudioForm, text_area

_MOST_CHOICES = 300
_MINUTES = 60
TITLES: dict[str, Text] = {
    LedgerCategory.MEETING: _("%(month)d月例会"),
    LedgerCategory.LEARNING: _("%(month)d月学习"),
    LedgerCategory.TRAINING: _("%(month)d月技能培训"),
    LedgerCategory.PROJECT_STEP: _("项目推进"),
    LedgerCategory.OUTCOME: _("成果推广应用"),
    LedgerCategory.MENTORING: _("%(month)d月师徒活动"),
    LedgerCategory.EXCHANGE: _("技术交流"),
    LedgerCategory.VISIT: _("接待参观"),
    LedgerCategory.PUBLICITY: _("媒体报道"),
    LedgerCategory.HONOUR: "",
    LedgerCategory.SAFETY: _("%(month)d月安全活动"),
}
"""What the title begins with, by category; the recorder only mends it."""


def first_title(category: str) -> str:
    """Return the title a new entry of a category begins with."""
    return str(TITLES.get(category, "")) % {"month": clock.today().month}


class PhotosField(ManyFilesField):
    """Photos, taken now or chosen."""

    def __init__(self, **facts: Any) -> None:
        widget = ManyFilesInput(attrs={"accept": "image/jpeg,image/png"})
        words = _("手机可直接拍照。JPEG 或 PNG；自动缩小，并去掉拍摄位置。")
        super().__init__(**{"label": _("照片"), "required": False, "widget": widget, "help_text": words, **facts})


class PapersField(ManyFilesField):
    """Papers of any accepted kind."""

    def __init__(self, **facts: Any) -> None:
        widget = ManyFilesInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.docx,.xlsx"})
        words = _("PDF、图片、Word、Excel，每个不超过 20 MB。PDF 会装订进台账册。")
        super().__init__(**{"label": _("附件"), "required": False, "widget": widget, "help_text": words, **facts})


class FactsForm(StudioForm):
    """What an entry says."""

    title = forms.CharField(label=_("主题"), max_length=100)
    day = DayField(label=_("日期"))
    place = forms.CharField(label=_("地点"), required=False, max_length=200)
    headcount = forms.IntegerField(
        label=_("参加人数"), required=False, min_value=0, help_text=_("不填时按名单和扫码签到人数计算。")
    )
    level = forms.ChoiceField(label=_("级别"), required=False, choices=[("", _("不适用")), *HonourLevel.choices])
    content = forms.CharField(label=_("内容"), required=False, max_length=5000, widget=text_area(4))
    hours = forms.DecimalField(
        label=_("时长（小时）"), required=False, min_value=Decimal("0.1"), max_digits=5, decimal_places=1
    )
    project = forms.ModelChoiceField(Project.objects.none(), label=_("相关项目"), required=False)
    outcome = forms.ModelChoiceField(Outcome.objects.none(), label=_("相关成果"), required=False)

    def prepare(self) -> None:
        """Offer the studio's projects and outcomes."""
        for name, model in (("project", Project), ("outcome", Outcome)):
            rows = model._default_manager.filter(studio=self.studio, struck_at=None)  # noqa: SLF001  Django's own name
            choice = self.fields[name]
            assert isinstance(choice, forms.ModelChoiceField)
            choice.queryset = rows

    def facts(self, category: str) -> EntryFacts:
        """Return what was typed."""
        data = self.cleaned_data
        hours = data["hours"]
        return EntryFacts(
            category=category,
            day=data["day"],
            title=data["title"],
            place=data["place"],
            content=data["content"],
            minutes=None if hours is None else int(hours * _MINUTES),
            headcount=data["headcount"] or 0,
            level=data["level"],
            project=data["project"],
            outcome=data["outcome"],
        )


class EvidenceFields(StudioForm):
    """Photos, papers and people."""

    photos = PhotosField()
    team = forms.MultipleChoiceField(
        label=_("参加的团队成员"), required=False, widget=forms.CheckboxSelectMultiple, choices=[]
    )
    guests = forms.CharField(
        label=_("其他参加人员"),
        required=False,
        max_length=2000,
        widget=text_area(2),
        help_text=_("用顿号、逗号或换行分开。"),
    )
    attachments = PapersField()

    def prepare(self) -> None:
        """Offer those in the team today."""
        super().prepare()
        team = self.fields["team"]
        assert isinstance(team, forms.MultipleChoiceField)
        rows = StudioMembership.objects.filter(studio=self.studio, struck_at=None, until=None).order_by("since", "pk")
        team.choices = [(str(row.person_id), row.person_name) for row in rows[:_MOST_CHOICES]]

    def evidence(self) -> Evidence:
        """Return what was given."""
        data = self.cleaned_data
        guests = data["guests"]
        for mark in ("，", ",", "、", "；", ";", "\r", "\t"):
            guests = guests.replace(mark, "\n")
        return Evidence(data["photos"], data["attachments"], [int(key) for key in data["team"]], guests.split("\n"))


class EntryForm(EvidenceFields, FactsForm):
    """A new entry. The first fields are enough; the others wait under `MORE`."""

    FIRST = ("photos", "title", "day", "place", "team", "headcount")
    MORE = ("content", "hours", "guests", "level", "project", "outcome", "attachments")

    def __init__(self, *args: Any, category: str, **kwargs: Any) -> None:
        self.category = category
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        """Begin with what is probably right: the title of the category, the place of last time."""
        super().prepare()
        self.fields["title"].initial = first_title(self.category)
        self.fields["place"].initial = _usual_place(self)
        self.fields["level"].required = self.category == LedgerCategory.HONOUR
        self.order_fields([*self.first, *self.more])

    @property
    def first(self) -> tuple[str, ...]:
        """Return the fields shown at once: an honour also asks for its level."""
        return (*self.FIRST, "level") if self.category == LedgerCategory.HONOUR else self.FIRST

    @property
    def more(self) -> tuple[str, ...]:
        """Return the fields that wait."""
        return tuple(name for name in self.MORE if name not in self.first)

    def first_fields(self) -> list[forms.BoundField]:
        """Return the fields shown at once, for the template."""
        return [self[name] for name in self.first if name != "team" or self.fields["team"].choices]  # type: ignore[attr-defined]

    def more_fields(self) -> list[forms.BoundField]:
        """Return the fields that wait, for the template."""
        return [self[name] for name in self.more]

    def more_has_errors(self) -> bool:
        """Tell whether one of the waiting fields is wrong."""
        return any(name in self.errors for name in self.more)


class CorrectForm(FactsForm):
    """The right words in the place of wrong ones."""

    category = forms.ChoiceField(label=_("类别"), choices=LedgerCategory.choices)
    reason = forms.CharField(label=_("更正原因"), max_length=300, widget=text_area())

    def prepare(self) -> None:
        """Ask for the category first."""
        super().prepare()
        self.order_fields(["category", *FactsForm.base_fields, "reason"])


class PaperForm(StudioForm):
    """A paper of the basic file."""

    kind = forms.ChoiceField(label=_("类别"), choices=PaperKind.choices)
    title = forms.CharField(label=_("名称"), max_length=120)
    day = DayField(label=_("日期"))
    year = forms.IntegerField(
        label=_("年度"), required=False, help_text=_("计划、总结和师徒协议填写所属年度，不填按日期算。")
    )
    file = forms.FileField(label=_("文件"), help_text=_("PDF、图片、Word、Excel，不超过 20 MB。"))

    def clean(self) -> dict[str, Any]:
        """Drop the year of papers that hold for good."""
        data = super().clean() or {}
        if data.get("kind") not in YEARLY:
            data["year"] = None
        return data


class PeriodForm(forms.Form):
    """Which days to bind; none is all."""

    since = DayField(label=_("自"), required=False)
    until = DayField(label=_("至"), required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse days the wrong way round."""
        data = super().clean() or {}
        if data.get("since") and data.get("until") and data["until"] < data["since"]:
            self.add_error("until", gettext("结束日期早于开始日期。"))
        return data


def initial_of(entry: LedgerEntry) -> dict[str, Any]:
    """Return what the form of a correction begins with."""
    names = ("category", "title", "day", "place", "headcount", "level", "content", "project", "outcome")
    hours = None if entry.minutes is None else (Decimal(entry.minutes) / _MINUTES).quantize(Decimal("0.1"))
    return {**{name: getattr(entry, name) for name in names}, "hours": hours}


def _usual_place(form: StudioForm) -> str:
    last = LedgerEntry.objects.filter(studio=form.studio, struck_at=None).exclude(place="").order_by("-id").first()
    if last is not None:
        return last.place
    held = StudioPlace.objects.filter(studio=form.studio, struck_at=None, until=None).first()
    return held.address if held else ""
