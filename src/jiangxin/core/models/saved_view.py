"""A list as somebody likes it: filters, order and columns under a name."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.core.models.base import Record, Retention


class SavedView(Record):
    """One account's named view of one list."""

    journal_label: ClassVar[str] = "core.saved_view"
    retention: ClassVar[Retention] = Retention.SHORT

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views")
    listing = models.CharField(max_length=60)
    name = models.CharField(_("名称"), max_length=40)
    query = models.CharField(max_length=1000)

    class Meta:
        verbose_name = _("常用视图")
        constraints = [
            models.UniqueConstraint(fields=["account", "listing", "name"], name="saved_view_once_per_name"),
        ]

    def __str__(self) -> str:
        return self.name
