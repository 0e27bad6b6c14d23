"""Announcements of holidays that the calendar library does not know yet, or that hold for this office alone."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.core.models.base import Record, Retention


class HolidayNotice(Record):
    """An announcement of days off and working weekends. It is withdrawn, never changed; the later one wins.

    `is_complete` says that it names all holidays of its year, so that working days of that year are no guess.
    """

    journal_label: ClassVar[str] = "core.holiday_notice"
    retention: ClassVar[Retention] = Retention.PERMANENT

    document_number = models.CharField(_("文号"), max_length=60)
    year = models.PositiveSmallIntegerField(_("年度"))
    issued_on = models.DateField(_("发文日期"))
    text = models.TextField(_("放假安排"))
    is_complete = models.BooleanField(_("全年安排"), default=False)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("放假安排")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["document_number"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="holiday_notice_stands_once",
            )
        ]

    def __str__(self) -> str:
        return self.document_number


class Holiday(Record):
    """One day of an announcement: off, or worked although it is a weekend. The database keeps these rows."""

    journal_label: ClassVar[str] = "core.holiday"
    retention: ClassVar[Retention] = Retention.PERMANENT

    notice = models.ForeignKey(HolidayNotice, on_delete=models.PROTECT, related_name="days")
    day = models.DateField(_("日期"))
    is_working = models.BooleanField(_("上班"))
    name = models.CharField(_("节日"), max_length=20)

    class Meta:
        verbose_name = _("放假日")
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["notice", "day"], name="holiday_once_per_notice")]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"
