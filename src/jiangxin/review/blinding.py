"""The redacted copy of an entry: made from what was submitted, and corrected text by text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import translation

from jiangxin.campaigns.models import Entry
from jiangxin.forms.answers import Answers
from jiangxin.forms.definition import TEXT_KINDS, FieldKind, FormDefinition, NameOf, Redact
from jiangxin.forms.redaction import redact
from jiangxin.forms.visibility import rows_of
from jiangxin.forms.words import Words


@dataclass(frozen=True, slots=True)
class EditableText:
    """One text of a redacted copy an officer can still correct; `number` counts the rows of a repeated section."""

    path: str
    section: Words
    label: Words
    value: str
    is_long: bool
    number: int | None = None


def blind(form: FormDefinition, answers: Answers, entry: Entry) -> tuple[Answers, list[dict[str, Any]]]:
    """Return the answers without what tells whose they are, and the list of what was masked.

    Files stay out: experts get them one by one, as an officer decides.
    """
    names = [
        (entry.leader_name, NameOf.LEADER),
        (entry.name, NameOf.STUDIO),
        (entry.unit.unit_name, NameOf.UNIT),
        (entry.unit.name, NameOf.UNIT),
    ]
    with translation.override("zh-hans"):  # what is kept does not change with the officer's language
        copy = redact(form, answers, known_names=names)
    masked = [
        {"path": one.path, "start": one.start, "found": one.found, "put": one.put, "certain": one.certain}
        for one in copy.replacements
    ]
    return _without_files(form, copy.answers), masked


def _without_files(form: FormDefinition, answers: Answers) -> Answers:
    result: Answers = {}
    for section in form.sections:
        if section.code not in answers:
            continue
        places = {field.code for field in section.fields if field.is_file}
        rows = [{code: value for code, value in row.items() if code not in places} for row in rows_of(section, answers)]
        result[section.code] = rows if section.repeated else rows[0]
    return result


def editable_texts(form: FormDefinition, data: Answers) -> Iterator[EditableText]:
    """Yield the texts of a copy in the order of the form."""
    for section in form.sections:
        for place, row in enumerate(rows_of(section, data)):
            for field in section.fields:
                value = row.get(field.code)
                if field.kind in TEXT_KINDS and isinstance(value, str) and field.redact is not Redact.HIDE:
                    middle = f"{place}." if section.repeated else ""
                    yield EditableText(
                        f"{section.code}.{middle}{field.code}",
                        section.label,
                        field.label,
                        value,
                        field.kind is FieldKind.LONG_TEXT,
                        place + 1 if section.repeated else None,
                    )


def with_texts(data: Answers, texts: Mapping[str, str]) -> Answers:
    """Return the copy's data with these texts in place of the old ones."""
    result: Answers = {
        code: [dict(row) for row in kept] if isinstance(kept, list) else dict(kept) for code, kept in data.items()
    }
    for path, value in texts.items():
        code, *between, item = path.split(".")
        row = result[code][int(between[0])] if between else result[code]
        row[item] = value
    return result
