"""What a proposal brought, proven by finance; what was given for it; the studio's project it became."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.core.models import Record, Retention, StoredFile
from jiangxin.proposals.models.proposal import Proposal
from jiangxin.studios.models import Project


class Benefit(Record):
    """The benefit of one year, by a formula kept with its quantities; the newest of a year counts, none is changed.

    Attributes:
        formula: as the campaign had it, in the quantities' codes.
        quantities: rows of code, label, unit and value, the value as text so that no digit is lost.
    """

    journal_label: ClassVar[str] = "proposals.benefit"
    retention: ClassVar[Retention] = Retention.LONG

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="benefits")
    year = models.PositiveSmallIntegerField(_("年度"))
    rule_code = models.CharField(max_length=40)
    rule_label = models.CharField(_("算法"), max_length=60)
    formula = models.CharField(_("公式"), max_length=200)
    quantities = models.JSONField(default=list)
    amount = models.DecimalField(_("年效益（元）"), max_digits=16, decimal_places=2)
    proof = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    proven_by = models.CharField(_("财务证明人"), max_length=60)
    reason = models.CharField(_("更正原因"), max_length=200, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("建议效益")
        ordering = ["-year", "-id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="benefit_is_a_gain"),
            models.CheckConstraint(condition=~models.Q(proven_by=""), name="benefit_proven_by_somebody"),
        ]
        indexes = [models.Index(fields=["proposal", "-year", "-id"], name="benefit_by_year")]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.year} {self.amount}"


class Reward(Record):
    """What was given for a proposal, once, by its yearly benefit and the campaign's tiers."""

    journal_label: ClassVar[str] = "proposals.reward"
    retention: ClassVar[Retention] = Retention.LONG

    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, related_name="reward")
    benefit = models.ForeignKey(Benefit, on_delete=models.PROTECT, related_name="+")
    amount = models.DecimalField(_("奖励（元）"), max_digits=12, decimal_places=2)
    document_number = models.CharField(_("文号"), max_length=60, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        verbose_name = _("建议奖励")
        constraints = [models.CheckConstraint(condition=models.Q(amount__gt=0), name="reward_is_something")]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.amount}"


class ProposalProject(Record):
    """A project of a studio made from a proposal."""

    journal_label: ClassVar[str] = "proposals.proposal_project"
    retention: ClassVar[Retention] = Retention.LONG

    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, related_name="made_project")
    project = models.OneToOneField(Project, on_delete=models.PROTECT, related_name="from_proposal")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("建议立项")

    def __str__(self) -> str:
        return f"{self.proposal_id} → {self.project_id}"
