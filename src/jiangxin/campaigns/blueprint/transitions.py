"""The table of transitions: who may move an entry from which state to which, in which stage. Data of the blueprint."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from jiangxin.campaigns.enums import EntryState, StageKind
from jiangxin.core.actor import Role
from jiangxin.forms.words import Words


@dataclass(frozen=True, slots=True)
class TransitionRule:
    """One row of the table.

    `stage` is the kind of stage whose window must be open (empty: any time); `hands_to` names who holds the entry
    next: "applicant", "unit", "area", "organiser" or "" for nobody. With `anywhere` the room that calls the row checks
    the actor's organisation itself (an objection is handled by another organisation than the one objected to).
    """

    act: str
    label: Words
    from_states: tuple[str, ...]
    to_state: str
    roles: tuple[str, ...]
    stage: str = ""
    level: str = ""
    opinion: bool = False
    hands_to: str = ""
    anywhere: bool = False


HOLDERS = ("applicant", "unit", "area", "organiser", "")


def parse_transitions(rows: Iterable[Mapping[str, Any]]) -> tuple[tuple[TransitionRule, ...], list[str]]:
    """Return the table and what is wrong with it, each fault with its place."""
    rules: list[TransitionRule] = []
    faults: list[str] = []
    for number, row in enumerate(rows):
        place = f"transitions[{number}]"
        faults += _faults(place, row)
        rules.append(
            TransitionRule(
                act=str(row.get("act", "")),
                label=Words(str(row.get("label", "")), str(row.get("label_en", ""))),
                from_states=tuple(row.get("from", ())),
                to_state=str(row.get("to", "")),
                roles=tuple(row.get("roles", ())),
                stage=str(row.get("stage", "")),
                level=str(row.get("level", "")),
                opinion=bool(row.get("opinion", False)),
                hands_to=str(row.get("hands_to", "")),
                anywhere=bool(row.get("anywhere", False)),
            )
        )
    return tuple(rules), faults + _ambiguities(rules)


def _faults(place: str, row: Mapping[str, Any]) -> list[str]:
    states, roles = set(EntryState.values), {*Role.values, "system"}
    faults = [
        f"{place}.{key}: " + _("缺少这一项。") for key in ("act", "label", "from", "to", "roles") if not row.get(key)
    ]
    faults += [
        f"{place}.from: " + _("没有状态 %(state)s。") % {"state": state}
        for state in row.get("from", ())
        if state not in states
    ]
    if row.get("to") and row["to"] not in states:
        faults.append(f"{place}.to: " + _("没有状态 %(state)s。") % {"state": row["to"]})
    faults += [
        f"{place}.roles: " + _("没有职责 %(role)s。") % {"role": role}
        for role in row.get("roles", ())
        if role not in roles
    ]
    if row.get("stage") and row["stage"] not in StageKind.values:
        faults.append(f"{place}.stage: " + _("没有阶段种类 %(kind)s。") % {"kind": row["stage"]})
    if row.get("hands_to", "") not in HOLDERS:
        faults.append(
            f"{place}.hands_to: " + _("只能是下列之一：%(allowed)s。") % {"allowed": "、".join(filter(None, HOLDERS))}
        )
    return faults


def _ambiguities(rules: Iterable[TransitionRule]) -> list[str]:
    seen: set[tuple[str, str]] = set()
    faults = []
    for rule in rules:
        for state in rule.from_states:
            if (rule.act, state) in seen:
                faults.append(
                    "transitions: " + _("%(act)s 从 %(state)s 出发重复。") % {"act": rule.act, "state": state}
                )
            seen.add((rule.act, state))
    return faults


def find_rule(rules: Iterable[TransitionRule], act: str, state: str) -> TransitionRule | None:
    """Return the row for `act` from `state`."""
    return next((rule for rule in rules if rule.act == act and state in rule.from_states), None)
