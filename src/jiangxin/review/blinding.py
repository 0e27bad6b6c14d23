"""What is left of an application when experts must not know whose it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jiangxin.campaigns.models import Entry
from jiangxin.forms.answers import Answers
from jiangxin.forms.definition import FieldKind, FormDefinition, Redact, Section
from jiangxin.forms.visibility import rows_of
from jiangxin.forms.words import Words

_TEXTS = (FieldKind.TEXT, FieldKind.LONG_TEXT)
MASK = "※※"


@dataclass(frozen=True, slots=True)
class EditableText:
    """One text of a redacted copy an officer can still correct; `number` counts the rows of a repeated section."""

    path: str
    section: Words
    label: Words
    value: str
    is_long: bool
    number: int | None = None


def blind(form: FormDefinition, answers: Answers, entry: Entry) -> tuple[Answers, list[dict[str, str]]]:
    """Return the answers without what tells whose they are, and a list of what was replaced."""
    names = _names(answers, entry)
    result: Answers = {}
    replaced: list[dict[str, str]] = []
    for section in form.sections:
        rows = [_row(section, row, place, names, replaced) for place, row in enumerate(rows_of(section, answers))]
        result[section.code] = rows if section.repeated else (rows[0] if rows else {})
    return result, replaced


def _names(answers: Answers, entry: Entry) -> list[str]:
    members = answers.get("members") or []
    unit, leader, studio = (answers.get(code) or {} for code in ("unit", "leader", "studio"))
    found = {
        entry.name,
        entry.leader_name,
        entry.unit.name,
        entry.unit.unit_name,
        *(str(row.get("name") or "") for row in members),
        *(str(unit.get(code) or "") for code in ("name", "union_name", "union_chair", "contact")),
        *str(unit.get("short_name") or "").split("、"),
        str(leader.get("name") or ""),
        str(studio.get("name") or ""),
    }
    return sorted((name.strip() for name in found if len(name.strip()) > 1), key=lambda name: (-len(name), name))


def _row(
    section: Section, row: Mapping[str, Any], place: int, names: list[str], replaced: list[dict[str, str]]
) -> dict[str, Any]:
    kept = {}
    for item in section.fields:
        value = row.get(item.code)
        if value is None or item.redact is Redact.HIDE or item.is_file:
            continue
        if item.kind in _TEXTS and isinstance(value, str):
            path = f"{section.code}.{place}.{item.code}" if section.repeated else f"{section.code}.{item.code}"
            for name in names:
                if name in value:
                    value = value.replace(name, MASK)
                    replaced.append({"path": path, "from": name})
        kept[item.code] = value
    return kept


def editable_texts(form: FormDefinition, data: Answers) -> Iterator[EditableText]:
    """Yield the texts of a copy in the order of the form."""
    for section in form.sections:
        for place, row in enumerate(rows_of(section, data)):
            for item in section.fields:
                value = row.get(item.code)
                if item.kind in _TEXTS and isinstance(value, str) and item.redact is not Redact.HIDE:
                    middle = f"{place}." if section.repeated else ""
                    yield EditableText(
                        f"{section.code}.{middle}{item.code}",
                        section.label,
                        item.label,
                        value,
                        item.kind is FieldKind.LONG_TEXT,
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
