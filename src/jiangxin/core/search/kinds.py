"""What can be found: each kind of thing says once what the index is told of it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from django.db.models import Model, QuerySet

T = TypeVar("T", bound=Model)
MOST_KINDS = 36
Facets = Mapping[str, Collection[str | int]]
_KINDS: dict[str, "SearchKind[Any]"] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What the index is told of one thing.

    Attributes:
        title: its title.
        at: its place in time order.
        open: the text that everyone who may list it may read, besides the title.
        whole: all of its text, including what `open` holds; empty when nothing is hidden from anyone who may list it.
        words: keywords, tags, people: offered while typing and found by their pinyin; open like the title.
        spelled: further words of the title and `open`: found by their pinyin written in full, never offered.
        facets: values it can be narrowed by, such as `{"kind": ["speech"], "year": [2024]}`.
    """

    title: str
    at: datetime | date
    open: str = ""
    whole: str = ""
    words: Sequence[str] = ()
    spelled: Sequence[str] = ()
    facets: Facets = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchKind(Generic[T]):
    """A kind of thing that can be found.

    Attributes:
        code: "<room>.<thing>".
        number: stands in the index and never changes; below 36, each once.
        model: the table of the things.
        objects: all that belong into the index – gates decide later who finds them –, with everything `document` reads.
        document: what the index is told of one of them; asks the database nothing for one that comes from `objects`.
    """

    code: str
    number: int
    model: type[T]
    objects: Callable[[], QuerySet[T]]
    document: Callable[[T], Document]

    @property
    def mark(self) -> str:
        """Return the character that every token of the kind begins with."""
        return "0123456789abcdefghijklmnopqrstuvwxyz"[self.number]


def register(kind: SearchKind[T]) -> SearchKind[T]:
    """Make a kind known and return it. The same declaration may come again, as when a module is imported twice."""
    if not 0 < kind.number < MOST_KINDS:
        raise ValueError(f"{kind.code}: {kind.number} is no number below {MOST_KINDS}")
    for other in _KINDS.values():
        if (other.number == kind.number) != (other.code == kind.code):
            raise ValueError(f"{kind.code}: {other.code} has the same number or name")
    _KINDS[kind.code] = kind
    return kind


def registered() -> list[SearchKind[Any]]:
    """Return all kinds by their number."""
    return sorted(_KINDS.values(), key=lambda kind: kind.number)
