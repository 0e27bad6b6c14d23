"""Which act leads a proposal from which state to which (domain 6.12): one table for services, policies and pages."""

from dataclasses import dataclass

from jiangxin.proposals.enums import ProposalState as State
from jiangxin.proposals.enums import Verdict


@dataclass(frozen=True, slots=True)
class Way:
    """One row: where an act may begin, and where it ends."""

    begins: frozenset[State]
    ends: State


_ANSWERED = frozenset({State.SUBMITTED, State.TAKEN_UP, State.PILOT, State.STORED})
WAYS: dict[str, Way] = {
    "accept": Way(frozenset({State.SUBMITTED}), State.TAKEN_UP),
    Verdict.ADOPT: Way(_ANSWERED, State.ADOPTED),
    Verdict.PILOT: Way(_ANSWERED - {State.PILOT}, State.PILOT),
    Verdict.STORE: Way(_ANSWERED - {State.STORED}, State.STORED),
    Verdict.REJECT: Way(_ANSWERED, State.REJECTED),
    "put_to_use": Way(frozenset({State.ADOPTED, State.PILOT}), State.IN_USE),
    "stop": Way(frozenset({State.IN_USE}), State.STOPPED),
    "withdraw": Way(frozenset({State.SUBMITTED, State.TAKEN_UP}), State.WITHDRAWN),
}
