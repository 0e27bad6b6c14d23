"""A proposal offered to other units, and the units that took it over."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.core.models import Record, Retention
from jiangxin.orgs.models import Organisation
from jiangxin.proposals.models.proposal import Proposal


class Offer(Record):
    """What a unit tells the others of a proposal it uses, until it is taken back."""

    journal_label: ClassVar[str] = "proposals.offer"
    retention: ClassVar[Retention] = Retention.LONG

    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, related_name="offer")
    summary = models.TextField(_("要点"), max_length=500)
    contact = models.CharField(_("联系人"), max_length=60)
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField(_("推出时间"))
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("推广")
        constraints = [
            models.CheckConstraint(condition=~models.Q(summary="") & ~models.Q(contact=""), name="offer_is_told")
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.offered_at:%Y-%m-%d}"


class Adoption(Record):
    """A unit that uses what was proposed elsewhere, since a day; it may end."""

    journal_label: ClassVar[str] = "proposals.adoption"
    retention: ClassVar[Retention] = Retention.LONG

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="adoptions")
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    since = models.DateField(_("采用日期"))
    effect = models.TextField(_("采用情况"), max_length=500)
    ended_on = models.DateField(_("停用日期"), null=True, blank=True)
    ended_reason = models.CharField(_("停用原因"), max_length=200, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("采用")
        ordering = ["since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "unit"], condition=models.Q(ended_on__isnull=True), name="adoption_once_per_unit"
            ),
            models.CheckConstraint(
                condition=models.Q(ended_on__isnull=True)
                | (models.Q(ended_on__gte=models.F("since")) & ~models.Q(ended_reason="")),
                name="adoption_ends_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} → {self.unit_id}"
