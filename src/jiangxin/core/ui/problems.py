"""Faults from wherever they come – a refusal, a form, a plain list – as one list of links to the fields."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from django.forms import BaseForm, BaseFormSet
from django.utils.translation import gettext as _

from jiangxin.core.refusal import Problem, Refusal, Text

if TYPE_CHECKING:
    from collections.abc import Iterable

Source: TypeAlias = "Refusal | BaseForm | BaseFormSet[Any] | Iterable[Problem] | None"


@dataclass(frozen=True, slots=True)
class ShownProblem:
    """A fault with the anchor of its field; no anchor when it concerns the form as a whole."""

    message: Text
    anchor: str = ""


def field_id(path: str) -> str:
    """Return the id of the control for a problem's path: "members.3.name" is `id_members-3-name`, as formsets do."""
    return "id_" + path.replace(".", "-") if path else ""


def problems_of(source: Source) -> list[ShownProblem]:
    """Return every fault of `source`, those of the whole form first."""
    match source:
        case None:
            return []
        case Refusal():
            return [ShownProblem(problem.message, field_id(problem.path)) for problem in source.problems]
        case BaseFormSet():
            shown = [ShownProblem(str(message)) for message in source.non_form_errors()]
            return shown + [problem for form in source.forms for problem in problems_of(form)]
        case BaseForm():
            return _of_form(source)
        case _:
            return [ShownProblem(problem.message, field_id(problem.path)) for problem in source]


def _of_form(form: BaseForm) -> list[ShownProblem]:
    shown = [ShownProblem(str(message)) for message in form.non_field_errors()]
    for bound in form:
        anchor = _anchor(bound)
        shown += [ShownProblem(_named(bound.label, message), anchor) for message in bound.errors]
    return shown


def _anchor(bound: Any) -> str:
    """Return the id of the first control: radio buttons and tick boxes number theirs."""
    return f"{bound.auto_id}_0" if bound.use_fieldset and bound.auto_id else str(bound.auto_id or "")


def _named(label: Text, message: object) -> str:
    """Django's messages do not name their field, and a list of “this is required” helps nobody."""
    return _("%(field)s：%(message)s") % {"field": str(label).rstrip("。：:. "), "message": message}
