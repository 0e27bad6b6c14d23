"""Restoring damaged texts: `restore` and what it reports."""

from jiangxin.engine.text.restore.pipeline import Restoration, restore
from jiangxin.engine.text.restore.report import Certainty, Change, Damage, Flag, apply_changes, undo_changes
from jiangxin.engine.text.restore.stage import Options

__all__ = [
    "Certainty",
    "Change",
    "Damage",
    "Flag",
    "Options",
    "Restoration",
    "apply_changes",
    "restore",
    "undo_changes",
]
