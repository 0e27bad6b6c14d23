"""Reading about campaigns."""

from jiangxin.campaigns.queries.answers import draft_answers, latest_version, submitted_answers
from jiangxin.campaigns.queries.calls import (
    blueprints_for,
    calls_for,
    calls_to_answer,
    get_blueprint_for,
    get_call_for,
    get_leader_exception_for,
    leader_exceptions_for,
)
from jiangxin.campaigns.queries.definitions import form_of, plan_of, rubric_for, transition_rules
from jiangxin.campaigns.queries.entries import entries_for, get_entry_file_for, get_entry_for

__all__ = [
    "blueprints_for",
    "calls_for",
    "calls_to_answer",
    "draft_answers",
    "entries_for",
    "form_of",
    "get_blueprint_for",
    "get_call_for",
    "get_entry_file_for",
    "get_entry_for",
    "get_leader_exception_for",
    "latest_version",
    "leader_exceptions_for",
    "plan_of",
    "rubric_for",
    "submitted_answers",
    "transition_rules",
]
