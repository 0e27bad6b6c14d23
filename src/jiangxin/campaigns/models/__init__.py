"""Tables about blueprints, calls and entries."""

from jiangxin.campaigns.models.blueprint import Blueprint
from jiangxin.campaigns.models.call import Call, LateException, Quota, Stage
from jiangxin.campaigns.models.entry import Entry, EntryAnswers, EntryFile, EntryVersion, Recusal
from jiangxin.campaigns.models.leader_exception import LeaderException
from jiangxin.campaigns.models.passage import (
    SUPPLEMENTS_AT_MOST,
    FormalCheckItem,
    Recommendation,
    Supplement,
    Transition,
)

__all__ = [
    "SUPPLEMENTS_AT_MOST",
    "Blueprint",
    "Call",
    "Entry",
    "EntryAnswers",
    "EntryFile",
    "EntryVersion",
    "FormalCheckItem",
    "LateException",
    "LeaderException",
    "Quota",
    "Recommendation",
    "Recusal",
    "Stage",
    "Supplement",
    "Transition",
]
