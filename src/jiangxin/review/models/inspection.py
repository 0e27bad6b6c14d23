"""On-site inspections."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.campaigns.models import Entry
from jiangxin.core.models import Record, Retention, StoredFile
from jiangxin.people.models import Account
from jiangxin.review.enums import FactSource, VisitState, VisitVerdict


class Visit(Record):
    """One inspection of one entry's studio on the spot."""

    journal_label: ClassVar[str] = "review.visit"
    retention: ClassVar[Retention] = Retention.PERMANENT

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="visit")
    state = models.CharField(max_length=10, choices=VisitState.choices, default=VisitState.PLANNED)
    revision = models.PositiveIntegerField(default=0)
    planned_for = models.DateTimeField(_("考察时间"))
    place = models.CharField(_("地点"), max_length=200)
    arrived_at = models.DateTimeField(_("实际到达"), null=True, blank=True)
    findings = models.TextField(_("考察意见"), blank=True)
    points = models.DecimalField(_("考察得分"), max_digits=5, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = _("实地考察")
        ordering = ["planned_for", "id"]

    def __str__(self) -> str:
        return str(self.entry)


class VisitMember(Record):
    """An inspector on a visit, and when they signed its record."""

    journal_label: ClassVar[str] = "review.visit_member"
    retention: ClassVar[Retention] = Retention.PERMANENT

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="members")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="visits")
    signed_as = models.CharField(_("签名"), max_length=60, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("考察组成员")
        constraints = [models.UniqueConstraint(fields=["visit", "account"], name="visit_member_once")]

    def __str__(self) -> str:
        return self.account.person.name


class VisitItem(Record):
    """The answer to one item of the inspection checklist; no verdict yet while only a note has been written."""

    journal_label: ClassVar[str] = "review.visit_item"
    retention: ClassVar[Retention] = Retention.PERMANENT

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="items")
    code = models.CharField(max_length=60)
    verdict = models.CharField(max_length=20, choices=VisitVerdict.choices, blank=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("考察项")
        constraints = [models.UniqueConstraint(fields=["visit", "code"], name="visit_item_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.verdict}"


class VisitPhoto(Record):
    """A photo taken on a visit, with time and place."""

    journal_label: ClassVar[str] = "review.visit_photo"
    retention: ClassVar[Retention] = Retention.LONG

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="photos")
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    caption = models.CharField(_("说明"), max_length=100, blank=True)
    item = models.CharField(_("对应考察项"), max_length=60, blank=True)
    taken_at = models.DateTimeField(_("拍摄时间"))
    time_source = models.CharField(max_length=10, choices=FactSource.choices)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    place_source = models.CharField(max_length=10, choices=FactSource.choices, blank=True)
    added_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("考察照片")
        ordering = ["taken_at", "id"]

    def __str__(self) -> str:
        return self.caption or str(self.stored)
