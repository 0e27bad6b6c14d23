"""The studio's file: every fact with the days it holds (domain 2.2, 2.4, 2.6, 2.7, 3.5)."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.awards.models import Award
from jiangxin.core.models import Retention, StoredFile
from jiangxin.orgs.models import Organisation
from jiangxin.people.models import Person
from jiangxin.studios.enums import LIVES, LinkKind, MemberRole, NameBasis, StudioKind, StudioLevel, StudioState
from jiangxin.studios.models.period import Period
from jiangxin.studios.models.studio import Studio


class StudioName(Period):
    """What the studio is called: as registered, as shown, and what the name rests on."""

    journal_label: ClassVar[str] = "studios.studio_name"
    retention: ClassVar[Retention] = Retention.PERMANENT

    name = models.CharField(_("登记名称"), max_length=120)
    display_name = models.CharField(_("展示名称"), max_length=120, blank=True)
    basis = models.CharField(_("命名依据"), max_length=10, choices=NameBasis.choices, blank=True)

    class Meta(Period.Meta):
        verbose_name = _("工作室名称")

    def __str__(self) -> str:
        return self.name


class StudioLeadership(Period):
    """Who leads the studio; the name stays as it was, whatever the person is called later."""

    journal_label: ClassVar[str] = "studios.studio_leadership"
    retention: ClassVar[Retention] = Retention.PERMANENT

    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="studio_leaderships")
    person_name = models.CharField(_("领衔人"), max_length=60)

    class Meta(Period.Meta):
        verbose_name = _("领衔人")

    def __str__(self) -> str:
        return self.person_name


class StudioMembership(Period):
    """A person's place in the team; one role at a time."""

    journal_label: ClassVar[str] = "studios.studio_membership"
    retention: ClassVar[Retention] = Retention.PERMANENT

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="studio_memberships")
    person_name = models.CharField(_("姓名"), max_length=60)
    role = models.CharField(_("角色"), max_length=12, choices=MemberRole.choices)
    front_line = models.BooleanField(_("一线职工"), default=False)
    task = models.CharField(_("分工"), max_length=60, blank=True)

    class Meta(Period.Meta):
        verbose_name = _("工作室成员")
        constraints = [
            *Period.Meta.constraints,
            models.CheckConstraint(condition=models.Q(role__in=MemberRole.values), name="studiomembership_role_known"),
        ]

    def __str__(self) -> str:
        return self.person_name


class StudioHosting(Period):
    """The unit the studio belongs to."""

    journal_label: ClassVar[str] = "studios.studio_hosting"
    retention: ClassVar[Retention] = Retention.PERMANENT

    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="studio_hostings")
    unit_name = models.CharField(_("所在单位"), max_length=120)

    class Meta(Period.Meta):
        verbose_name = _("所在单位")

    def __str__(self) -> str:
        return self.unit_name


class StudioLevelHeld(Period):
    """A level the studio holds, as which kind, by which document, named by whom, for what term.

    Several are held at once: of different levels, or of different kinds at one level (domain 2.1, 2.7).
    """

    journal_label: ClassVar[str] = "studios.studio_level_held"
    retention: ClassVar[Retention] = Retention.PERMANENT

    level = models.CharField(_("级别"), max_length=20, choices=StudioLevel.choices)
    kind = models.CharField(_("称号类别"), max_length=40, choices=StudioKind.choices)
    awarding_body = models.CharField(_("命名机关"), max_length=120)
    award = models.ForeignKey(Award, null=True, blank=True, on_delete=models.PROTECT, related_name="levels_held")
    valid_until = models.DateField(_("有效期至"), null=True, blank=True)

    class Meta(Period.Meta):
        verbose_name = _("所获级别")
        constraints = [
            *Period.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(level__in=StudioLevel.values), name="studiolevelheld_level_known"
            ),
            models.CheckConstraint(condition=models.Q(kind__in=StudioKind.values), name="studiolevelheld_kind_known"),
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True) | models.Q(valid_until__gte=models.F("since")),
                name="studiolevelheld_term_after_start",
            ),
        ]

    def __str__(self) -> str:
        return str(StudioLevel(self.level).label)

    @property
    def paper(self) -> StoredFile | None:
        """Return the document the level was given by: what was handed in, or the one issued here."""
        return self.proof or (self.award.document.pdf if self.award else None)

    @property
    def title(self) -> str:
        """Return level and kind, which together are what a plaque says."""
        return _("%(level)s%(kind)s") % {"level": self, "kind": self.get_kind_display()}


class StudioPlace(Period):
    """Where the studio works. No regulation seen names an area; the yearly standard carries the city's own figure."""

    journal_label: ClassVar[str] = "studios.studio_place"
    retention: ClassVar[Retention] = Retention.PERMANENT

    address = models.CharField(_("地址"), max_length=200)
    area_m2 = models.DecimalField(_("面积（平方米）"), max_digits=8, decimal_places=2, null=True, blank=True)
    functions = models.CharField(_("功能区"), max_length=200, blank=True)

    class Meta(Period.Meta):
        verbose_name = _("工作场所")
        constraints = [
            *Period.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(area_m2__isnull=True) | models.Q(area_m2__gt=0), name="studioplace_area_positive"
            ),
        ]

    def __str__(self) -> str:
        return self.address


class StudioEquipment(Period):
    """A piece (or several alike) of the studio's equipment, with the original value of all of them in yuan."""

    journal_label: ClassVar[str] = "studios.studio_equipment"
    retention: ClassVar[Retention] = Retention.PERMANENT

    name = models.CharField(_("设备名称"), max_length=120)
    number = models.PositiveIntegerField(_("数量"), default=1)
    value = models.DecimalField(_("原值（元）"), max_digits=14, decimal_places=2, null=True, blank=True)

    class Meta(Period.Meta):
        verbose_name = _("设备")
        constraints = [
            *Period.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(value__isnull=True) | models.Q(value__gte=0), name="studioequipment_value_real"
            ),
            models.CheckConstraint(condition=models.Q(number__gt=0), name="studioequipment_number_positive"),
        ]

    def __str__(self) -> str:
        return self.name


class StudioLink(Period):
    """What the studio works with and stays apart from, such as the skill-master studio of the same room and person."""

    journal_label: ClassVar[str] = "studios.studio_link"
    retention: ClassVar[Retention] = Retention.PERMANENT

    kind = models.CharField(_("关联类型"), max_length=12, choices=LinkKind.choices)
    name = models.CharField(_("关联对象名称"), max_length=120)
    body = models.CharField(_("主管部门或所属单位"), max_length=120)
    linked = models.ForeignKey(
        Studio,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("名录中的工作室"),
    )

    class Meta(Period.Meta):
        verbose_name = _("关联对象")
        constraints = [
            *Period.Meta.constraints,
            models.CheckConstraint(condition=models.Q(kind__in=LinkKind.values), name="studiolink_kind_known"),
            models.CheckConstraint(condition=~models.Q(linked=models.F("studio")), name="studiolink_with_another"),
        ]

    def __str__(self) -> str:
        return self.name


class StudioStanding(Period):
    """Whether the studio is alive: active, withdrawn, dissolved."""

    journal_label: ClassVar[str] = "studios.studio_standing"
    retention: ClassVar[Retention] = Retention.PERMANENT

    state = models.CharField(_("状态"), max_length=12, choices=[(state.value, state.label) for state in LIVES])

    class Meta(Period.Meta):
        verbose_name = _("工作室状态")
        constraints = [
            *Period.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in LIVES]), name="studiostanding_state_known"
            ),
        ]

    def __str__(self) -> str:
        return str(StudioState(self.state).label)
