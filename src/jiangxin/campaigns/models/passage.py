"""What happens to an entry on its way: transitions, recommendations, checks and supplements."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.campaigns.enums import Verdict
from jiangxin.campaigns.models.call import Stage
from jiangxin.campaigns.models.entry import Entry
from jiangxin.core.models import Record, Retention, StoredFile
from jiangxin.orgs.models import Organisation
from jiangxin.people.models import Account

SUPPLEMENTS_AT_MOST = 2  # domain 3.1 step 5


class Transition(Record):
    """One step of an entry from state to state. Append-only: never edited, only followed by another.

    `opinion_facts` stands where the house wrote the opinion: what it says, as codes and numbers (`campaigns.opinions`).
    """

    journal_label: ClassVar[str] = "campaigns.transition"
    retention: ClassVar[Retention] = Retention.PERMANENT

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="transitions")
    act = models.CharField(max_length=40)
    from_state = models.CharField(max_length=20)
    to_state = models.CharField(max_length=20)
    at = models.DateTimeField()
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    actor_name = models.CharField(max_length=100)
    role = models.CharField(max_length=30, blank=True)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    opinion = models.TextField(blank=True)
    opinion_facts = models.JSONField(null=True)
    document_number = models.CharField(max_length=60, blank=True)
    attachment = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    entry_version = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("办理记录")
        ordering = ["id"]
        indexes = [models.Index(fields=["entry", "id"], name="transition_by_entry")]

    def __str__(self) -> str:
        return f"{self.entry} {self.from_state}→{self.to_state}"


class Recommendation(Record):
    """An organisation's recommendation of an entry, with opinion, seal and rank; withdrawn ones stay."""

    journal_label: ClassVar[str] = "campaigns.recommendation"
    retention: ClassVar[Retention] = Retention.PERMANENT

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="recommendations")
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="recommendations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="recommendations")
    rank = models.PositiveIntegerField(_("推荐排序"), null=True, blank=True)
    opinion = models.TextField(_("推荐意见"))
    document_number = models.CharField(_("文号"), max_length=60, blank=True)
    sealed_page = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("推荐")
        ordering = ["rank", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "organisation"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="recommendation_one_standing",
            ),
            models.UniqueConstraint(
                fields=["stage", "organisation", "rank"],
                condition=models.Q(withdrawn_at__isnull=True, rank__isnull=False),
                name="recommendation_rank_once",
            ),
            models.CheckConstraint(condition=~models.Q(opinion=""), name="recommendation_has_an_opinion"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} → {self.entry}"


class FormalCheckItem(Record):
    """The answer to one item of the formal checklist for one entry."""

    journal_label: ClassVar[str] = "campaigns.formal_check_item"
    retention: ClassVar[Retention] = Retention.LONG

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="formal_checks")
    code = models.CharField(max_length=60)
    verdict = models.CharField(max_length=20, choices=Verdict.choices)
    note = models.CharField(max_length=300, blank=True)
    checked_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField()

    class Meta:
        verbose_name = _("形式审查项")
        constraints = [models.UniqueConstraint(fields=["entry", "code"], name="formal_check_once_per_item")]

    def __str__(self) -> str:
        return f"{self.entry} {self.code}"


class Supplement(Record):
    """A request to supply what the formal check found missing; at most two for one entry."""

    journal_label: ClassVar[str] = "campaigns.supplement"
    retention: ClassVar[Retention] = Retention.LONG

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="supplements")
    number = models.PositiveSmallIntegerField()
    asked = models.TextField(_("补正内容"))
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField(_("补正期限"))
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("补正")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "number"], name="supplement_once_per_number"),
            models.CheckConstraint(
                condition=models.Q(number__gte=1, number__lte=SUPPLEMENTS_AT_MOST), name="supplement_at_most_two"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry} #{self.number}"
