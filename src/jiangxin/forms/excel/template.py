"""The workbook people fill in: one column per field, drop-downs for choices, what each column wants in a note."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from jiangxin.forms.columns import importable_fields
from jiangxin.forms.definition import DAY_KINDS, NUMBER_KINDS, Field, FieldKind, Section
from jiangxin.forms.visibility import Row
from jiangxin.forms.wording import words_of

LONGEST_SHEET_NAME = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def template_workbook(section: Section, rows: Sequence[Row] = ()) -> bytes:
    """Return an .xlsx for a repeated section, with `rows` already in it.

    Every cell is text, so that codes and dates stay as they are typed, and nothing typed becomes a formula.
    """
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        fields = importable_fields(section)
        sheet = book.add_worksheet(_sheet_name(str(section.label)))
        lists = book.add_worksheet(_("选项"))
        lists.hide()
        _write_header(book, sheet, fields)
        for place, field in enumerate(fields):
            _write_drop_down(sheet, lists, field, place, section.max_rows)
        text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        for number, row in enumerate(rows, start=1):
            _write_row(sheet, number, row, fields, text)
        _write_notes(book, section, fields)
    return buffer.getvalue()


def _sheet_name(label: str) -> str:
    return label.translate(_FORBIDDEN).strip()[:LONGEST_SHEET_NAME] or "Sheet1"


def _write_header(book: Workbook, sheet: Worksheet, fields: Sequence[Field]) -> None:
    text = book.add_format({"num_format": "@"})
    plain = {"bold": True, "bg_color": "#F4F0EA", "bottom": 1, "text_wrap": True, "valign": "vcenter"}
    head, must = book.add_format(plain), book.add_format({**plain, "font_color": "#A61B1B"})
    for place, field in enumerate(fields):
        sheet.set_column(place, place, _width(field), text)
        sheet.write_string(0, place, heading(field), must if field.required else head)
        if field.help:
            sheet.write_comment(0, place, str(field.help))
    sheet.set_row(0, 32)
    sheet.freeze_panes(1, 1)


def heading(field: Field) -> str:
    """Return the heading of a column: label, unit, and a star where an answer is required."""
    unit = f"（{field.shown_unit}）" if field.shown_unit else ""
    return f"{field.label}{unit}{'*' if field.required else ''}"


def _width(field: Field) -> int:
    if field.kind in NUMBER_KINDS | DAY_KINDS:
        return 12
    return max(10, min(40, (field.max_length or 16)))


def _labels(field: Field) -> list[str]:
    if field.kind is FieldKind.YES_NO:
        return [_("是"), _("否")]
    return [str(choice.label) for choice in field.choices] if field.kind is not FieldKind.CHOICES else []


def _write_drop_down(sheet: Worksheet, lists: Worksheet, field: Field, place: int, rows: int) -> None:
    labels = _labels(field)
    if not labels:
        return
    lists.write_column(0, place, labels)
    column = xl_col_to_name(place)
    source = f"='{lists.get_name()}'!${column}$1:${column}${len(labels)}"
    sheet.data_validation(
        1,
        place,
        rows,
        place,
        {
            "validate": "list",
            "source": source,
            "error_title": _("不在选项中"),
            "error_message": _("请从下拉列表中选择。"),
        },
    )


def _write_row(sheet: Worksheet, number: int, row: Mapping[str, Any], fields: Sequence[Field], text: Format) -> None:
    for place, field in enumerate(fields):
        value = row.get(field.code)
        if value is not None:
            sheet.write_string(number, place, words_of(field, value), text)


def _write_notes(book: Workbook, section: Section, fields: Sequence[Field]) -> None:
    sheet = book.add_worksheet(_("填写说明"))
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 80, book.add_format({"text_wrap": True, "valign": "top"}))
    sheet.write_string(0, 0, str(section.label), book.add_format({"bold": True}))
    sheet.write_string(0, 1, str(section.help))
    for number, field in enumerate(fields, start=2):
        notes = [str(field.help)] if field.help else []
        if field.choices:
            notes.append(_("可选：%(labels)s") % {"labels": "、".join(str(choice.label) for choice in field.choices)})
        if field.max_length:
            notes.append(_("最多 %(most)s 字") % {"most": field.max_length})
        if field.kind in DAY_KINDS:
            notes.append(_("例如 2026-11-22") if field.kind is FieldKind.DATE else _("例如 2026-11"))
        sheet.write_string(number, 0, heading(field))
        sheet.write_string(number, 1, "；".join(notes))
