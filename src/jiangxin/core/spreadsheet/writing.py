"""Writing .xlsx row by row: nothing typed becomes a formula, a link or a number; memory does not grow with the rows."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import IO, Any, Final

import xlsxwriter

CELL_LIMIT: Final = 32_767
"""Characters in one Excel cell."""
_FIRST_EXCEL_YEAR: Final = 1900
DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a formula can begin with (OWASP, "CSV Injection")."""
_FORBIDDEN: Final = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_LONGEST_NAME: Final = 31


class Shade(StrEnum):
    """What a cell is marked as."""

    NONE = ""
    HEAD = "head"
    FAULT = "fault"
    NOTE = "note"


_SHADES: Final[dict[Shade, dict[str, Any]]] = {
    Shade.NONE: {},
    Shade.HEAD: {"bold": True, "bg_color": "#F4F0EA", "bottom": 1, "text_wrap": True, "valign": "vcenter"},
    Shade.FAULT: {"bg_color": "#F9E1DE", "font_color": "#8A1414"},
    Shade.NOTE: {"font_color": "#6B635B", "italic": True},
}


def sheet_name(label: str) -> str:
    """Return a label as the name of a sheet."""
    return label.translate(_FORBIDDEN).strip()[:_LONGEST_NAME] or "Sheet1"


class RowWriter:
    """A sheet that is written from top to bottom."""

    def __init__(self, book: Any, name: str) -> None:
        self.sheet = book.add_worksheet(sheet_name(name))
        self._row = 0
        self._plain = {shade: book.add_format(style) for shade, style in _SHADES.items()}
        self._quoted = {shade: book.add_format({**style, "quote_prefix": True}) for shade, style in _SHADES.items()}
        self._days = {shade: book.add_format({**style, "num_format": "yyyy-mm-dd"}) for shade, style in _SHADES.items()}

    def row(self, cells: Sequence[object], shades: Mapping[int, Shade] | None = None) -> None:
        """Write the next row; `shades` marks cells by their place."""
        marks = shades or {}
        for place, value in enumerate(cells):
            if value is not None and value != "":
                self._write(place, value, marks.get(place, Shade.NONE))
        self._row += 1

    def _write(self, place: int, value: object, shade: Shade) -> None:
        row, sheet = self._row, self.sheet
        match value:
            case bool():
                sheet.write_boolean(row, place, value, self._plain[shade])
            case int() | float() | Decimal():
                sheet.write_number(row, place, value, self._plain[shade])
            case date() if value.year >= _FIRST_EXCEL_YEAR:
                sheet.write_datetime(row, place, value, self._days[shade])
            case _:
                text = str(value)[:CELL_LIMIT]
                styles = self._quoted if text.startswith(DANGEROUS) else self._plain
                sheet.write_string(row, place, text, styles[shade])


@contextmanager
def workbook_writer(file: IO[bytes]) -> Iterator[Any]:
    """Open a workbook to write into `file`; `RowWriter(book, name)` adds a sheet."""
    options = {"constant_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    with xlsxwriter.Workbook(file, options) as book:
        yield book
