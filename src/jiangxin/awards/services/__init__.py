"""Writing about decisions and awards."""

from jiangxin.awards.services.certificates import replace_certificate, withdraw_award
from jiangxin.awards.services.decisions import conclude_meeting, send_back_meeting
from jiangxin.awards.services.grades import Wanted, amend_grade, draft_grades, settle_assessment, update_grades
from jiangxin.awards.services.handling import (
    assign_objection,
    decide_objection,
    record_finding,
    strike_from_notice,
)
from jiangxin.awards.services.inscriptions import see_to_inscriptions
from jiangxin.awards.services.meetings import (
    Choice,
    MeetingFacts,
    draft_meeting,
    prepare_meeting,
    update_meeting,
)
from jiangxin.awards.services.naming import DocumentFacts, draft_naming, issue_naming, update_naming
from jiangxin.awards.services.notice_days import extend_notice, later_end
from jiangxin.awards.services.notices import close_notice, draft_notice, publish_notice, update_notice
from jiangxin.awards.services.objections import ObjectionFacts, file_objection
from jiangxin.awards.services.plaques import PlaqueFacts, next_acts, record_plaque, record_plaques
from jiangxin.awards.services.print_runs import ask_print_run
from jiangxin.awards.services.rankings import compute_ranking
from jiangxin.awards.services.restoring import extend_award, restore_award
from jiangxin.awards.services.reviews import confirm_reviews, record_review
from jiangxin.awards.services.vetoes import find_veto, lift_veto

__all__ = [
    "Choice",
    "DocumentFacts",
    "MeetingFacts",
    "ObjectionFacts",
    "PlaqueFacts",
    "Wanted",
    "amend_grade",
    "ask_print_run",
    "assign_objection",
    "close_notice",
    "compute_ranking",
    "conclude_meeting",
    "confirm_reviews",
    "decide_objection",
    "draft_grades",
    "draft_meeting",
    "draft_naming",
    "draft_notice",
    "extend_award",
    "extend_notice",
    "file_objection",
    "find_veto",
    "issue_naming",
    "later_end",
    "lift_veto",
    "next_acts",
    "prepare_meeting",
    "publish_notice",
    "record_finding",
    "record_plaque",
    "record_plaques",
    "record_review",
    "replace_certificate",
    "restore_award",
    "see_to_inscriptions",
    "send_back_meeting",
    "settle_assessment",
    "strike_from_notice",
    "update_grades",
    "update_meeting",
    "update_naming",
    "update_notice",
    "withdraw_award",
]
