"""The submitted versions of an application, each with what it changed against the one before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from jiangxin.campaigns.enums import EntryState
from jiangxin.campaigns.models import Entry, EntryVersion
from jiangxin.campaigns.queries import draft_answers, form_of
from jiangxin.forms.answers import Answers, snapshot
from jiangxin.forms.sensitive import reveal
from jiangxin.forms.telling import Difference, differences

_REWORKED = frozenset({EntryState.RETURNED, EntryState.SUPPLEMENT})
_DIGEST_SHOWN = 8


@dataclass(frozen=True, slots=True)
class ShownVersion:
    """One version: number, when and by whom it was submitted, and what it changed. The first one changed nothing."""

    number: int
    submitted_at: datetime
    submitted_by: str
    digest: str
    changes: Sequence[Difference]


@dataclass(frozen=True, slots=True)
class Versions:
    """All versions, newest first, and what the draft being reworked changes against the newest."""

    shown: Sequence[ShownVersion]
    draft: Sequence[Difference]


def versions_of(entry: Entry) -> Versions:
    """Return the versions of an entry with their differences."""
    form = form_of(entry.call)
    rows = list(entry.versions.select_related("submitted_by__person").order_by("number"))
    answers: list[Answers] = [reveal(form, row.data) for row in rows]
    before = [None, *answers]
    shown = [
        _shown(row, differences(form, old, new) if old is not None else [])
        for row, old, new in zip(rows, before, answers, strict=False)
    ]
    draft: Sequence[Difference] = ()
    if rows and entry.state in _REWORKED:
        draft = differences(form, answers[-1], snapshot(form, draft_answers(entry)))
    return Versions(shown[::-1], draft)


def _shown(row: EntryVersion, changes: Sequence[Difference]) -> ShownVersion:
    return ShownVersion(row.number, row.submitted_at, row.submitted_by.person.name, row.digest[:_DIGEST_SHOWN], changes)
