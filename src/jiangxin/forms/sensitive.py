"""Sensitive answers: encrypted at rest, masked for everybody but their owner (GB/T 35273-2020, 6.3 and 7.2)."""

import base64
from collections.abc import Callable
from typing import Any

from jiangxin.core.crypto import decrypt, encrypt
from jiangxin.engine.measure.masking import (
    HIDDEN,
    mask_document_number,
    mask_email,
    mask_phone,
)
from jiangxin.forms.definition import Field, FieldKind, FormDefinition
from jiangxin.forms.visibility import Answers, Row

_MARK = "enc:1:"
_MASKS: dict[FieldKind, Callable[[str], str]] = {
    FieldKind.RESIDENT_ID: mask_document_number,
    FieldKind.PHONE: mask_phone,
    FieldKind.EMAIL: mask_email,
    FieldKind.TEXT: mask_document_number,
}
Change = Callable[[Field, Any], Any]


def protect(definition: FormDefinition, answers: Answers) -> Answers:
    """Return answers as they were written with the text of every sensitive field encrypted."""
    return _changed(definition, answers, _hide)


def reveal(definition: FormDefinition, answers: Answers) -> Answers:
    """Return the answers as they were written."""
    return _changed(definition, answers, _show)


def mask_sensitive(definition: FormDefinition, answers: Answers) -> Answers:
    """Return the answers with every sensitive one masked, for readers who are not its owner."""
    return _changed(definition, answers, mask)


def mask(field: Field, value: Any) -> Any:
    """Return one answer masked by its kind; kinds without a mask of their own are hidden altogether."""
    if not isinstance(value, str):
        return HIDDEN if value is not None else None
    known = _MASKS.get(field.kind)
    return known(value) if known else HIDDEN


def _hide(_field: Field, value: Any) -> Any:
    if not isinstance(value, str) or not value:
        return value
    return _MARK + base64.b64encode(encrypt(value)).decode()


def _show(_field: Field, value: Any) -> Any:
    if not isinstance(value, str) or not value.startswith(_MARK):
        return value
    return decrypt(base64.b64decode(value[len(_MARK) :]))


def _changed(definition: FormDefinition, answers: Answers, change: Change) -> Answers:
    """Return the answers with each sensitive one changed; whatever holds none is the same object as before."""
    result = dict(answers)
    for section in definition.sections:
        fields = {field.code: field for field in section.fields if field.sensitive}
        kept = answers.get(section.code)
        if fields and isinstance(kept, list):
            result[section.code] = [_row(fields, row, change) for row in kept]
        elif fields and isinstance(kept, dict):
            result[section.code] = _row(fields, kept, change)
    return result


def _row(fields: dict[str, Field], row: Row, change: Change) -> Row:
    return {code: change(fields[code], value) if code in fields else value for code, value in row.items()}
