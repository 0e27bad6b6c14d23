"""Tables about judging."""

from jiangxin.review.models.inspection import Visit, VisitItem, VisitMember, VisitPhoto
from jiangxin.review.models.panel import Conflict, Expert, Panel, PanelMember
from jiangxin.review.models.scoring import Assignment, AssignmentRun, RedactedCopy, ScoreLine, ScoreSheet

__all__ = [
    "Assignment",
    "AssignmentRun",
    "Conflict",
    "Expert",
    "Panel",
    "PanelMember",
    "RedactedCopy",
    "ScoreLine",
    "ScoreSheet",
    "Visit",
    "VisitItem",
    "VisitMember",
    "VisitPhoto",
]
