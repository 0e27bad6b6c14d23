"""Who may not apply for a time, and by which document."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.core.models import Record, Retention
from jiangxin.orgs.models.organisation import Organisation
from jiangxin.people.models import Person


class Bar(Record):
    """A unit, a leader, or both may not apply until a day (included), after an award was withdrawn (domain 3.4, 3.5).

    `subject` and `subject_id` name what it was set for, such as the studio; rooms above follow them. A bar is set once
    and may be lifted once, with a reason; nothing else about it changes.
    """

    journal_label: ClassVar[str] = "orgs.bar"
    retention: ClassVar[Retention] = Retention.PERMANENT

    unit = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="bars")
    leader = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="bars")
    since = models.DateField(_("自"))
    until = models.DateField(_("限制至"))
    reason = models.CharField(_("事由"), max_length=300)
    document_number = models.CharField(_("文号"), max_length=60)
    subject = models.CharField(max_length=60, blank=True)
    subject_id = models.PositiveBigIntegerField(null=True, blank=True)
    title = models.CharField(_("所涉工作室"), max_length=200, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    lifted_on = models.DateField(_("解除日期"), null=True, blank=True)
    lifted_reason = models.CharField(_("解除理由"), max_length=300, blank=True)
    lifted_document = models.CharField(_("解除文号"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("申报限制")
        ordering = ["-since", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(unit__isnull=False) | models.Q(leader__isnull=False), name="bar_of_somebody"
            ),
            models.CheckConstraint(condition=models.Q(until__gte=models.F("since")), name="bar_ends_after_start"),
            models.CheckConstraint(
                condition=~models.Q(reason="") & ~models.Q(document_number=""), name="bar_with_document"
            ),
            models.CheckConstraint(
                condition=models.Q(lifted_on__isnull=True) | ~models.Q(lifted_reason=""), name="bar_lifted_with_reason"
            ),
        ]
        indexes = [models.Index(fields=["subject", "subject_id"], name="bar_by_subject")]

    def __str__(self) -> str:
        return f"{self.title or self.unit or self.leader} {self.until}"

    def holds_on(self, day: date) -> bool:
        """Tell whether it keeps anybody from applying on a day."""
        return self.lifted_on is None and self.since <= day <= self.until
