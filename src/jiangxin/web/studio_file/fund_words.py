"""Where a subsidy stands, in words and numbers."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock
from jiangxin.core.ui.listing import State
from jiangxin.studios.models import Expense, Subsidy
from jiangxin.studios.subsidy_use import allowed_uses

NEAR = timedelta(days=30)
"""How long before its last day a subsidy is pointed out, and an expense counts as made close to the end."""
IDLE = timedelta(days=365)
"""How long a subsidy may lie unspent before it is warned of (domain 3.5)."""


def state_of(subsidy: Subsidy) -> State:
    """Return where a subsidy stands today."""
    today = clock.today()
    if subsidy.closed_on is not None:
        return State("closed", _("已结清"))
    if subsidy.balance == 0:
        return State("done", _("已用完"))
    if subsidy.spend_by < today:
        return State("overdue", _("过期未用完"))
    if subsidy.paid_on + IDLE <= today:
        return State("due", _("满一年未用完"))
    if subsidy.spend_by <= today + NEAR:
        return State("due", _("临近期限"))
    return State("current", _("使用中"))


def category_of(expense: Expense) -> str:
    """Return the category of an expense in words."""
    use = allowed_uses().get(expense.category)
    return use.title if use else expense.category


def standing_of(expense: Expense) -> State:
    """Return whether an expense counts, and what an auditor should look at; reads `reversal` and `clawback`."""
    if getattr(expense, "reversal", None):
        return State("withdrawn", _("已冲销"))
    if getattr(expense, "clawback", None):
        return State("returned", _("违规追回"))
    if is_near_the_end(expense):
        return State("due", _("临近期限支出"))
    return State("recorded", _("已登记"))


def is_near_the_end(expense: Expense) -> bool:
    """Tell whether money was spent in the last days of its subsidy."""
    return expense.subsidy.spend_by - NEAR <= expense.spent_on


def sums_in_words(sums: Mapping[str, Decimal]) -> list[tuple[str, Decimal]]:
    """Return categories in words with what was spent under each, the largest first."""
    uses = allowed_uses()
    told = [(uses[code].title if code in uses else code, amount) for code, amount in sums.items()]
    return sorted(told, key=lambda pair: -pair[1])
