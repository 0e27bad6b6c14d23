"""Sensitive answers at rest: encrypted inside the stored answers, readable only through the gate."""

import base64
from collections.abc import Callable

from jiangxin.core.crypto import decrypt, encrypt
from jiangxin.forms.answers import Answers, Row
from jiangxin.forms.definition import FormDefinition, Section

_MARK = "enc:1:"


def protect(form: FormDefinition, answers: Answers) -> Answers:
    """Return the answers with the text of every sensitive field encrypted (GB/T 35273-2020 6.3)."""
    return _map(form, answers, _hide)


def reveal(form: FormDefinition, answers: Answers) -> Answers:
    """Return the answers as they were written."""
    return _map(form, answers, _show)


def _hide(value: object) -> object:
    if not isinstance(value, str) or not value or value.startswith(_MARK):
        return value
    return _MARK + base64.b64encode(encrypt(value)).decode()


def _show(value: object) -> object:
    if not isinstance(value, str) or not value.startswith(_MARK):
        return value
    return decrypt(base64.b64decode(value[len(_MARK) :]))


def _map(form: FormDefinition, answers: Answers, change: Callable[[object], object]) -> Answers:
    result = dict(answers)
    for section in form.sections:
        codes = {field.code for field in section.fields if field.sensitive}
        kept = answers.get(section.code)
        if codes and isinstance(kept, list):
            result[section.code] = [_row(section, row, codes, change) for row in kept]
        elif codes and isinstance(kept, dict):
            result[section.code] = _row(section, kept, codes, change)
    return result


def _row(section: Section, row: Row, codes: set[str], change: Callable[[object], object]) -> Row:
    del section
    return {code: change(value) if code in codes else value for code, value in row.items()}
