"""Alliances of studios (domain 2.8): members and chair by dates, agreements with their files, joint projects."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.core.models import Record, Retention, StoredFile
from jiangxin.orgs.models import Organisation
from jiangxin.studios.models.studio import Studio
from jiangxin.studios.service_enums import JointProjectState

_IN_ORDER = models.Q(until=None) | models.Q(until__gte=models.F("since"))


class Alliance(Record):
    """A grouping of studios across units, areas and trades."""

    journal_label: ClassVar[str] = "studios.alliance"
    retention: ClassVar[Retention] = Retention.PERMANENT

    name = models.CharField(_("联盟名称"), max_length=80, unique=True)
    purpose = models.TextField(_("宗旨"), max_length=1000)
    secretariat = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="secretariats"
    )
    exit_rule = models.CharField(_("退出规则"), max_length=300, blank=True)
    plan = models.TextField(_("年度计划"), max_length=2000, blank=True)
    founded_on = models.DateField(_("成立日期"))
    ended_on = models.DateField(_("解散日期"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("工作室联盟")
        ordering = ["-founded_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_on=None) | models.Q(ended_on__gte=models.F("founded_on")),
                name="alliance_days_in_order",
            )
        ]

    def __str__(self) -> str:
        return self.name


class AllianceMember(Record):
    """A studio's time in an alliance; the database keeps two of the same studio apart (migration 0011)."""

    journal_label: ClassVar[str] = "studios.alliance_member"
    retention: ClassVar[Retention] = Retention.PERMANENT

    alliance = models.ForeignKey(Alliance, on_delete=models.PROTECT, related_name="members")
    studio = models.ForeignKey(Studio, on_delete=models.PROTECT, related_name="alliance_memberships")
    since = models.DateField(_("加入日期"))
    until = models.DateField(_("退出日期"), null=True, blank=True)
    reason = models.CharField(_("退出原因"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("联盟成员")
        ordering = ["since", "id"]
        constraints = [models.CheckConstraint(condition=_IN_ORDER, name="alliancemember_days_in_order")]

    def __str__(self) -> str:
        return str(self.studio)


class AllianceChair(Record):
    """The studio that presides, by turns; one at a time."""

    journal_label: ClassVar[str] = "studios.alliance_chair"
    retention: ClassVar[Retention] = Retention.PERMANENT

    alliance = models.ForeignKey(Alliance, on_delete=models.PROTECT, related_name="chairs")
    studio = models.ForeignKey(Studio, on_delete=models.PROTECT, related_name="alliance_chairs")
    since = models.DateField(_("轮值开始"))
    until = models.DateField(_("轮值结束"), null=True, blank=True)

    class Meta:
        verbose_name = _("轮值盟主")
        ordering = ["since", "id"]
        constraints = [models.CheckConstraint(condition=_IN_ORDER, name="alliancechair_days_in_order")]

    def __str__(self) -> str:
        return str(self.studio)


class AllianceAgreement(Record):
    """An agreement the members signed, with its file. The database keeps these rows."""

    journal_label: ClassVar[str] = "studios.alliance_agreement"
    retention: ClassVar[Retention] = Retention.PERMANENT

    alliance = models.ForeignKey(Alliance, on_delete=models.PROTECT, related_name="agreements")
    title = models.CharField(_("协议名称"), max_length=120)
    signed_on = models.DateField(_("签订日期"))
    valid_until = models.DateField(_("有效期至"), null=True, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("联盟协议")
        ordering = ["-signed_on", "-id"]

    def __str__(self) -> str:
        return self.title


class JointProject(Record):
    """A project members work on together."""

    journal_label: ClassVar[str] = "studios.joint_project"
    retention: ClassVar[Retention] = Retention.PERMANENT

    alliance = models.ForeignKey(Alliance, on_delete=models.PROTECT, related_name="projects")
    title = models.CharField(_("项目名称"), max_length=120)
    goal = models.CharField(_("目标"), max_length=500)
    lead = models.ForeignKey(Studio, on_delete=models.PROTECT, related_name="joint_projects")
    since = models.DateField(_("开始日期"))
    due_on = models.DateField(_("计划完成"), null=True, blank=True)
    state = models.CharField(
        _("状态"), max_length=10, choices=JointProjectState.choices, default=JointProjectState.RUNNING
    )
    result = models.CharField(_("结果"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("联合项目")
        ordering = ["-since", "-id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=JointProjectState.values), name="joint_state_known")
        ]

    def __str__(self) -> str:
        return self.title
