"""Files people upload and the house prints."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.core.models.base import Record, Retention


class StoredFile(Record):
    """A file as it was received: its content never changes, a new version is a new row."""

    journal_label: ClassVar[str] = "core.stored_file"
    retention: ClassVar[Retention] = Retention.LONG

    name = models.CharField(_("文件名"), max_length=255)
    content = models.FileField(upload_to="%Y/%m/%d")
    media_type = models.CharField(max_length=100)
    size = models.BigIntegerField(_("大小（字节）"))
    sha256 = models.CharField(max_length=64, db_index=True)
    purpose = models.CharField(max_length=60)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("文件")
        constraints = [models.CheckConstraint(condition=models.Q(size__gt=0), name="stored_file_not_empty")]

    def __str__(self) -> str:
        return self.name
