"""Money of a subsidy that has to go back: what was not spent, and what was spent against the rules (domain 3.3)."""

from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.core.models import Record, Retention, StoredFile
from jiangxin.studios.enums import ClawbackGround
from jiangxin.studios.models.funds import Expense, Subsidy, yuan


class Clawback(Record):
    """A decision to claim money back, with its document. The database keeps these rows.

    What was not spent is claimed as a whole and closes the subsidy. What was misused stays among the expenses: the unit
    returns it out of its own money.
    """

    journal_label: ClassVar[str] = "studios.clawback"
    retention: ClassVar[Retention] = Retention.LONG

    subsidy = models.ForeignKey(Subsidy, on_delete=models.PROTECT, related_name="clawbacks")
    ground = models.CharField(_("追回事由"), max_length=10, choices=ClawbackGround.choices)
    expense = models.OneToOneField(Expense, null=True, blank=True, on_delete=models.PROTECT, related_name="clawback")
    amount_fen = models.BigIntegerField(_("追回金额（分）"))
    reason = models.CharField(_("理由"), max_length=300)
    document_number = models.CharField(_("追回文号"), max_length=60)
    document = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField(_("决定日期"))
    due_on = models.DateField(_("应退回日期"))
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("资金追回")
        ordering = ["decided_on", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(amount_fen__gt=0), name="clawback_amount_positive"),
            models.CheckConstraint(condition=models.Q(ground__in=ClawbackGround.values), name="clawback_ground_known"),
            models.CheckConstraint(
                condition=models.Q(due_on__gte=models.F("decided_on")), name="clawback_days_in_order"
            ),
            models.CheckConstraint(
                condition=~models.Q(document_number="") & ~models.Q(reason=""), name="clawback_with_document"
            ),
            models.CheckConstraint(
                condition=models.Q(ground="unspent", expense__isnull=True)
                | models.Q(ground="misused", expense__isnull=False),
                name="clawback_misuse_names_expense",
            ),
            models.UniqueConstraint(
                fields=["subsidy"], condition=models.Q(ground="unspent"), name="clawback_of_rest_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_number} {self.amount}"

    @property
    def amount(self) -> Decimal:
        """Return the amount in yuan."""
        return yuan(self.amount_fen)


class ClawbackReturn(Record):
    """The money came back, as its voucher says. The database keeps these rows."""

    journal_label: ClassVar[str] = "studios.clawback_return"
    retention: ClassVar[Retention] = Retention.LONG

    clawback = models.OneToOneField(Clawback, on_delete=models.PROTECT, related_name="return_paid")
    returned_on = models.DateField(_("退回日期"))
    voucher = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("退回记录")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.clawback}"
