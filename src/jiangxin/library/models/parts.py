"""What belongs to an article: its categories, tags, files and links."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.awards.models import NamingDocument
from jiangxin.campaigns.models import Call
from jiangxin.core.models import Record, Retention, StoredFile
from jiangxin.library.enums import FilePurpose
from jiangxin.library.models.article import Article
from jiangxin.library.models.category import Category
from jiangxin.orgs.models import Organisation
from jiangxin.people.models import Person
from jiangxin.studios.models import Studio

TARGETS = ("studio", "person", "call", "ceremony", "organisation")


class ArticleCategory(Record):
    """An article's place in a category; the first is the one its breadcrumb shows."""

    journal_label: ClassVar[str] = "library.article_category"
    retention: ClassVar[Retention] = Retention.PERMANENT

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="places")
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="places")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("文章分类")
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["category", "article"], name="article_category_once")]

    def __str__(self) -> str:
        return str(self.category)


class ArticleTag(Record):
    """A free word on an article."""

    journal_label: ClassVar[str] = "library.article_tag"
    retention: ClassVar[Retention] = Retention.PERMANENT

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="tags")
    name = models.CharField(_("标签"), max_length=30)

    class Meta:
        verbose_name = _("文章标签")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["name", "article"], name="article_tag_once")]

    def __str__(self) -> str:
        return self.name


class ArticleFile(Record):
    """A file of an article. `text` is what was read out of it, for the search of those who may read the whole."""

    journal_label: ClassVar[str] = "library.article_file"
    retention: ClassVar[Retention] = Retention.PERMANENT

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="files")
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(_("用途"), max_length=12, choices=FilePurpose.choices)
    caption = models.CharField(_("说明"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    text = models.TextField(blank=True)

    class Meta:
        verbose_name = _("文章附件")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(purpose__in=FilePurpose.values), name="article_file_purpose_known"
            ),
            models.UniqueConstraint(
                fields=["article"], condition=models.Q(purpose=FilePurpose.COVER), name="article_file_one_cover"
            ),
            models.UniqueConstraint(fields=["article", "stored"], name="article_file_once"),
        ]

    def __str__(self) -> str:
        return self.caption or self.stored.name


def _exactly_one() -> models.Q:
    found = models.Q()
    for target in TARGETS:
        found |= models.Q(**{f"{other}__isnull": other != target for other in TARGETS})
    return found


class ArticleLink(Record):
    """What an article is about: exactly one of a studio, a person, a call, a ceremony, an organisation.

    A ceremony is known by the document that names the studios it honours: one is read out and handed over at each.
    """

    journal_label: ClassVar[str] = "library.article_link"
    retention: ClassVar[Retention] = Retention.PERMANENT

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="links")
    studio = models.ForeignKey(Studio, null=True, blank=True, on_delete=models.PROTECT, related_name="article_links")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="article_links")
    call = models.ForeignKey(Call, null=True, blank=True, on_delete=models.PROTECT, related_name="article_links")
    ceremony = models.ForeignKey(
        NamingDocument, null=True, blank=True, on_delete=models.PROTECT, related_name="article_links"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="article_links"
    )

    class Meta:
        verbose_name = _("文章关联")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=_exactly_one(), name="article_link_to_one_thing"),
            *(
                models.UniqueConstraint(
                    fields=["article", target],
                    condition=models.Q(**{f"{target}__isnull": False}),
                    name=f"article_link_once_per_{target}",
                )
                for target in TARGETS
            ),
        ]

    def __str__(self) -> str:
        return str(self.target)

    @property
    def target(self) -> Studio | Person | Call | NamingDocument | Organisation:
        """Return the thing linked to."""
        found = self.studio or self.person or self.call or self.ceremony or self.organisation
        assert found is not None, "the database holds that one is set"
        return found
