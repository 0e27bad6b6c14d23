"""The workbook a federation fills in: one sheet for each table, made from the same fields the import reads by."""

import io
from typing import Any, Final

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.utility import xl_col_to_name

from jiangxin.forms.definition import DAY_KINDS, NUMBER_KINDS, Field, FieldKind, Section
from jiangxin.forms.excel.template import heading
from jiangxin.studios.importing.tables import tables

ROWS: Final = 20_000
"""Rows that have drop-downs and checks."""
_HEAD: Final = {"bold": True, "bg_color": "#F4F0EA", "bottom": 1, "text_wrap": True, "valign": "vcenter"}
_FIRST_DAY: Final = "DATE(1949,1,1)"


def takeover_template() -> bytes:
    """Return the empty workbook: drop-downs from a hidden sheet, checks, notes, frozen header, how to fill it in."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        writer = _Template(book)
        for section in tables().values():
            writer.add(section)
        writer.close()
    return buffer.getvalue()


class _Template:
    def __init__(self, book: Any) -> None:
        self._book = book
        self._head, self._must = book.add_format(_HEAD), book.add_format({**_HEAD, "font_color": "#A61B1B"})
        self._text = book.add_format({"num_format": "@"})
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        self._number = book.add_format({"num_format": "0.######"})
        self._lists: list[list[str]] = []
        self._hidden = _("选项")

    def add(self, section: Section) -> None:
        """Add the sheet of a table."""
        sheet = self._book.add_worksheet(section.label.zh)
        for place, field in enumerate(section.fields):
            style = self._day if field.kind in DAY_KINDS else self._number if _is_number(field) else self._text
            sheet.set_column(place, place, 12 if style is not self._text else 20, style)
            sheet.write_string(0, place, heading(field), self._must if field.required else self._head)
            if field.help:
                sheet.write_comment(0, place, str(field.help))
            check = self._check(field, place)
            if check:
                sheet.data_validation(1, place, ROWS, place, {"error_title": _("请核对"), **check})
        sheet.set_row(0, 32)
        sheet.freeze_panes(1, 1)

    def _check(self, field: Field, place: int) -> dict[str, Any]:
        labels = _labels(field)
        if labels:
            self._lists.append(labels)
            column = xl_col_to_name(len(self._lists) - 1)
            source = f"='{self._hidden}'!${column}$1:${column}${len(labels)}"
            return {"validate": "list", "source": source, "error_message": _("请从下拉列表中选择。")}
        if field.kind in DAY_KINDS:
            last = "TODAY()" if field.maximum == "today" else "DATE(2199,12,31)"
            words = _("请填写日期，例如 2026-11-22。")
            return {
                "validate": "date",
                "criteria": "between",
                "minimum": f"={_FIRST_DAY}",
                "maximum": f"={last}",
                "error_message": words if last != "TODAY()" else _("请填写不晚于今天的日期，例如 2026-11-22。"),
            }
        if _is_number(field):
            return {
                "validate": "integer" if field.kind is FieldKind.INTEGER else "decimal",
                "criteria": "between",
                "minimum": float(field.minimum or 0),
                "maximum": float(field.maximum or 1e15),
                "error_message": _("请填写数字。"),
            }
        return self._length(field, place)

    @staticmethod
    def _length(field: Field, place: int) -> dict[str, Any]:
        if field.kind is FieldKind.RESIDENT_ID or field.kind is FieldKind.USCC:
            length = 18
            cell = f"{xl_col_to_name(place)}2"
            return {
                "validate": "custom",
                "value": f"=LEN(TRIM({cell}))={length}",
                "error_message": _("应为 %(length)s 位。") % {"length": length},
            }
        if field.max_length:
            words = _("最多 %(most)s 字。") % {"most": field.max_length}
            return {"validate": "length", "criteria": "<=", "value": field.max_length, "error_message": words}
        return {}

    def close(self) -> None:
        """Add the hidden lists and the notes."""
        lists = self._book.add_worksheet(self._hidden)
        for place, labels in enumerate(self._lists):
            for row, label in enumerate(labels):
                lists.write_string(row, place, label)
        lists.hide()
        notes = self._book.add_worksheet(_("填写说明"))
        notes.set_column(0, 0, 26)
        notes.set_column(1, 1, 90, self._book.add_format({"text_wrap": True, "valign": "top"}))
        row = 0
        for section in tables().values():
            notes.write_string(row, 0, str(section.label), self._head)
            notes.write_string(row, 1, str(section.help), self._head)
            for row, field in enumerate(section.fields, start=row + 1):  # noqa: B020  counted on from the heading
                notes.write_string(row, 0, heading(field))
                notes.write_string(row, 1, _note(field))
            row += 2


def _is_number(field: Field) -> bool:
    return field.kind in NUMBER_KINDS


def _labels(field: Field) -> list[str]:
    if field.kind is FieldKind.YES_NO:
        return [_("是"), _("否")]
    return [str(choice.label) for choice in field.choices]


def _note(field: Field) -> str:
    notes = [_("必填")] if field.required else []
    notes += [str(field.help)] if field.help else []
    notes += [_("可选：%(labels)s") % {"labels": "、".join(_labels(field))}] if _labels(field) else []
    notes += [_("最多 %(most)s 字") % {"most": field.max_length}] if field.max_length else []
    notes += [_("例如 2026-11-22")] if field.kind is FieldKind.DATE else []
    return "；".join(notes)
