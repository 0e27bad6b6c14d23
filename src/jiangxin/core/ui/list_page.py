"""What the template of a list is given."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar
from urllib.parse import parse_qsl

from django.db.models import Model
from django.utils import formats
from django.utils.translation import gettext as _

from jiangxin.core.actor import Actor
from jiangxin.core.models import SavedView
from jiangxin.core.refusal import Text
from jiangxin.core.services.saved_views import saved_views_for
from jiangxin.core.ui import export
from jiangxin.core.ui.columns import Cell, Column, cell
from jiangxin.core.ui.filters import Control
from jiangxin.core.ui.list_declaration import BatchAct, Empty, Listing
from jiangxin.core.ui.list_state import ListState, filtered, ordered
from jiangxin.core.ui.paging import COUNT_CAP, Pager, capped_count, last_page

T = TypeVar("T", bound=Model)


@dataclass(frozen=True, slots=True)
class Row:
    """One row as shown: the head cell names it."""

    key: int
    head: Cell
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's head: where sorting by it leads, and whether it sorts now."""

    column: Column[Any]
    sort_url: str
    direction: str


class ListPage(Generic[T]):
    """What `ui/list.html` is given as `listing`. Two queries for the rows, one for the saved views."""

    def __init__(self, listing: Listing[T], state: ListState, actor: Actor, path: str) -> None:
        self.listing, self.state, self.actor, self.path = listing, state, actor, path
        self.title, self.lead, self.unit = listing.title, listing.lead, listing.unit
        self._rows = filtered(listing, state, actor)
        self.count = capped_count(self._rows)
        self.last = last_page(self.count, listing.page_size)
        self.number = min(state.page, self.last)

    @cached_property
    def columns(self) -> list[Column[T]]:
        """The columns shown."""
        return [column for column in self.listing.columns if column.code in self.state.columns]

    @cached_property
    def rows(self) -> list[Row]:
        """The rows of this page; nothing is asked for when counting found nothing."""
        if not self.count:
            return []
        start = (self.number - 1) * self.listing.page_size
        found = ordered(self.listing, self.state, self._rows)[start : start + self.listing.page_size]
        return [self._row(item) for item in found]

    def _row(self, item: T) -> Row:
        head, *rest = [cell(column, item) for column in self.columns]
        if not head.url and self.listing.row_url:
            head = Cell(head.column, head.text, self.listing.row_url(item), head.state)
        return Row(int(item.pk), head, rest)

    @property
    def headings(self) -> list[Heading]:
        """The heads of the columns."""
        return [self._heading(column) for column in self.columns]

    def _heading(self, column: Column[T]) -> Heading:
        if not column.sort:
            return Heading(column, "", "")
        sorted_up, sorted_down = self.state.sort == column.code, self.state.sort == f"-{column.code}"
        target = f"-{column.code}" if sorted_up else column.code
        direction = "ascending" if sorted_up else "descending" if sorted_down else ""
        return Heading(column, f"?{self.state.address(self.listing, sort=target)}", direction)

    @property
    def count_words(self) -> str:
        """How many there are, in words; “more than” when counting stopped."""
        number = formats.number_format(min(self.count, COUNT_CAP), force_grouping=True)
        values = {"number": number, "unit": str(self.unit)}
        return (_("超过 %(number)s %(unit)s") if self.is_capped else _("共 %(number)s %(unit)s")) % values

    @property
    def is_capped(self) -> bool:
        """Whether counting stopped before the end."""
        return self.count > COUNT_CAP

    @property
    def at_the_cap(self) -> bool:
        """Whether this is the last page that can be turned to though there are more rows."""
        return self.is_capped and self.number == self.last

    @property
    def pager(self) -> Pager:
        """The pages."""
        return Pager(self.number, self.last, lambda number: f"?{self.state.address(self.listing, page=number)}")

    @property
    def controls(self) -> list[Control]:
        """The filters' controls."""
        return [part.control(self.state.values.get(part.code), self.actor) for part in self.listing.filters]

    @property
    def chips(self) -> list[tuple[Text, str, str]]:
        """The filters in force: label, words, and the address without it."""
        return [
            (
                part.label,
                part.words(self.state.values[part.code], self.actor),
                f"?{self.state.address(self.listing, without=part.code)}",
            )
            for part in self.listing.filters
            if part.code in self.state.values
        ]

    @property
    def is_filtered(self) -> bool:
        """Whether any filter is in force."""
        return bool(self.state.values)

    @property
    def query(self) -> str:
        """The state as it stands in the address, from the first page."""
        return self.state.address(self.listing)

    @property
    def kept_by_filters(self) -> list[tuple[str, str]]:
        """What the filter form carries along: order and columns."""
        return [pair for pair in parse_qsl(self.query) if pair[0] in {"sort", "columns"}]

    @property
    def kept_by_columns(self) -> list[tuple[str, str]]:
        """What the column chooser carries along: filters and order."""
        return [pair for pair in parse_qsl(self.query) if pair[0] != "columns"]

    @property
    def column_choices(self) -> list[tuple[Column[T], bool]]:
        """Every column but the first, and whether it is shown."""
        return [(column, column.code in self.state.columns) for column in self.listing.columns[1:]]

    @property
    def batch_acts(self) -> list[BatchAct]:
        """The acts on selected rows open to this actor."""
        return [act for act in self.listing.batch_acts if act.allowed(self.actor)]

    @property
    def empty(self) -> Empty:
        """What the list says when nothing is in it."""
        return self.listing.empty

    def export_url(self, form: str) -> str:
        """Return the address of the list as a file of this form."""
        return f"?{self.query}{'&' if self.query else ''}export={form}"

    @property
    def exports(self) -> list[tuple[str, str]]:
        """The forms the list can be taken along in, with their addresses."""
        if not self.listing.exportable:
            return []
        return [("Excel", self.export_url(export.XLSX)), ("CSV", self.export_url(export.CSV))]

    @property
    def can_save_views(self) -> bool:
        """Whether the reader has an account to keep views in."""
        return self.actor.is_signed_in

    @cached_property
    def saved_views(self) -> list[tuple[SavedView, bool]]:
        """The reader's saved views, and which one this is."""
        return [(view, view.query == self.query) for view in saved_views_for(self.actor, self.listing.code)]
