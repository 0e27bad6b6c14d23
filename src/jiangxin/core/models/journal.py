"""The journal: one row for each act, never changed, never deleted."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.core.models.base import Record, Retention


class Outcome(models.TextChoices):
    """Whether the act was done."""

    DONE = "done", _("已办")
    REFUSED = "refused", _("未准")


class JournalEntry(Record):
    """One act as it was done or refused.

    Plain values instead of foreign keys: the record must outlive and not change with what it speaks of.
    `canonical` is the RFC 8785 form of the record, fixed as version 1; a later log seals exactly these bytes.
    """

    journal_label: ClassVar[str] = "core.journal_entry"
    retention: ClassVar[Retention] = Retention.PERMANENT

    uid = models.UUIDField(unique=True)
    at = models.DateTimeField(db_index=True)
    act = models.CharField(max_length=80)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=100)
    duty = models.CharField(max_length=40, blank=True)
    organisation_id = models.BigIntegerField(null=True)
    organisation_name = models.CharField(max_length=200, blank=True)
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=64)
    object_label = models.CharField(max_length=300)
    reason = models.TextField(blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    request_id = models.CharField(max_length=36, blank=True)
    canonical = models.TextField()
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("日志记录")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["object_type", "object_id", "id"], name="journal_by_object"),
            models.Index(fields=["actor_id", "id"], name="journal_by_actor"),
            models.Index(fields=["act", "id"], name="journal_by_act"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(outcome__in=["done", "refused"]), name="journal_outcome_known")
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name} {self.act} {self.object_label}"
