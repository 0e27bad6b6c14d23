"""The tree of categories."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.core.models import Record, Retention


class Category(Record):
    """A category; an article stands in several. `path` is the materialised path, as of organisations.

    `position` orders the children of one parent.
    """

    journal_label: ClassVar[str] = "library.category"
    retention: ClassVar[Retention] = Retention.PERMANENT

    name = models.CharField(_("名称"), max_length=40)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    path = models.CharField(max_length=120, unique=True, editable=False)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("分类")
        ordering = ["path"]
        constraints = [
            models.UniqueConstraint(fields=["parent", "name"], name="category_once_below_parent"),
            models.UniqueConstraint(
                fields=["name"], condition=models.Q(parent__isnull=True), name="category_once_at_the_top"
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="category_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
