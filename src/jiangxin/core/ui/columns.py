"""Columns of a list: where a value comes from, and how it is written on the page and in an export."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Generic, TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from jiangxin.core.refusal import Text
from jiangxin.core.ui import amounts

T = TypeVar("T", bound=Model)


class Kind(StrEnum):
    """What a column holds; it decides alignment, wording and the cell type of an export."""

    TEXT = "text"
    NUMBER = "number"
    YUAN = "yuan"  # an amount in yuan, two decimals
    WAN = "wan"  # an amount in yuan, written in ten thousands
    DATE = "date"
    MOMENT = "moment"
    STATE = "state"
    YES_NO = "yes_no"
    SPREAD = "spread"  # scores of one row, drawn on the page and written as least–greatest elsewhere


NUMERIC = frozenset({Kind.NUMBER, Kind.YUAN, Kind.WAN})


@dataclass(frozen=True, slots=True)
class State:
    """A state as a callable column value gives it: its code and its word."""

    code: str
    label: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Column(Generic[T]):
    """One column.

    Args:
        code: name in the address; also the attribute read when `value` is not given.
        value: attribute path ("entry.unit.name") or a function of the row. It must not query: whatever it touches is
            joined or prefetched by the listing's rows.
        sort: database fields to sort by; they should be indexed. Empty: the column does not sort.
        link: address behind the value.
        shown: whether it is shown before the reader chooses.
    """

    code: str
    label: Text
    value: str | Callable[[T], Any] = ""
    kind: Kind = Kind.TEXT
    sort: str | tuple[str, ...] = ()
    link: Callable[[T], str] | None = None
    shown: bool = True

    @property
    def sort_fields(self) -> tuple[str, ...]:
        """Return the fields to sort by."""
        return (self.sort,) if isinstance(self.sort, str) else self.sort

    @property
    def is_number(self) -> bool:
        """Tell whether the column is set flush right."""
        return self.kind in NUMERIC

    def read(self, row: T) -> Any:
        """Return the row's plain value; None where a relation on the way is empty."""
        found = self.value(row) if callable(self.value) else _follow(row, self.value or self.code)
        if self.kind == Kind.STATE and not callable(self.value):
            return _state(row, self.value or self.code, found)
        return found


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as the page shows it."""

    column: Column[Any]
    text: str
    url: str = ""
    state: str = ""
    scores: Sequence[Decimal] = ()


def cell(column: Column[T], row: T) -> Cell:
    """Return the cell of `column` in `row`."""
    found = column.read(row)
    url = column.link(row) if column.link else ""
    if isinstance(found, State):
        return Cell(column, str(found.label), url, found.code)
    scores = tuple(found or ()) if column.kind == Kind.SPREAD else ()
    return Cell(column, text_of(column.kind, found), url, scores=scores)


def text_of(kind: Kind, value: Any) -> str:
    """Return a value in words of the active language; None and empty are empty."""
    if value is None or value == "":
        return ""
    writer = _WRITERS.get(kind)
    return writer(value) if writer else str(value)


def _range_of(scores: Sequence[Decimal]) -> str:
    return f"{min(scores):.2f}–{max(scores):.2f}" if scores else ""


_WRITERS: dict[Kind, Callable[[Any], str]] = {
    Kind.NUMBER: lambda value: str(formats.number_format(value, force_grouping=True)),
    Kind.YUAN: amounts.in_yuan,
    Kind.WAN: amounts.in_wan,
    Kind.DATE: lambda value: formats.date_format(_local(value), "DATE_FORMAT"),
    Kind.MOMENT: lambda value: formats.date_format(_local(value), "DATETIME_FORMAT"),
    Kind.YES_NO: lambda value: _("是") if value else _("否"),
    Kind.SPREAD: _range_of,
}


def export_of(kind: Kind, value: Any) -> str | Decimal | int | float | date | datetime | None:
    """Return a value as a cell of a table file: numbers as numbers, dates as dates in local time, words else."""
    if isinstance(value, State):
        return str(value.label)
    if value is None or value == "":
        return None
    if kind == Kind.WAN:
        return Decimal(value) / amounts.WAN
    if isinstance(value, (date, datetime)) and kind in {Kind.DATE, Kind.MOMENT}:
        local = _local(value)
        return local.date() if kind == Kind.DATE and isinstance(local, datetime) else local
    if kind in NUMERIC and isinstance(value, (Decimal, int, float)):
        return value
    return text_of(kind, value)


def _local(value: date | datetime) -> date | datetime:
    """Return a moment in the federation's zone, without the zone; a day as it is."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value).replace(tzinfo=None)
    return value


def _follow(row: object, path: str) -> Any:
    found: Any = row
    for name in path.split("."):
        if found is None:
            return None
        try:
            found = getattr(found, name)
        except ObjectDoesNotExist:
            return None
    return found


def _state(row: object, path: str, code: Any) -> State | None:
    """Return a choice field's value with its word."""
    if code is None or code == "":
        return None
    *way, name = path.split(".")
    owner = _follow(row, ".".join(way)) if way else row
    word = getattr(owner, f"get_{name}_display", None)
    return State(str(code), word() if word else str(code))
