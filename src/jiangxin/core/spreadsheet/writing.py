"""Writing .xlsx row by row (ECMA-376 part 1, 18.3): as fast as Python joins texts, and in memory that does not grow.

Text is always written as text: nothing typed becomes a formula, a link or a number. What begins like a formula also
carries Excel's quote prefix, so that it stays text when somebody edits the cell (OWASP, "CSV Injection").
"""

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from enum import IntEnum
from functools import lru_cache
from typing import IO, Any, Final
from xml.sax.saxutils import escape, quoteattr

from jiangxin.core.spreadsheet.styles import DAY, MOMENT, QUOTED, STYLES, TEXT, content_types

CELL_LIMIT: Final = 32_767
"""Characters in one Excel cell."""
DANGEROUS: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
"""What a formula can begin with; Excel in Chinese and Japanese takes the wide signs, too (OWASP, "CSV Injection")."""
_FORBIDDEN: Final = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_LONGEST_NAME: Final = 31
_ODD = re.compile("[&<>\x00-\x08\x0b\x0c\x0d\x0e-\x1f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_|^\\s|\\s$")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile("_(x[0-9A-Fa-f]{4}_)")
_EPOCH: Final = datetime(1899, 12, 30)  # noqa: DTZ001  Excel's days have no zone
_FIRST_DAY: Final = date(1900, 3, 1)
"""Excel believes in 29 February 1900: earlier days are written as text."""
_EXACT: Final = 10**15
"""Whole numbers from here on lose digits in Excel: they are written as text."""
_SECONDS: Final = 86_400
_MAIN: Final = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_TOP: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_BUFFERED: Final = 400  # rows


class Shade(IntEnum):
    """What a cell is marked as."""

    NONE = 0
    HEAD = 1
    FAULT = 2
    NOTE = 3


def sheet_name(label: str) -> str:
    """Return a label as the name of a sheet."""
    return _UNPRINTABLE.sub("", label).translate(_FORBIDDEN).strip()[:_LONGEST_NAME] or "Sheet1"


def text_cell(value: str, shade: int = Shade.NONE) -> str:
    """Return the XML of a cell with a text."""
    text = value[:CELL_LIMIT]
    style = (QUOTED if text.startswith(DANGEROUS) else TEXT) + shade
    mark = f' s="{style}"' if style else ""
    if not _ODD.search(text):
        return f'<c{mark} t="inlineStr"><is><t>{text}</t></is></c>'
    clean = escape(_LOOKS_ESCAPED.sub(r"_x005F_\1", _UNPRINTABLE.sub("", text.replace("\r\n", "\n"))))
    return f'<c{mark} t="inlineStr"><is><t xml:space="preserve">{clean}</t></is></c>'


def cell_of(value: object, shade: int = Shade.NONE) -> str:  # noqa: PLR0911  one return for each kind of cell
    """Return the XML of a cell."""
    match value:
        case str():
            return text_cell(value, shade) if value else "<c/>"
        case None:
            return "<c/>"
        case bool():
            return f'<c s="{TEXT + shade}" t="b"><v>{int(value)}</v></c>'
        case int() if abs(value) < _EXACT:
            return f'<c s="{TEXT + shade}"><v>{value}</v></c>'
        case float() if abs(value) < float("inf"):
            return f'<c s="{TEXT + shade}"><v>{value!r}</v></c>'
        case Decimal() if value.is_finite():
            return f'<c s="{TEXT + shade}"><v>{value:f}</v></c>'
        case datetime() if value.date() >= _FIRST_DAY:
            passed = value.replace(tzinfo=None) - _EPOCH
            return f'<c s="{MOMENT + shade}"><v>{passed.days + passed.seconds / _SECONDS!r}</v></c>'
        case date() if value >= _FIRST_DAY:
            return f'<c s="{DAY + shade}"><v>{value.toordinal() - _EPOCH.toordinal()}</v></c>'
        case _:
            return text_cell(str(value), shade)


@lru_cache(8_192)
def _quick_text(value: str) -> str:
    return text_cell(value) if value else "<c/>"


@lru_cache(8_192)
def _quick_day(value: date) -> str:
    return cell_of(value)


def _quick_float(value: float) -> str:
    return f"<c><v>{value!r}</v></c>" if -_EXACT < value < _EXACT else cell_of(value)


