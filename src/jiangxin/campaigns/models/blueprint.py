"""Blueprints: what a kind of campaign is made of."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.campaigns.enums import BlueprintState
from jiangxin.core.models import Record, Retention
from jiangxin.orgs.models import Organisation
from jiangxin.people.models import Account


class Blueprint(Record):
    """One version of a campaign kind; a published version never changes, an edit makes the next one.

    `definition` is the validated content (docs/developer/blueprint-format.md); shipped blueprints have no owner.
    """

    journal_label: ClassVar[str] = "campaigns.blueprint"
    retention: ClassVar[Retention] = Retention.PERMANENT

    code = models.SlugField(_("代码"), max_length=60)
    version = models.PositiveIntegerField(_("版本"))
    title = models.CharField(_("名称"), max_length=120)
    kind = models.CharField(_("活动种类"), max_length=60)
    definition = models.JSONField()
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=12, choices=BlueprintState.choices, default=BlueprintState.DRAFT)
    owner = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="blueprints")
    cloned_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="clones")
    revision = models.PositiveIntegerField(default=1)
    edited_at = models.DateTimeField()
    edited_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("活动方案")
        ordering = ["title", "-version"]
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="blueprint_once_per_version")]

    def __str__(self) -> str:
        return f"{self.title} v{self.version}"
