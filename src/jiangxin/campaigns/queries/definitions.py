"""Reading what a call's frozen definition says."""

from jiangxin.campaigns.blueprint.plan import Plan, read_plan
from jiangxin.campaigns.blueprint.rubrics import Rubric, parse_rubrics
from jiangxin.campaigns.blueprint.transitions import TransitionRule
from jiangxin.campaigns.models import Call
from jiangxin.forms.definition import FormDefinition

_PLANS: dict[str, Plan] = {}
_MOST_PLANS = 64


def plan_of(call: Call) -> Plan:
    """Return the plan of a call; read once for each content, known by its digest."""
    plan = _PLANS.get(call.definition_digest)
    if plan is None:
        plan, _problems = read_plan(call.definition)
        if len(_PLANS) >= _MOST_PLANS:
            _PLANS.clear()
        if call.definition_digest:
            _PLANS[call.definition_digest] = plan
    return plan


def form_of(call: Call) -> FormDefinition:
    """Return the application form of a call."""
    return plan_of(call).form


def transition_rules(call: Call) -> tuple[TransitionRule, ...]:
    """Return the table of transitions of a call."""
    return plan_of(call).transitions


def rubric_for(call: Call, variant: str) -> Rubric:
    """Return the rubric by which entries of a variant are scored in a call."""
    rubrics, _faults = parse_rubrics(call.definition["rubrics"])
    variants = call.definition.get("variants", {}).get("list", ())
    code = next((row["rubric"] for row in variants if row.get("code") == variant), next(iter(rubrics)))
    return rubrics[code]
