"""Answers written out for readers: sections with labels and words instead of codes."""

from collections.abc import Iterable
from dataclasses import dataclass

from jiangxin.forms.answers import Answers
from jiangxin.forms.conditions import is_filled
from jiangxin.forms.definition import Field, FieldKind, FormDefinition, Section
from jiangxin.forms.visibility import Row, rows_of
from jiangxin.forms.wording import formal_words_of
from jiangxin.forms.words import Words


@dataclass(frozen=True, slots=True)
class Told:
    """One answer: its label and the words of it."""

    label: Words
    text: str
    is_long: bool


@dataclass(frozen=True, slots=True)
class ReadSection:
    """A section as it is read: plain answers, or a table of rows."""

    code: str
    label: Words
    told: tuple[Told, ...]
    columns: tuple[Words, ...]
    rows: tuple[tuple[str, ...], ...]


def read_out(form: FormDefinition, answers: Answers) -> list[ReadSection]:
    """Return the sections that say anything; files and sensitive fields are left out."""
    sections = [_section(section, rows_of(section, answers)) for section in form.sections]
    return [section for section in sections if section.told or section.rows]


def _section(section: Section, rows: list[Row]) -> ReadSection:
    fields = [field for field in section.fields if not field.is_file and not field.sensitive]
    if not section.repeated:
        return ReadSection(section.code, section.label, tuple(_told(fields, rows[0] if rows else {})), (), ())
    used = [field for field in fields if any(is_filled(row.get(field.code)) for row in rows)]
    table = tuple(tuple(formal_words_of(field, row.get(field.code)) for field in used) for row in rows)
    return ReadSection(section.code, section.label, (), tuple(field.label for field in used), table if used else ())


def _told(fields: Iterable[Field], row: Row) -> Iterable[Told]:
    for field in fields:
        if is_filled(row.get(field.code)):
            yield Told(field.label, formal_words_of(field, row[field.code]), field.kind is FieldKind.LONG_TEXT)
