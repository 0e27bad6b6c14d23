"""Writing about judging."""

from jiangxin.review.services.assignment import preview_assignment, publish_assignment, undo_assignment
from jiangxin.review.services.closing import Closing, close_scoring, closing_plan
from jiangxin.review.services.conflicts import (
    DECLARED_KINDS,
    derive_conflicts,
    enter_conflict,
    raise_conflict,
    remove_conflict,
)
from jiangxin.review.services.declarations import STATEMENT, Declared, submit_declaration
from jiangxin.review.services.experts import change_expert, enter_expert
from jiangxin.review.services.panels import (
    add_members,
    build_panel,
    change_panel,
    extend_scoring,
    invite_members,
    remove_member,
    set_member_cap,
)
from jiangxin.review.services.reassignment import may_take_over, reassign_case
from jiangxin.review.services.redaction import (
    accept_redacted_copies,
    check_redacted_copy,
    prepare_redacted_copies,
)
from jiangxin.review.services.scoring import Mark, lock_sheet, save_sheet
from jiangxin.review.services.visit_records import (
    ItemFinding,
    add_visit_photo,
    add_visit_photos,
    record_visit,
    sign_visit,
)
from jiangxin.review.services.visits import change_visit, plan_visit

__all__ = [
    "DECLARED_KINDS",
    "STATEMENT",
    "Closing",
    "Declared",
    "ItemFinding",
    "Mark",
    "accept_redacted_copies",
    "add_members",
    "add_visit_photo",
    "add_visit_photos",
    "build_panel",
    "change_expert",
    "change_panel",
    "change_visit",
    "check_redacted_copy",
    "close_scoring",
    "closing_plan",
    "derive_conflicts",
    "enter_conflict",
    "enter_expert",
    "extend_scoring",
    "invite_members",
    "lock_sheet",
    "may_take_over",
    "plan_visit",
    "prepare_redacted_copies",
    "preview_assignment",
    "publish_assignment",
    "raise_conflict",
    "reassign_case",
    "record_visit",
    "remove_conflict",
    "remove_member",
    "save_sheet",
    "set_member_cap",
    "sign_visit",
    "submit_declaration",
    "undo_assignment",
]
