"""Who may lead and apply: conditions the system can read off the answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from jiangxin.core.refusal import Problem
from jiangxin.forms.answers import Answers
from jiangxin.forms.words import Words

# Orders of the two scales a condition can speak of, lowest first (domain 2.3, 6.7).
SCALES = {
    "level": ("enterprise", "county", "city", "province", "national"),
    "skill_grade": (
        "none",
        "apprentice",
        "junior",
        "intermediate",
        "senior",
        "technician",
        "senior_technician",
        "special_technician",
        "chief_technician",
    ),
}


@dataclass(frozen=True, slots=True)
class LeaderCondition:
    """One way for a leader to be eligible: a field that reaches a step of its scale."""

    label: Words
    field: str
    at_least: str

    def holds(self, answers: Answers) -> bool:
        """Tell whether any answer at the field reaches the step."""
        scale = SCALES.get(self.field.rsplit(".", 1)[-1], ())
        if self.at_least not in scale:
            return False
        reached = [scale.index(value) for value in _values(answers, self.field) if value in scale]
        return max(reached, default=-1) >= scale.index(self.at_least)


@dataclass(frozen=True, slots=True)
class Eligibility:
    """The conditions of a blueprint; the leader meets any one of `leader_any_of`."""

    leader_any_of: tuple[LeaderCondition, ...] = ()

    def problems(self, answers: Answers) -> list[Problem]:
        """Return what keeps these answers from being submitted."""
        if not self.leader_any_of or any(condition.holds(answers) for condition in self.leader_any_of):
            return []
        ways = "；".join(str(condition.label) for condition in self.leader_any_of)
        message = _("领衔人不符合申报资格，至少应满足其一：%(ways)s。") % {"ways": ways}
        return [Problem(self.leader_any_of[0].field.split(".")[0], message, "leader_not_eligible")]


def parse_eligibility(table: Mapping[str, Any]) -> tuple[Eligibility, list[str]]:
    """Return the conditions and their faults."""
    faults = []
    conditions = []
    for number, row in enumerate(table.get("leader_any_of", ())):
        field, at_least = str(row.get("field", "")), str(row.get("at_least", ""))
        scale = SCALES.get(field.rsplit(".", 1)[-1], ())
        if at_least not in scale:
            faults.append(
                f"eligibility.leader_any_of[{number}].at_least: "
                + _("只能是下列之一：%(allowed)s。") % {"allowed": "、".join(scale)}
            )
        conditions.append(
            LeaderCondition(Words(str(row.get("label", "")), str(row.get("label_en", ""))), field, at_least)
        )
    return Eligibility(tuple(conditions)), faults


def _values(answers: Answers, path: str) -> Iterator[Any]:
    section, _dot, field = path.partition(".")
    kept = answers.get(section)
    rows = kept if isinstance(kept, list) else [kept]
    for row in rows:
        if isinstance(row, Mapping) and row.get(field):
            yield row[field]
