"""A document's key: its moment, so that greater keys are later ones, and small steps between them.

Engines store the keys of all documents that have a token as differences, so keys are no larger than they must be: a
second has four places, and who finds them taken stands a little later. Kinds share them.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from itertools import count
from typing import Final

from django.utils import timezone

from jiangxin.core.models import SearchDocument

_EPOCH: Final = int(datetime(1900, 1, 1, tzinfo=UTC).timestamp())
_PLACES: Final = 4
_READ: Final = 2_000


def key_of(at: date | datetime) -> int:
    """Return the first key of a moment's second; a day without a time begins at midnight. All before 1900 are alike."""
    if not isinstance(at, datetime):
        at = datetime.combine(at, time.min)
    aware = timezone.make_aware(at) if timezone.is_naive(at) else at
    return max(int(aware.timestamp()) - _EPOCH, 0) * _PLACES + 1


def settle(keys: Iterable[int]) -> list[int]:
    """Return a free key for each, the next one where it is taken; for equal ones in the order given."""
    wanted = list(keys)
    taken = _Taken(wanted)
    settled: list[int] = []
    for key in wanted:
        free = next(place for place in count(key) if place not in taken)
        taken.add(free)
        settled.append(free)
    return settled


class _Taken:
    """The keys that are taken: those asked for are looked up at once, those after a taken one in stretches."""

    def __init__(self, wanted: list[int]) -> None:
        self._keys = set(SearchDocument.objects.filter(pk__in=wanted).values_list("pk", flat=True))
        self._known: set[int] = set(wanted)
        self._read: list[range] = []

    def __contains__(self, key: int) -> bool:
        if key not in self._known and not any(key in stretch for stretch in self._read):
            self._fetch(key)
        return key in self._keys

    def _fetch(self, key: int) -> None:
        stretch = range(key, key + _READ)
        rows = SearchDocument.objects.filter(pk__gte=stretch.start, pk__lt=stretch.stop)
        self._keys.update(rows.values_list("pk", flat=True))
        self._read.append(stretch)

    def add(self, key: int) -> None:
        """Take a key."""
        self._keys.add(key)
