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
from jiangxin.studios.models.offers import Booking, ServiceOffer, ServiceSlot
from jiangxin.studios.models.period import Period
from jiangxin.studios.models.satisfaction import SatisfactionAnswer, SatisfactionSlip
from jiangxin.studios.models.service_log import ServiceRecord, ServiceRecordStrike
from jiangxin.studios.models.studio import Studio, StudioToken

__all__ = [
    "Booking",
    "Expense",
    "ExpenseReversal",
    "MatchingPayment",
    "Period",
    "SatisfactionAnswer",
    "SatisfactionSlip",
    "ServiceOffer",
    "ServiceRecord",
    "ServiceRecordStrike",
    "ServiceSlot",
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
