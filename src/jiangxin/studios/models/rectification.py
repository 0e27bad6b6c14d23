"""What a studio has to mend, until when, what it handed in, and what was found of it (domain 3.5)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.core.models import Record, Retention, StoredFile
from jiangxin.studios.assessment_enums import RUNNING, ItemFinding, RectificationOrigin, RectificationState
from jiangxin.studios.models.assessment import AssessmentOutcome
from jiangxin.studios.models.studio import Studio


class Rectification(Record):
    """An order to mend items by a day; one at a time for a studio. The day is put off at most once, with a reason."""

    journal_label: ClassVar[str] = "studios.rectification"
    retention: ClassVar[Retention] = Retention.PERMANENT

    studio = models.ForeignKey(Studio, on_delete=models.PROTECT, related_name="rectifications")
    origin = models.CharField(_("来源"), max_length=12, choices=RectificationOrigin.choices)
    outcome = models.ForeignKey(
        AssessmentOutcome, null=True, blank=True, on_delete=models.PROTECT, related_name="rectifications"
    )
    reason = models.CharField(_("整改原因"), max_length=500)
    document_number = models.CharField(_("整改通知文号"), max_length=60)
    opened_on = models.DateField(_("下达日期"))
    due_on = models.DateField(_("完成期限"))
    first_due_on = models.DateField(_("原定期限"))
    extended_reason = models.CharField(_("延期理由"), max_length=300, blank=True)
    state = models.CharField(
        _("状态"), max_length=12, choices=RectificationState.choices, default=RectificationState.OPEN
    )
    reported_at = models.DateTimeField(_("报送时间"), null=True, blank=True)
    county_opinion = models.CharField(_("核查意见"), max_length=500, blank=True)
    county_at = models.DateTimeField(null=True, blank=True)
    decision = models.CharField(_("复核意见"), max_length=500, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        verbose_name = _("整改")
        ordering = ["-opened_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["studio"], condition=models.Q(state__in=RUNNING), name="rectification_one_running"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=RectificationState.values), name="rectification_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(origin__in=RectificationOrigin.values), name="rectification_origin_known"
            ),
            models.CheckConstraint(
                condition=models.Q(first_due_on__gte=models.F("opened_on"), due_on__gte=models.F("first_due_on")),
                name="rectification_days_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(due_on=models.F("first_due_on")) | ~models.Q(extended_reason=""),
                name="rectification_extended_with_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(document_number="") & ~models.Q(reason=""), name="rectification_with_document"
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=[RectificationState.PASSED, RectificationState.FAILED])
                | ~models.Q(decision=""),
                name="rectification_decided_with_words",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on", "id"], name="rectification_by_state")]

    def __str__(self) -> str:
        return f"{self.document_number} {self.studio}"

    @property
    def is_extended(self) -> bool:
        """Tell whether the day was put off."""
        return self.due_on != self.first_due_on


class RectificationItem(Record):
    """One thing to mend, with its own day; what the studio did about it, and what the county found."""

    journal_label: ClassVar[str] = "studios.rectification_item"
    retention: ClassVar[Retention] = Retention.PERMANENT

    rectification = models.ForeignKey(Rectification, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    what = models.CharField(_("整改事项"), max_length=300)
    due_on = models.DateField(_("完成期限"))
    answer = models.CharField(_("整改情况"), max_length=1000, blank=True)
    done_at = models.DateTimeField(_("完成时间"), null=True, blank=True)
    finding = models.CharField(_("核查结果"), max_length=8, choices=ItemFinding.choices, blank=True)
    finding_note = models.CharField(_("核查说明"), max_length=300, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    checked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("整改事项")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["rectification", "position"], name="rectification_item_once"),
            models.CheckConstraint(condition=~models.Q(what=""), name="rectification_item_said"),
            models.CheckConstraint(
                condition=models.Q(done_at__isnull=True) | ~models.Q(answer=""), name="rectification_item_answered"
            ),
            models.CheckConstraint(
                condition=models.Q(finding="", checked_at__isnull=True)
                | models.Q(finding__in=ItemFinding.values, checked_at__isnull=False),
                name="rectification_item_found_once_checked",
            ),
        ]

    def __str__(self) -> str:
        return self.what


class RectificationFile(Record):
    """A photo or paper that shows an item is mended. The database keeps these rows."""

    journal_label: ClassVar[str] = "studios.rectification_file"
    retention: ClassVar[Retention] = Retention.PERMANENT

    item = models.ForeignKey(RectificationItem, on_delete=models.PROTECT, related_name="files")
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("整改佐证")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.stored.name
