"""Assignments and score sheets."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jiangxin.campaigns.models import Entry
from jiangxin.core.models import Record, Retention
from jiangxin.people.models import Account
from jiangxin.review.enums import RunState, SheetState
from jiangxin.review.models.panel import Panel, PanelMember


class AssignmentRun(Record):
    """One computed assignment: previewed, published, or undone. The seed makes it repeatable."""

    journal_label: ClassVar[str] = "review.assignment_run"
    retention: ClassVar[Retention] = Retention.PERMANENT

    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="runs")
    state = models.CharField(max_length=10, choices=RunState.choices, default=RunState.DRAFT)
    seed = models.BigIntegerField()
    demands = models.JSONField(default=dict)
    pairs = models.JSONField(default=list)
    statistics = models.JSONField(default=dict)
    computed_at = models.DateTimeField()
    computed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_reason = models.CharField(_("撤销原因"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("分配方案")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["panel"], condition=Q(state=RunState.PUBLISHED), name="assignment_one_published_per_panel"
            )
        ]

    def __str__(self) -> str:
        return f"{self.panel} #{self.pk}"


class Assignment(Record):
    """One entry given to one expert by a published run.

    `case_number` is the neutral number of the entry on its panel ("案卷 07"): drawn by lot, the same for all experts,
    so that it tells nothing about the entry's own number.
    """

    journal_label: ClassVar[str] = "review.assignment"
    retention: ClassVar[Retention] = Retention.PERMANENT

    run = models.ForeignKey(AssignmentRun, on_delete=models.PROTECT, related_name="assignments")
    member = models.ForeignKey(PanelMember, on_delete=models.PROTECT, related_name="assignments")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="assignments")
    case_number = models.PositiveIntegerField(_("案卷号"))
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(_("收回原因"), max_length=300, blank=True)
    replaces = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")

    class Meta:
        verbose_name = _("评审分配")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "entry"], condition=Q(withdrawn_at__isnull=True), name="assignment_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.member} · {self.entry}"


class ScoreSheet(Record):
    """One expert's judgement of one entry; once locked, the database refuses to change it (see the migration).

    `vetoes` are codes of the rubric's vetoes; `veto_reasons` says for each what was found.
    """

    journal_label: ClassVar[str] = "review.score_sheet"
    retention: ClassVar[Retention] = Retention.PERMANENT

    assignment = models.OneToOneField(Assignment, on_delete=models.PROTECT, related_name="sheet")
    state = models.CharField(max_length=10, choices=SheetState.choices, default=SheetState.DRAFT)
    rubric = models.CharField(max_length=60)
    revision = models.PositiveIntegerField(default=0)
    comment = models.TextField(_("总体意见"), blank=True)
    vetoes = models.JSONField(_("一票否决"), default=list)
    veto_reasons = models.JSONField(_("否决依据"), default=dict)
    total = models.DecimalField(_("总分"), max_digits=6, decimal_places=2, null=True, blank=True)
    saved_at = models.DateTimeField()
    signed_as = models.CharField(_("签名"), max_length=60, blank=True)
    locked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("评分表")
        constraints = [
            models.CheckConstraint(
                condition=Q(state=SheetState.DRAFT, locked_at__isnull=True)
                | (Q(state=SheetState.LOCKED, locked_at__isnull=False, total__isnull=False) & ~Q(signed_as="")),
                name="score_sheet_locked_when_signed",
            )
        ]

    def __str__(self) -> str:
        return str(self.assignment)


class ScoreLine(Record):
    """Points for one item of the rubric; none yet while only a note has been written."""

    journal_label: ClassVar[str] = "review.score_line"
    retention: ClassVar[Retention] = Retention.PERMANENT

    sheet = models.ForeignKey(ScoreSheet, on_delete=models.CASCADE, related_name="lines")
    item = models.CharField(max_length=60)
    most = models.DecimalField(max_digits=5, decimal_places=2)
    points = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    note = models.CharField(_("依据"), max_length=500, blank=True)
    is_locked = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("评分项")
        constraints = [
            models.UniqueConstraint(fields=["sheet", "item"], name="score_line_once_per_item"),
            models.CheckConstraint(condition=Q(points__gte=0, points__lte=F("most")), name="score_line_within_scale"),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.points}"


class RedactedCopy(Record):
    """What a blinded expert reads of one submitted version: answers without names, checked by an officer."""

    journal_label: ClassVar[str] = "review.redacted_copy"
    retention: ClassVar[Retention] = Retention.LONG

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, related_name="redacted_copy")
    version_number = models.PositiveSmallIntegerField()
    data = models.JSONField()
    replacements = models.JSONField(default=list)
    revision = models.PositiveIntegerField(default=1)
    checked_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    accepted_unread = models.BooleanField(_("按自动处理结果采用"), default=False)

    class Meta:
        verbose_name = _("匿名稿")

    def __str__(self) -> str:
        return str(self.entry)
