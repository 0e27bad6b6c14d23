"""The forms by which a studio's file is kept: each field is named as the service names it."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock
from jiangxin.core.actor import Actor
from jiangxin.orgs.enums import Level
from jiangxin.orgs.models import Organisation
from jiangxin.people.models import Person
from jiangxin.studios.enums import LinkKind, MemberRole, NameBasis, StudioKind, StudioLevel, StudioState
from jiangxin.studios.models import Studio, StudioMembership

_MOST_UNITS = 2_000
_MOST_PEOPLE = 500


class DayInput(forms.DateInput):
    """A date box of the browser."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day; the form begins with today unless it may stay empty."""

    def __init__(self, **facts: Any) -> None:
        first = clock.today if facts.get("required", True) else None
        super().__init__(**{"widget": DayInput(), "initial": first, **facts})


class ProofField(forms.FileField):
    """A scan or a photo; the service checks what it is."""

    def __init__(self, **facts: Any) -> None:
        widget = forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"})
        words = _("PDF 或照片（JPEG、PNG），不超过 20 MB。")
        super().__init__(**{"widget": widget, "help_text": words, **facts})


def text_area(rows: int = 2) -> forms.Textarea:
    """Return a box of several lines."""
    return forms.Textarea(attrs={"rows": rows})


