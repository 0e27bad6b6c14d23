"""Rows of a sheet as lines: every cell read as its field asks, every fault of it in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any, BinaryIO, Final

from django.utils.translation import gettext as _

from jiangxin.core.spreadsheet import Cell, Workbook, WorkbookFault
from jiangxin.forms.answers import check_value, read_value
from jiangxin.forms.definition import Field
from jiangxin.studios.importing.foreign import SHORT, as_meant, means_nothing, unit_in
from jiangxin.studios.importing.plan import SheetPlan
from jiangxin.studios.importing.tables import MOST_ROWS, tables

CHUNK: Final = 1_000
"""Rows that are looked up, entered and journalled together."""
_LONGEST_CELL: Final = 8_000
_KEPT: Final = 4_096


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong: with the cell of a field, or with the row as a whole when `field` is empty."""

    field: str
    code: str
    message: str


@dataclass(slots=True)
class Line:
    """One row of a sheet.

    Attributes:
        values: what was read, by field.
        known: the house has it already; it is passed over.
        found: what the row refers to, as the checks found it.
    """

    number: int
    cells: Sequence[Cell]
    values: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    known: bool = False
    found: dict[str, Any] = field(default_factory=dict)

    @property
    def is_sound(self) -> bool:
        """Tell whether the row can be entered."""
        return not self.faults and not self.known

    def blame(self, name: str, code: str, message: str) -> None:
        """Write a fault down."""
        self.faults.append(Fault(name, code, message))

    def day(self, name: str) -> date | None:
        """Return a day that was read."""
        value = self.values.get(name)
        return date.fromisoformat(value) if isinstance(value, str) else None

    def has_fault(self, name: str) -> bool:
        """Tell whether a field has a fault already."""
        return any(fault.field == name for fault in self.faults)


class LineReader:
    """Reads the cells of one sheet after its plan. What recurs in a column is read once."""

    def __init__(self, plan: SheetPlan, at: date, *, is_1904: bool = False) -> None:
        self._fields = [(item, plan.columns.get(item.code)) for item in tables()[plan.table].fields]
        self._units = {code: _unit(plan, place) for code, place in plan.columns.items()}
        self._at, self._is_1904 = at, is_1904
        self._kept: dict[str, dict[object, tuple[Any, list[Fault]]]] = {item.code: {} for item, _place in self._fields}

    def read(self, number: int, cells: Sequence[Cell]) -> Line:
        """Return a row as a line."""
        line = Line(number, cells)
        for item, place in self._fields:
            raw = cells[place] if place is not None and place < len(cells) else ""
            if raw == "" or (
                isinstance(raw, str) and (len(raw) <= SHORT or raw.isspace()) and means_nothing(item, raw)
            ):
                if item.required:
                    words = _("“%(label)s”没有填写。") % {"label": item.label}
                    line.blame(item.code, "missing", words if place is not None else self._no_column(item))
                continue
            value, faults = self._read(item, raw)
            line.values[item.code] = value
            line.faults += faults
            if item.not_before and not faults:
                _require_order(line, item)
        return line

    @staticmethod
    def _no_column(item: Field) -> str:
        return _("表中没有“%(label)s”这一列。") % {"label": item.label}

    def _read(self, item: Field, raw: Cell) -> tuple[Any, list[Fault]]:
        kept = self._kept[item.code]
        key: object = raw if isinstance(raw, str) else (type(raw), raw)
        found = kept.get(key)
        if found is None:
            found = self._read_anew(item, raw[:_LONGEST_CELL] if isinstance(raw, str) else raw)
            if len(kept) >= _KEPT:
                kept.clear()
            kept[key] = found
        return found

    def _read_anew(self, item: Field, raw: Cell) -> tuple[Any, list[Fault]]:
        meant = as_meant(item, raw, self._units.get(item.code, ""), is_1904=self._is_1904)
        read = read_value(item, meant, self._at)
        if read.problem:
            offered = "、".join(str(choice.label) for choice in item.choices)
            ways = _("可选：%(labels)s") % {"labels": offered} if offered else ""
            return read.value, [Fault(item.code, read.code, f"{read.problem}{ways}")]
        problems = check_value(item, read.value, path=item.code, siblings={}, at=self._at)
        return read.value, [Fault(item.code, problem.code, str(problem.message)) for problem in problems]


def _unit(plan: SheetPlan, place: int) -> str:
    return (unit_in(plan.headings[place]) if place < len(plan.headings) else "") or plan.unit


def _require_order(line: Line, item: Field) -> None:
    first, last = line.values.get(item.not_before), line.values[item.code]
    if isinstance(first, str) and not line.has_fault(item.not_before) and last < first:
        line.blame(item.code, "wrong_order", _("不能早于开始日期 %(limit)s。") % {"limit": first})


def chunks_of(file: BinaryIO, plan: SheetPlan, at: date, *, after: int = 0) -> Iterator[list[Line]]:
    """Yield the lines of a sheet behind a row, `CHUNK` at a time; notes below its end are no lines.

    Raises:
        WorkbookFault: the sheet cannot be read; "too_many_rows".
    """
    book = Workbook(file)
    reader = LineReader(plan, at, is_1904=book.is_1904)
    rows = (item for item in book.rows(plan.name) if item[0] > max(plan.header, after))
    while chunk := list(islice(rows, CHUNK)):
        if chunk[-1][0] > MOST_ROWS:
            raise WorkbookFault("too_many_rows")
        used = set(plan.columns.values())
        yield [
            reader.read(number, cells)
            for number, cells in chunk
            if any(place in used and cell != "" for place, cell in enumerate(cells))
        ]
