"""What every table of the house has: a journal label and a retention class."""

from enum import StrEnum
from typing import ClassVar

from django.db import models


class Retention(StrEnum):
    """How long rows are kept (GB/T 35273-2020 6.1: shortest needed; naming files: permanent)."""

    PERMANENT = "permanent"  # naming files, honours, the journal
    LONG = "30y"  # entries, reviews, objections: the archive term of case files
    STANDARD = "10y"  # working records
    SHORT = "3y"  # saved views, jobs, messages
    SESSION = "6m"  # technical rows


class Record(models.Model):
    """Base of every model; a subclass sets its label in the journal and its retention class."""

    journal_label: ClassVar[str]
    retention: ClassVar[Retention]

    class Meta:
        abstract = True
