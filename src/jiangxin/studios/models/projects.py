"""A studio's projects with their milestones, and its outcomes (domain 4.2, blocks F and G).

Entered once, read by the ledger, reports, applications and the portal. Rows are changed with their revision and the
journal's word; a wrong one is struck. The database refuses to delete them and to change struck ones (migration 0009).
"""

from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.core.models import Record, Retention, StoredFile
from jiangxin.people.models import Person
from jiangxin.studios.ledger_enums import HonourLevel, OutcomeKind, ProjectKind, ProjectState
from jiangxin.studios.models.funds import yuan
from jiangxin.studios.models.studio import Studio


class Struck(Record):
    """A row that is struck with a reason when it should not have been entered."""

    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True, blank=True)
    struck_reason = models.CharField(_("更正原因"), max_length=300, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(struck_at__isnull=True) | ~models.Q(struck_reason=""),
                name="%(class)s_struck_with_reason",
            )
        ]


class Project(Struck):
    """A topic the studio works on. Amounts are whole fen."""

    journal_label: ClassVar[str] = "studios.project"
    retention: ClassVar[Retention] = Retention.LONG

    studio = models.ForeignKey(Studio, on_delete=models.PROTECT, related_name="projects")
    title = models.CharField(_("课题名称"), max_length=120)
    kind = models.CharField(_("类型"), max_length=12, choices=ProjectKind.choices)
    source = models.CharField(_("来源"), max_length=120, blank=True)
    level = models.CharField(_("立项级别"), max_length=12, choices=HonourLevel.choices)
    approval_number = models.CharField(_("立项文号"), max_length=60, blank=True)
    approval = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField(_("开始日期"))
    ends_on = models.DateField(_("计划完成日期"))
    leader = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    leader_name = models.CharField(_("负责人"), max_length=60)
    cost_fen = models.BigIntegerField(_("经费（分）"), null=True, blank=True)
    state = models.CharField(_("状态"), max_length=10, choices=ProjectState.choices, default=ProjectState.UNDER_WAY)
    closed_on = models.DateField(_("结题日期"), null=True, blank=True)
    result = models.TextField(_("结果"), blank=True)
    closing = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField(default=1)

    class Meta(Struck.Meta):
        verbose_name = _("项目")
        ordering = ["-starts_on", "-id"]
        constraints = [
            *Struck.Meta.constraints,
            models.CheckConstraint(condition=models.Q(state__in=ProjectState.values), name="project_state_known"),
            models.CheckConstraint(condition=models.Q(kind__in=ProjectKind.values), name="project_kind_known"),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="project_ends_after_start"
            ),
            models.CheckConstraint(
                condition=models.Q(cost_fen__isnull=True) | models.Q(cost_fen__gte=0), name="project_cost_not_negative"
            ),
            # A day of closing tells that it is over, and the other way round.
            models.CheckConstraint(
                condition=models.Q(state__in=["completed", "stopped"], closed_on__isnull=False)
                | models.Q(state__in=["planned", "under_way"], closed_on__isnull=True),
                name="project_closed_with_day",
            ),
        ]
        indexes = [models.Index(fields=["studio", "-starts_on", "-id"], name="project_by_start")]

    def __str__(self) -> str:
        return self.title

    @property
    def cost(self) -> Decimal | None:
        """Return the cost in yuan."""
        return None if self.cost_fen is None else yuan(self.cost_fen)


class Milestone(Struck):
    """A step of a project with the day it is due and the day it was done."""

    journal_label: ClassVar[str] = "studios.milestone"
    retention: ClassVar[Retention] = Retention.LONG

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="milestones")
    title = models.CharField(_("节点"), max_length=100)
    due_on = models.DateField(_("应完成日期"))
    done_on = models.DateField(_("完成日期"), null=True, blank=True)

    class Meta(Struck.Meta):
        verbose_name = _("项目节点")
        ordering = ["due_on", "id"]

    def __str__(self) -> str:
        return self.title


class Outcome(Struck):
    """What came of the work. Benefit in whole fen, never without the paper of the finance department.

    `day` is when it was applied for, published or proposed; `granted_on` when it was granted or adopted.
    """

    journal_label: ClassVar[str] = "studios.outcome"
    retention: ClassVar[Retention] = Retention.LONG

    studio = models.ForeignKey(Studio, on_delete=models.PROTECT, related_name="outcomes")
    project = models.ForeignKey(Project, null=True, blank=True, on_delete=models.PROTECT, related_name="outcomes")
    title = models.CharField(_("成果名称"), max_length=120)
    kind = models.CharField(_("类型"), max_length=20, choices=OutcomeKind.choices)
    number = models.CharField(_("编号"), max_length=80, blank=True)
    day = models.DateField(_("申请、发表或提出日期"))
    granted_on = models.DateField(_("授权、采纳或获奖日期"), null=True, blank=True)
    owner = models.CharField(_("权利人或完成人"), max_length=120)
    rank = models.CharField(_("本工作室排名"), max_length=20, blank=True)
    level = models.CharField(_("级别"), max_length=12, choices=HonourLevel.choices, blank=True)
    proof = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    applied_units = models.CharField(_("应用单位"), max_length=300, blank=True)
    application_proof = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    benefit_fen = models.BigIntegerField(_("经济效益（分）"), null=True, blank=True)
    finance_proof = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    energy_saved_kg = models.PositiveBigIntegerField(_("节能量（千克标准煤）"), null=True, blank=True)
    social_benefit = models.CharField(_("社会效益"), max_length=300, blank=True)
    is_public = models.BooleanField(_("在门户公开"), default=False)
    revision = models.PositiveIntegerField(default=1)

    class Meta(Struck.Meta):
        verbose_name = _("成果")
        ordering = ["-day", "-id"]
        constraints = [
            *Struck.Meta.constraints,
            models.CheckConstraint(condition=models.Q(kind__in=OutcomeKind.values), name="outcome_kind_known"),
            models.CheckConstraint(
                condition=models.Q(benefit_fen__isnull=True) | models.Q(benefit_fen__gt=0, finance_proof__isnull=False),
                name="outcome_benefit_proven",
            ),
            models.CheckConstraint(
                condition=models.Q(granted_on__isnull=True) | models.Q(granted_on__gte=models.F("day")),
                name="outcome_days_in_order",
            ),
        ]
        indexes = [models.Index(fields=["studio", "-day", "-id"], name="outcome_by_day")]

    def __str__(self) -> str:
        return self.title

    @property
    def benefit(self) -> Decimal | None:
        """Return the economic benefit in yuan."""
        return None if self.benefit_fen is None else yuan(self.benefit_fen)
