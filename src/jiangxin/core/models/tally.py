"""How often something was tried lately."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.core.models.base import Record, Retention


class Tally(Record):
    """A count within a window of time, under a digest that names neither person nor address.

    `ends_at` is in seconds since 1970, so that one statement can compare and set it on every engine.
    """

    journal_label: ClassVar[str] = "core.tally"
    retention: ClassVar[Retention] = Retention.SESSION

    key = models.CharField(max_length=64, primary_key=True)
    times = models.PositiveIntegerField()
    ends_at = models.BigIntegerField(db_index=True)

    class Meta:
        verbose_name = _("尝试次数")

    def __str__(self) -> str:
        return f"{self.key[:8]}… {self.times}"
