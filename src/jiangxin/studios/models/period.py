"""What every dated fact of a studio's file has: the days it holds, its document, who entered and who struck it."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.core.models import Record, StoredFile
from jiangxin.studios.models.studio import Studio

_ABOUT_THE_ROW = frozenset(
    {"id", "studio_id", "since", "until", "entered_by_id", "entered_at", "struck_at", "struck_reason"}
)


class Period(Record):
    """A fact that holds from `since` to `until`, both days included; without `until` it still holds.

    A period is entered, ended once and, when it was entered by mistake, struck with a reason. The database refuses
    every other change (migration 0005), so that any day of the past can be shown as it was.
    """

    studio = models.ForeignKey(Studio, on_delete=models.PROTECT, related_name="%(class)s_periods")
    since = models.DateField(_("自"))
    until = models.DateField(_("至"), null=True, blank=True)
    document_number = models.CharField(_("文号"), max_length=60, blank=True)
    proof = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(_("说明"), max_length=300, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(null=True)  # empty: taken over from the directory, when the file was opened
    struck_at = models.DateTimeField(null=True, blank=True)
    struck_reason = models.CharField(_("更正原因"), max_length=300, blank=True)

    class Meta:
        abstract = True
        ordering = ["since", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="%(class)s_ends_after_start",
            ),
            models.CheckConstraint(
                condition=models.Q(struck_at__isnull=True) | ~models.Q(struck_reason=""),
                name="%(class)s_struck_with_reason",
            ),
        ]

    @classmethod
    def rows(cls) -> models.QuerySet[Self]:
        """Return all periods of this kind, struck ones among them."""
        return cls._default_manager.all()

    def facts(self) -> dict[str, Any]:
        """Return what the period says, without its days and the notes of its entering and striking."""
        own = {field.attname: getattr(self, field.attname) for field in self._meta.concrete_fields}
        return {name: value for name, value in own.items() if name not in _ABOUT_THE_ROW}

    def holds_on(self, day: date) -> bool:
        """Tell whether the fact holds on a day."""
        return self.struck_at is None and self.since <= day and (self.until is None or day <= self.until)
