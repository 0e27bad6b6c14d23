"""Honours of a person, as facts with their documents."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.core.models import Record, Retention, StoredFile
from jiangxin.people.enums import HonourKind, HonourLevel
from jiangxin.people.models.person import Person


class Honour(Record):
    """One honour given to a person; withdrawn honours stay, with the day they ended.

    An honour counts for eligibility once somebody checked it against its document (`verified_at`): whoever enters one
    for themselves or their unit does not verify it.
    """

    journal_label: ClassVar[str] = "people.honour"
    retention: ClassVar[Retention] = Retention.PERMANENT

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="honours")
    kind = models.CharField(_("类别"), max_length=20, choices=HonourKind.choices)
    level = models.SmallIntegerField(_("级别"), choices=HonourLevel.choices)
    name = models.CharField(_("荣誉名称"), max_length=100)
    awarded_by = models.CharField(_("授予机关"), max_length=100)
    awarded_on = models.DateField(_("授予时间"))
    document_number = models.CharField(_("文号"), max_length=60, blank=True)
    certificate = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(
        "people.Account", null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    verified_by = models.ForeignKey(
        "people.Account", null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    verified_at = models.DateTimeField(_("核验时间"), null=True, blank=True, editable=False)
    withdrawn_on = models.DateField(_("撤销时间"), null=True, blank=True)
    withdrawn_document = models.CharField(_("撤销文号"), max_length=60, blank=True)
    withdrawn_reason = models.CharField(_("撤销原因"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("荣誉")
        ordering = ["-level", "-awarded_on"]
        constraints = [
            models.UniqueConstraint(fields=["person", "name", "awarded_on"], name="honour_once"),
            models.CheckConstraint(
                condition=models.Q(withdrawn_on__isnull=True) | models.Q(withdrawn_on__gte=models.F("awarded_on")),
                name="honour_withdrawn_after_award",
            ),
        ]

    def __str__(self) -> str:
        return self.name
