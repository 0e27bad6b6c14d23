"""A form definition as plain data: what is frozen in a call as JSON. `parse_definition` reads it back unchanged."""

from dataclasses import fields as dataclass_fields

from jiangxin.forms.conditions import Comparison, Group, to_plain
from jiangxin.forms.definition import Choice, Compute, Field, FieldKind, FormDefinition, Section
from jiangxin.forms.words import Words

RENAMED = {"minimum": "min", "maximum": "max"}
# Read with a default of their own for each kind, so an equal value must still be written.
ALWAYS = {FieldKind.FILES: ("max_files",), FieldKind.LONG_TEXT: ("print_width",)}


def to_dict(definition: FormDefinition) -> dict[str, object]:
    """Return the definition as dictionaries, lists, texts, numbers and truth values; defaults are left out."""
    return _plain(definition)


def _plain(part: FormDefinition | Section | Field | Choice | Compute) -> dict[str, object]:
    written: dict[str, object] = {}
    always = ALWAYS.get(part.kind, ()) if isinstance(part, Field) else ()
    for slot in dataclass_fields(part):
        value = getattr(part, slot.name)
        if value == slot.default and slot.name not in always:
            continue
        if slot.name == "choices" and isinstance(part, Field) and part.kind is FieldKind.INDUSTRY:
            continue
        written |= _member(RENAMED.get(slot.name, slot.name), value)
    return written


def _member(key: str, value: object) -> dict[str, object]:
    match value:
        case Words():
            return {name: text for name, text in ((key, value.zh), (f"{key}_en", value.en)) if text}
        case Comparison() | Group():
            return {key: to_plain(value)}
        case Section() | Field() | Choice() | Compute():
            return {key: _plain(value)}
        case tuple():
            return {key: [item if isinstance(item, str) else _plain(item) for item in value]}
        case bool() | int():
            return {key: value}
    return {key: str(value)}
