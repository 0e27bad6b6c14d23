"""Answers to a form: read, checked, counted, compared, and sealed into what is submitted.

Kept as JSON: section code to {field code: value}, or to a list of such rows for a repeated section.
"""

from jiangxin.forms.answers.checking import advice, check_value, draft_problems, path_of, validate
from jiangxin.forms.answers.difference import Change, diff
from jiangxin.forms.answers.progress import Progress, progress
from jiangxin.forms.answers.reading import Reading, apply_changes, read_json, read_post
from jiangxin.forms.answers.snapshot import computed, digest, snapshot
from jiangxin.forms.answers.text import clean, count
from jiangxin.forms.answers.values import Read, read_value
from jiangxin.forms.visibility import Answers, Row, Visibility, rows_of

__all__ = [
    "Answers",
    "Change",
    "Progress",
    "Read",
    "Reading",
    "Row",
    "Visibility",
    "advice",
    "apply_changes",
    "check_value",
    "clean",
    "computed",
    "count",
    "diff",
    "digest",
    "draft_problems",
    "path_of",
    "progress",
    "read_json",
    "read_post",
    "read_value",
    "rows_of",
    "snapshot",
    "validate",
]
