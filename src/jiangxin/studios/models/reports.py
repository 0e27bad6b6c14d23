"""Papers of the basic file, and the reports made of the ledger (domain 3.4, 4.3, 4.4)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.core.models import Record, Retention, StoredFile
from jiangxin.studios.ledger_enums import PaperKind, ReportKind, ReportState
from jiangxin.studios.models.projects import Struck
from jiangxin.studios.models.studio import Studio


class StudioPaper(Struck):
    """A standing paper: founding document, duties, rules; or one of a year: plan, summary, mentoring contract."""

    journal_label: ClassVar[str] = "studios.studio_paper"
    retention: ClassVar[Retention] = Retention.LONG

    studio = models.ForeignKey(Studio, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(_("类别"), max_length=10, choices=PaperKind.choices)
    title = models.CharField(_("名称"), max_length=120)
    day = models.DateField(_("日期"))
    year = models.PositiveSmallIntegerField(_("年度"), null=True, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta(Struck.Meta):
        verbose_name = _("基础资料")
        ordering = ["kind", "-day", "-id"]
        constraints = [
            *Struck.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(kind__in=["plan", "summary", "contract"], year__isnull=False)
                | models.Q(kind__in=["founding", "duties", "rules"], year__isnull=True),
                name="studiopaper_year_of_yearly",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class StudioReport(Record):
    """A report on the days from `since` to `until`. Figures are frozen when it is submitted; until then they live."""

    journal_label: ClassVar[str] = "studios.studio_report"
    retention: ClassVar[Retention] = Retention.LONG

    studio = models.ForeignKey(Studio, on_delete=models.PROTECT, related_name="reports")
    kind = models.CharField(_("报告类型"), max_length=8, choices=ReportKind.choices)
    since = models.DateField(_("自"))
    until = models.DateField(_("至"))
    state = models.CharField(_("状态"), max_length=10, choices=ReportState.choices, default=ReportState.DRAFT)
    highlights = models.TextField(_("工作亮点"), blank=True)
    problems = models.TextField(_("问题和请求"), blank=True)
    plans = models.TextField(_("下一步计划"), blank=True)
    figures = models.JSONField(default=dict)
    sealed_scan = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    opinion = models.CharField(_("审核意见"), max_length=300, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("工作室报告")
        ordering = ["-since", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["studio", "kind", "since"], name="report_once"),
            models.CheckConstraint(condition=models.Q(state__in=ReportState.values), name="report_state_known"),
            models.CheckConstraint(condition=models.Q(until__gt=models.F("since")), name="report_days_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.period} {self.get_kind_display()}"

    @property
    def period(self) -> str:
        """Return the year, or the year and the quarter, such as 2026 or 2026-Q3."""
        if self.kind == ReportKind.YEAR:
            return str(self.since.year)
        return f"{self.since.year}-Q{(self.since.month + 2) // 3}"
