"""How often an article is opened."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.core.models import Record, Retention
from jiangxin.library.models.article import Article


class ReadingDay(Record):
    """Readings of an article on one day, and altogether up to that day; a reading changes one such row and no other."""

    journal_label: ClassVar[str] = "library.reading_day"
    retention: ClassVar[Retention] = Retention.STANDARD

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="reading_days")
    day = models.DateField()
    reads = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("阅读量")
        ordering = ["-day", "-id"]
        constraints = [models.UniqueConstraint(fields=["article", "day"], name="reading_day_once")]
        indexes = [models.Index(fields=["day", "article"], name="reading_day_by_day")]

    def __str__(self) -> str:
        return f"{self.article} {self.day}"
