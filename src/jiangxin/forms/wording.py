"""Answers as people write them: labels for codes, yes or no, days in full."""

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jiangxin.forms.definition import Field, FieldKind


def words_of(field: Field, value: Any) -> str:
    """Return an answer in words; what does not read as its kind stands as it was typed."""
    if value is None:
        return ""
    if isinstance(value, bool):
        if field.kind is FieldKind.DECLARATION:
            return _("已承诺") if value else _("未承诺")
        return _("是") if value else _("否")
    if field.is_file:
        return "、".join(str(file["name"]) for file in value)
    if isinstance(value, list):
        return "、".join(words_of(field, item) for item in value)
    return next((str(choice.label) for choice in field.choices if choice.code == value), str(value))


def formal_words_of(field: Field, value: Any) -> str:
    """Return an answer as a printed form has it: days in full, numbers with their unit."""
    text = words_of(field, value)
    if not text:
        return ""
    if field.kind is FieldKind.DATE:
        return _formal_day(text, "DATE_FORMAT")
    if field.kind is FieldKind.MONTH:
        return _formal_day(f"{text}-01", "YEAR_MONTH_FORMAT", otherwise=text)
    return f"{text} {field.shown_unit}" if field.shown_unit else text


def _formal_day(text: str, kind: str, otherwise: str = "") -> str:
    try:
        return date_format(date.fromisoformat(text), kind)
    except ValueError:
        return otherwise or text
