"""Which registered studio an application is made for: it then gets a further level, and no second studio is opened."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.campaigns.models import Entry
from jiangxin.core.models import Record, Retention
from jiangxin.studios.models.studio import Studio


class StudioCandidacy(Record):
    """An application made for a studio that is registered already (domain 3.5, promotion)."""

    journal_label: ClassVar[str] = "studios.studio_candidacy"
    retention: ClassVar[Retention] = Retention.LONG

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, related_name="candidacy")
    studio = models.ForeignKey(Studio, on_delete=models.PROTECT, related_name="candidacies")
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField()

    class Meta:
        verbose_name = _("晋级申报")

    def __str__(self) -> str:
        return f"{self.entry} → {self.studio}"
