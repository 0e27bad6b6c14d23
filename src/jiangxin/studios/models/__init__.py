"""Tables about studios."""

from jiangxin.studios.models.file import (
    StudioEquipment,
    StudioHosting,
    StudioLeadership,
    StudioLevelHeld,
    StudioMembership,
    StudioName,
    StudioPlace,
    StudioStanding,
)
from jiangxin.studios.models.funds import Expense, ExpenseReversal, MatchingPayment, Subsidy, yuan
from jiangxin.studios.models.period import Period
from jiangxin.studios.models.studio import Studio, StudioToken

__all__ = [
    "Expense",
    "ExpenseReversal",
    "MatchingPayment",
    "Period",
    "Studio",
    "StudioEquipment",
    "StudioHosting",
    "StudioLeadership",
    "StudioLevelHeld",
    "StudioMembership",
    "StudioName",
    "StudioPlace",
    "StudioStanding",
    "StudioToken",
    "Subsidy",
    "yuan",
]
