"""Reading what a call's frozen definition says."""

from jiangxin.campaigns.blueprint.transitions import TransitionRule, parse_transitions
from jiangxin.campaigns.models import Call


def transition_rules(call: Call) -> tuple[TransitionRule, ...]:
    """Return the table of transitions of a call."""
    return parse_transitions(call.definition["transitions"])[0]
