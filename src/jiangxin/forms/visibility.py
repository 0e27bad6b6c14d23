"""Which sections and fields are shown, given the answers. A hidden field counts as empty for every condition."""

from typing import Any

from jiangxin.forms.conditions import Condition, evaluate
from jiangxin.forms.definition import Field, FormDefinition, Section

Row = dict[str, Any]
Answers = dict[str, Any]
"""Section code to its answers: one `Row` (field code to value), or a list of rows for a repeated section."""


class Visibility:
    """Answers what is shown and what is asked for; remembers what it has found out."""

    def __init__(self, definition: FormDefinition, answers: Answers) -> None:
        self.definition = definition
        self.answers = answers
        self._known: dict[tuple[str, str, int | None], bool] = {}

    def section(self, section: Section) -> bool:
        """Say whether a section is shown."""
        key = (section.code, "", None)
        if key not in self._known:
            self._known[key] = self._holds(section.visible_if, section, None)
        return self._known[key]

    def field(self, section: Section, field: Field, row: int | None = None) -> bool:
        """Say whether a field is shown; in a repeated section, in the row at this place."""
        key = (section.code, field.code, row)
        if key not in self._known:
            self._known[key] = self.section(section) and self._holds(field.visible_if, section, row)
        return self._known[key]

    def required(self, section: Section, field: Field, row: int | None = None) -> bool:
        """Say whether a shown field must be answered."""
        if field.required or field.required_if is None:
            return field.required
        return self._holds(field.required_if, section, row)

    def rows(self, section: Section) -> list[Row]:
        """Return the rows of a section; a plain section is one row."""
        return rows_of(section, self.answers)

    def _holds(self, condition: Condition | None, section: Section, row: int | None) -> bool:
        return condition is None or evaluate(condition, lambda name: self._value(name, section, row))

    def _value(self, name: str, section: Section, row: int | None) -> object:
        section_code, _dot, field_code = name.partition(".")
        target = self.definition.section(section_code)
        if target is None:
            return None
        if not field_code:
            return self.rows(target) if self.section(target) else []
        field = target.field(field_code)
        place = row if target.code == section.code else None
        rows = self.rows(target)
        if field is None or (target.repeated and place is None) or (place or 0) >= len(rows):
            return None
        return rows[place or 0].get(field_code) if self.field(target, field, place) else None


def rows_of(section: Section, answers: Answers) -> list[Row]:
    """Return the rows kept for a section, whatever else was kept in their place."""
    kept = answers.get(section.code)
    rows = kept if section.repeated else [kept or {}]
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
