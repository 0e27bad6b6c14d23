"""Answers that need more care: taken out for encryption at rest, put back for their owner, masked for everybody else.

Masks follow GB/T 35273-2020 on display limits.
"""

from collections.abc import Callable
from typing import Any

from jiangxin.engine.measure.masking import (
    HIDDEN,
    mask_document_number,
    mask_email,
    mask_phone,
)
from jiangxin.forms.definition import Field, FieldKind, FormDefinition
from jiangxin.forms.visibility import Answers, Row, rows_of

_MASKS: dict[FieldKind, Callable[[str], str]] = {
    FieldKind.RESIDENT_ID: mask_document_number,
    FieldKind.PHONE: mask_phone,
    FieldKind.EMAIL: mask_email,
    FieldKind.TEXT: mask_document_number,
}


def split_sensitive(definition: FormDefinition, answers: Answers) -> tuple[Answers, Answers]:
    """Return (open answers, sensitive answers); both keep the shape of the whole, so that rows stay in their places."""
    return _only(definition, answers, sensitive=False), _only(definition, answers, sensitive=True)


def join_sensitive(definition: FormDefinition, plain: Answers, sealed: Answers) -> Answers:
    """Put together what `split_sensitive` took apart."""
    joined = dict(plain)
    for section in definition.sections:
        if section.code not in sealed:
            continue
        rows, secrets = rows_of(section, plain), rows_of(section, sealed)
        merged = [
            _ordered(section.fields, {**row, **(secrets[place] if place < len(secrets) else {})})
            for place, row in enumerate(rows)
        ]
        joined[section.code] = merged if section.repeated else merged[0]
    return joined


def mask_sensitive(definition: FormDefinition, answers: Answers) -> Answers:
    """Return the answers with every sensitive one masked, for readers who are not its owner."""
    return _mapped(definition, answers, lambda field, value: mask(field, value) if field.sensitive else value)


def mask(field: Field, value: Any) -> Any:
    """Return one answer masked by its kind; kinds without a mask of their own are hidden altogether."""
    if not isinstance(value, str):
        return HIDDEN if value is not None else None
    known = _MASKS.get(field.kind)
    return known(value) if known else HIDDEN


def _only(definition: FormDefinition, answers: Answers, *, sensitive: bool) -> Answers:
    result: Answers = {}
    for section in definition.sections:
        if section.code not in answers:
            continue
        if sensitive and not any(field.sensitive for field in section.fields):
            continue
        chosen = {field.code for field in section.fields if field.sensitive is sensitive}
        rows = [{code: row[code] for code in row if code in chosen} for row in rows_of(section, answers)]
        result[section.code] = rows if section.repeated else rows[0]
    return result


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


def _ordered(fields: tuple[Field, ...], row: Row) -> Row:
    return {field.code: row[field.code] for field in fields if field.code in row}
