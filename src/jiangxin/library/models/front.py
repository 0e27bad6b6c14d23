"""The front page, arranged by hand."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.core.models import Record, Retention
from jiangxin.library.enums import FrontSlot
from jiangxin.library.models.article import Article


class FrontPlace(Record):
    """An article at a place of the front page; places are counted from 1."""

    journal_label: ClassVar[str] = "library.front_place"
    retention: ClassVar[Retention] = Retention.SHORT

    slot = models.CharField(_("栏目"), max_length=12, choices=FrontSlot.choices)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="front_places")
    position = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("首页位置")
        ordering = ["slot", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["slot", "article"], name="front_place_once"),
            models.CheckConstraint(condition=models.Q(slot__in=FrontSlot.values), name="front_place_slot_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_slot_display()} {self.position}"
