"""Calls: a blueprint with its dates, quotas and rule document."""

from typing import ClassVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from jiangxin.campaigns.blueprint.subject import Subject, subject_of
from jiangxin.campaigns.enums import CallState, StageKind
from jiangxin.campaigns.models.blueprint import Blueprint
from jiangxin.core.models import FrozenJSONField, Record, Retention, StoredFile
from jiangxin.orgs.models import Organisation
from jiangxin.people.models import Account


class Call(Record):
    """One batch. `definition` is the blueprint's content, frozen when the call was made."""

    journal_label: ClassVar[str] = "campaigns.call"
    retention: ClassVar[Retention] = Retention.PERMANENT

    blueprint = models.ForeignKey(Blueprint, on_delete=models.PROTECT, related_name="calls")
    definition = FrozenJSONField()
    definition_digest = models.CharField(max_length=64)
    title = models.CharField(_("标题"), max_length=120)
    year = models.PositiveSmallIntegerField(_("年度"))
    organiser = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="calls")
    state = models.CharField(max_length=10, choices=CallState.choices, default=CallState.DRAFT, db_index=True)
    announcement = models.TextField(_("通知正文"), blank=True)
    contact = models.CharField(_("联系人及电话"), max_length=120, blank=True)
    rule_document = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    rule_document_number = models.CharField(_("文号"), max_length=60, blank=True)
    seats = models.PositiveIntegerField(_("拟命名数"), default=0)
    who_may_apply = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=1)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    last_entry_number = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("申报通知")
        ordering = ["-year", "-id"]
        constraints = [models.UniqueConstraint(fields=["organiser", "year", "title"], name="call_once_per_title")]

    def __str__(self) -> str:
        return self.title

    @property
    def subject(self) -> Subject:
        """What the call names, in the words of its blueprint."""
        return subject_of(self.definition)


class Stage(Record):
    """One stage of a call: a kind, a window of time, the rights it grants."""

    journal_label: ClassVar[str] = "campaigns.stage"
    retention: ClassVar[Retention] = Retention.PERMANENT

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="stages")
    position = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=40)
    kind = models.CharField(max_length=20, choices=StageKind.choices)
    label = models.CharField(_("名称"), max_length=60)
    level = models.CharField(_("推荐层级"), max_length=20, blank=True)
    opens_at = models.DateTimeField(_("开始"))
    closes_at = models.DateTimeField(_("截止"))
    rights = models.JSONField(default=list)

    class Meta:
        verbose_name = _("阶段")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["call", "code"], name="stage_once_per_code"),
            models.CheckConstraint(
                condition=models.Q(closes_at__gt=models.F("opens_at")), name="stage_closes_after_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.call} · {self.label}"

    @property
    def shown_label(self) -> str:
        """The label in the reader's language, as the call's definition says it; else as it was named."""
        if (get_language() or "zh").startswith("zh"):
            return self.label
        rows = self.call.definition.get("stages", ())
        return next((str(row.get("label_en", "")) for row in rows if row.get("code") == self.code), "") or self.label


class Quota(Record):
    """How many entries an organisation may recommend in a call; with no organisation, the organiser's reserve.

    `used` counts the standing recommendations and is kept by the services under a row lock; the database refuses
    more than `hard_limit`.
    """

    journal_label: ClassVar[str] = "campaigns.quota"
    retention: ClassVar[Retention] = Retention.LONG

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="quotas")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="quotas"
    )
    hard_limit = models.PositiveIntegerField(_("硬名额"), null=True, blank=True)
    soft_limit = models.PositiveIntegerField(_("参考名额"), null=True, blank=True)
    used = models.PositiveIntegerField(_("已用"), default=0)

    class Meta:
        verbose_name = _("名额")
        ordering = ["organisation__path"]
        constraints = [
            models.UniqueConstraint(fields=["call", "organisation"], name="quota_once_per_organisation"),
            models.UniqueConstraint(
                fields=["call"], condition=models.Q(organisation__isnull=True), name="quota_one_reserve_per_call"
            ),
            models.CheckConstraint(
                condition=models.Q(hard_limit__isnull=True) | models.Q(used__lte=models.F("hard_limit")),
                name="quota_never_exceeded",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation or _('机动')} {self.used}/{self.hard_limit}"


class LateException(Record):
    """Leave, with its reason, to act after a stage has closed, until a moment."""

    journal_label: ClassVar[str] = "campaigns.late_exception"
    retention: ClassVar[Retention] = Retention.LONG

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="late_exceptions")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    until = models.DateTimeField(_("延至"))
    reason = models.CharField(_("事由"), max_length=300)
    given_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        verbose_name = _("逾期例外")
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="late_exception_has_a_reason")]

    def __str__(self) -> str:
        return f"{self.organisation} → {self.until:%Y-%m-%d %H:%M}"
