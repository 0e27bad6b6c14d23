"""Answers read from a posted form or from JSON: typed where they read, kept as typed where they do not, never lost."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as slot
from datetime import date
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from jiangxin.core.refusal import Problem, Refusal
from jiangxin.forms.answers.checking import draft_problems
from jiangxin.forms.answers.values import read_value
from jiangxin.forms.conditions import is_filled
from jiangxin.forms.definition import LONGEST_TEXT, MOST_ROWS, Field, FieldKind, FormDefinition, Section
from jiangxin.forms.visibility import Answers, Row, rows_of

PRESENT = "present"
"""Name of the hidden inputs that tell which sections a posted page held."""
HELD = "@held"
"""Ending of the names of hidden inputs that carry the ids of the files a row holds."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read.

    Attributes:
        answers: the answers, ready to be kept.
        problems: what is wrong with what is filled in, for showing beside the fields.
        dropped: names that are no field of this form.
    """

    answers: Answers
    problems: list[Problem] = slot(default_factory=list)
    dropped: list[str] = slot(default_factory=list)


def read_post(definition: FormDefinition, data: QueryDict, *, base: Answers, at: date) -> Reading:
    """Read a posted page over the answers kept before.

    Sections the page did not hold keep their answers, and so do places for files: a file is only ever named by its
    id, and only if the same place of `base` held it.

    Raises:
        Refusal: "text_too_long", "answers_too_large".
    """
    present = set(data.getlist(PRESENT))
    answers = dict(base)
    for section in definition.sections:
        if section.code in present:
            raw = _posted_rows(section, data) if section.repeated else [_posted_row(section, f"{section.code}.", data)]
            held = _held_files(section, base)
            rows = [_read_row(section, row, held, at) for row in raw]
            answers[section.code] = rows if section.repeated else rows[0]
    known = _known_names(definition)
    dropped = sorted({name for name in data if not _is_known(name, known)})
    return Reading(_sized(definition, answers), draft_problems(definition, answers, at=at), dropped)


def read_json(definition: FormDefinition, data: object, *, base: Answers | None = None, at: date) -> Reading:
    """Read whole answers from JSON: a restored copy, an import, a sample. File references must stand in `base`.

    Raises:
        Refusal: "answers_malformed", "text_too_long", "answers_too_large".
    """
    if not isinstance(data, Mapping):
        raise malformed()
    return apply_changes(definition, dict(base or {}), data, at=at)


def apply_changes(
    definition: FormDefinition,
    answers: Answers,
    changes: Mapping[str, Any],
    *,
    at: date,
    taken_out: Mapping[str, Mapping[str, Any]] | None = None,
) -> Reading:
    """Return `answers` with `changes` written over them.

    Args:
        definition: the form.
        answers: the answers so far; not changed.
        changes: "section.field" to a value, or a section code to its whole answers (rows, when repeated).
        at: the day of reading.
        taken_out: "section.field" to the references of files that stood there before, by id: a row brought back may
            name them again.

    Raises:
        Refusal: "answers_malformed", "text_too_long", "answers_too_large".
    """
    result, dropped = dict(answers), []
    for name, value in changes.items():
        section_code, _dot, field_code = str(name).partition(".")
        section = definition.section(section_code)
        if section is None or (field_code and (section.repeated or section.field(field_code) is None)):
            dropped.append(str(name)[:80])
            continue
        held = _held_files(section, answers, taken_out or {})
        if field_code:
            row = {**(rows_of(section, result)[0]), field_code: value}
            result[section_code] = _read_row(section, row, held, at)
            continue
        rows = _listed(value) if section.repeated else [value]
        dropped += [f"{section_code}.{key}"[:80] for row in rows for key in _strange_keys(section, row)]
        read = [_read_row(section, row, held, at) for row in rows]
        result[section_code] = read if section.repeated else read[0]
    return Reading(_sized(definition, result), draft_problems(definition, result, at=at), sorted(set(dropped)))


def malformed() -> Refusal:
    """Return the refusal of data that no page of ours sends."""
    return Refusal(
        "answers_malformed",
        _("收到的填报数据不完整或格式不对，没有保存。"),
        _("请刷新页面后再试；已填内容仍保存在本机。"),
        status=HTTPStatus.BAD_REQUEST,
    )


def _listed(value: object) -> list[Any]:
    if not isinstance(value, list) or len(value) > MOST_ROWS:
        raise malformed()
    return value


def _strange_keys(section: Section, row: object) -> Iterable[str]:
    if not isinstance(row, Mapping):
        raise malformed()
    return (str(key) for key in row if section.field(str(key)) is None)


def _posted_rows(section: Section, data: QueryDict) -> list[Row]:
    """Return the posted rows in the order of their numbers; gaps in the numbers do no harm."""
    places = sorted(
        {int(parts[1]) for name in data if (parts := name.split("."))[0] == section.code and _is_row(parts)}
    )
    if len(places) > MOST_ROWS:
        raise Refusal(
            "too_many_rows",
            _("“%(section)s”一次最多 %(most)s 行。") % {"section": section.label, "most": MOST_ROWS},
            _("请分次填写或删去空行。"),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    return [_posted_row(section, f"{section.code}.{place}.", data) for place in places]


def _is_row(parts: list[str]) -> bool:
    return len(parts) > 1 and parts[1].isascii() and parts[1].isdigit() and len(parts[1]) <= len("999999")


def _posted_row(section: Section, prefix: str, data: QueryDict) -> Row:
    row: Row = {}
    for field in section.fields:
        name = prefix + field.code
        if field.is_file:
            row[field.code] = data.getlist(name + HELD)
        elif field.kind is FieldKind.CHOICES:
            row[field.code] = data.getlist(name)
        else:
            row[field.code] = data.get(name)
    return row


def _read_row(section: Section, raw: object, held: Mapping[str, Mapping[str, Any]], at: date) -> Row:
    if not isinstance(raw, Mapping):
        raise malformed()
    row: Row = {}
    for field in section.fields:
        if field.kind is FieldKind.COMPUTED:
            continue
        value = raw.get(field.code)
        if field.is_file:
            value = _kept_files(value, held[field.code])
        else:
            _refuse_too_long(field, value)
            value = read_value(field, value, at).value
        if is_filled(value):
            row[field.code] = value
    return row


def _held_files(
    section: Section, answers: Answers, taken_out: Mapping[str, Mapping[str, Any]] = MappingProxyType({})
) -> dict[str, dict[str, Any]]:
    held = {field.code: dict(taken_out.get(f"{section.code}.{field.code}", {})) for field in section.fields}
    for row in rows_of(section, answers):
        for field in section.fields:
            if field.is_file:
                held[field.code] |= {str(file["id"]): file for file in row.get(field.code) or []}
    return held


def _kept_files(value: object, held: Mapping[str, Any]) -> list[Any]:
    """Return the files of this place that `value` names, by id or as whole references; others are not ours to name."""
    named = value if isinstance(value, list) else []
    ids = [str(item.get("id") if isinstance(item, Mapping) else item) for item in named]
    return [held[key] for key in dict.fromkeys(ids) if key in held]


def _refuse_too_long(field: Field, value: object) -> None:
    parts = value if isinstance(value, list) else [value]
    if isinstance(value, Mapping) or any(isinstance(part, list | Mapping) for part in parts):
        raise malformed()
    length = sum(len(str(part)) for part in parts if part is not None)
    if length > LONGEST_TEXT:
        names = {"label": field.label, "length": length, "most": LONGEST_TEXT}
        raise Refusal(
            "text_too_long",
            _("“%(label)s”收到 %(length)s 个字符，超过系统上限 %(most)s，没有保存。") % names,
            _("请把长材料作为附件上传，栏目里只填写摘要。"),
            status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        )


def _sized(definition: FormDefinition, answers: Answers) -> Answers:
    size = sum(_size(value) for value in answers.values())
    if size > definition.max_answer_bytes:
        megabytes = {"size": f"{size / 1024 / 1024:.1f}", "most": f"{definition.max_answer_bytes / 1024 / 1024:.1f}"}
        raise Refusal(
            "answers_too_large",
            _("整份表单的文字共 %(size)s MB，超过上限 %(most)s MB，没有保存。") % megabytes,
            _("请精简文字，或把长材料作为附件上传。"),
            status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        )
    return answers


def _size(value: object) -> int:
    if isinstance(value, str):
        return len(value.encode())
    if isinstance(value, dict):
        return sum(len(key) + _size(item) for key, item in value.items())
    return sum(_size(item) for item in value) if isinstance(value, list) else len(str(value))


def _known_names(definition: FormDefinition) -> set[str]:
    names = {PRESENT, "csrfmiddlewaretoken", "act", "revision", "base"}
    for section in definition.sections:
        names.add(section.code)
        for field in section.fields:
            names |= {f"{section.code}.{field.code}", f"{section.code}.{field.code}{HELD}"}
    return names


def _is_known(name: str, known: set[str]) -> bool:
    parts = name.split(".")
    return name in known or (_is_row(parts) and ".".join(parts[:1] + parts[2:]) in known)
