"""What changed between two states of the answers, field by field."""

from dataclasses import dataclass
from typing import Any

from jiangxin.forms.answers.checking import path_of
from jiangxin.forms.definition import FormDefinition
from jiangxin.forms.visibility import Answers, rows_of


@dataclass(frozen=True, slots=True)
class Change:
    """One field that differs; None where there was or is no answer."""

    path: str
    before: Any
    after: Any


def diff(definition: FormDefinition, old: Answers, new: Answers) -> list[Change]:
    """Return the changed fields in the order of the form. Rows are compared place by place."""
    changes = []
    for section in definition.sections:
        before, after = rows_of(section, old), rows_of(section, new)
        for place in range(max(len(before), len(after))):
            was = before[place] if place < len(before) else {}
            now = after[place] if place < len(after) else {}
            changes += [
                Change(path_of(section, field, place if section.repeated else None), was.get(code), now.get(code))
                for field in section.fields
                if was.get(code := field.code) != now.get(code)
            ]
    return changes
