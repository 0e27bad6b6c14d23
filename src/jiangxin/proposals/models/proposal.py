"""Proposals, whose they are, what was done with them, and the fingerprints by which their like is found."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.campaigns.models import Call
from jiangxin.core.models import Record, Retention, StoredFile
from jiangxin.orgs.models import Organisation
from jiangxin.people.models import Person
from jiangxin.proposals.enums import ProposalState


class Proposal(Record):
    """One proposal. Of a proposal without a name nothing tells the proposer: they read the answer by its code.

    Attributes:
        body: the compared texts, one after the other.
        accept_due_on, answer_due_on: the promised days.
    """

    journal_label: ClassVar[str] = "proposals.proposal"
    retention: ClassVar[Retention] = Retention.LONG

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="proposals")
    number = models.CharField(_("编号"), max_length=30)
    state = models.CharField(_("状态"), max_length=12, choices=ProposalState.choices, default=ProposalState.SUBMITTED)
    version = models.PositiveIntegerField(default=1)
    title = models.CharField(_("建议"), max_length=120)
    category = models.CharField(_("类别"), max_length=40, blank=True)
    body = models.TextField(blank=True)
    answers = models.JSONField(default=dict)
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="proposals")
    is_anonymous = models.BooleanField(_("匿名"), default=False)
    proposer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="proposals"
    )
    code = models.CharField(_("查询码"), max_length=12, unique=True)
    accept_due_on = models.DateField(_("受理期限"))
    answer_due_on = models.DateField(_("答复期限"))
    submitted_at = models.DateTimeField(_("提出时间"))
    answered_at = models.DateTimeField(_("答复时间"), null=True, blank=True)
    answer = models.TextField(_("答复"), max_length=1000, blank=True)
    reason_code = models.CharField(max_length=40, blank=True)
    owner = models.CharField(_("落实人"), max_length=60, blank=True)
    due_on = models.DateField(_("完成期限"), null=True, blank=True)
    used_on = models.DateField(_("投入使用日期"), null=True, blank=True)
    effect = models.TextField(_("使用情况"), max_length=1000, blank=True)
    moved_at = models.DateTimeField()

    class Meta:
        verbose_name = _("建议")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["call", "number"], name="proposal_once_per_number"),
            models.CheckConstraint(condition=models.Q(state__in=ProposalState.values), name="proposal_state_known"),
            models.CheckConstraint(
                condition=models.Q(is_anonymous=True, proposer__isnull=True)
                | models.Q(is_anonymous=False, proposer__isnull=False),
                name="proposal_without_a_name_has_none",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=("adopted", "pilot", "stored", "rejected", "in_use", "stopped"))
                | (models.Q(answered_at__isnull=False) & ~models.Q(answer="")),
                name="proposal_answered_with_words",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=("adopted", "pilot"))
                | (models.Q(due_on__isnull=False) & ~models.Q(owner="")),
                name="proposal_adopted_has_an_owner",
            ),
        ]
        indexes = [
            models.Index(fields=["call", "state", "-id"], name="proposal_by_call"),
            models.Index(fields=["unit", "state", "-id"], name="proposal_by_unit"),
            models.Index(fields=["proposer", "-id"], name="proposal_by_proposer"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class ProposalAuthor(Record):
    """Whose a proposal is, in parts: the proposer first, and each co-author. The shares of one make one whole."""

    journal_label: ClassVar[str] = "proposals.proposal_author"
    retention: ClassVar[Retention] = Retention.LONG

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="authors")
    position = models.PositiveSmallIntegerField()
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("姓名"), max_length=60, blank=True)
    percent = models.PositiveSmallIntegerField(_("份额（%）"))

    class Meta:
        verbose_name = _("建议人")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "position"], name="proposal_author_once"),
            models.CheckConstraint(
                condition=models.Q(percent__gte=1, percent__lte=100), name="proposal_share_in_range"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.percent}%"


class ProposalStep(Record):
    """One thing that was done with a proposal; told to whoever may read it, never changed."""

    journal_label: ClassVar[str] = "proposals.proposal_step"
    retention: ClassVar[Retention] = Retention.LONG

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="steps")
    act = models.CharField(max_length=20)
    from_state = models.CharField(max_length=12, blank=True)
    to_state = models.CharField(max_length=12)
    words = models.TextField(max_length=1000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=100)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("办理记录")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.act}"


class ProposalFile(Record):
    """A photo or paper handed in with a proposal."""

    journal_label: ClassVar[str] = "proposals.proposal_file"
    retention: ClassVar[Retention] = Retention.LONG

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="files")
    path = models.CharField(max_length=120)
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("附件")
        ordering = ["id"]

    def __str__(self) -> str:
        return str(self.stored)


class Fingerprint(Record):
    """One fingerprint of a proposal's text (`jiangxin.engine.text.fingerprints`)."""

    journal_label: ClassVar[str] = "proposals.fingerprint"
    retention: ClassVar[Retention] = Retention.LONG

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="fingerprints", db_index=False)
    number = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("比对指纹")
        constraints = [models.UniqueConstraint(fields=["number", "proposal"], name="fingerprint_once")]
        indexes = [models.Index(fields=["proposal"], name="fingerprint_by_proposal")]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.number:08x}"
