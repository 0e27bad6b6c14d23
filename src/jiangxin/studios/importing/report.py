"""The rows that cannot be entered as they are, as a workbook: marked cell by cell, to be put right and sent again."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO, Final

from django.utils.translation import gettext as _
from xlsxwriter.utility import xl_col_to_name

from jiangxin.core.spreadsheet import BookWriter, RowWriter, Shade, workbook_writer
from jiangxin.studios.importing.lines import Line
from jiangxin.studios.importing.plan import SheetPlan

_HEAD_WIDTH: Final = 18
_RESULT_WIDTH: Final = 70


class Report:
    """Writes down, sheet by sheet, the rows that have faults or are known already."""

    def __init__(self, book: BookWriter) -> None:
        self._book = book
        self._writer: RowWriter | None = None
        self._width = 0

    def begin(self, plan: SheetPlan) -> None:
        """Begin a sheet with the header it came with."""
        self._width = len(plan.headings)
        widths = [*[_HEAD_WIDTH] * (self._width + 1), _RESULT_WIDTH]
        self._writer = RowWriter(self._book, plan.name, widths=widths, frozen=1)
        head = [*plan.headings, _("原行号"), _("核对结果")]
        self._writer.row(head, dict.fromkeys(range(len(head)), Shade.HEAD))

    def add(self, plan: SheetPlan, lines: Sequence[Line]) -> None:
        """Write those of some lines that there is something to say about."""
        assert self._writer is not None, "the sheet was begun"
        for line in lines:
            if line.is_sound:
                continue
            cells: list[object] = list(line.cells[: self._width])
            cells += [""] * (self._width - len(cells))
            marks = {place: Shade.FAULT for place in self._places(plan, line) if place < self._width}
            marks[self._width + 1] = Shade.FAULT if line.faults and not line.known else Shade.NOTE
            self._writer.row([*cells, line.number, words_of(plan, line)], marks)

    @staticmethod
    def _places(plan: SheetPlan, line: Line) -> Iterator[int]:
        if not line.known:
            for fault in line.faults:
                if fault.field in plan.columns:
                    yield plan.columns[fault.field]


def words_of(plan: SheetPlan, line: Line) -> str:
    """Return what there is to say about a row, cell by cell."""
    if line.known:
        return _("系统中已有，不重复导入。")
    parts = []
    for fault in (*line.notes, *line.faults):
        place = plan.columns.get(fault.field)
        where = "" if place is None else _("%(column)s 列") % {"column": xl_col_to_name(place)}
        parts.append(f"{where}：{fault.message}" if where else fault.message)
    return "\n".join(parts)


@contextmanager
def report_into(file: IO[bytes]) -> Iterator[Report]:
    """Write a report into a file; it is complete when the block ends."""
    with workbook_writer(file) as book:
        yield Report(book)


def scratch() -> IO[bytes]:
    """Return a file that is gone once it is closed."""
    return tempfile.TemporaryFile()
