"""How far a form has come, section by section."""

from dataclasses import dataclass

from jiangxin.forms.conditions import is_filled
from jiangxin.forms.definition import FieldKind, FormDefinition, Section
from jiangxin.forms.visibility import Answers, Visibility


@dataclass(frozen=True, slots=True)
class Progress:
    """Counts of one section.

    Attributes:
        section: its code.
        filled: required answers that are there.
        required: answers required as things stand.
        touched: whether anything at all is filled in.
    """

    section: str
    filled: int
    required: int
    touched: bool

    @property
    def complete(self) -> bool:
        """True when nothing required is missing; a section that requires nothing is complete once touched."""
        return self.filled == self.required and (self.required > 0 or self.touched)


def progress(definition: FormDefinition, answers: Answers) -> list[Progress]:
    """Return the progress of each section that is shown, in order."""
    shown = Visibility(definition, answers)
    return [_of_section(section, shown) for section in definition.sections if shown.section(section)]


def _of_section(section: Section, shown: Visibility) -> Progress:
    required = filled = 0
    rows = [row for row in shown.rows(section) if is_filled(row)] if section.repeated else shown.rows(section)
    if section.repeated:
        required, filled = section.min_rows, min(len(rows), section.min_rows)
    for place, row in enumerate(shown.rows(section)):
        if section.repeated and not is_filled(row):
            continue
        for field in section.fields:
            index = place if section.repeated else None
            if field.kind is FieldKind.COMPUTED or not shown.field(section, field, index):
                continue
            if shown.required(section, field, index):
                required += 1
                filled += is_filled(row.get(field.code))
    return Progress(section.code, filled, required, any(is_filled(row) for row in rows))
