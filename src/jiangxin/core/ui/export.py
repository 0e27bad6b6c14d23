"""A list as a file: Excel and CSV, written row by row, marked with who took it when, and safe to open.

A cell that begins like a formula (= + - @, tab, return) is kept as text: OWASP, "CSV Injection".
"""

import csv
import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar
from urllib.parse import quote

import xlsxwriter
from django.db.models import Model
from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from jiangxin.core import clock
from jiangxin.core.actor import Actor
from jiangxin.core.refusal import Refusal
from jiangxin.core.services.exports import account_of, record_export
from jiangxin.core.ui.columns import Column, Kind, export_of
from jiangxin.core.ui.list_declaration import Listing
from jiangxin.core.ui.list_state import ListState, filtered, ordered
from jiangxin.core.ui.paging import capped_count

T = TypeVar("T", bound=Model)
Value = str | Decimal | int | float | date | datetime | None
CSV, XLSX = "csv", "xlsx"
FORMS = frozenset({CSV, XLSX})
_CHUNK = 2_000
_CELL_LIMIT = 32_767  # characters in one Excel cell
_FIRST_EXCEL_YEAR = 1900
_DANGEROUS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
_WIDTHS = {Kind.NUMBER: 10, Kind.YUAN: 16, Kind.WAN: 14, Kind.DATE: 12, Kind.MOMENT: 17, Kind.STATE: 14, Kind.YES_NO: 8}
_NUMBER_FORMATS = {
    Kind.NUMBER: "#,##0.##",
    Kind.YUAN: "#,##0.00",
    Kind.WAN: "#,##0.00",
    Kind.DATE: "yyyy-mm-dd",
    Kind.MOMENT: "yyyy-mm-dd hh:mm",
}


def respond(listing: Listing[T], state: ListState, actor: Actor, *, form: str) -> HttpResponseBase:
    """Return the list as a file, after recording that it was taken.

    Raises:
        Refusal: `export_too_large`.
    """
    rows = filtered(listing, state, actor)
    count = capped_count(rows, listing.export_limit)
    if count > listing.export_limit:
        limit = formats.number_format(listing.export_limit, force_grouping=True)
        message = _("结果超过 %(limit)s 行，不能一次导出。") % {"limit": limit}
        raise Refusal("export_too_large", message, _("请用筛选缩小范围，分批导出。"))
    account = account_of(actor)
    if account is not None:
        query = state.address(listing)
        record_export(actor=actor, account=account, listing=listing.code, form=form, query=query, rows=count)
    columns = [column for column in listing.columns if column.code in state.columns]
    lines = _lines(columns, ordered(listing, state, rows))
    mark = watermark(actor, count)
    if form == CSV:
        response: HttpResponseBase = StreamingHttpResponse(
            _csv(columns, lines, mark), content_type="text/csv; charset=utf-8"
        )
    else:
        response = _xlsx(str(listing.title), columns, lines, mark)
    name = f"{listing.title}{clock.today():%Y%m%d}.{form}"
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    response["Cache-Control"] = "private, no-store"
    return response


def watermark(actor: Actor, count: int) -> str:
    """Return the line that says who took the list when, and how long it is."""
    who = " ".join(part for part in (actor.organisation_name, actor.name) if part) if actor.is_signed_in else _("公众")
    moment = formats.date_format(timezone.localtime(clock.now()), "DATETIME_FORMAT")
    return _("%(who)s 于 %(moment)s 导出，共 %(count)s 行") % {"who": who, "moment": moment, "count": count}


def _lines(columns: list[Column[T]], rows: Any) -> Iterator[list[Value]]:
    for row in rows.iterator(chunk_size=_CHUNK):
        yield [export_of(column.kind, column.read(row)) for column in columns]


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _csv(columns: list[Column[T]], lines: Iterator[list[Value]], mark: str) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff"  # tells Excel that this is UTF-8
    yield writer.writerow([harmless(str(column.label)) for column in columns])
    for line in lines:
        yield writer.writerow([_plain(value) for value in line])
    yield writer.writerow([harmless(mark)])


def _plain(value: Value) -> Value:
    match value:
        case str():
            return harmless(value)
        case datetime():
            return f"{value:%Y-%m-%d %H:%M}"
        case _:
            return value


def harmless(text: str) -> str:
    """Return `text` so that no spreadsheet takes it for a formula: an apostrophe in front, where it begins like one."""
    return f"'{text}" if text.startswith(_DANGEROUS) else text


def _xlsx(title: str, columns: list[Column[T]], lines: Iterator[list[Value]], mark: str) -> FileResponse:
    # The response closes the file, which deletes it.
    file = tempfile.TemporaryFile()  # noqa: SIM115
    options = {"constant_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    with xlsxwriter.Workbook(file, options) as book:
        _fill(book, title, columns, lines, mark)
    file.seek(0)
    return FileResponse(
        file, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_attachment=True
    )


def _fill(book: Any, title: str, columns: list[Column[T]], lines: Iterator[list[Value]], mark: str) -> None:
    """Write mark, heads and rows; the mark is also in the footer of every printed page."""
    sheet = book.add_worksheet("".join(letter for letter in title if letter not in "[]:*?/\\'")[:31] or "1")
    head = book.add_format({"bold": True, "bg_color": "#F4F0EA", "bottom": 1, "text_wrap": True, "valign": "vcenter"})
    faint = book.add_format({"font_color": "#6B635B", "italic": True})
    quoted = book.add_format({"quote_prefix": True})
    styles = [book.add_format({"num_format": _NUMBER_FORMATS.get(column.kind, "General")}) for column in columns]
    for index, column in enumerate(columns):
        sheet.set_column(index, index, _WIDTHS.get(column.kind, 36 if index == 0 else 22))
    sheet.write_string(0, 0, mark, faint)
    for index, column in enumerate(columns):
        sheet.write_string(1, index, str(column.label), head)
    sheet.freeze_panes(2, 1)
    sheet.repeat_rows(1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&L{mark.replace('&', '&&')}&R&P / &N")
    row = 1
    for row, line in enumerate(lines, start=2):
        for index, value in enumerate(line):
            _write(sheet, row, index, value, styles[index], quoted)
    sheet.autofilter(1, 0, row, len(columns) - 1)


def _write(sheet: Any, row: int, index: int, value: Value, style: Any, quoted: Any) -> None:
    match value:
        case None:
            return
        case str():
            sheet.write_string(row, index, value[:_CELL_LIMIT], quoted if value.startswith(_DANGEROUS) else style)
        case date() if value.year < _FIRST_EXCEL_YEAR:
            sheet.write_string(row, index, value.isoformat())
        case date():
            sheet.write_datetime(row, index, value, style)
        case _:
            sheet.write_number(row, index, value, style)
