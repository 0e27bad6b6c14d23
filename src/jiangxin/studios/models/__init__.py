"""Tables about studios."""

from jiangxin.studios.models.alliances import (
    Alliance,
    AllianceAgreement,
    AllianceChair,
    AllianceMember,
    JointProject,
)
from jiangxin.studios.models.assessment import AssessmentOutcome, LevelRecommendation, Reconfirmation, Reward
from jiangxin.studios.models.candidacy import StudioCandidacy
from jiangxin.studios.models.changes import StudioChange, StudioChangePaper
from jiangxin.studios.models.clawback import Clawback, ClawbackReturn
from jiangxin.studios.models.file import (
    StudioEquipment,
    StudioHosting,
    StudioLeadership,
    StudioLevelHeld,
    StudioLink,
    StudioMembership,
    StudioName,
    StudioPlace,
    StudioStanding,
)
from jiangxin.studios.models.funds import Expense, ExpenseReversal, MatchingPayment, Subsidy, yuan
from jiangxin.studios.models.imports import ColumnMemory, ImportFault, ImportStep, StudioImport
from jiangxin.studios.models.ledger import LedgerEntry, LedgerFile, SignIn, SignInSheet
from jiangxin.studios.models.offers import Booking, ServiceOffer, ServiceSlot
from jiangxin.studios.models.period import Period
from jiangxin.studios.models.projects import Milestone, Outcome, Project
from jiangxin.studios.models.questions import StudioQuestion
from jiangxin.studios.models.rectification import Rectification, RectificationFile, RectificationItem
from jiangxin.studios.models.reports import StudioPaper, StudioReport
from jiangxin.studios.models.satisfaction import SatisfactionAnswer, SatisfactionSlip
from jiangxin.studios.models.service_log import ServiceRecord, ServiceRecordStrike
from jiangxin.studios.models.studio import Studio, StudioToken

__all__ = [
    "Alliance",
    "AllianceAgreement",
    "AllianceChair",
    "AllianceMember",
    "AssessmentOutcome",
    "Booking",
    "Clawback",
    "ClawbackReturn",
    "ColumnMemory",
    "Expense",
    "ExpenseReversal",
    "ImportFault",
    "ImportStep",
    "JointProject",
    "LedgerEntry",
    "LedgerFile",
    "LevelRecommendation",
    "MatchingPayment",
    "Milestone",
    "Outcome",
    "Period",
    "Project",
    "Reconfirmation",
    "Rectification",
    "RectificationFile",
    "RectificationItem",
    "Reward",
    "SatisfactionAnswer",
    "SatisfactionSlip",
    "ServiceOffer",
    "ServiceRecord",
    "ServiceRecordStrike",
    "ServiceSlot",
    "SignIn",
    "SignInSheet",
    "Studio",
    "StudioCandidacy",
    "StudioChange",
    "StudioChangePaper",
    "StudioEquipment",
    "StudioHosting",
    "StudioImport",
    "StudioLeadership",
    "StudioLevelHeld",
    "StudioLink",
    "StudioMembership",
    "StudioName",
    "StudioPaper",
    "StudioPlace",
    "StudioQuestion",
    "StudioReport",
    "StudioStanding",
    "StudioToken",
    "Subsidy",
    "yuan",
]
