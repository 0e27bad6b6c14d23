"""Whether an answer keeps to what its field asks: length, limits, format, order of days, number of files."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from jiangxin.core.refusal import Problem
from jiangxin.forms.answers.text import count
from jiangxin.forms.answers.values import read_value
from jiangxin.forms.conditions import is_filled, number_of
from jiangxin.forms.definition import DAY_KINDS, NUMBER_KINDS, TEXT_KINDS, Field, FieldKind, FormDefinition, Section
from jiangxin.forms.visibility import Answers, Row, Visibility

_LONGEST_MATCHED = 200
DAY = len("2026-11-22")


def validate(definition: FormDefinition, answers: Answers, *, at: date) -> list[Problem]:
    """Return what keeps these answers from being submitted on day `at`: what is missing where, and what is wrong.

    Paths are "section.field", or "section.row.field" with rows counted from 0; a problem of a whole repeated section
    has its code as path. Hidden fields are never asked for.
    """
    return list(_problems(definition, answers, at, missing_too=True))


def draft_problems(definition: FormDefinition, answers: Answers, *, at: date) -> list[Problem]:
    """Return what is wrong with what has been filled in so far; nothing is missing from a draft."""
    return list(_problems(definition, answers, at, missing_too=False))


def advice(definition: FormDefinition, answers: Answers) -> list[Problem]:
    """Return what is unusual though allowed, for the applicant to look at again and for the officer to know."""
    shown = Visibility(definition, answers)
    found = []
    for section in definition.sections:
        for field, row, values in _shown_fields(section, shown):
            value, limit = number_of(values.get(field.code)), number_of(field.advise_min)
            if value is not None and limit is not None and value < limit:
                message = _("一般不低于 %(limit)s %(unit)s，请核对。") % {"limit": limit, "unit": field.shown_unit}
                found.append(Problem(path_of(section, field, row), message, "advice"))
    return found


def path_of(section: Section, field: Field, row: int | None) -> str:
    """Return the path of a field, as problems, inputs and the browser name it."""
    return f"{section.code}.{field.code}" if row is None else f"{section.code}.{row}.{field.code}"


def _problems(definition: FormDefinition, answers: Answers, at: date, *, missing_too: bool) -> Iterator[Problem]:
    shown = Visibility(definition, answers)
    for section in definition.sections:
        if missing_too and section.repeated and shown.section(section):
            yield from _row_count_problems(section, len([row for row in shown.rows(section) if is_filled(row)]))
        for field, row, values in _shown_fields(section, shown):
            path, value = path_of(section, field, row), values.get(field.code)
            if is_filled(value):
                yield from check_value(field, value, path=path, siblings=values, at=at)
            elif missing_too and shown.required(section, field, row):
                yield Problem(path, _missing(field), "missing")


def _shown_fields(section: Section, shown: Visibility) -> Iterator[tuple[Field, int | None, Row]]:
    for place, values in enumerate(shown.rows(section)):
        row = place if section.repeated else None
        if section.repeated and not is_filled(values):
            continue
        for field in section.fields:
            if field.kind is not FieldKind.COMPUTED and shown.field(section, field, row):
                yield field, row, values


def _row_count_problems(section: Section, rows: int) -> Iterator[Problem]:
    names = {"section": section.label, "rows": rows, "least": section.min_rows, "most": section.max_rows}
    if rows < section.min_rows:
        yield Problem(section.code, _("“%(section)s”至少填写 %(least)s 行，已填 %(rows)s 行。") % names, "too_few_rows")
    if rows > section.max_rows:
        yield Problem(section.code, _("“%(section)s”最多填写 %(most)s 行，现有 %(rows)s 行。") % names, "too_many_rows")


def _missing(field: Field) -> str:
    names = {"label": field.label}
    if field.kind is FieldKind.DECLARATION:
        return _("请阅读并勾选“%(label)s”。") % names
    if field.is_file:
        return _("请上传“%(label)s”。") % names
    if field.choices or field.kind in {FieldKind.YES_NO, FieldKind.ORGANISATION}:
        return _("请选择“%(label)s”。") % names
    return _("请填写“%(label)s”。") % names


def check_value(field: Field, value: Any, *, path: str, siblings: Row, at: date) -> list[Problem]:
    """Return what is wrong with one filled answer.

    Args:
        field: what is asked.
        value: the answer in normal form, or as typed where it does not read as its kind.
        path: its path, for the problems.
        siblings: the other answers of the same section or row.
        at: the day it is judged on; "today" in limits means it.
    """
    read = read_value(field, value, at)
    if read.problem:
        return [Problem(path, read.problem, read.code)]
    return [Problem(path, message, code) for message, code in _faults(field, read.value, siblings, at)]


def _faults(field: Field, value: Any, siblings: Row, at: date) -> Iterator[tuple[str, str]]:
    if field.kind in TEXT_KINDS:
        yield from _text_faults(field, str(value))
    elif field.kind in NUMBER_KINDS:
        yield from _number_faults(field, Decimal(value))
    elif field.kind in DAY_KINDS:
        yield from _day_faults(field, str(value), siblings, at)
    elif field.is_file:
        yield from _file_faults(field, value)


def _text_faults(field: Field, text: str) -> Iterator[tuple[str, str]]:
    length = count(text)
    names = {"length": length, "most": field.max_length, "least": field.min_length}
    if field.max_length and length > field.max_length:
        names["over"] = length - field.max_length
        yield _("最多 %(most)s 字，现有 %(length)s 字，请删去 %(over)s 字。") % names, "too_long"
    if field.min_length and length < field.min_length:
        yield _("至少 %(least)s 字，现有 %(length)s 字。") % names, "too_short"
    if field.pattern and not (len(text) <= _LONGEST_MATCHED and re.fullmatch(field.pattern, text)):
        yield str(field.pattern_help) or _("格式不对，请核对。"), "pattern"


def _number_faults(field: Field, number: Decimal) -> Iterator[tuple[str, str]]:
    names = {"least": field.minimum, "most": field.maximum, "unit": field.shown_unit}
    if field.minimum and number < Decimal(field.minimum):
        yield _("不能小于 %(least)s %(unit)s。") % names, "too_small"
    if field.maximum and number > Decimal(field.maximum):
        yield _("不能大于 %(most)s %(unit)s。") % names, "too_large"


def _day_faults(field: Field, day: str, siblings: Row, at: date) -> Iterator[tuple[str, str]]:
    def limit(text: str) -> str:
        return (at.isoformat() if text == "today" else text)[: len(day)]

    if field.minimum and day < limit(field.minimum):
        yield _("不能早于 %(limit)s。") % {"limit": limit(field.minimum)}, "too_early"
    if field.maximum and day > limit(field.maximum):
        yield _("不能晚于 %(limit)s。") % {"limit": limit(field.maximum)}, "too_late"
    earlier = siblings.get(field.not_before) if field.not_before else None
    if isinstance(earlier, str) and len(earlier) == len(day) and day < earlier:
        yield _("不能早于开始日期 %(limit)s。") % {"limit": earlier}, "wrong_order"


def _file_faults(field: Field, files: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    names = {"count": len(files), "most": field.max_files, "least": field.min_files}
    if len(files) > field.max_files:
        yield _("最多 %(most)s 个文件，现有 %(count)s 个。") % names, "too_many_files"
    if len(files) < field.min_files:
        yield _("至少 %(least)s 个文件，现有 %(count)s 个。") % names, "too_few_files"
