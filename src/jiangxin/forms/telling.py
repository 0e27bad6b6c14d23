"""What changed between two states of the answers, told in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from jiangxin.forms.answers import Answers, Change, diff
from jiangxin.forms.definition import Field, FieldKind, FormDefinition
from jiangxin.forms.sensitive import mask
from jiangxin.forms.wording import words_of

ROW_PATH = 3
"""Parts of a path inside a repeated section: section, row, field."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One answer that differs: its place in the form, what it was, what it is; empty where there is none."""

    path: str
    where: str
    before: str
    after: str


def differences(form: FormDefinition, before: Answers, after: Answers) -> list[Difference]:
    """Return what differs, in the order of the form; sensitive answers masked, computed ones left out."""
    return tell_changes(form, diff(form, before, after))


def tell_changes(form: FormDefinition, changes: Sequence[Change]) -> list[Difference]:
    """Return changes in words."""
    return [told for change in changes if (told := _tell(form, change)) and told.before != told.after]


def _tell(form: FormDefinition, change: Change) -> Difference | None:
    parts = change.path.split(".")
    section, field = form.section(parts[0]), form.field(change.path)
    if section is None or field is None or field.kind is FieldKind.COMPUTED:
        return None
    where = str(section.label)
    if section.repeated and len(parts) == ROW_PATH:
        where = _("%(section)s第 %(row)s 行") % {"section": where, "row": int(parts[1]) + 1}
    return Difference(change.path, f"{where} · {field.label}", _side(field, change.before), _side(field, change.after))


def _side(field: Field, value: Any) -> str:
    return words_of(field, mask(field, value) if field.sensitive else value)