class StudioForm(forms.Form):
    """A form about one studio, filled in by an actor."""

    def __init__(self, *args: Any, actor: Actor, studio: Studio, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor, self.studio = actor, studio
        self.prepare()

    def prepare(self) -> None:
        """Offer what depends on the studio."""

    def offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        """Set what a choice offers."""
        box = self.fields[name]
        assert isinstance(box, forms.ChoiceField), name
        box.choices = choices


def _team(studio: Studio) -> dict[str, str]:
    """Return everybody who is or was in the team, by id, those of today first."""
    rows = StudioMembership.objects.filter(studio=studio, struck_at=None).order_by("until", "since", "pk")
    people: dict[str, str] = {}
    for row in sorted(rows[:_MOST_PEOPLE], key=lambda row: row.until is not None):
        people.setdefault(str(row.person_id), row.person_name)
    return people


class MemberForm(StudioForm):
    """Somebody joins the team: chosen from those known, or typed."""

    person = forms.ChoiceField(label=_("人员"), required=False, help_text=_("以前在本工作室的人员可直接选择。"))
    name = forms.CharField(label=_("姓名（新人员填写）"), required=False, max_length=60)
    resident_id = forms.CharField(
        label=_("身份证号（新人员填写）"),
        required=False,
        max_length=24,
        help_text=_("用来认出同一个人，加密保存；可以不填，但不填就无法与荣誉、申报对应。"),
    )
    role = forms.ChoiceField(label=_("角色"), choices=MemberRole.choices, initial=MemberRole.MEMBER)
    task = forms.CharField(label=_("分工"), required=False, max_length=60)
    front_line = forms.BooleanField(label=_("一线职工"), required=False)
    since = DayField(label=_("加入日期"))
    until = DayField(label=_("离开日期"), required=False, help_text=_("仍在团队的不填；补录以前的成员时填写。"))
    note = forms.CharField(label=_("说明"), required=False, max_length=300)

    def prepare(self) -> None:
        """Offer those known."""
        self.offer("person", [("", _("新人员")), *_team(self.studio).items()])


class EquipmentForm(StudioForm):
    """Equipment comes in."""

    name = forms.CharField(label=_("设备名称"), max_length=120)
    number = forms.IntegerField(label=_("数量"), min_value=1, max_value=100_000, initial=1)
    value = forms.DecimalField(
        label=_("原值（元）"),
        required=False,
        max_digits=14,
        decimal_places=2,
        min_value=0,
        help_text=_("全部数量合计。"),
    )
    since = DayField(label=_("启用日期"))
    note = forms.CharField(label=_("说明"), required=False, max_length=300)


class PlaceForm(StudioForm):
    """The studio works elsewhere, or in other rooms."""

    address = forms.CharField(label=_("地址"), max_length=200)
    area_m2 = forms.DecimalField(
        label=_("面积（平方米）"), required=False, max_digits=8, decimal_places=2, help_text=_("按实际使用面积填写。")
    )
    functions = forms.CharField(
        label=_("功能区"), required=False, max_length=200, help_text=_("如：学习区、攻关区、展示区。")
    )
    on = DayField(label=_("从哪一天起"))
    note = forms.CharField(label=_("说明"), required=False, max_length=300)


class LinkForm(StudioForm):
    """What the studio works with and stays apart from."""

    kind = forms.ChoiceField(label=_("关联类型"), choices=LinkKind.choices)
    name = forms.CharField(label=_("关联对象名称"), max_length=120)
    body = forms.CharField(
        label=_("主管部门或所属单位"), max_length=120, help_text=_("如：市人力资源和社会保障局、某大学机械学院。")
    )
    linked = forms.ChoiceField(
        label=_("名录中的工作室"), required=False, help_text=_("本单位在名录中另有这个工作室的，请选上。")
    )
    document_number = forms.CharField(label=_("批准文件或协议文号"), required=False, max_length=60)
    since = DayField(label=_("关联开始日期"))
    until = DayField(label=_("终止日期"), required=False, help_text=_("仍在关联的不填。"))
    proof = ProofField(label=_("批准文件或协议"), required=False)
    note = forms.CharField(label=_("说明"), required=False, max_length=300)

    def prepare(self) -> None:
        """Offer the other studios of the unit."""
        super().prepare()
        others = Studio.objects.filter(unit=self.studio.unit_id).exclude(pk=self.studio.pk)
        rows = others.exclude(state=StudioState.STRUCK).order_by("name", "pk")[:_MOST_PEOPLE]
        self.offer("linked", [("", _("不在名录中")), *((str(row.pk), row.name) for row in rows)])

    def clean_linked(self) -> Studio | None:
        """Return the studio chosen, if any."""
        chosen = self.cleaned_data["linked"]
        return Studio.objects.get(pk=int(chosen)) if chosen else None


class ProfileForm(StudioForm):
    """What the public page of the studio shows."""

    tagline = forms.CharField(label=_("宗旨"), required=False, max_length=200)
    summary = forms.CharField(label=_("简介"), required=False, max_length=1000, widget=text_area(6))
    field = forms.CharField(label=_("专业领域"), required=False, max_length=60)
    photo = forms.FileField(
        label=_("标识照片"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png"}),
        help_text=_("工作室标识牌或场所的照片（JPEG、PNG）；不选则保留原有照片。"),
    )
    drops_photo = forms.BooleanField(label=_("撤下现有照片"), required=False)
    shows_address = forms.BooleanField(
        label=_("在门户显示地址"), required=False, help_text=_("显示档案中现在的工作场所，场所变更后随之更新。")
    )
    agreed = forms.BooleanField(label=_("已征得领衔人同意在门户公开以上内容"), required=False)

    def prepare(self) -> None:
        """Begin with what the page shows now."""
        for name in ("tagline", "summary", "field"):
            self.fields[name].initial = getattr(self.studio, name)
        self.fields["shows_address"].initial = bool(self.studio.public_address)
        if self.studio.photo_id is None:
            del self.fields["drops_photo"]


class DecisionForm(StudioForm):
    """A change that rests on a document."""

    document_number = forms.CharField(label=_("批准文号"), max_length=60, help_text=_("如：云工发〔2026〕35号。"))
    proof = ProofField(label=_("批准文件"), required=False)
    note = forms.CharField(label=_("变更原因"), max_length=300, widget=text_area())
    last: ClassVar[tuple[str, ...]] = ("document_number", "proof", "note")

    def prepare(self) -> None:
        """Ask for the document last."""
        self.order_fields([name for name in self.fields if name not in self.last] + list(self.last))


class RenameForm(DecisionForm):
    """The studio is called otherwise."""

    name = forms.CharField(label=_("新登记名称"), max_length=120)
    display_name = forms.CharField(
        label=_("展示名称"), required=False, max_length=120, help_text=_("名录和门户显示的名称；不填即与登记名称相同。")
    )
    basis = forms.ChoiceField(label=_("命名依据"), choices=NameBasis.choices)
    on = DayField(label=_("变更日期"))


class HostForm(DecisionForm):
    """Another unit hosts the studio."""

    unit = forms.ChoiceField(label=_("新的所在单位"))
    on = DayField(label=_("变更日期"))

    def prepare(self) -> None:
        """Offer the grass-roots unions."""
        super().prepare()
        units = Organisation.objects.filter(level=Level.GRASSROOTS, closed_on=None).exclude(pk=self.studio.unit_id)
        rows = units.order_by("path").values_list("pk", "unit_name", "name")[:_MOST_UNITS]
        self.offer("unit", [("", _("请选择")), *((str(pk), unit or name) for pk, unit, name in rows)])

    def clean_unit(self) -> Organisation:
        """Return the unit."""
        return Organisation.objects.get(pk=int(self.cleaned_data["unit"]))


class LevelForm(StudioForm):
    """A level is given by a document; those held already stay."""

    level = forms.ChoiceField(label=_("级别"), choices=StudioLevel.choices)
    kind = forms.ChoiceField(
        label=_("称号类别"),
        choices=StudioKind.choices,
        help_text=_("与工作室类别不同的称号，可以与同级别的原有称号同时保有。"),
    )
    awarding_body = forms.CharField(label=_("命名机关"), max_length=120)
    document_number = forms.CharField(label=_("命名文号"), max_length=60)
    since = DayField(label=_("命名日期"))
    valid_until = DayField(label=_("有效期至"), required=False, help_text=_("文件没有规定期限的不填。"))
    proof = ProofField(label=_("命名文件"), required=False)

    def prepare(self) -> None:
        """Begin with the studio's own kind."""
        super().prepare()
        self.fields["kind"].initial = self.studio.kind


class LevelWithdrawForm(forms.Form):
    """A level is withdrawn by a decision."""

    on = DayField(label=_("撤销日期"))
    document_number = forms.CharField(label=_("撤销文号"), max_length=60)
    reason = forms.CharField(label=_("撤销原因"), max_length=300, widget=text_area())


class EndForm(forms.Form):
    """What holds ends."""

    until = DayField(label=_("最后一天"))
    note = forms.CharField(label=_("原因"), required=False, max_length=300)


class ReasonForm(forms.Form):
    """Why something is taken back."""

    reason = forms.CharField(label=_("更正原因"), max_length=300, widget=text_area(3))


def person_of(cleaned: Mapping[str, Any]) -> Person | None:
    """Return the person chosen from the list; None when somebody new was typed."""
    chosen = cleaned.get("person")
    return Person.objects.get(pk=int(chosen)) if chosen else None