def _quick_int(value: int) -> str:
    return f"<c><v>{value}</v></c>" if -_EXACT < value < _EXACT else cell_of(value)


_QUICK: Final[dict[type, Callable[[Any], str]]] = {
    str: _quick_text,
    int: _quick_int,
    float: _quick_float,
    date: _quick_day,
}
"""Cells without a shade, by the exact type of their value; what recurs is written once."""


class BookWriter:
    """A workbook that is written sheet by sheet; `workbook_writer` opens one."""

    def __init__(self, file: IO[bytes]) -> None:
        self._archive = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1)
        self._names: list[str] = []
        self._part: IO[bytes] | None = None
        self._rows: list[str] = []

    def begin(self, name: str, widths: Sequence[float], frozen: int) -> None:
        """Begin a sheet; the one before is complete then."""
        self._end()
        plain, number = sheet_name(name), 1
        while plain.casefold() in {taken.casefold() for taken in self._names}:
            number += 1
            plain = f"{sheet_name(name)[: _LONGEST_NAME - 4]} {number}"
        self._names.append(plain)
        self._part = self._archive.open(f"xl/worksheets/sheet{len(self._names)}.xml", "w", force_zip64=True)
        pane = f'<pane ySplit="{frozen}" topLeftCell="A{frozen + 1}" activePane="bottomLeft" state="frozen"/>'
        view = f'<sheetViews><sheetView workbookViewId="0">{pane if frozen else ""}</sheetView></sheetViews>'
        cols = "".join(
            f'<col min="{place}" max="{place}" width="{width}" customWidth="1"/>'
            for place, width in enumerate(widths, start=1)
        )
        self.write(f"{_TOP}<worksheet {_MAIN}>{view}{f'<cols>{cols}</cols>' if cols else ''}<sheetData>")

    def write(self, xml: str) -> None:
        """Write XML into the sheet that was begun, some rows at a time."""
        self._rows.append(xml)
        if len(self._rows) >= _BUFFERED:
            self._flush()

    def _flush(self) -> None:
        assert self._part is not None, "a sheet was begun"
        self._part.write("".join(self._rows).encode())
        self._rows = []

    def _end(self) -> None:
        if self._part is not None:
            self.write("</sheetData></worksheet>")
            self._flush()
            self._part.close()
            self._part = None

    def close(self) -> None:
        """Write what holds the sheets together."""
        if not self._names:
            self.begin("Sheet1", (), 0)
        self._end()
        count = range(1, len(self._names) + 1)
        sheets = "".join(
            f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="r{number}"/>'
            for number, name in zip(count, self._names, strict=True)
        )
        links = "".join(
            f'<Relationship Id="r{number}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>'
            for number in count
        )
        links += f'<Relationship Id="rs" Type="{_OFFICE}/styles" Target="styles.xml"/>'
        top = f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
        parts = {
            "[Content_Types].xml": content_types(count),
            "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}">{top}</Relationships>',
            "xl/workbook.xml": f'<workbook {_MAIN} xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{links}</Relationships>',
            "xl/styles.xml": STYLES,
        }
        for name, content in parts.items():
            self._archive.writestr(name, _TOP + content)
        self._archive.close()


class RowWriter:
    """A sheet that is written from top to bottom.

    Args:
        widths: of the columns, in characters.
        frozen: rows at the top that stay in sight.
    """

    def __init__(self, book: BookWriter, name: str, *, widths: Sequence[float] = (), frozen: int = 0) -> None:
        self._write = book.write
        book.begin(name, widths, frozen)

    def row(self, cells: Sequence[object], shades: Mapping[int, Shade] | None = None) -> None:
        """Write the next row; `shades` marks cells by their place."""
        if shades:
            xml = [cell_of(value, shades.get(place, Shade.NONE)) for place, value in enumerate(cells)]
        else:
            xml = [_QUICK.get(type(value), cell_of)(value) for value in cells]
        self._write(f"<row>{''.join(xml)}</row>")


@contextmanager
def workbook_writer(file: IO[bytes]) -> Iterator[BookWriter]:
    """Open a workbook to write into `file`; `RowWriter(book, name)` adds a sheet."""
    book = BookWriter(file)
    yield book
    book.close()
