"""Who may lead and apply: conditions the system can read off the answers."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from jiangxin.campaigns.blueprint.events import EventRules, event_faults, read_events
from jiangxin.core.refusal import Problem
from jiangxin.forms.answers import Answers
from jiangxin.forms.conditions import number_of
from jiangxin.forms.definition import FormDefinition
from jiangxin.forms.words import NOTHING, Words

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
class Limit:
    """A number that has to lie between two others; `place` is where the form asks for what it is counted from.

    `label` is what the blueprint calls it; without one it is spoken of as of a studio.
    """

    what: str
    field: str
    place: str
    least: int | None = None
    most: int | None = None
    label: Words = NOTHING

    def problem(self, answers: Answers, at: date) -> Problem | None:
        """Return what is wrong with the number these answers give; None where they give none."""
        found = self._number(answers, at)
        if found is None or ((self.least is None or found >= self.least) and (self.most is None or found <= self.most)):
            return None
        names = {"least": self.least, "most": self.most, "found": f"{found:f}", "label": str(self.label)}
        return Problem(self.place, _message(self) % names, "not_eligible")

    def _number(self, answers: Answers, at: date) -> Decimal | None:
        value = next(iter(_values(answers, self.field)), None)
        if value is None:
            return None
        return _whole_years(str(value), at) if self.what == "years_operating" else number_of(value)


def _message(limit: Limit) -> str:
    if not limit.label:
        return _MESSAGES[limit.what](limit)
    if limit.what == "years_operating":
        return _("%(label)s应满 %(least)s 年，现在满 %(found)s 年。")
    if limit.most is None:
        return _("%(label)s应不少于 %(least)s，现为 %(found)s。")
    return _("%(label)s应为 %(least)s 至 %(most)s，现为 %(found)s。")


def _team_words(limit: Limit) -> str:
    if limit.most is None:
        return _("核心成员应不少于 %(least)s 人，现有 %(found)s 人。")
    return _("核心成员应为 %(least)s 至 %(most)s 人，现有 %(found)s 人。")


_MESSAGES: dict[str, Callable[[Limit], str]] = {
    "years_operating": lambda _limit: _("工作室成立应满 %(least)s 年，现在满 %(found)s 年。"),
    "core_members": _team_words,
    "front_line_share": lambda _limit: _("一线职工应不少于成员的 %(least)s%%，现为 %(found)s%%。"),
}


@dataclass(frozen=True, slots=True)
class Eligibility:
    """The conditions of a blueprint; the leader meets any one of `leader_any_of`, the studio keeps every limit.

    Attributes:
        by_register: the register of honours has to know the leader as one who may lead; otherwise it is only shown.
    """

    leader_any_of: tuple[LeaderCondition, ...] = ()
    by_register: bool = False
    limits: tuple[Limit, ...] = ()
    events: EventRules = field(default_factory=EventRules)

    def problems(self, answers: Answers, at: date) -> list[Problem]:
        """Return what keeps these answers from being submitted on a day.

        Args:
            answers: as they would be submitted, with the computed fields.
            at: the day.
        """
        found = [limit.problem(answers, at) for limit in self.limits]
        kept = [problem for problem in found if problem]
        return [*self._leader_problems(answers), *kept, *self.events.problems(answers, at)]

    def _leader_problems(self, answers: Answers) -> list[Problem]:
        if not self.leader_any_of or any(condition.holds(answers) for condition in self.leader_any_of):
            return []
        ways = "；".join(str(condition.label) for condition in self.leader_any_of)
        message = _("领衔人不符合申报资格，至少应满足其一：%(ways)s。") % {"ways": ways}
        return [Problem(self.leader_any_of[0].field.split(".")[0], message, "leader_not_eligible")]


def parse_eligibility(table: Mapping[str, Any], form: FormDefinition) -> tuple[Eligibility, list[str]]:
    """Return the conditions and their faults."""
    faults = []
    conditions = []
    for number, row in enumerate(table.get("leader_any_of", ())):
        asked, at_least = str(row.get("field", "")), str(row.get("at_least", ""))
        scale = SCALES.get(asked.rsplit(".", 1)[-1], ())
        if at_least not in scale:
            faults.append(
                f"eligibility.leader_any_of[{number}].at_least: "
                + _("只能是下列之一：%(allowed)s。") % {"allowed": "、".join(scale)}
            )
        conditions.append(
            LeaderCondition(Words(str(row.get("label", "")), str(row.get("label_en", ""))), asked, at_least)
        )
    rows = {what: table.get(what) or {} for what in _MESSAGES}
    limits = [_limit(what, row, form) for what, row in rows.items() if row.get("field")]
    faults += [
        f"eligibility.{limit.what}.field: " + _("申报表里没有 %(path)s 这一栏。") % {"path": limit.field}
        for limit in limits
        if form.field(limit.field) is None
    ]
    by_register = bool(conditions) and table.get("register", "required") != "shown"
    faults += event_faults(table, form)
    events = read_events(table)
    return Eligibility(tuple(conditions), by_register=by_register, limits=tuple(limits), events=events), faults


def _limit(what: str, row: Mapping[str, Any], form: FormDefinition) -> Limit:
    path = str(row["field"])
    field = form.field(path)
    place = field.compute.section if field and field.compute else path
    label = Words(str(row.get("label", "")), str(row.get("label_en", "")))
    return Limit(what, path, place, row.get("at_least", row.get("at_least_percent")), row.get("at_most"), label)


def _whole_years(day: str, at: date) -> Decimal | None:
    """Return how many years have passed since a day or month ("2024-06-15", "2024-06")."""
    try:
        since = date.fromisoformat(day if len(day) > len("2024-06") else f"{day}-01")
    except ValueError:
        return None
    return Decimal(max(at.year - since.year - ((at.month, at.day) < (since.month, since.day)), 0))


def _values(answers: Answers, path: str) -> Iterator[Any]:
    section, _dot, field = path.partition(".")
    kept = answers.get(section)
    rows = kept if isinstance(kept, list) else [kept]
    for row in rows:
        if isinstance(row, Mapping) and row.get(field):
            yield row[field]
