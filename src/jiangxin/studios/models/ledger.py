"""The ledger: what happened in a studio, with photos, attachments and who took part (domain 4.3)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.core.models import Record, Retention, StoredFile
from jiangxin.people.models import Person
from jiangxin.studios.ledger_enums import FilePart, HonourLevel, LedgerCategory, SignInWay
from jiangxin.studios.models.projects import Outcome, Project
from jiangxin.studios.models.studio import Studio


class LedgerEntry(Record):
    """One thing that happened. Its words never change: a wrong entry is struck, or superseded by `successor`.

    The database refuses every change but striking and showing it to the public (migration 0009).
    `headcount` is the number of people who took part, those who signed in among them.
    """

    journal_label: ClassVar[str] = "studios.ledger_entry"
    retention: ClassVar[Retention] = Retention.LONG

    studio = models.ForeignKey(Studio, on_delete=models.PROTECT, related_name="ledger")
    category = models.CharField(_("类别"), max_length=14, choices=LedgerCategory.choices)
    day = models.DateField(_("日期"))
    title = models.CharField(_("主题"), max_length=100)
    place = models.CharField(_("地点"), max_length=200, blank=True)
    content = models.TextField(_("内容"), blank=True)
    minutes = models.PositiveIntegerField(_("时长（分钟）"), null=True, blank=True)
    headcount = models.PositiveIntegerField(_("参加人数"), default=0)
    level = models.CharField(_("级别"), max_length=12, choices=HonourLevel.choices, blank=True)
    project = models.ForeignKey(Project, null=True, blank=True, on_delete=models.PROTECT, related_name="ledger")
    outcome = models.ForeignKey(Outcome, null=True, blank=True, on_delete=models.PROTECT, related_name="ledger")
    is_public = models.BooleanField(_("在门户公开"), default=False)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True, blank=True)
    struck_reason = models.CharField(_("更正原因"), max_length=300, blank=True)
    successor = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="predecessor"
    )

    class Meta:
        verbose_name = _("台账记录")
        ordering = ["-day", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(category__in=LedgerCategory.values), name="ledger_category_known"
            ),
            models.CheckConstraint(
                condition=models.Q(struck_at__isnull=True) | ~models.Q(struck_reason=""),
                name="ledger_struck_with_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(successor__isnull=True) | models.Q(struck_at__isnull=False),
                name="ledger_superseded_is_struck",
            ),
        ]
        indexes = [
            models.Index(fields=["studio", "-day", "-id"], name="ledger_by_day"),
            models.Index(fields=["studio", "category", "-day"], name="ledger_by_category"),
        ]

    def __str__(self) -> str:
        return self.title


class LedgerFile(Record):
    """A photo or an attachment of an entry. The database keeps these rows."""

    journal_label: ClassVar[str] = "studios.ledger_file"
    retention: ClassVar[Retention] = Retention.LONG

    entry = models.ForeignKey(LedgerEntry, on_delete=models.PROTECT, related_name="files")
    part = models.CharField(_("类型"), max_length=10, choices=FilePart.choices)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = _("台账附件")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["entry", "file"], name="ledgerfile_once")]

    def __str__(self) -> str:
        return self.file.name


class SignInSheet(Record):
    """The sheet of an entry: while it is open, whoever scans the code on the host's phone can sign in."""

    journal_label: ClassVar[str] = "studios.sign_in_sheet"
    retention: ClassVar[Retention] = Retention.LONG

    entry = models.OneToOneField(LedgerEntry, on_delete=models.PROTECT, related_name="sheet")
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()

    class Meta:
        verbose_name = _("签到表")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(closes_at__gte=models.F("opened_at")), name="sheet_in_order")
        ]

    def __str__(self) -> str:
        return str(self.entry)


class SignIn(Record):
    """Somebody who took part: a person of the team, or a guest by name. The database keeps these rows."""

    journal_label: ClassVar[str] = "studios.sign_in"
    retention: ClassVar[Retention] = Retention.LONG

    entry = models.ForeignKey(LedgerEntry, on_delete=models.PROTECT, related_name="sign_ins")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("姓名"), max_length=60)
    unit_name = models.CharField(_("单位"), max_length=120, blank=True)
    way = models.CharField(_("方式"), max_length=10, choices=SignInWay.choices)
    signed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("签到")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "person"], condition=models.Q(person__isnull=False), name="signin_once_of_person"
            ),
            models.UniqueConstraint(
                fields=["entry", "name", "unit_name"],
                condition=models.Q(person__isnull=True),
                name="signin_once_of_guest",
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="signin_with_name"),
        ]

    def __str__(self) -> str:
        return self.name
