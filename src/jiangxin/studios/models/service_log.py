"""What service was given: the figures of domain 4.2, block I."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.core.models import Record, Retention
from jiangxin.studios.models.offers import Booking, ServiceOffer
from jiangxin.studios.models.studio import Studio
from jiangxin.studios.service_enums import Served


class ServiceRecord(Record):
    """One entry of the service log: cases, minutes, beneficiaries. The database keeps these rows.

    Minutes rather than hours, so that sums are exact; pages show hours.
    """

    journal_label: ClassVar[str] = "studios.service_record"
    retention: ClassVar[Retention] = Retention.LONG

    studio = models.ForeignKey(Studio, on_delete=models.PROTECT, related_name="service_records")
    offer = models.ForeignKey(
        ServiceOffer, null=True, blank=True, on_delete=models.PROTECT, related_name="service_records"
    )
    booking = models.OneToOneField(
        Booking, null=True, blank=True, on_delete=models.PROTECT, related_name="service_record"
    )
    day = models.DateField(_("服务日期"))
    title = models.CharField(_("服务事项"), max_length=60)
    cases = models.PositiveIntegerField(_("服务件数"), default=1)
    minutes = models.PositiveIntegerField(_("服务时长（分钟）"))
    beneficiaries = models.PositiveIntegerField(_("受益人次"))
    served = models.CharField(_("服务对象"), max_length=12, choices=Served.choices)
    place = models.CharField(_("地点"), max_length=200)
    note = models.CharField(_("备注"), max_length=300, blank=True)
    slips = models.PositiveSmallIntegerField(_("评价条数"), default=0)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("服务记录")
        ordering = ["-day", "-id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(cases__gt=0), name="servicerecord_cases_positive"),
            models.CheckConstraint(condition=models.Q(served__in=Served.values), name="servicerecord_served_known"),
        ]
        indexes = [models.Index(fields=["studio", "-day", "-id"], name="servicerecord_by_day")]

    def __str__(self) -> str:
        return self.title


class ServiceRecordStrike(Record):
    """An entry of the service log that was entered by mistake. The database keeps these rows."""

    journal_label: ClassVar[str] = "studios.service_record_strike"
    retention: ClassVar[Retention] = Retention.LONG

    record = models.OneToOneField(ServiceRecord, on_delete=models.PROTECT, related_name="strike")
    reason = models.CharField(_("更正原因"), max_length=200)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("服务记录更正")
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="servicestrike_with_reason")]

    def __str__(self) -> str:
        return self.reason
