"""Reading a studio's money, for those who may open its file."""

from decimal import Decimal

from django.db.models import QuerySet, Sum

from jiangxin.core.actor import Actor
from jiangxin.core.refusal import NotFound
from jiangxin.studios.gate import file_for, files_for
from jiangxin.studios.models import Expense, Studio, Subsidy, yuan


def subsidies_for(actor: Actor, studio: Studio) -> QuerySet[Subsidy]:
    """Return a studio's subsidies, the oldest first."""
    return Subsidy.objects.filter(studio=file_for(actor, studio.pk)).select_related("voucher")


def get_subsidy_for(actor: Actor, subsidy_id: int) -> Subsidy:
    """Return one subsidy; absent and forbidden look alike."""
    found = Subsidy.objects.filter(pk=subsidy_id, studio__in=files_for(actor)).select_related("studio").first()
    if found is None:
        raise NotFound
    return found


def expenses_of(actor: Actor, subsidy: Subsidy) -> QuerySet[Expense]:
    """Return a subsidy's expenses in the order of their days, each with its reversal, if it has one."""
    found = get_subsidy_for(actor, subsidy.pk)
    return Expense.objects.filter(subsidy=found).select_related("voucher", "reversal")


def spent_by_category(actor: Actor, subsidy: Subsidy) -> dict[str, Decimal]:
    """Return what was spent from both purses in yuan, by category; reversed expenses do not count."""
    rows = expenses_of(actor, subsidy).filter(reversal=None).order_by("category").values_list("category")
    return {category: yuan(fen) for category, fen in rows.annotate(fen=Sum("amount_fen"))}
