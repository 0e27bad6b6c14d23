"""The sealed log: which record of the journal stands where in it, the hashes over them, and how far it goes."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.core.models.base import Record, Retention
from jiangxin.core.models.journal import JournalEntry

HASH_BYTES = 32


class SealedEntry(Record):
    """A record of the journal and its place in the log, from 0."""

    journal_label: ClassVar[str] = "core.sealed_entry"
    retention: ClassVar[Retention] = Retention.PERMANENT

    place = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(JournalEntry, on_delete=models.PROTECT, related_name="sealed")

    class Meta:
        verbose_name = _("日志封存位置")
        ordering = ["place"]
        constraints = [models.CheckConstraint(condition=models.Q(place__gte=0), name="sealed_place_from_nothing")]

    def __str__(self) -> str:
        return str(self.place)


class LogNode(Record):
    """A full node of the log's tree, see `engine.proof.merkle`: 32 bytes over 2**level records."""

    journal_label: ClassVar[str] = "core.log_node"
    retention: ClassVar[Retention] = Retention.PERMANENT

    level = models.PositiveSmallIntegerField()
    place = models.BigIntegerField()
    hash = models.BinaryField(max_length=HASH_BYTES)

    class Meta:
        verbose_name = _("日志封存摘要")
        constraints = [models.UniqueConstraint(fields=["level", "place"], name="one_node_for_a_place")]

    def __str__(self) -> str:
        return f"{self.level}/{self.place}"


class LogCheckpoint(Record):
    """How far the log went at a moment, signed; `text` is what is published."""

    journal_label: ClassVar[str] = "core.log_checkpoint"
    retention: ClassVar[Retention] = Retention.PERMANENT

    size = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    text = models.TextField()

    class Meta:
        verbose_name = _("日志封存点")
        ordering = ["-size"]
        constraints = [models.CheckConstraint(condition=models.Q(size__gt=0), name="checkpoint_of_something")]

    def __str__(self) -> str:
        return f"{self.size}"
