"""Buttons inside a form that work without scripts: add, remove and move a row, take away a file."""

from http import HTTPStatus
from typing import Any

from django.utils.translation import gettext as _

from jiangxin.core.refusal import Refusal
from jiangxin.forms.answers.checking import path_of
from jiangxin.forms.definition import FormDefinition, Section
from jiangxin.forms.visibility import Answers, Row, rows_of

ACTS = frozenset({"add", "remove", "up", "down", "drop"})


def is_form_act(act: str) -> bool:
    """Say whether a posted `act` ("add:members") is one of these, and not the page's own ("submit")."""
    return act.partition(":")[0] in ACTS


def apply_act(definition: FormDefinition, answers: Answers, act: str) -> tuple[Answers, str]:
    """Do what a button says, and return the new answers with the path to show next.

    Acts: "add:SECTION", "remove:SECTION:ROW", "up:SECTION:ROW", "down:SECTION:ROW", "drop:PATH:FILE". An act on a row
    that is no longer there changes nothing.

    Raises:
        Refusal: "too_many_rows"; "answers_malformed" for an act no page of ours offers.
    """
    verb, _colon, target = act.partition(":")
    name, _colon, last = target.partition(":")
    if verb == "drop":
        return detach(definition, answers, name, last), name
    section = definition.section(name)
    if section is None or not section.repeated or verb not in ACTS:
        raise _unknown_act()
    rows = list(rows_of(section, answers))
    place = _place(verb, last, rows, section)
    if place is None:
        return answers, name
    return {**answers, name: rows}, f"{name}.{place}.{section.fields[0].code}" if rows else name


def _place(verb: str, last: str, rows: list[Row], section: Section) -> int | None:
    """Change `rows` in place, and return the row to show next; None when there is nothing to do."""
    if verb == "add":
        if len(rows) >= section.max_rows:
            raise Refusal(
                "too_many_rows",
                _("“%(section)s”最多 %(most)s 行。") % {"section": section.label, "most": section.max_rows},
                _("请先删去不需要的行。"),
            )
        rows.append({})
        return len(rows) - 1
    index = int(last) if last.isascii() and last.isdigit() else len(rows)
    if index >= len(rows):
        return None
    row = rows.pop(index)
    if verb == "remove":
        return max(min(index, len(rows) - 1), 0)
    goal = max(index - 1, 0) if verb == "up" else min(index + 1, len(rows))
    rows.insert(goal, row)
    return goal


def attach(definition: FormDefinition, answers: Answers, path: str, reference: dict[str, Any]) -> Answers:
    """Return the answers with one more file at `path`; the caller has stored it and checked its kind and size.

    Args:
        definition: the form.
        answers: the draft so far.
        path: "section.field", or "section.row.field" in a repeated section (the row is made when it is the next one).
        reference: {"id", "name", "size", "media_type", "sha256"}.

    Raises:
        Refusal: "too_many_files", or "answers_malformed" where `path` is no place for files.
    """
    section, field = definition.section(path.partition(".")[0]), definition.field(path)
    if section is None or field is None or not field.is_file:
        raise _unknown_act()
    rows, place = _rows_at(section, answers, path)
    held = [file for file in rows[place].get(field.code) or [] if str(file["id"]) != str(reference["id"])]
    if len(held) >= field.max_files:
        raise Refusal(
            "too_many_files",
            _("“%(label)s”最多 %(most)s 个文件。") % {"label": field.label, "most": field.max_files},
            _("请先移除不需要的文件，再上传。"),
        )
    rows[place] = {**rows[place], field.code: [*held, reference]}
    return {**answers, section.code: rows if section.repeated else rows[0]}


def detach(definition: FormDefinition, answers: Answers, path: str, file_id: str) -> Answers:
    """Return the answers without one file; nothing changes when it is not there.

    Raises:
        Refusal: "answers_malformed" where `path` is no place for files.
    """
    section, field = definition.section(path.partition(".")[0]), definition.field(path)
    if section is None or field is None or not field.is_file:
        raise _unknown_act()
    rows, place = _rows_at(section, answers, path)
    kept = [file for file in rows[place].get(field.code) or [] if str(file["id"]) != file_id]
    row = {code: value for code, value in rows[place].items() if code != field.code}
    rows[place] = {**row, field.code: kept} if kept else row
    return {**answers, section.code: rows if section.repeated else rows[0]}


def places_of(definition: FormDefinition, answers: Answers) -> list[tuple[str, dict[str, Any]]]:
    """Return every file the answers hold with the path of its place."""
    return [
        (path_of(section, field, index if section.repeated else None), file)
        for section in definition.sections
        for index, row in enumerate(rows_of(section, answers))
        for field in section.fields
        if field.is_file
        for file in row.get(field.code) or []
    ]


def _rows_at(section: Section, answers: Answers, path: str) -> tuple[list[Row], int]:
    rows = [dict(row) for row in rows_of(section, answers)]
    if not section.repeated:
        return rows, 0
    middle = path.split(".")[1]
    place = int(middle) if middle.isascii() and middle.isdigit() else len(rows) + 1
    if place == len(rows) < section.max_rows:
        rows.append({})
    if place >= len(rows):
        raise _unknown_act()
    return rows, place


def _unknown_act() -> Refusal:
    return Refusal(
        "answers_malformed",
        _("这个操作与当前表单不符，没有生效。"),
        _("请刷新页面后再试。"),
        status=HTTPStatus.BAD_REQUEST,
    )
