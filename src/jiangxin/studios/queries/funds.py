"""Reading a studio's money, for those who may open its file."""

from decimal import Decimal

from django.db.models import QuerySet, Sum

from jiangxin.core.actor import Actor
from jiangxin.core.refusal import NotFound
from jiangxin.studios.gate import file_for, files_for
from jiangxin.studios.models import Clawback, Expense, MatchingPayment, Studio, Subsidy, yuan

_NEWEST = 100


def subsidies_for(actor: Actor, studio: Studio) -> QuerySet[Subsidy]:
    """Return a studio's subsidies, the oldest first."""
    return Subsidy.objects.filter(studio=file_for(actor, studio.pk)).select_related("voucher")


def get_subsidy_for(actor: Actor, subsidy_id: int) -> Subsidy:
    """Return one subsidy; absent and forbidden look alike."""
    found = Subsidy.objects.filter(pk=subsidy_id, studio__in=files_for(actor)).select_related("studio").first()
    if found is None:
        raise NotFound
    return found


def all_subsidies_for(actor: Actor) -> QuerySet[Subsidy]:
    """Return the subsidies of every studio whose file the actor may open, with what lists show of it."""
    return Subsidy.objects.filter(studio__in=files_for(actor)).select_related("studio__area")


def all_expenses_for(actor: Actor) -> QuerySet[Expense]:
    """Return every expense the actor may see, with its subsidy, studio, voucher and reversal."""
    rows = Expense.objects.filter(subsidy__studio__in=files_for(actor))
    return rows.select_related("subsidy__studio__area", "voucher", "reversal", "clawback", "entered_by__person")


def expenses_in(actor: Actor, studio: Studio) -> list[Expense]:
    """Return the newest expenses of one studio's subsidies, for its history."""
    rows = Expense.objects.filter(subsidy__studio=file_for(actor, studio.pk)).order_by("-pk")
    return list(rows[:_NEWEST])


def get_expense_for(actor: Actor, expense_id: int) -> Expense:
    """Return one expense; absent and forbidden look alike."""
    found = all_expenses_for(actor).filter(pk=expense_id).first()
    if found is None:
        raise NotFound
    return found


def clawbacks_of(actor: Actor, subsidy: Subsidy) -> list[Clawback]:
    """Return what was claimed back of a subsidy, each with its return, if the money came."""
    found = get_subsidy_for(actor, subsidy.pk)
    return list(Clawback.objects.filter(subsidy=found).select_related("return_paid__voucher", "document", "expense"))


def get_clawback_for(actor: Actor, clawback_id: int) -> Clawback:
    """Return one claim; absent and forbidden look alike."""
    rows = Clawback.objects.filter(subsidy__studio__in=files_for(actor))
    found = rows.select_related("subsidy__studio", "return_paid", "document").filter(pk=clawback_id).first()
    if found is None:
        raise NotFound
    return found


def payments_of(actor: Actor, subsidy: Subsidy) -> list[MatchingPayment]:
    """Return what the host unit paid in for a subsidy."""
    found = get_subsidy_for(actor, subsidy.pk)
    return list(MatchingPayment.objects.filter(subsidy=found).select_related("voucher"))


def expenses_of(actor: Actor, subsidy: Subsidy) -> QuerySet[Expense]:
    """Return a subsidy's expenses in the order of their days, each with its reversal, if it has one."""
    found = get_subsidy_for(actor, subsidy.pk)
    rows = Expense.objects.filter(subsidy=found)
    return rows.select_related("subsidy", "voucher", "reversal", "clawback", "entered_by__person")


def spent_by_category(actor: Actor, subsidy: Subsidy) -> dict[str, Decimal]:
    """Return what was spent from both purses in yuan, by category; reversed expenses do not count."""
    rows = expenses_of(actor, subsidy).filter(reversal=None).order_by("category").values_list("category")
    return {category: yuan(fen) for category, fen in rows.annotate(fen=Sum("amount_fen"))}
