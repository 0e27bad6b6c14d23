"""Reading about decisions and awards."""

from jiangxin.awards.queries.meetings import get_meeting_for, meeting_items_for, meetings_for
from jiangxin.awards.queries.naming import (
    awards_for,
    documents_for,
    get_award_for,
    get_document_for,
    proposed_document,
)
from jiangxin.awards.queries.notices import (
    get_notice_for,
    get_notice_item_for,
    get_own_notice_for,
    notices_for,
    own_notices_for,
)
from jiangxin.awards.queries.objections import (
    get_objection_by_receipt,
    get_objection_file_for,
    get_objection_for,
    objections_for,
    possible_handlers,
)
from jiangxin.awards.queries.rankings import (
    get_ranking_for,
    newest_ranking_for,
    ranking_rows_for,
    rankings_for,
)
from jiangxin.awards.queries.register import certificates_for, get_certificate_for, plaques_for
from jiangxin.awards.queries.selection import CountyBar, LineChange, Plan, draw_line
from jiangxin.awards.queries.shifts import Shift, shifts
from jiangxin.awards.queries.verification import Verified, verify

__all__ = [
    "CountyBar",
    "LineChange",
    "Plan",
    "Shift",
    "Verified",
    "awards_for",
    "certificates_for",
    "documents_for",
    "draw_line",
    "get_award_for",
    "get_certificate_for",
    "get_document_for",
    "get_meeting_for",
    "get_notice_for",
    "get_notice_item_for",
    "get_objection_by_receipt",
    "get_objection_file_for",
    "get_objection_for",
    "get_own_notice_for",
    "get_ranking_for",
    "meeting_items_for",
    "meetings_for",
    "newest_ranking_for",
    "notices_for",
    "objections_for",
    "own_notices_for",
    "plaques_for",
    "possible_handlers",
    "proposed_document",
    "ranking_rows_for",
    "rankings_for",
    "shifts",
    "verify",
]
