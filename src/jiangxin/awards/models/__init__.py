"""Tables about decisions and awards."""

from jiangxin.awards.models.award import Award, Certificate, NamingDocument, PlaqueEvent
from jiangxin.awards.models.decision import Meeting, MeetingItem, Ranking, RankingRow
from jiangxin.awards.models.grading import AssessmentResult, GradeLine, VetoFinding
from jiangxin.awards.models.notice import Notice, NoticeItem, Objection, ObjectionFile
from jiangxin.awards.models.review import AwardReview

__all__ = [
    "AssessmentResult",
    "Award",
    "AwardReview",
    "Certificate",
    "GradeLine",
    "Meeting",
    "MeetingItem",
    "NamingDocument",
    "Notice",
    "NoticeItem",
    "Objection",
    "ObjectionFile",
    "PlaqueEvent",
    "Ranking",
    "RankingRow",
    "VetoFinding",
]
