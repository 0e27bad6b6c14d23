"""Favourites: what a reader keeps, in folders of their own, with notes."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.core.models import Record, Retention
from jiangxin.library.models.article import Article
from jiangxin.people.models import Account


class FavouriteFolder(Record):
    """A folder of one reader."""

    journal_label: ClassVar[str] = "library.favourite_folder"
    retention: ClassVar[Retention] = Retention.SHORT

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="favourite_folders")
    name = models.CharField(_("名称"), max_length=40)

    class Meta:
        verbose_name = _("收藏夹")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["account", "name"], name="favourite_folder_once"),
            models.CheckConstraint(condition=~models.Q(name=""), name="favourite_folder_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Favourite(Record):
    """An article somebody keeps; without a folder it lies at the top."""

    journal_label: ClassVar[str] = "library.favourite"
    retention: ClassVar[Retention] = Retention.SHORT

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="favourites")
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="favourites")
    folder = models.ForeignKey(
        FavouriteFolder, null=True, blank=True, on_delete=models.PROTECT, related_name="favourites"
    )
    note = models.CharField(_("笔记"), max_length=300, blank=True)
    kept_at = models.DateTimeField()

    class Meta:
        verbose_name = _("收藏")
        ordering = ["-kept_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["article", "account"], name="favourite_once")]
        indexes = [models.Index(fields=["account", "-kept_at", "-id"], name="favourite_by_account")]

    def __str__(self) -> str:
        return str(self.article)
