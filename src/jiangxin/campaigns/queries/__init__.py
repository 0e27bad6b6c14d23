"""Reading about campaigns."""

from jiangxin.campaigns.queries.calls import blueprints_for, calls_for, get_blueprint_for, get_call_for
from jiangxin.campaigns.queries.definitions import transition_rules
from jiangxin.campaigns.queries.entries import entries_for, get_entry_file_for, get_entry_for

__all__ = [
    "blueprints_for",
    "calls_for",
    "entries_for",
    "get_blueprint_for",
    "get_call_for",
    "get_entry_file_for",
    "get_entry_for",
    "transition_rules",
]
