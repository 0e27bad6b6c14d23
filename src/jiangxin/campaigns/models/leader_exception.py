"""Leave for one person to lead an application of one call without meeting its conditions."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.campaigns.enums import GIVEN_UP
from jiangxin.campaigns.models.call import Call
from jiangxin.campaigns.models.entry import Entry
from jiangxin.core.models import Record, Retention
from jiangxin.people.models import Account, Person


class LeaderException(Record):
    """Leave, with its reason, to lead in one call although neither the call's conditions nor the register's are met.

    `used_by` is the application that came in on it first; it stays on record when that one is given up. A revoked
    exception stays too; of one person at most one stands in a call.
    """

    journal_label: ClassVar[str] = "campaigns.leader_exception"
    retention: ClassVar[Retention] = Retention.LONG

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="leader_exceptions")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="leader_exceptions")
    reason = models.CharField(_("理由"), max_length=300)
    given_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    used_by = models.ForeignKey(Entry, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_reason = models.CharField(_("撤销理由"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("领衔人个案例外")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="leader_exception_has_a_reason"),
            models.CheckConstraint(
                condition=models.Q(used_at__isnull=True, used_by__isnull=True)
                | models.Q(used_at__isnull=False, used_by__isnull=False),
                name="leader_exception_use_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(revoked_at__isnull=True, revoked_by__isnull=True, revoked_reason="")
                | (models.Q(revoked_at__isnull=False, revoked_by__isnull=False) & ~models.Q(revoked_reason="")),
                name="leader_exception_revocation_whole",
            ),
            models.UniqueConstraint(
                fields=["call", "person"],
                condition=models.Q(revoked_at__isnull=True),
                name="leader_exception_one_standing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} → {self.call}"

    @property
    def in_use(self) -> bool:
        """Tell whether an application rests on it: handed in on it, not given up, and still led by this person."""
        entry = self.used_by
        return entry is not None and entry.leader_id == self.person_id and entry.state not in GIVEN_UP
