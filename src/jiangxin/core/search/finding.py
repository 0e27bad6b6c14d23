"""Finding things: a page of hits, in order of relevance or time, with matches marked."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import Any, Final, Generic

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.sql.where import WhereNode

from jiangxin.core.models import SearchText
from jiangxin.core.search.kinds import SearchKind, T
from jiangxin.core.search.marking import Piece, excerpted, first_match, marked
from jiangxin.core.search.questions import Search, search_all, search_by
from jiangxin.core.search.ranking import ranked
from jiangxin.core.search.store import Found
from jiangxin.core.search.suggesting import with_spellings
from jiangxin.core.search.tokens import Mark
from jiangxin.core.search.wanted import Terms, Wanted, read_typed

COUNT_CAP: Final = 1_000
"""Counting stops here, and so does turning pages: beyond, one narrows the search."""


class Order(StrEnum):
    """How hits are ordered."""

    RELEVANCE = "relevance"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """One thing found.

    Attributes:
        object: the thing, fetched through the gate.
        title: its title in pieces.
        excerpt: a stretch of its text in pieces, from nothing but what this reader may read.
        is_hidden_match: whether it was found in the part that only readers of the whole have.
    """

    object: T
    title: list[Piece]
    excerpt: list[Piece]
    is_hidden_match: bool


@dataclass(frozen=True, slots=True)
class Results(Generic[T]):
    """A page of hits.

    Attributes:
        hits: those of this page.
        count: how many there are in all, exact up to `COUNT_CAP`.
        is_capped: whether there are more than that.
        page: the page shown.
        last: the last page that can be turned to.
        also: words looked for besides what was typed.
        is_empty_query: nothing was typed that could be looked for: everything is found, newest first.
    """

    hits: list[Hit[T]]
    count: int
    is_capped: bool
    page: int
    last: int
    also: tuple[str, ...]
    is_empty_query: bool


def find(
    kind: SearchKind[T],
    typed: str,
    *,
    listed: QuerySet[T],
    whole: QuerySet[T] | None = None,
    facets: Wanted | None = None,
    order: Order = Order.RELEVANCE,
    page: int = 1,
    size: int = 20,
) -> Results[T]:
    """Return a page of what fits.

    Args:
        kind: what is looked for.
        typed: as a person typed it; any text at all. Quotation marks keep a phrase with spaces together.
        listed: the gate: what this reader may list, narrowed further or not; their open text is looked through.
        whole: what this reader may read whole; their hidden text is looked through as well. None leaves hidden text
            alone.
        facets: what to narrow by, in the index: values of one facet are alternatives, all facets must fit.
        order: of the hits; without words always by time.
        page: from 1; one beyond the last shows the last.
        size: hits of a page.
    """
    search = search_by(kind, read_typed(typed), listed=listed, whole=whole, facets=facets or {})
    search, also = with_spellings(search)
    page = min(max(page, 1), -(-COUNT_CAP // size))
    found, count = found_by(search, order, page * size)
    last = max(1, -(-min(count, COUNT_CAP) // size))
    page = min(page, last)
    shown = dict(islice(found.items(), (page - 1) * size, page * size))
    hits = _hits(search, shown, listed=listed, whole=whole)
    return Results(hits, min(count, COUNT_CAP), count > COUNT_CAP, page, last, also, not search.terms.terms)


def found_by(search: Search[T], order: Order, most: int) -> tuple[dict[Found, Mark], int]:
    """Return documents in order, at least `most` if there are, and how many there are in all.

    The number is `COUNT_CAP + 1` when there are more than `COUNT_CAP`. Fewer documents than were asked for are all
    there are: nothing has to be counted then.
    """
    if order == Order.TIME or not search.terms.terms:
        found = search.newest(most, is_common=True)
        is_all = len(found) < most
    else:
        found, is_all = ranked(search, most)
    return found, len(found) if is_all else search.count(COUNT_CAP)


def _hits(
    search: Search[T], found: Mapping[Found, Mark], *, listed: QuerySet[T], whole: QuerySet[T] | None
) -> list[Hit[T]]:
    ids = [one.object_id for one in found]
    objects = {thing.pk: thing for thing in _fetched(listed, ids)} if ids else {}
    opened = SearchText.objects.filter(pk__in=[one.key for one in found]).defer("whole", "folded", "folded_whole")
    texts = {text.pk: text for text in opened} if ids else {}
    hidden = _hidden_texts(found, whole)
    return [
        _hit(objects[one.object_id], texts[one.key], hidden.get(one), search.terms)
        for one in found
        if one.object_id in objects and one.key in texts
    ]


def _fetched(listed: QuerySet[T], ids: list[int]) -> QuerySet[T]:
    """Return things as the gate fetches them, by their keys alone.

    They have just come through the gate; its conditions once more would lead SQLite, which keeps no statistics, to walk
    through an index of all things instead of looking these few up.
    """
    rows = listed.order_by()
    rows.query.where = WhereNode()
    return rows.filter(pk__in=ids)


def _hidden_texts(found: Mapping[Found, Mark], whole: QuerySet[Any] | None) -> dict[Found, SearchText]:
    """Return the texts of what was found in the whole; the gate is asked once more, as they are shown."""
    wanted = {one.key: one for one, part in found.items() if part == Mark.WHOLE}
    if whole is None or not wanted:
        return {}
    rows = whole.order_by().filter(pk__in=[one.object_id for one in wanted.values()])
    readable = set(rows.values_list("pk", flat=True))
    keys = [key for key, one in wanted.items() if one.object_id in readable]
    return {wanted[text.pk]: text for text in SearchText.objects.filter(pk__in=keys).defer("folded_whole")}


def _hit(thing: T, text: SearchText, hidden: SearchText | None, terms: Terms) -> Hit[T]:
    is_hidden = hidden is not None and not terms.found_in(hidden.folded)
    shown = hidden.whole if hidden and is_hidden and first_match(text.open, terms) is None else text.open
    return Hit(thing, marked(text.title, terms), excerpted(shown, terms), is_hidden)


def matching(kind: SearchKind[T], rows: QuerySet[T], typed: str, *, facets: Wanted | None = None) -> QuerySet[T]:
    """Return those of some rows whose title or open text has every word; order and paging stay the caller's."""
    terms = read_typed(typed)
    if not terms.terms and not facets:
        return rows
    search = search_all(kind, terms, facets or {})
    if not search.gates:
        return rows.none()
    query = search.objects()
    return rows.filter(pk__in=RawSQL(query.text, query.parameters))  # noqa: S611  parameters stay parameters
