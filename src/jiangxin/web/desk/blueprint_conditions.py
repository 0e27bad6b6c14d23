"""When a field or section is asked for, ticked on screen: "only where this question has one of these answers".

What cannot be said in ticks (`any`, `not`, amounts) stands as it is and is changed in the expert's mode.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from jiangxin.web.desk.blueprint_reading import words_in

Table = dict[str, Any]
Ticks = frozenset[tuple[str, str | bool]]


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer that can be ticked: `name` in what is posted, `value` in the condition."""

    name: str
    value: str | bool
    label: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A question others can hang on, with the answers it can have."""

    field: str
    label: str
    answers: Sequence[Answer]

    @property
    def used(self) -> bool:
        """Tell whether one of its answers is ticked."""
        return any(answer.ticked for answer in self.answers)


def questions_for(form: Mapping[str, Any], section: str, field: str, condition: Table | None) -> list[Question] | None:
    """Return the questions whose answers decide on a field, or on a whole section where `field` is "".

    Questions of the same section come first; rows of other sections cannot be asked, they are many.
    Returns None when the condition cannot be told in ticks.
    """
    ticked = ticks_of(condition, section)
    if ticked is None:
        return None
    rows = sorted(form.get("sections", ()), key=lambda row: row["code"] != section)
    found = [
        _question(form, row, question, section, ticked)
        for row in rows
        for question in row.get("fields", ())
        if _can_decide(row, question, section, field)
    ]
    known = {(question.field, answer.value) for question in found for answer in question.answers}
    return found if ticked <= known else None


def ticks_of(condition: Table | None, section: str) -> Ticks | None:
    """Return the answers a condition names as (field, value); None when it says something else."""
    if not condition:
        return frozenset()
    ticks: set[tuple[str, str | bool]] = set()
    for part in condition.get("all", (condition,)):
        values = (part["is"],) if "is" in part else part.get("in")
        if not values or not all(isinstance(value, str | bool) for value in values):
            return None
        field = str(part["field"]).removeprefix(f"{section}.")
        if field in {name for name, _value in ticks}:
            return None
        ticks |= {(field, value) for value in values}
    return frozenset(ticks)


def edit_condition(
    form: Mapping[str, Any], section: str, row: Table, posted: Mapping[str, str], field: str = ""
) -> None:
    """Write the ticked condition into `row`, the field or the section itself; what was not asked stays as it is."""
    questions = questions_for(form, section, field, row.get("visible_if"))
    if questions is None or "when" not in posted:
        return
    parts = []
    for question in questions:
        values = [answer.value for answer in question.answers if answer.name in posted]
        if values:
            path = question.field if field or "." in question.field else f"{section}.{question.field}"
            parts.append({"field": path, **({"is": values[0]} if len(values) == 1 else {"in": values})})
    changed = {"all": parts} if len(parts) > 1 else next(iter(parts), None)
    if ticks_of(changed, section) == ticks_of(row.get("visible_if"), section):
        return
    row.pop("visible_if", None)
    if changed:
        row["visible_if"] = changed


def _can_decide(row: Mapping[str, Any], question: Mapping[str, Any], section: str, field: str) -> bool:
    same = row["code"] == section
    if question["kind"] not in {"choice", "choices", "yes_no"}:
        return False
    return question["code"] != field if same and field else not same and not row.get("repeated")


def _question(
    form: Mapping[str, Any], row: Mapping[str, Any], question: Mapping[str, Any], section: str, ticked: Ticks
) -> Question:
    same = row["code"] == section
    path = question["code"] if same else f"{row['code']}.{question['code']}"
    label = words_in(question, "label")
    answers = [
        Answer(f"when-{path}-{code}", value, words, (path, value) in ticked)
        for code, value, words in _answers(form, question)
    ]
    return Question(path, label if same else f"{words_in(row, 'label')} › {label}", answers)


def _answers(form: Mapping[str, Any], question: Mapping[str, Any]) -> list[tuple[str, str | bool, str]]:
    if question["kind"] == "yes_no":
        return [("yes", True, _("是")), ("no", False, _("否"))]
    named = question.get("choices", ())
    rows = form.get("choice_lists", {}).get(named, ()) if isinstance(named, str) else named
    return [(str(row["code"]), str(row["code"]), words_in(row, "label")) for row in rows]
