"""Rows of a sheet as lines: every cell read as its field asks, every fault of it in words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any, BinaryIO, Final

from django.utils.translation import gettext as _

from jiangxin.core.spreadsheet import Cell, Unread, Workbook, WorkbookFault
from jiangxin.core.spreadsheet.unread import FORMULA
from jiangxin.forms.answers import check_value, read_value
from jiangxin.forms.definition import Field
from jiangxin.studios.importing.foreign import SHORT, as_meant, means_nothing, unit_in
from jiangxin.studios.importing.layout import COUNTED, NO_REACH, Reach, Reaches, aside_of, filled, repeats_header
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
        skipped: it is no row of the table but a total, a signature, a note, a heading.
        found: what the row refers to, as the checks found it.
        notes: what was done with cells that keeps the row from nothing, to be told.
    """

    number: int
    cells: Sequence[Cell]
    values: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    known: bool = False
    skipped: bool = False
    found: dict[str, Any] = field(default_factory=dict)
    notes: list[Fault] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        """Tell whether the row can be entered."""
        return not self.faults and not self.known and not self.skipped

    @property
    def standing(self) -> str:
        """Return what the row is counted as: "known", "skipped", "faulty" or "sound"."""
        if self.known:
            return "known"
        return "skipped" if self.skipped else "faulty" if self.faults else "sound"

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
        self._headings, self._used = plan.headings, sorted(set(plan.columns.values()))
        self._kept: dict[str, dict[object, tuple[Any, list[Fault]]]] = {item.code: {} for item, _place in self._fields}

    def read(self, number: int, cells: Sequence[Cell], *, reaching: Mapping[int, Reach] = NO_REACH) -> Line:
        """Return a row as a line.

        Args:
            reaching: By column, the merged cells the row lies in.
        """
        line = Line(number, cells if not reaching else filled(cells, reaching))
        for item, place in self._fields:
            raw = line.cells[place] if place is not None and place < len(line.cells) else ""
            if reaching and place is not None and place in reaching and not _fills(line, item, reaching[place]):
                continue
            if type(raw) is Unread:
                line.blame(item.code, "formula_unread", _why_unread(raw))
                continue
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
        if line.faults:
            self._pass_over(line)
        return line

    def _pass_over(self, line: Line) -> None:
        """Pass a row over that is none of the table: it lacks what every row needs and is a total or the like."""
        if repeats_header(line.cells, self._headings, self._used):
            words = _("与表头相同，看作重复的表头，不导入。")
        elif any(fault.code == "missing" for fault in line.faults) and (text := aside_of(line.cells)):
            words = _("看作合计行、小标题或表尾（“%(text)s”），不导入。") % {"text": text}
        else:
            return
        line.skipped = True
        line.faults, line.notes = [], [Fault("", "footer", words)]

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


def _fills(line: Line, item: Field, reach: Reach) -> bool:
    """Tell whether a merged cell counts for the row; amounts would count once for each row, so they do not."""
    if item.kind in COUNTED:
        words = _("这一格是跨 %(count)s 行的合并单元格（%(range)s），各行的数额不明确；请拆开合并，逐行填写。")
        told = {"count": reach.merge.last - reach.merge.first + 1, "range": reach.merge.written}
        line.blame(item.code, "merged_amount", words % told)
        return False
    if line.number == reach.merge.first:
        words = _("合并单元格 %(range)s：第 %(first)s 至 %(last)s 行都按它的内容填入。")
        told = {"range": reach.merge.written, "first": reach.merge.first, "last": reach.merge.last}
        line.notes.append(Fault(item.code, "filled_down", words % told))
    return True


def _why_unread(raw: Unread) -> str:
    """Say why a cell shows something in Excel and has nothing to read: never taken for empty."""
    if raw.why == FORMULA:
        return _("这一格是公式，文件里没有保存计算结果。请用 Excel 打开并保存后重新上传，或改填结果。")
    return _("这一格的公式出错（%(error)s），没有结果可读。") % {"error": raw.why}


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
    used = set(plan.columns.values())
    reaches = Reaches(book.merges(plan.name), used, header=plan.header)
    rows = (
        (number, cells, reaches.at(number, cells))
        for number, cells in book.rows(plan.name, unread=True)
        if number > plan.header
        and any(place in used and (cell != "" or isinstance(cell, Unread)) for place, cell in enumerate(cells))
    )
    behind = (item for item in rows if item[0] > after)
    while chunk := list(islice(behind, CHUNK)):
        if chunk[-1][0] > MOST_ROWS:
            raise WorkbookFault("too_many_rows")
        yield [reader.read(number, cells, reaching=reaching) for number, cells, reaching in chunk]
