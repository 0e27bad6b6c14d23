"""Escalations (督办): something overdue, brought before the next duty above."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.core.actor import Role
from jiangxin.core.models import Record, Retention
from jiangxin.orgs.models.errand import Errand
from jiangxin.orgs.models.organisation import Organisation


class Escalation(Record):
    """One overdue errand, brought before one duty, once for each day it was due and each level.

    It keeps the rule it was made by (`rule` names the row of the table of terms, `grace` its working days) and how late
    the errand was. What the next duty is asked is an errand of its own about this record; it closes with the first.
    The title of the case is not repeated here: who reads of an escalation need not be let into the case.
    """

    journal_label: ClassVar[str] = "orgs.escalation"
    retention: ClassVar[Retention] = Retention.SHORT

    errand = models.ForeignKey(Errand, on_delete=models.PROTECT, related_name="escalations")
    level = models.PositiveSmallIntegerField(_("督办级次"))
    role = models.CharField(_("职责"), max_length=30, choices=Role.choices)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="escalations")
    due_at = models.DateTimeField(_("原定期限"))
    late = models.PositiveSmallIntegerField(_("逾期工作日"))
    rule = models.CharField(_("规则"), max_length=40)
    grace = models.PositiveSmallIntegerField(_("宽限工作日"))
    reason = models.CharField(_("理由"), max_length=300)
    raised_at = models.DateTimeField(_("提请时间"))

    class Meta:
        verbose_name = _("督办")
        constraints = [
            models.UniqueConstraint(fields=["errand", "due_at", "level"], name="escalation_once_per_level"),
            models.UniqueConstraint(
                fields=["errand", "due_at", "role", "organisation"], name="escalation_once_per_duty"
            ),
            models.CheckConstraint(condition=models.Q(level__gte=1), name="escalation_level_counts_from_one"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="escalation_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.organisation}"
