"""A ledger kept elsewhere, taken over from a workbook: its file, what each row came to, and what was entered by it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.core.models import Job, Record, Retention, StoredFile
from jiangxin.orgs.models import Organisation
from jiangxin.studios.enums import TakeoverState


class StudioImport(Record):
    """A workbook on its way into the house.

    `sheets` holds how its sheets are read, in their order (`importing.plan.SheetPlan`), `counts` what became of their
    rows. `file` is kept: it is the voucher of every figure that came with it. `job` is the last one about it.
    """

    journal_label: ClassVar[str] = "studios.studio_import"
    retention: ClassVar[Retention] = Retention.PERMANENT

    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="studio_imports")
    title = models.CharField(_("名称"), max_length=120)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(_("状态"), max_length=10, choices=TakeoverState.choices, default=TakeoverState.MAPPING)
    sheets = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL, related_name="+")
    revision = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("上传时间"))
    checked_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_reason = models.CharField(_("撤销原因"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("台账导入")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=TakeoverState.values), name="takeover_state_known"),
            models.CheckConstraint(
                condition=models.Q(undone_at__isnull=True) | ~models.Q(undone_reason=""),
                name="takeover_undone_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["owner", "-id"], name="takeover_by_owner")]

    def __str__(self) -> str:
        return self.title


class ImportFault(Record):
    """What is wrong with one cell, or with a row as a whole, in words. Written anew by each check."""

    journal_label: ClassVar[str] = "studios.import_fault"
    retention: ClassVar[Retention] = Retention.SHORT

    batch = models.ForeignKey(StudioImport, on_delete=models.CASCADE, related_name="faults")
    sheet = models.PositiveSmallIntegerField()
    sheet_name = models.CharField(_("工作表"), max_length=31)
    row = models.PositiveIntegerField(_("行"))
    column = models.CharField(_("列"), max_length=3, blank=True)
    heading = models.CharField(_("列名"), max_length=60, blank=True)
    value = models.CharField(_("填写的内容"), max_length=120, blank=True)
    code = models.CharField(max_length=40)
    message = models.CharField(_("问题"), max_length=300)

    class Meta:
        verbose_name = _("导入问题")
        ordering = ["sheet", "row", "id"]
        indexes = [models.Index(fields=["batch", "sheet", "row", "id"], name="import_fault_by_row")]

    def __str__(self) -> str:
        return self.message


class ImportStep(Record):
    """Rows entered together in one transaction: from which row to which, and the keys of what they became."""

    journal_label: ClassVar[str] = "studios.import_step"
    retention: ClassVar[Retention] = Retention.PERMANENT

    batch = models.ForeignKey(StudioImport, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveIntegerField()
    sheet = models.PositiveSmallIntegerField()
    last_row = models.PositiveIntegerField()
    entered = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)
    keys = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    done_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("导入步骤")
        ordering = ["batch", "number"]
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="import_step_once")]

    def __str__(self) -> str:
        return f"{self.batch} {self.number}"


class ColumnMemory(Record):
    """A column's name as an organisation's tables have it, and what it was found to mean."""

    journal_label: ClassVar[str] = "studios.column_memory"
    retention: ClassVar[Retention] = Retention.STANDARD

    owner = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    table = models.CharField(max_length=20)
    heading = models.CharField(max_length=60)
    field = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name = _("列名对应")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["owner", "table", "heading"], name="column_memory_once")]

    def __str__(self) -> str:
        return self.heading
