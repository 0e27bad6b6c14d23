"""Terms as a federation has laid them down, each from a day on and with its document."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.core.models import Record, Retention

MOST_DAYS = 250
"""Working days of a year, about: longer terms are none."""
MOST_GRACE = 60


class TermRule(Record):
    """Within how many working days one thing has to be done from a day on; a later rule takes over, none is changed.

    `grace`: working days after the last until the next duty hears of it, where it `escalates`.
    """

    journal_label: ClassVar[str] = "orgs.term_rule"
    retention: ClassVar[Retention] = Retention.PERMANENT

    asked = models.CharField(_("要办什么"), max_length=40)
    days = models.PositiveSmallIntegerField(_("期限（工作日）"))
    grace = models.PositiveSmallIntegerField(_("逾期几个工作日提请督办"))
    escalates = models.BooleanField(_("逾期提请督办"), default=True)
    since = models.DateField(_("施行日期"))
    basis = models.CharField(_("依据文件"), max_length=100)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    entered_at = models.DateTimeField(_("录入时间"), editable=False)

    class Meta:
        verbose_name = _("办理期限")
        ordering = ["asked", "-since", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(days__gte=1, days__lte=MOST_DAYS, grace__gte=1, grace__lte=MOST_GRACE),
                name="term_rule_in_reason",
            ),
            models.CheckConstraint(condition=~models.Q(basis=""), name="term_rule_with_its_document"),
        ]

    def __str__(self) -> str:
        return f"{self.asked} {self.since} {self.basis}"
