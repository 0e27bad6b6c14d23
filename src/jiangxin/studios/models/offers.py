"""What a studio offers to the public and to companies, when, and who has booked it."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _

from jiangxin.core.crypto import EncryptedTextField
from jiangxin.core.models import Record, Retention
from jiangxin.studios.models.studio import Studio
from jiangxin.studios.service_enums import COMING, BookerKind, BookingState, OfferKind, OfferState, ServiceField


class ServiceOffer(Record):
    """A service, a visit or a sharing session anyone may book at a studio.

    `book_hours` is how long before its beginning a slot closes for booking; `by_hand` says that the studio confirms
    each booking itself.
    """

    journal_label: ClassVar[str] = "studios.service_offer"
    retention: ClassVar[Retention] = Retention.STANDARD

    studio = models.ForeignKey(Studio, on_delete=models.PROTECT, related_name="offers")
    kind = models.CharField(_("类型"), max_length=10, choices=OfferKind.choices, default=OfferKind.SERVICE)
    field = models.CharField(_("服务领域"), max_length=12, choices=ServiceField.choices)
    title = models.CharField(_("名称"), max_length=60)
    description = models.TextField(_("服务内容"), max_length=2000)
    audience = models.CharField(_("服务对象"), max_length=120)
    place = models.CharField(_("地点"), max_length=200)
    to_bring = models.CharField(_("请携带"), max_length=300, blank=True)
    contact = models.CharField(_("公开联系方式"), max_length=120)
    capacity = models.PositiveSmallIntegerField(_("每场人数"))
    book_hours = models.PositiveSmallIntegerField(_("提前截止预约（小时）"), default=12)
    by_hand = models.BooleanField(_("由工作室逐个确认"), default=False)
    state = models.CharField(_("状态"), max_length=10, choices=OfferState.choices, default=OfferState.DRAFT)
    revision = models.PositiveIntegerField(default=1)
    published_at = models.DateTimeField(null=True, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("服务项目")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=OfferState.values), name="offer_state_known"),
            models.CheckConstraint(condition=models.Q(kind__in=OfferKind.values), name="offer_kind_known"),
            models.CheckConstraint(condition=models.Q(field__in=ServiceField.values), name="offer_field_known"),
            models.CheckConstraint(condition=models.Q(capacity__gt=0), name="offer_capacity_positive"),
        ]
        indexes = [
            models.Index(fields=["state", "-published_at", "-id"], name="offer_by_state"),
            models.Index(fields=["studio", "state", "-id"], name="offer_by_studio"),
        ]

    def __str__(self) -> str:
        return self.title


class ServiceSlot(Record):
    """A day and hours at which an offer can be had.

    `taken` is counted by the database itself out of the bookings (migration 0007); the check refuses more people than
    there are places, whatever a program does.
    """

    journal_label: ClassVar[str] = "studios.service_slot"
    retention: ClassVar[Retention] = Retention.STANDARD

    offer = models.ForeignKey(ServiceOffer, on_delete=models.PROTECT, related_name="slots")
    day = models.DateField(_("日期"))
    starts = models.TimeField(_("开始"))
    ends = models.TimeField(_("结束"))
    capacity = models.PositiveSmallIntegerField(_("可约人数"))
    taken = models.PositiveIntegerField(_("已约人数"), default=0, editable=False)
    called_off_at = models.DateTimeField(null=True, blank=True)
    called_off_reason = models.CharField(_("取消原因"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("服务时段")
        ordering = ["day", "starts", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(ends__gt=models.F("starts")), name="slot_ends_after_start"),
            models.CheckConstraint(condition=models.Q(taken__lte=models.F("capacity")), name="slot_not_overbooked"),
            models.UniqueConstraint(
                fields=["offer", "day", "starts"], condition=models.Q(called_off_at=None), name="slot_once"
            ),
        ]
        indexes = [models.Index(fields=["day", "offer"], name="slot_by_day")]

    def __str__(self) -> str:
        return f"{formats.date_format(self.day, 'DATE_FORMAT')} {self.hours}"

    @property
    def hours(self) -> str:
        """Return the hours in words, 09:00–11:00."""
        return f"{self.starts:%H:%M}–{self.ends:%H:%M}"

    @property
    def places_left(self) -> int:
        """Return how many more people can come."""
        return self.capacity - self.taken

    @property
    def starts_at(self) -> datetime:
        """Return the beginning as a moment."""
        return timezone.make_aware(datetime.combine(self.day, self.starts))

    @property
    def ends_at(self) -> datetime:
        """Return the end as a moment."""
        return timezone.make_aware(datetime.combine(self.day, self.ends))

    @property
    def books_until(self) -> datetime:
        """Return the last moment it can be booked."""
        return self.starts_at - timedelta(hours=self.offer.book_hours)


class Booking(Record):
    """Somebody's places in a slot, without an account.

    Name, number and need are encrypted, and emptied some months after the day (GB/T 35273-2020 6.1). `phone_digest`
    finds a second booking of the same person; it cannot be turned back. The cancellation code is not kept at all: it
    is derived from the booking code with the house's key.
    """

    journal_label: ClassVar[str] = "studios.booking"
    retention: ClassVar[Retention] = Retention.SHORT

    slot = models.ForeignKey(ServiceSlot, on_delete=models.PROTECT, related_name="bookings")
    code = models.CharField(_("预约号"), max_length=12, unique=True)
    state = models.CharField(_("状态"), max_length=12, choices=BookingState.choices)
    booker = models.CharField(_("预约身份"), max_length=10, choices=BookerKind.choices)
    unit_name = models.CharField(_("单位名称"), max_length=100, blank=True)
    name = EncryptedTextField(_("姓名"))
    phone = EncryptedTextField(_("联系电话"))
    need = EncryptedTextField(_("需求说明"))
    phone_digest = models.CharField(max_length=64, blank=True, editable=False)
    people = models.PositiveSmallIntegerField(_("人数"))
    consent_version = models.CharField(max_length=10)
    answer = models.CharField(_("工作室答复"), max_length=200, blank=True)
    booked_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    forgotten_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("预约")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=BookingState.values), name="booking_state_known"),
            models.CheckConstraint(condition=models.Q(booker__in=BookerKind.values), name="booking_booker_known"),
            models.CheckConstraint(condition=models.Q(people__gt=0), name="booking_people_positive"),
            models.UniqueConstraint(
                fields=["slot", "phone_digest"],
                condition=models.Q(state__in=[str(state) for state in COMING]),
                name="booking_once_of_phone",
            ),
        ]
        indexes = [
            models.Index(fields=["slot", "state"], name="booking_by_slot"),
            models.Index(fields=["phone_digest", "state"], name="booking_by_phone"),
            models.Index(fields=["state", "booked_at"], name="booking_by_state"),
        ]

    def __str__(self) -> str:
        return self.code
