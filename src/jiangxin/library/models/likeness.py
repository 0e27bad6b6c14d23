"""What articles have in common: the words that tell them apart, and each article's nearest ones."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.core.models import Record, Retention
from jiangxin.library.models.article import Article


class ArticleWord(Record):
    """One of the strongest words of a published article's open text, with its weight (`keywords.vector`)."""

    journal_label: ClassVar[str] = "library.article_word"
    retention: ClassVar[Retention] = Retention.SESSION

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="words")
    word = models.CharField(max_length=30)
    weight = models.FloatField()

    class Meta:
        verbose_name = _("文章词语")
        constraints = [models.UniqueConstraint(fields=["word", "article"], name="article_word_once")]

    def __str__(self) -> str:
        return self.word


class RelatedArticle(Record):
    """One of the published articles most like another, worked out when either was published or changed."""

    journal_label: ClassVar[str] = "library.related_article"
    retention: ClassVar[Retention] = Retention.SESSION

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="related")
    other = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    likeness = models.FloatField()

    class Meta:
        verbose_name = _("相关文章")
        ordering = ["-likeness", "other_id"]
        constraints = [
            models.UniqueConstraint(fields=["article", "other"], name="related_article_once"),
            models.CheckConstraint(condition=~models.Q(article=models.F("other")), name="related_article_is_another"),
        ]

    def __str__(self) -> str:
        return f"{self.article} ~ {self.other}"
