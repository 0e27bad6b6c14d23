"""What a unit asks to have changed about its studio, and what became of it (domain 3.5)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.core.models import Record, Retention, StoredFile
from jiangxin.studios.change_enums import OPEN, ChangeKind, ChangeState
from jiangxin.studios.models.studio import Studio


class StudioChange(Record):
    """An application of the unit: reviewed by the county or industrial union, decided by the city.

    `facts` holds what is asked: {"person": id}, {"name", "display_name", "basis"} or {"unit": id}, by kind; nothing for
    a dissolution. When it is approved, the file changes in the same transaction.
    """

    journal_label: ClassVar[str] = "studios.studio_change"
    retention: ClassVar[Retention] = Retention.PERMANENT

    studio = models.ForeignKey(Studio, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(_("申请事项"), max_length=10, choices=ChangeKind.choices)
    state = models.CharField(_("状态"), max_length=12, choices=ChangeState.choices, default=ChangeState.SUBMITTED)
    facts = models.JSONField(default=dict)
    asked = models.CharField(_("申请内容"), max_length=300)
    reason = models.CharField(_("申请理由"), max_length=500)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(_("提交时间"))
    county_opinion = models.CharField(_("审核意见"), max_length=500, blank=True)
    county_at = models.DateTimeField(null=True, blank=True)
    decision = models.CharField(_("办理意见"), max_length=500, blank=True)
    document_number = models.CharField(_("批准文号"), max_length=60, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("变更申请")
        ordering = ["-submitted_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["studio", "kind"], condition=models.Q(state__in=OPEN), name="studio_change_open_once"
            ),
            models.CheckConstraint(condition=models.Q(state__in=ChangeState.values), name="studio_change_state_known"),
            models.CheckConstraint(condition=models.Q(kind__in=ChangeKind.values), name="studio_change_kind_known"),
            models.CheckConstraint(
                condition=~models.Q(state=ChangeState.APPROVED) | ~models.Q(document_number=""),
                name="studio_change_approved_by_document",
            ),
        ]
        indexes = [models.Index(fields=["state", "-submitted_at", "-id"], name="studio_change_by_state")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.asked}"


class StudioChangePaper(Record):
    """A paper sent with an application. The database keeps these rows."""

    journal_label: ClassVar[str] = "studios.studio_change_paper"
    retention: ClassVar[Retention] = Retention.PERMANENT

    change = models.ForeignKey(StudioChange, on_delete=models.PROTECT, related_name="papers")
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("申请附件")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.stored.name
