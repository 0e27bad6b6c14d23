"""Reading about judging."""

from jiangxin.review.queries.assignments import (
    assignments_for,
    case_files,
    get_assignment_for,
    get_case_file,
    get_run_for,
)
from jiangxin.review.queries.cases import Case, CaseFile, case_for, case_label
from jiangxin.review.queries.experts import experts_for, get_expert_for
from jiangxin.review.queries.panels import (
    conflicts_for,
    get_conflict_for,
    get_member_for,
    get_panel_for,
    get_seat_for,
    judged_entries,
    loads,
    panels_for,
    progress_by_entry,
    seats_for,
)
from jiangxin.review.queries.scores import locked_sheets, mean_rule, scores_for, sheets_for_entry
from jiangxin.review.queries.visits import get_photo_for, get_visit_for, inspectors_for, visits_for

__all__ = [
    "Case",
    "CaseFile",
    "assignments_for",
    "case_files",
    "case_for",
    "case_label",
    "conflicts_for",
    "experts_for",
    "get_assignment_for",
    "get_case_file",
    "get_conflict_for",
    "get_expert_for",
    "get_member_for",
    "get_panel_for",
    "get_photo_for",
    "get_run_for",
    "get_seat_for",
    "get_visit_for",
    "inspectors_for",
    "judged_entries",
    "loads",
    "locked_sheets",
    "mean_rule",
    "panels_for",
    "progress_by_entry",
    "scores_for",
    "seats_for",
    "sheets_for_entry",
    "visits_for",
]
