"""Sensitive answers masked for everybody but their owner, as GB/T 35273-2020 limits their display."""

from collections.abc import Callable
from typing import Any

from jiangxin.engine.measure.masking import (
    HIDDEN,
    mask_document_number,
    mask_email,
    mask_phone,
)
from jiangxin.forms.definition import Field, FieldKind, FormDefinition
from jiangxin.forms.visibility import Answers, rows_of

_MASKS: dict[FieldKind, Callable[[str], str]] = {
    FieldKind.RESIDENT_ID: mask_document_number,
    FieldKind.PHONE: mask_phone,
    FieldKind.EMAIL: mask_email,
    FieldKind.TEXT: mask_document_number,
}


def mask_sensitive(definition: FormDefinition, answers: Answers) -> Answers:
    """Return the answers with every sensitive one masked, for readers who are not its owner."""
    return _mapped(definition, answers, lambda field, value: mask(field, value) if field.sensitive else value)


def mask(field: Field, value: Any) -> Any:
    """Return one answer masked by its kind; kinds without a mask of their own are hidden altogether."""
    if not isinstance(value, str):
        return HIDDEN if value is not None else None
    known = _MASKS.get(field.kind)
    return known(value) if known else HIDDEN


def _mapped(definition: FormDefinition, answers: Answers, change: Callable[[Field, Any], Any]) -> Answers:
    result: Answers = {}
    for section in definition.sections:
        if section.code not in answers:
            continue
        rows = [
            {field.code: change(field, row[field.code]) for field in section.fields if field.code in row}
            for row in rows_of(section, answers)
        ]
        result[section.code] = rows if section.repeated else rows[0]
    return result
