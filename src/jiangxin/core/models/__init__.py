"""Tables of the plumbing."""

from jiangxin.core.models.base import Record, Retention
from jiangxin.core.models.energy import EnergyFactor, EnergyFactorKind
from jiangxin.core.models.frozen_json import FrozenJSONField
from jiangxin.core.models.holiday import Holiday, HolidayNotice
from jiangxin.core.models.job import Job, JobState
from jiangxin.core.models.journal import JournalEntry, Outcome
from jiangxin.core.models.saved_view import SavedView
from jiangxin.core.models.seal import LogCheckpoint, LogNode, SealedEntry
from jiangxin.core.models.search import SearchDocument, SearchText, SearchWord
from jiangxin.core.models.stored_file import StoredFile
from jiangxin.core.models.tally import Tally

__all__ = [
    "EnergyFactor",
    "EnergyFactorKind",
    "FrozenJSONField",
    "Holiday",
    "HolidayNotice",
    "Job",
    "JobState",
    "JournalEntry",
    "LogCheckpoint",
    "LogNode",
    "Outcome",
    "Record",
    "Retention",
    "SavedView",
    "SealedEntry",
    "SearchDocument",
    "SearchText",
    "SearchWord",
    "StoredFile",
    "Tally",
]
