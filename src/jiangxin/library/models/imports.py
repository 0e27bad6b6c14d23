"""Files on their way into the library: the untouched originals, and what was read, repaired and recognised."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.core.models import Job, Record, Retention, StoredFile
from jiangxin.library.enums import CountingRule, ImportState
from jiangxin.library.models.article import Article
from jiangxin.orgs.models import Organisation
from jiangxin.people.models import Account


class ImportBatch(Record):
    """Files brought in together, by upload, from a folder or by the command, for one owner.

    `keep` holds names, one a line, whose characters are never simplified; `protected` spares readings and spacing, as
    pinyin textbooks need. `job` is the last one that read its files.
    """

    journal_label: ClassVar[str] = "library.import_batch"
    retention: ClassVar[Retention] = Retention.STANDARD

    owner = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="import_batches", verbose_name=_("归口单位")
    )
    title = models.CharField(_("名称"), max_length=120)
    counting = models.CharField(_("计数规则"), max_length=10, choices=CountingRule.choices, default=CountingRule.SITE)
    protected = models.BooleanField(_("保留拼音与字距"), default=False)
    keep = models.TextField(_("保留写法的姓名"), blank=True)
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL, related_name="+")
    made_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("导入批次")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(counting__in=CountingRule.values), name="import_batch_counting_known"
            )
        ]
        indexes = [models.Index(fields=["owner", "-id"], name="import_batch_by_owner")]

    def __str__(self) -> str:
        return self.title


class ImportOriginal(Record):
    """The bytes of an imported file as they came; the same bytes are kept once. Never changed, never deleted."""

    journal_label: ClassVar[str] = "library.import_original"
    retention: ClassVar[Retention] = Retention.PERMANENT

    sha256 = models.CharField(max_length=64, unique=True)
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()

    class Meta:
        verbose_name = _("导入原件")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.stored.name


class ImportItem(Record):
    """One file of a batch.

    Once it is read: `source` is its text as it stood there, `changes` and `flags` the report of its repair in that
    text's coordinates (see `library.repairs`), `revoked` the places in `changes` of those taken back, and `text` what
    the others make of it. `recognised` is what `text` says of itself (`reading.Recognised.as_json`), `digest` that of
    the article in it. A duplicate names its `twin` in the library's imports, or the `article` with the same text.
    """

    journal_label: ClassVar[str] = "library.import_item"
    retention: ClassVar[Retention] = Retention.STANDARD

    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveIntegerField()
    name = models.CharField(_("文件名"), max_length=255)
    original = models.ForeignKey(ImportOriginal, null=True, on_delete=models.PROTECT, related_name="items")
    state = models.CharField(_("状态"), max_length=12, choices=ImportState.choices, default=ImportState.WAITING)
    problem = models.CharField(max_length=40, blank=True)
    problem_values = models.JSONField(default=dict)
    format = models.CharField(_("格式"), max_length=8, blank=True)
    encoding = models.CharField(_("编码"), max_length=20, blank=True)
    declared = models.CharField(_("声明的编码"), max_length=40, blank=True)
    source = models.TextField(blank=True)
    text = models.TextField(blank=True)
    changes = models.JSONField(default=list)
    flags = models.JSONField(default=list)
    revoked = models.JSONField(default=list)
    hints = models.JSONField(default=dict)
    attachments = models.JSONField(default=list)
    recognised = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, blank=True)
    twin = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    article = models.ForeignKey(Article, null=True, on_delete=models.PROTECT, related_name="import_items")
    revision = models.PositiveIntegerField(default=1)
    read_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("导入文件")
        ordering = ["batch", "position"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "position"], name="import_item_place_once"),
            models.CheckConstraint(condition=models.Q(state__in=ImportState.values), name="import_item_state_known"),
            models.CheckConstraint(
                condition=models.Q(models.Q(state=ImportState.FAILED), ~models.Q(problem=""))
                | models.Q(~models.Q(state=ImportState.FAILED), problem=""),
                name="import_item_fails_for_a_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=ImportState.CONFIRMED) | models.Q(article__isnull=False),
                name="import_item_confirmed_is_an_article",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=ImportState.DUPLICATE)
                | models.Q(twin__isnull=False)
                | models.Q(article__isnull=False),
                name="import_item_duplicate_of_something",
            ),
        ]
        indexes = [
            models.Index(fields=["batch", "state", "position"], name="import_item_by_state"),
            models.Index(fields=["digest"], name="import_item_by_digest"),
        ]

    def __str__(self) -> str:
        return self.name
