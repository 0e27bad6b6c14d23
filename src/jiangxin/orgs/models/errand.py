"""Errands (待办): what waits for whom, due when. The inbox is a reading of this table."""

from datetime import UTC, datetime
from typing import ClassVar

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from jiangxin.core.models import Record, Retention
from jiangxin.orgs.models.organisation import Organisation
from jiangxin.people.models import Account

NEVER = datetime(9999, 12, 31, tzinfo=UTC)
"""Where errands without a day stand, behind all others: an index that ends in the order takes no null."""


class Errand(Record):
    """One thing asked of the holders of a role at an organisation, or of one account there.

    `asked` is a code ("recommend", "formal_check" …) whose words and address the faces know; `subject` and
    `subject_id` name the thing it is about.
    """

    journal_label: ClassVar[str] = "orgs.errand"
    retention: ClassVar[Retention] = Retention.SHORT

    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="errands")
    role = models.CharField(max_length=30)
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.PROTECT, related_name="errands")
    asked = models.CharField(max_length=40)
    subject = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    title = models.CharField(max_length=200)
    note = models.CharField(max_length=300, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    due_order = models.GeneratedField(
        expression=Coalesce("due_at", models.Value(NEVER)), output_field=models.DateTimeField(), db_persist=True
    )
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("待办")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "role", "asked", "subject", "subject_id"],
                condition=models.Q(closed_at__isnull=True, account__isnull=True),
                name="errand_open_once_of_role",
            ),
            models.UniqueConstraint(
                fields=["account", "role", "asked", "subject", "subject_id"],
                condition=models.Q(closed_at__isnull=True, account__isnull=False),
                name="errand_open_once_of_account",
            ),
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=False) | models.Q(account__isnull=False),
                name="errand_asks_somebody",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "role", "due_order", "id"],
                condition=models.Q(closed_at__isnull=True),
                name="errand_open_of_role",
            ),
            models.Index(
                fields=["organisation", "role", "asked", "due_order", "id"],
                condition=models.Q(closed_at__isnull=True),
                name="errand_open_of_kind",
            ),
            models.Index(
                fields=["account", "role", "due_order", "id"],
                condition=models.Q(closed_at__isnull=True),
                name="errand_open_of_account",
            ),
            models.Index(fields=["subject", "subject_id"], name="errand_by_subject"),
        ]

    def __str__(self) -> str:
        return self.title
