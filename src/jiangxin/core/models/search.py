"""What the search knows of every thing that can be found."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.core.models.base import Record, Retention


class SearchDocument(Record):
    """One thing that can be found. Its key is its place in time, so that the newest are met without sorting.

    The tokens it is found by stand beside it in a form that only the engine knows: a full-text table of SQLite, a
    column of PostgreSQL that Django is not told of. Both go when the row goes.
    """

    journal_label: ClassVar[str] = "core.search_document"
    retention: ClassVar[Retention] = Retention.PERMANENT

    id = models.BigAutoField(primary_key=True)  # given by the search; of this type it is the row's own number on SQLite
    kind = models.PositiveSmallIntegerField()
    object_id = models.BigIntegerField()

    class Meta:
        verbose_name = _("检索条目")
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="search_document_once")]
        indexes = [models.Index(fields=["kind", "id"], name="search_document_by_time")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.object_id}"


class SearchText(Record):
    """The text of a thing: as it is shown, and folded as it is compared. Apart, so that finding reads little."""

    journal_label: ClassVar[str] = "core.search_text"
    retention: ClassVar[Retention] = Retention.PERMANENT

    document = models.OneToOneField(SearchDocument, primary_key=True, on_delete=models.CASCADE, related_name="text")
    title = models.TextField()
    open = models.TextField()
    whole = models.TextField()
    folded = models.TextField()
    folded_whole = models.TextField()

    class Meta:
        verbose_name = _("检索正文")

    def __str__(self) -> str:
        return self.title


class SearchWord(Record):
    """A word under one of the ways to type it: itself, its pinyin, its initials; offered, or found by pinyin only."""

    journal_label: ClassVar[str] = "core.search_word"
    retention: ClassVar[Retention] = Retention.PERMANENT

    kind = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=80)
    word = models.CharField(max_length=40)

    class Meta:
        verbose_name = _("检索词")
        constraints = [models.UniqueConstraint(fields=["kind", "key", "word"], name="search_word_once")]

    def __str__(self) -> str:
        return self.word
