"""Articles, their versions, and who may read the whole of them."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.core.actor import Role
from jiangxin.core.models import Record, Retention
from jiangxin.library.enums import Access, ArticleKind, ArticleState, CountingRule
from jiangxin.orgs.models import Organisation
from jiangxin.people.models import Account

_WITHHOLDS = (
    models.Q(access=Access.PUBLIC)
    | models.Q(preview_gap__isnull=True)
    | models.Q(preview_gap__gt=0)
    | models.Q(preview_tail__gt=0)
)


class Article(Record):
    """One article.

    `body` is plain structured text with line feeds: headings by their own numbers (一、 （一） 1. …) or Markdown signs;
    where the source itself leaves something out, its marker `……(省略609字)……` stays in its place. Nothing but
    `queries.reading_of` hands it out. `contents` holds the contents the source printed, one entry a line, if it did.

    The columns from `characters` to `keywords` follow from the text and are written by the services with it; `excerpt`
    and `keywords` come from what everybody may read. Lengths are in the units of `counting`.
    """

    journal_label: ClassVar[str] = "library.article"
    retention: ClassVar[Retention] = Retention.PERMANENT

    title = models.CharField(_("标题"), max_length=200)
    subtitle = models.CharField(_("副标题"), max_length=200, blank=True)
    body = models.TextField(_("正文"), blank=True)
    contents = models.TextField(_("原文目录"), blank=True)
    summary = models.CharField(_("导读"), max_length=300, blank=True)
    kind = models.CharField(_("类型"), max_length=20, choices=ArticleKind.choices, default=ArticleKind.NEWS)
    state = models.CharField(_("状态"), max_length=12, choices=ArticleState.choices, default=ArticleState.DRAFT)
    owner = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="articles", verbose_name=_("归口单位")
    )
    author = models.CharField(_("作者"), max_length=60, blank=True)
    issuing_body = models.CharField(_("发布机构"), max_length=120, blank=True)
    document_number = models.CharField(_("文号"), max_length=60, blank=True)
    source_name = models.CharField(_("来源"), max_length=120, blank=True)
    source_url = models.URLField(_("来源网址"), max_length=500, blank=True)
    licence_note = models.CharField(_("版权说明"), max_length=300, blank=True)
    published_at = models.DateTimeField(_("发布时间"), null=True, blank=True)
    access = models.CharField(_("全文阅读范围"), max_length=20, choices=Access.choices, default=Access.PUBLIC)
    preview_opening = models.PositiveIntegerField(_("预览开头字数"), default=300)
    preview_gap = models.PositiveIntegerField(_("中间省略字数"), null=True, blank=True)
    preview_tail = models.PositiveIntegerField(_("末尾省略字数"), default=0)
    counting = models.CharField(_("计数规则"), max_length=10, choices=CountingRule.choices, default=CountingRule.SITE)
    stated_total = models.PositiveIntegerField(_("来源标明的全文字数"), null=True, blank=True)

    characters = models.PositiveIntegerField(_("字数"), default=0)
    preview_shown = models.PositiveIntegerField(default=0)
    preview_omitted = models.PositiveIntegerField(default=0)
    source_gaps = models.JSONField(default=list)
    source_omitted = models.PositiveIntegerField(default=0)
    outline = models.JSONField(default=list)
    excerpt = models.CharField(max_length=200, blank=True)
    keywords = models.JSONField(default=list)
    digest = models.CharField(max_length=64, blank=True)

    revision = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    withdrawn_for = models.CharField(_("撤下原因"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("文章")
        ordering = ["-published_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=ArticleState.values), name="article_state_known"),
            models.CheckConstraint(condition=models.Q(kind__in=ArticleKind.values), name="article_kind_known"),
            models.CheckConstraint(condition=models.Q(access__in=Access.values), name="article_access_known"),
            models.CheckConstraint(condition=models.Q(counting__in=CountingRule.values), name="article_counting_known"),
            models.CheckConstraint(condition=~models.Q(title=""), name="article_has_a_title"),
            models.CheckConstraint(condition=_WITHHOLDS, name="article_preview_withholds"),
            models.CheckConstraint(
                condition=~models.Q(state=ArticleState.PUBLISHED) | models.Q(published_at__isnull=False),
                name="article_published_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["owner", "digest"],
                condition=~models.Q(digest="") & ~models.Q(state=ArticleState.WITHDRAWN),
                name="article_once_per_text",
            ),
        ]
        # Lists show one state, narrow by one more column, and read by time.
        indexes = [
            models.Index(fields=["state", "-published_at", "-id"], name="article_by_time"),
            models.Index(fields=["state", "kind", "-published_at", "-id"], name="article_by_kind"),
            models.Index(fields=["state", "owner", "-published_at", "-id"], name="article_by_owner"),
            models.Index(fields=["owner", "state", "-changed_at", "-id"], name="article_by_change"),
            models.Index(fields=["-changed_at", "-id"], name="article_changed_last"),
            models.Index(fields=["digest"], name="article_by_digest"),
        ]

    def __str__(self) -> str:
        return self.title


class ArticleReader(Record):
    """Who may read the whole: members of an organisation and those below it; holders of a role, there or anywhere."""

    journal_label: ClassVar[str] = "library.article_reader"
    retention: ClassVar[Retention] = Retention.STANDARD

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="readers")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=30, choices=Role.choices, blank=True)

    class Meta:
        verbose_name = _("全文读者")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=False) | ~models.Q(role=""), name="article_reader_is_somebody"
            ),
            models.UniqueConstraint(fields=["article", "organisation", "role"], name="article_reader_once"),
            models.UniqueConstraint(
                fields=["article", "role"],
                condition=models.Q(organisation__isnull=True),
                name="article_reader_once_anywhere",
            ),
        ]

    def __str__(self) -> str:
        return " · ".join(filter(None, [str(self.organisation or ""), self.get_role_display() if self.role else ""]))


class ArticleVersion(Record):
    """The article as it was saved once; never changed. `facts` holds the other fields a writer fills in."""

    journal_label: ClassVar[str] = "library.article_version"
    retention: ClassVar[Retention] = Retention.PERMANENT

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    facts = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, blank=True)
    note = models.CharField(_("修改说明"), max_length=200, blank=True)
    made_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("文章版本")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="article_version_once")]

    def __str__(self) -> str:
        return f"{self.title} v{self.number}"
