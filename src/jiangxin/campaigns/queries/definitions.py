"""Reading what a call's frozen definition says."""

from collections.abc import Callable
from typing import TypeVar

from jiangxin.campaigns.blueprint.plan import Plan, read_plan
from jiangxin.campaigns.blueprint.rubrics import Rubric, parse_rubrics
from jiangxin.campaigns.blueprint.transitions import TransitionRule
from jiangxin.campaigns.models import Call
from jiangxin.forms.definition import FormDefinition

T = TypeVar("T")
_PLANS: dict[str, Plan] = {}
_RUBRICS: dict[str, dict[str, Rubric]] = {}
_MOST_KEPT = 64


def plan_of(call: Call) -> Plan:
    """Return the plan of a call; read once for each content, known by its digest."""
    return _read_once(_PLANS, call, lambda: read_plan(call.definition)[0])


def _read_once(kept: dict[str, T], call: Call, read: Callable[[], T]) -> T:
    known = kept.get(call.definition_digest)
    if known is not None:
        return known
    made = read()
    if len(kept) >= _MOST_KEPT:
        kept.clear()
    if call.definition_digest:
        kept[call.definition_digest] = made
    return made


def form_of(call: Call) -> FormDefinition:
    """Return the application form of a call."""
    return plan_of(call).form


def transition_rules(call: Call) -> tuple[TransitionRule, ...]:
    """Return the table of transitions of a call."""
    return plan_of(call).transitions


def rubric_for(call: Call, variant: str) -> Rubric:
    """Return the rubric by which entries of a variant are scored in a call."""
    rubrics = _read_once(_RUBRICS, call, lambda: parse_rubrics(call.definition["rubrics"])[0])
    variants = call.definition.get("variants", {}).get("list", ())
    code = next((row["rubric"] for row in variants if row.get("code") == variant), next(iter(rubrics)))
    return rubrics[code]
