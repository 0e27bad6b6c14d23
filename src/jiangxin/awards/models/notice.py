"""Public notice and the objections it invites."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.awards.enums import NoticeState, ObjectionState, ObjectorKind
from jiangxin.awards.models.decision import Meeting
from jiangxin.campaigns.models import Call, Entry
from jiangxin.core.crypto import EncryptedTextField
from jiangxin.core.models import Record, Retention, StoredFile
from jiangxin.orgs.models import Organisation
from jiangxin.people.models import Account


class Notice(Record):
    """A public notice (公示) of the intended list, for a number of working days."""

    journal_label: ClassVar[str] = "awards.notice"
    retention: ClassVar[Retention] = Retention.PERMANENT

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="notices")
    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="notice")
    state = models.CharField(max_length=10, choices=NoticeState.choices, default=NoticeState.DRAFT, db_index=True)
    revision = models.PositiveIntegerField(default=1)
    title = models.CharField(_("标题"), max_length=120)
    body = models.TextField(_("正文"))
    contact = models.CharField(_("受理单位与联系方式"), max_length=200)
    working_days = models.PositiveSmallIntegerField(_("公示工作日"))
    opens_on = models.DateField(_("公示开始"), null=True, blank=True)
    closes_on = models.DateField(_("公示截止"), null=True, blank=True)
    is_calendar_certain = models.BooleanField(default=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("公示")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(working_days__gte=1), name="notice_lasts_a_day"),
            models.CheckConstraint(
                condition=models.Q(closes_on__isnull=True) | models.Q(closes_on__gte=models.F("opens_on")),
                name="notice_closes_after_open",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class NoticeItem(Record):
    """One studio on a public notice, as the public sees it (names masked as the rule says)."""

    journal_label: ClassVar[str] = "awards.notice_item"
    retention: ClassVar[Retention] = Retention.PERMANENT

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="items")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="notice_items")
    position = models.PositiveIntegerField()
    shown_name = models.CharField(max_length=120)
    shown_leader = models.CharField(max_length=60)
    shown_unit = models.CharField(max_length=120)
    shown_area = models.CharField(max_length=60)
    shown_grade = models.CharField(_("拟定等次"), max_length=60, blank=True)
    struck_at = models.DateTimeField(null=True, blank=True)
    struck_reason = models.CharField(_("异议成立原因"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("公示名单")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["notice", "entry"], name="notice_item_once")]

    def __str__(self) -> str:
        return self.shown_name


class Objection(Record):
    """An objection to one studio on a notice, from arrival to reply.

    `reply` is read by the objector alone, `outcome_reason` by the people of the studio: it names no objector. `origin`
    is the keyed digest of the sender's network address (to hold back floods), `content_digest` that of what
    was said (to take the same words only once); neither can be turned back.
    """

    journal_label: ClassVar[str] = "awards.objection"
    retention: ClassVar[Retention] = Retention.PERMANENT

    item = models.ForeignKey(NoticeItem, on_delete=models.PROTECT, related_name="objections")
    receipt = models.CharField(_("受理号"), max_length=20, unique=True)
    state = models.CharField(max_length=15, choices=ObjectionState.choices, default=ObjectionState.RECEIVED)
    revision = models.PositiveIntegerField(default=1)
    objector_kind = models.CharField(max_length=10, choices=ObjectorKind.choices)
    objector_name = EncryptedTextField(_("姓名或单位名称"))
    objector_contact = EncryptedTextField(_("联系方式"))
    content = models.TextField(_("异议内容"))
    received_at = models.DateTimeField()
    due_on = models.DateField(_("答复期限"))
    handler = models.ForeignKey(Account, null=True, blank=True, on_delete=models.PROTECT, related_name="objections")
    handler_organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    finding = models.TextField(_("调查情况"), blank=True)
    reply = models.TextField(_("答复"), blank=True)
    outcome_reason = models.CharField(_("移出名单的理由"), max_length=500, blank=True, default="")
    decided_at = models.DateTimeField(null=True, blank=True)
    origin = models.CharField(max_length=64, blank=True, editable=False)
    content_digest = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = _("异议")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "content_digest"],
                condition=~models.Q(content_digest=""),
                name="objection_same_words_once",
            )
        ]
        indexes = [
            models.Index(fields=["state", "due_on"], name="objection_by_due"),
            models.Index(fields=["origin", "received_at"], name="objection_by_origin"),
        ]

    def __str__(self) -> str:
        return self.receipt


class ObjectionFile(Record):
    """Evidence attached to an objection, by the objector or the handler."""

    journal_label: ClassVar[str] = "awards.objection_file"
    retention: ClassVar[Retention] = Retention.PERMANENT

    objection = models.ForeignKey(Objection, on_delete=models.PROTECT, related_name="files")
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    is_seal = models.BooleanField(_("盖章件"), default=False)
    from_handler = models.BooleanField(_("调查材料"), default=False)

    class Meta:
        verbose_name = _("异议材料")

    def __str__(self) -> str:
        return str(self.stored)
