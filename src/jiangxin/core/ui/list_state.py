"""What the address asks of a list, cleaned, and the rows that answer it.

Whatever stands in the address, only declared filters and sorts reach the database.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.db.models import Model, QuerySet
from django.http import QueryDict

from jiangxin.core.actor import Actor
from jiangxin.core.ui.list_declaration import Listing

T = TypeVar("T", bound=Model)
_PAGE_DIGITS = 6


@dataclass(frozen=True, slots=True)
class ListState:
    """What the address asks of a list, cleaned: unknown and senseless parts are gone."""

    values: Mapping[str, Any]
    sort: str
    page: int
    columns: tuple[str, ...]

    def filter_pairs(self, listing: Listing[Any]) -> Iterator[tuple[str, str]]:
        """Return the filters as they stand in the address."""
        for part in listing.filters:
            if part.code in self.values:
                yield from part.pairs(self.values[part.code])

    def address(self, listing: Listing[Any], **changes: Any) -> str:
        """Return the query string of this state on its first page.

        `changes` may give another `sort` or `page`, or drop one filter (`without`).
        """
        without = changes.pop("without", "")
        values = {code: value for code, value in self.values.items() if code != without}
        state = ListState(values, changes.get("sort", self.sort), changes.get("page", 1), self.columns)
        pairs = list(state.filter_pairs(listing))
        if state.sort and state.sort != listing.default_sort:
            pairs.append(("sort", state.sort))
        if state.columns != shown_by_default(listing):
            pairs += [("columns", code) for code in state.columns]
        if state.page > 1:
            pairs.append(("page", str(state.page)))
        return urlencode(pairs)


def shown_by_default(listing: Listing[Any]) -> tuple[str, ...]:
    """Return the codes of the columns shown before anybody chooses."""
    return tuple(column.code for column in listing.columns if column.shown)


def read_state(listing: Listing[Any], query: QueryDict, actor: Actor) -> ListState:
    """Return what the address asks, as far as the listing knows it."""
    found = {part.code: part.read(query, actor) for part in listing.filters}
    sort = query.get("sort", "")
    asked = set(query.getlist("columns"))
    chosen = tuple(column.code for column in listing.columns if column.code in asked)
    page = query.get("page", "")
    return ListState(
        values={code: value for code, value in found.items() if value is not None},
        sort=sort if sort.removeprefix("-") in listing.sortable else listing.default_sort,
        page=max(1, int(page)) if page.isascii() and page.isdigit() and len(page) <= _PAGE_DIGITS else 1,
        columns=_with_first(listing, chosen) if chosen else shown_by_default(listing),
    )


def _with_first(listing: Listing[Any], chosen: tuple[str, ...]) -> tuple[str, ...]:
    """The first column names the row and always stays."""
    first = listing.columns[0].code
    return chosen if first in chosen else (first, *chosen)


def filtered(listing: Listing[T], state: ListState, actor: Actor) -> QuerySet[T]:
    """Return the actor's rows that fit the filters."""
    rows = listing.rows(actor)
    for part in listing.filters:
        if part.code in state.values:
            rows = part.apply(rows, state.values[part.code])
    return rows


def ordered(listing: Listing[T], state: ListState, rows: QuerySet[T]) -> QuerySet[T]:
    """Return the rows in order; the key breaks ties, so that no row is met twice or missed between pages."""
    code = state.sort.removeprefix("-")
    sign = "-" if state.sort.startswith("-") or not code else ""
    fields = listing.sortable[code].sort_fields if code else ()
    return rows.order_by(*(f"{sign}{name}" for name in fields), f"{sign}pk")
