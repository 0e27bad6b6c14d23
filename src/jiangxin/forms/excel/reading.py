"""Rows of a section read from a workbook somebody filled in: columns found by their headings, nothing guessed."""

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Any

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from jiangxin.core.refusal import Problem, Refusal
from jiangxin.forms.answers.checking import check_value, path_of
from jiangxin.forms.answers.values import read_value
from jiangxin.forms.columns import importable_fields, match_header
from jiangxin.forms.definition import LONGEST_TEXT, MEGABYTE, Field, Section
from jiangxin.forms.visibility import Row

HEADER_WITHIN = 10
"""Rows at the top of a sheet among which the header is looked for; titles and notes often stand above it."""
LARGEST_FILE = 10 * MEGABYTE
LARGEST_UNPACKED = 100 * MEGABYTE
Table = list[list[Any]]


@dataclass(frozen=True, slots=True)
class Imported:
    """What was read.

    Attributes:
        rows: the rows, typed where they read and as typed where they do not.
        problems: what is wrong with them; paths as in the form, rows counted from 0.
        ignored: headings that are no field of the section.
        missing: labels of fields the workbook has no column for.
    """

    rows: list[Row]
    problems: list[Problem]
    ignored: list[str]
    missing: list[str]


def read_workbook(section: Section, content: bytes, *, at: date) -> Imported:
    """Read the rows of a repeated section from an .xlsx file.

    Raises:
        Refusal: "excel_unreadable", "excel_without_header", "excel_empty", "too_many_rows".
    """
    fields = importable_fields(section)
    table, places, header = _find_table(_sheets(content), fields)
    lines = [cells for cells in table[header + 1 :] if any(str(cell).strip() for cell in cells)]
    if not lines:
        raise _refuse("excel_empty", _("表格中没有数据行。"), _("请在表头下面逐行填写后再导入。"))
    if len(lines) > section.max_rows:
        counts = {"rows": len(lines), "most": section.max_rows}
        raise _refuse(
            "too_many_rows", _("表格有 %(rows)s 行，最多导入 %(most)s 行。") % counts, _("请删去多余的行后再导入。")
        )
    by_code = {field.code: field for field in fields}
    rows, problems = [], []
    for number, cells in enumerate(lines):
        row = _read_row(by_code, places, cells, at)
        rows.append(row)
        for code, value in row.items():
            path = path_of(section, by_code[code], number)
            problems += check_value(by_code[code], value, path=path, siblings=row, at=at)
    heads = [str(cell).strip() for index, cell in enumerate(table[header]) if index not in places.values()]
    missing = [str(field.label) for field in fields if field.code not in places]
    return Imported(rows, problems, [head for head in heads if head], missing)


def _read_row(fields: Mapping[str, Field], places: Mapping[str, int], cells: Sequence[Any], at: date) -> Row:
    row: Row = {}
    for code, place in places.items():
        cell = cells[place] if place < len(cells) else ""
        raw = cell[:LONGEST_TEXT] if isinstance(cell, str) else cell
        value = read_value(fields[code], raw, at).value
        if value is not None:
            row[code] = value
    return row


def _find_table(sheets: Iterator[Table], fields: Sequence[Field]) -> tuple[Table, dict[str, int], int]:
    for table in sheets:
        for header, cells in enumerate(table[:HEADER_WITHIN]):
            places = match_header(fields, cells)
            if places:
                return table, places, header
    heads = "、".join(str(field.label) for field in fields)
    raise _refuse(
        "excel_without_header",
        _("没有找到表头，无法对应各列。"),
        _("请使用本栏的 Excel 模板，或让第一行为表头，例如：%(heads)s。") % {"heads": heads},
    )


def _sheets(content: bytes) -> Iterator[Table]:
    _refuse_bomb(content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for name in book.sheet_names:
            yield book.get_sheet_by_name(name).to_python(skip_empty_area=True)
    except (CalamineError, ValueError, OSError) as error:
        raise _unreadable() from error


def _refuse_bomb(content: bytes) -> None:
    """Refuse what is too large, or would become so when unpacked, before any of it is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(item.file_size for item in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise _unreadable() from error
    if len(content) > LARGEST_FILE or unpacked > LARGEST_UNPACKED:
        raise _refuse("excel_too_large", _("这个表格文件过大。"), _("请只保留需要导入的工作表后再试。"))


def _unreadable() -> Refusal:
    return _refuse(
        "excel_unreadable", _("这个文件不是可以读取的 Excel（.xlsx）表格。"), _("请另存为 .xlsx 格式后再导入。")
    )


def _refuse(code: str, message: str, remedy: str) -> Refusal:
    return Refusal(code, message, remedy, status=HTTPStatus.UNPROCESSABLE_ENTITY)
