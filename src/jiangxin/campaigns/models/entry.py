"""Entries: one application in one call, its answers, its sealed versions and its files."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.campaigns.enums import GIVEN_UP, EntryState, state_label
from jiangxin.campaigns.models.call import Call
from jiangxin.core.models import Record, Retention, StoredFile
from jiangxin.orgs.models import Organisation
from jiangxin.people.models import Account, Person


class Entry(Record):
    """One application. Typed columns hold what lists filter and sort by; the full answers are in `EntryAnswers`.

    An entry of an assessment is about a subject: `subject_kind` "studio" and the studio's key, which only rooms above
    follow. `subject_facts` is what the records said when it was invited, or when they were read again.
    """

    journal_label: ClassVar[str] = "campaigns.entry"
    retention: ClassVar[Retention] = Retention.LONG

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="entries")
    number = models.CharField(_("编号"), max_length=30)
    state = models.CharField(_("状态"), max_length=20, choices=EntryState.choices, default=EntryState.DRAFT)
    version = models.PositiveIntegerField(default=1)
    name = models.CharField(_("工作室名称"), max_length=120, blank=True)
    kind = models.CharField(_("类别"), max_length=40, blank=True)
    variant = models.CharField(max_length=20, blank=True)
    field = models.CharField(_("专业领域"), max_length=60, blank=True)
    industry_section = models.CharField(_("所属行业"), max_length=1, blank=True)
    leader = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="led_entries")
    leader_name = models.CharField(_("领衔人"), max_length=60, blank=True)
    leader_honour_level = models.SmallIntegerField(default=0)
    benefit_wan = models.DecimalField(_("经济效益（万元）"), max_digits=14, decimal_places=2, default=0)
    is_non_public = models.BooleanField(_("非公单位"), default=False)
    is_front_line = models.BooleanField(_("一线领衔"), default=False)
    leader_gender = models.CharField(max_length=10, blank=True)
    groups = models.JSONField(null=True, blank=True)
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="entries")
    area = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="area_entries")
    holder = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="held_entries"
    )
    secretary = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="entries")
    subject_kind = models.CharField(max_length=20, blank=True)
    subject_id = models.PositiveBigIntegerField(null=True, blank=True)
    subject_facts = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    moved_at = models.DateTimeField()

    class Meta:
        verbose_name = _("申报")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["call", "number"], name="entry_once_per_number"),
            models.UniqueConstraint(
                fields=["call", "leader"],
                condition=models.Q(leader__isnull=False, subject_id__isnull=True)
                & ~models.Q(state__in=sorted(GIVEN_UP)),
                name="entry_one_per_leader_and_call",
            ),
            models.UniqueConstraint(
                fields=["call", "subject_kind", "subject_id"],
                condition=models.Q(subject_id__isnull=False),
                name="entry_one_per_subject_and_call",
            ),
            models.CheckConstraint(
                condition=models.Q(subject_kind="", subject_id__isnull=True)
                | (~models.Q(subject_kind="") & models.Q(subject_id__isnull=False)),
                name="entry_subject_whole",
            ),
            models.CheckConstraint(condition=models.Q(state__in=EntryState.values), name="entry_state_known"),
        ]
        indexes = [
            models.Index(fields=["call", "state", "number"], name="entry_by_state"),
            models.Index(fields=["call", "number"], name="entry_by_number"),
            models.Index(fields=["holder", "state", "moved_at"], name="entry_by_holder"),
            models.Index(fields=["area", "state"], name="entry_by_area"),
            models.Index(fields=["subject_kind", "subject_id"], name="entry_by_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}".strip()

    def get_state_display(self) -> str:  # type: ignore[no-redef]  # Django leaves a method of this name alone
        """Return the state in words; a self-report is verified where an application is recommended."""
        return str(state_label(self.state, assessed=self.subject_id is not None))


class EntryAnswers(Record):
    """The answers as they are being written; `revision` grows with each save."""

    journal_label: ClassVar[str] = "campaigns.entry_answers"
    retention: ClassVar[Retention] = Retention.LONG

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, related_name="answers")
    data = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    sealed_scan = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sealed_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("填报内容")

    def __str__(self) -> str:
        return f"{self.entry} r{self.revision}"


class EntryVersion(Record):
    """The answers as they were submitted, with the sealed scan; never changed."""

    journal_label: ClassVar[str] = "campaigns.entry_version"
    retention: ClassVar[Retention] = Retention.PERMANENT

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    data = models.JSONField()
    digest = models.CharField(max_length=64)
    sealed_scan = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("提交版本")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["entry", "number"], name="entry_version_once")]

    def __str__(self) -> str:
        return f"{self.entry} v{self.number}"


class EntryFile(Record):
    """A file attached to one place of the form; taking it away keeps the row."""

    journal_label: ClassVar[str] = "campaigns.entry_file"
    retention: ClassVar[Retention] = Retention.LONG

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="files")
    path = models.CharField(max_length=120)
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    redacted = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    hidden_when_blind = models.BooleanField(default=True)
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("附件")
        ordering = ["path", "id"]

    def __str__(self) -> str:
        return str(self.stored)


class Recusal(Record):
    """A person who must not see or touch an entry when it is judged: the effect of a conflict of interest."""

    journal_label: ClassVar[str] = "campaigns.recusal"
    retention: ClassVar[Retention] = Retention.LONG

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="recusals")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="recusals")
    reason = models.CharField(max_length=300)
    since = models.DateTimeField()

    class Meta:
        verbose_name = _("回避")
        constraints = [models.UniqueConstraint(fields=["entry", "person"], name="recusal_once")]

    def __str__(self) -> str:
        return f"{self.person} ✕ {self.entry}"
