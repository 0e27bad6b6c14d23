"""Experts, panels and conflicts of interest."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.campaigns.models import Call, Entry
from jiangxin.core.models import Record, Retention
from jiangxin.orgs.models import Organisation
from jiangxin.people.models import Account, Person
from jiangxin.review.enums import ConflictKind, ConflictSource, PanelState


class Expert(Record):
    """A person in the expert pool, with what they know and where they belong."""

    journal_label: ClassVar[str] = "review.expert"
    retention: ClassVar[Retention] = Retention.LONG

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="expert")
    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="expert")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    workplace = models.CharField(_("工作单位"), max_length=120)
    title = models.CharField(_("职称职务"), max_length=60, blank=True)
    industry_sections = models.JSONField(_("熟悉行业"), default=list)
    specialities = models.CharField(_("专长"), max_length=200, blank=True)
    is_active = models.BooleanField(_("在库"), default=True)

    class Meta:
        verbose_name = _("专家")
        ordering = ["person__name"]

    def __str__(self) -> str:
        return self.person.name


class Panel(Record):
    """The experts who judge one call, and how: how many sheets an entry gets, and whether names are hidden."""

    journal_label: ClassVar[str] = "review.panel"
    retention: ClassVar[Retention] = Retention.PERMANENT

    call = models.OneToOneField(Call, on_delete=models.PROTECT, related_name="panel")
    state = models.CharField(max_length=12, choices=PanelState.choices, default=PanelState.BUILDING)
    sheets_per_entry = models.PositiveSmallIntegerField(_("每份申报评分专家数"), default=5)
    is_blind = models.BooleanField(_("匿名评审"), default=True)
    due_at = models.DateTimeField(_("评分截止"), null=True, blank=True)

    class Meta:
        verbose_name = _("评审组")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sheets_per_entry__gte=1, sheets_per_entry__lte=15), name="panel_sheets_sensible"
            )
        ]

    def __str__(self) -> str:
        return str(self.call)


class PanelMember(Record):
    """An expert on a panel.

    `declared_entries` are the ids of the entries the declaration was made about: whoever is added to the list later
    has not been declared.
    """

    journal_label: ClassVar[str] = "review.panel_member"
    retention: ClassVar[Retention] = Retention.PERMANENT

    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="members")
    expert = models.ForeignKey(Expert, on_delete=models.PROTECT, related_name="seats")
    most = models.PositiveIntegerField(_("最多评分份数"), default=0)
    invited_at = models.DateTimeField(_("邀请时间"), null=True, blank=True)
    declared_at = models.DateTimeField(_("回避申报时间"), null=True, blank=True)
    declaration = models.TextField(_("回避申报"), blank=True)
    declared_as = models.CharField(_("签名"), max_length=60, blank=True)
    declared_entries = models.JSONField(default=list)

    class Meta:
        verbose_name = _("评审组成员")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["panel", "expert"], name="panel_member_once")]

    def __str__(self) -> str:
        return str(self.expert)


class Conflict(Record):
    """One reason why an expert must not judge one entry."""

    journal_label: ClassVar[str] = "review.conflict"
    retention: ClassVar[Retention] = Retention.PERMANENT

    member = models.ForeignKey(PanelMember, on_delete=models.CASCADE, related_name="conflicts")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="conflicts")
    kind = models.CharField(max_length=20, choices=ConflictKind.choices)
    source = models.CharField(max_length=10, choices=ConflictSource.choices)
    explanation = models.CharField(max_length=300, blank=True)
    found_at = models.DateTimeField()

    class Meta:
        verbose_name = _("回避关系")
        constraints = [
            models.UniqueConstraint(fields=["member", "entry", "kind", "source"], name="conflict_once_per_kind")
        ]

    def __str__(self) -> str:
        return f"{self.member} ✕ {self.entry}"
