"""What is found when a proposal in use is looked at again after some months."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.core.models import Record, Retention
from jiangxin.proposals.enums import Finding
from jiangxin.proposals.models.proposal import Proposal


class FollowUp(Record):
    """One look, some months after a proposal was put to use; never changed.

    Attributes:
        months: which look it is, by the campaign's list.
        due_on: the day it was promised for.
    """

    journal_label: ClassVar[str] = "proposals.follow_up"
    retention: ClassVar[Retention] = Retention.LONG

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="follow_ups")
    months = models.PositiveSmallIntegerField(_("投入使用后月数"))
    due_on = models.DateField(_("回访期限"))
    looked_on = models.DateField(_("回访日期"))
    finding = models.CharField(_("回访结果"), max_length=10, choices=Finding.choices)
    words = models.TextField(_("回访情况"), max_length=1000)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("建议回访")
        ordering = ["months"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "months"], name="follow_up_once"),
            models.CheckConstraint(condition=models.Q(finding__in=Finding.values), name="follow_up_finding_known"),
            models.CheckConstraint(condition=~models.Q(words=""), name="follow_up_told_in_words"),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.months} {self.finding}"
