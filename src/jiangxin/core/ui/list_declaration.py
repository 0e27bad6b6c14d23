"""A list as it is declared: columns, filters, order, batch acts, what it says when empty."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from jiangxin.core.actor import Actor
from jiangxin.core.refusal import Text
from jiangxin.core.ui.columns import Column
from jiangxin.core.ui.filters import Filter

T = TypeVar("T", bound=Model)
RESERVED = frozenset({"sort", "page", "columns", "export", "act", "name", "selected", "everything", "query", "next"})
_NOTHING_YET = _("这里还没有内容")
_ITEMS = _("条")


@dataclass(frozen=True, slots=True)
class BatchAct:
    """Something to do with the selected rows: posts `selected` to `url`, where a confirm page says what it will do."""

    label: Text
    url: str
    main: bool = False
    allowed: Callable[[Actor], bool] = lambda actor: actor.is_signed_in


@dataclass(frozen=True, slots=True)
class Empty:
    """What an empty list says: what would be here, what to do first."""

    title: Text = _NOTHING_YET
    text: Text = ""
    url: str = ""
    act: Text = ""


@dataclass(frozen=True, kw_only=True)
class Listing(Generic[T]):
    """A list as declared; one object serves all requests.

    Args:
        code: stable name, such as "desk.entries"; saved views and the journal refer to it.
        rows: the actor's gate, a `<things>_for(actor)` query with everything the columns read joined or prefetched.
        default_sort: code of a sortable column, "-" before it for descending; empty is newest first.
        row_url: address of a row; the first column links there unless it has a link of its own.
        opens_by_post: opening a row changes something (the duty one acts in), so that its address is posted to.
        unit: measure word of the count.
    """

    code: str
    title: Text
    rows: Callable[[Actor], QuerySet[T]]
    columns: Sequence[Column[T]]
    filters: Sequence[Filter] = ()
    default_sort: str = ""
    page_size: int = 50
    lead: Text = ""
    row_url: Callable[[T], str] | None = None
    opens_by_post: bool = False
    batch_acts: Sequence[BatchAct] = ()
    exportable: bool = True
    export_limit: int = 200_000
    empty: Empty = field(default_factory=Empty)
    unit: Text = _ITEMS

    def __post_init__(self) -> None:
        names = [name for part in self.filters for name in part.names]
        codes = [column.code for column in self.columns]
        if len(set(names)) < len(names) or len(set(codes)) < len(codes):
            raise ValueError(f"listing {self.code}: a code is used twice")
        if taken := RESERVED.intersection(names):
            raise ValueError(f"listing {self.code}: the address already uses {', '.join(sorted(taken))}")
        if self.default_sort and self.default_sort.removeprefix("-") not in self.sortable:
            raise ValueError(f"listing {self.code}: {self.default_sort} is no sortable column")

    @property
    def sortable(self) -> dict[str, Column[T]]:
        """Return the columns that sort, by code."""
        return {column.code: column for column in self.columns if column.sort}
