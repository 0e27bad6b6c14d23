"""Where an account wants to be written to, and every mail that was written."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.core.crypto import EncryptedTextField
from jiangxin.core.models import Record, Retention
from jiangxin.people.enums import Frequency, LetterKind, LetterState
from jiangxin.people.models.account import Account


class Mailbox(Record):
    """An account's e-mail address, and how often it wants a digest.

    The address is encrypted; nothing but its own confirmation is sent to it before `confirmed_at`.
    """

    journal_label: ClassVar[str] = "people.mailbox"
    retention: ClassVar[Retention] = Retention.STANDARD

    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="mailbox")
    address = EncryptedTextField(_("电子邮箱"))
    frequency = models.CharField(_("待办摘要"), max_length=10, choices=Frequency.choices, default=Frequency.DAILY)
    confirmed_at = models.DateTimeField(_("确认时间"), null=True, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("邮件提醒")
        constraints = [
            models.CheckConstraint(condition=models.Q(frequency__in=Frequency.values), name="mailbox_frequency_known")
        ]

    def __str__(self) -> str:
        return str(self.account)


class Letter(Record):
    """One mail: what kind, for which day, and how far it has come. Its text is written when it is sent, and not kept.

    One of a kind for each day: two workers cannot write twice. While it is being sent, `next_try_at` is when another
    worker may take it over.
    """

    journal_label: ClassVar[str] = "people.letter"
    retention: ClassVar[Retention] = Retention.SHORT

    mailbox = models.ForeignKey(Mailbox, on_delete=models.CASCADE, related_name="letters")
    kind = models.CharField(max_length=10, choices=LetterKind.choices)
    day = models.DateField()
    state = models.CharField(max_length=10, choices=LetterState.choices, default=LetterState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    fault = models.CharField(max_length=100, blank=True)

    class Meta:
        verbose_name = _("邮件")
        constraints = [
            models.UniqueConstraint(fields=["mailbox", "kind", "day"], name="letter_once_a_day"),
            models.CheckConstraint(condition=models.Q(kind__in=LetterKind.values), name="letter_kind_known"),
            models.CheckConstraint(condition=models.Q(state__in=LetterState.values), name="letter_state_known"),
        ]
        indexes = [
            models.Index(fields=["next_try_at"], condition=models.Q(state="waiting"), name="letter_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.day}"
