"""A studio's money: subsidies, the host's matching share, expenses with their vouchers (domain 3.3).

Amounts are whole fen: both engines add and compare integers exactly, while SQLite keeps decimals as binary fractions.
"""

from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.core.models import Record, Retention, StoredFile
from jiangxin.studios.enums import Purse, SubsidySource
from jiangxin.studios.models.studio import Studio


def yuan(fen: int) -> Decimal:
    """Return an amount in yuan with its two decimals."""
    return Decimal(fen).scaleb(-2)


class StandingSubsidies(models.Manager["Subsidy"]):
    """Subsidies that were paid; those an undone import had entered never were."""

    def get_queryset(self) -> models.QuerySet["Subsidy"]:
        """Leave out what was struck."""
        return super().get_queryset().filter(struck_at=None)


class Subsidy(Record):
    """A subsidy paid to a studio, and how much of it and of the matching share is left.

    `spent_fen`, `matched_fen`, `matched_spent_fen` repeat the sums of the rows below; the database refuses to let them
    exceed what there is. The rest is what may still be spent until `spend_by`. A subsidy whose rest was claimed back is
    closed: `clawed_back_fen` is that rest.
    """

    journal_label: ClassVar[str] = "studios.subsidy"
    retention: ClassVar[Retention] = Retention.LONG

    studio = models.ForeignKey(Studio, on_delete=models.PROTECT, related_name="subsidies")
    source = models.CharField(_("资金来源"), max_length=12, choices=SubsidySource.choices)
    budget_line = models.CharField(_("预算科目"), max_length=120)
    approval_number = models.CharField(_("批准文号"), max_length=60)
    amount_fen = models.BigIntegerField(_("补助金额（分）"))
    matching_due_fen = models.BigIntegerField(_("应配套金额（分）"), default=0)
    payee = models.CharField(_("收款单位"), max_length=120)
    paid_on = models.DateField(_("拨付日期"))
    spend_by = models.DateField(_("使用期限"))
    voucher = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    spent_fen = models.BigIntegerField(default=0)
    matched_fen = models.BigIntegerField(default=0)
    matched_spent_fen = models.BigIntegerField(default=0)
    clawed_back_fen = models.BigIntegerField(default=0)
    closed_on = models.DateField(_("结清日期"), null=True, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True, blank=True)

    objects = StandingSubsidies()
    all_rows = models.Manager["Subsidy"]()

    class Meta:
        verbose_name = _("补助资金")
        ordering = ["paid_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["studio", "approval_number", "paid_on"],
                condition=models.Q(struck_at__isnull=True),
                name="subsidy_once",
            ),
            models.CheckConstraint(condition=models.Q(amount_fen__gt=0), name="subsidy_amount_positive"),
            models.CheckConstraint(condition=models.Q(matching_due_fen__gte=0), name="subsidy_matching_not_negative"),
            models.CheckConstraint(
                condition=models.Q(spent_fen__gte=0, clawed_back_fen__gte=0)
                & models.Q(amount_fen__gte=models.F("spent_fen") + models.F("clawed_back_fen")),
                name="subsidy_not_overdrawn",
            ),
            # Once closed, what was spent and claimed back are the whole: nothing is spent or reversed any more.
            models.CheckConstraint(
                condition=models.Q(closed_on__isnull=True)
                | models.Q(amount_fen=models.F("spent_fen") + models.F("clawed_back_fen")),
                name="subsidy_closed_for_good",
            ),
            models.CheckConstraint(
                condition=models.Q(matched_spent_fen__gte=0) & models.Q(matched_spent_fen__lte=models.F("matched_fen")),
                name="subsidy_match_not_overdrawn",
            ),
            models.CheckConstraint(condition=models.Q(spend_by__gte=models.F("paid_on")), name="subsidy_days_in_order"),
        ]

    def __str__(self) -> str:
        return self.approval_number

    @property
    def balance(self) -> Decimal:
        """Return what is left of the subsidy, in yuan."""
        return yuan(self.amount_fen - self.spent_fen - self.clawed_back_fen)

    @property
    def amount(self) -> Decimal:
        """Return what was paid, in yuan."""
        return yuan(self.amount_fen)

    @property
    def spent(self) -> Decimal:
        """Return what was spent of it, in yuan."""
        return yuan(self.spent_fen)

    @property
    def matching_balance(self) -> Decimal:
        """Return what is left of the matching share paid in so far, in yuan."""
        return yuan(self.matched_fen - self.matched_spent_fen)

    @property
    def matching_missing(self) -> Decimal:
        """Return what the host unit still owes of its share, in yuan."""
        return yuan(max(0, self.matching_due_fen - self.matched_fen))


class MatchingPayment(Record):
    """What the host unit paid in as its share. The database keeps these rows."""

    journal_label: ClassVar[str] = "studios.matching_payment"
    retention: ClassVar[Retention] = Retention.LONG

    subsidy = models.ForeignKey(Subsidy, on_delete=models.PROTECT, related_name="matching_payments")
    amount_fen = models.BigIntegerField(_("金额（分）"))
    paid_on = models.DateField(_("到账日期"))
    voucher = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("配套资金")
        ordering = ["paid_on", "id"]
        constraints = [models.CheckConstraint(condition=models.Q(amount_fen__gt=0), name="matching_amount_positive")]

    def __str__(self) -> str:
        return f"{self.subsidy} {yuan(self.amount_fen)}"

    @property
    def amount(self) -> Decimal:
        """Return the amount in yuan."""
        return yuan(self.amount_fen)


class Expense(Record):
    """Money spent from the subsidy or the matching share. A wrong row is reversed by another one, never changed."""

    journal_label: ClassVar[str] = "studios.expense"
    retention: ClassVar[Retention] = Retention.LONG

    subsidy = models.ForeignKey(Subsidy, on_delete=models.PROTECT, related_name="expenses")
    purse = models.CharField(_("支出渠道"), max_length=10, choices=Purse.choices)
    category = models.CharField(_("支出类别"), max_length=20)
    amount_fen = models.BigIntegerField(_("金额（分）"))
    spent_on = models.DateField(_("支出日期"))
    payee = models.CharField(_("收款方"), max_length=120)
    purpose = models.CharField(_("用途"), max_length=200)
    voucher = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("支出")
        ordering = ["spent_on", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(amount_fen__gt=0), name="expense_amount_positive"),
            models.CheckConstraint(condition=models.Q(purse__in=Purse.values), name="expense_purse_known"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {yuan(self.amount_fen)}"


class ExpenseReversal(Record):
    """An expense that was entered wrongly, or whose money came back. The database keeps these rows."""

    journal_label: ClassVar[str] = "studios.expense_reversal"
    retention: ClassVar[Retention] = Retention.LONG

    expense = models.OneToOneField(Expense, on_delete=models.PROTECT, related_name="reversal")
    reason = models.CharField(_("冲销原因"), max_length=300)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("冲销")
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="reversal_with_reason")]

    def __str__(self) -> str:
        return self.reason
