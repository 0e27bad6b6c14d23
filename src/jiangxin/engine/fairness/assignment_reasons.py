"""Why an assignment is impossible, in numbers an officer can act on.

First the plain reasons are looked for: fixed pairs that break a rule, cases with too few eligible experts, too little
capacity, minimums that cannot be met. If none of them explains it, the minimum cut of the flow names the cases that
jointly need more than the experts open to them can give (Hall's theorem in the form of Ford and Fulkerson).
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

import numpy as np
from ortools.graph.python.max_flow import SimpleMaxFlow

from jiangxin.engine.fairness.assignment_model import Model, Numbers

REQUIRED_TAGS = "required_tags"
ORGANISATION_LIMIT = "organisation_limit"
NO_CAPACITY = "no_capacity"


@dataclass(frozen=True, slots=True)
class FixedPairBarred:
    """A fixed pair breaks a rule.

    Attributes:
        case: The case.
        expert: The expert.
        kinds: Kinds of exclusion, ``required_tags``, ``organisation_limit``, ``experts_per_case`` or ``capacity``.
    """

    code: ClassVar[Literal["assignment.fixed_pair"]] = "assignment.fixed_pair"
    case: str
    expert: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseShort:
    """A case has too few eligible experts.

    Attributes:
        case: The case.
        need: Experts still wanted.
        eligible: Experts who could come.
        excluded: Kind of exclusion to experts it keeps out (one expert may count under several kinds); besides the
            kinds given, ``required_tags``, ``organisation_limit`` (eligible, but beyond the limit) and ``no_capacity``.
    """

    code: ClassVar[Literal["assignment.case_short"]] = "assignment.case_short"
    case: str
    need: int
    eligible: int
    excluded: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class CapacityShort:
    """All experts together cannot take all cases: ``short`` more places are needed."""

    code: ClassVar[Literal["assignment.capacity_short"]] = "assignment.capacity_short"
    need: int
    capacity: int
    short: int


@dataclass(frozen=True, slots=True)
class MinimumsTooHigh:
    """The experts' minimums add up to more than there is to do, by ``excess``."""

    code: ClassVar[Literal["assignment.minimums_too_high"]] = "assignment.minimums_too_high"
    need: int
    minimums: int
    excess: int


@dataclass(frozen=True, slots=True)
class CasesBottleneck:
    """Some cases jointly need more than the experts open to them can give.

    Attributes:
        cases: The cases, sorted.
        experts: Experts who would be full, sorted.
        need: What the cases need together.
        short: Places missing.
    """

    code: ClassVar[Literal["assignment.cases_bottleneck"]] = "assignment.cases_bottleneck"
    cases: tuple[str, ...]
    experts: tuple[str, ...]
    need: int
    short: int


@dataclass(frozen=True, slots=True)
class MinimumsBottleneck:
    """Some experts cannot all reach their minimum, because too few cases are open to them.

    Attributes:
        experts: The experts, sorted.
        minimums: Their minimums together, less their fixed cases.
        short: Cases missing.
    """

    code: ClassVar[Literal["assignment.minimums_bottleneck"]] = "assignment.minimums_bottleneck"
    experts: tuple[str, ...]
    minimums: int
    short: int


Reason = FixedPairBarred | CaseShort | CapacityShort | MinimumsTooHigh | CasesBottleneck | MinimumsBottleneck


def fixed_problems(model: Model) -> tuple[Reason, ...]:
    """Find the fixed pairs that break a rule, sorted by case and expert."""
    problems = []
    limit = model.rules.organisation_limit
    per_organisation = Counter((case, int(model.organisation[expert])) for case, expert in model.fixed)
    for case, expert in model.fixed:
        kinds = list(model.kinds.get((case, expert), ()))
        organisation = int(model.organisation[expert])
        broken = {
            REQUIRED_TAGS: not model.cases[case].required_tags <= model.experts[expert].tags,
            ORGANISATION_LIMIT: limit is not None
            and organisation >= 0
            and per_organisation[case, organisation] > limit,
            "experts_per_case": model.need[case] < 0,
            "capacity": model.room[expert] < 0,
        }
        kinds += [kind for kind, is_broken in broken.items() if is_broken]
        if kinds:
            problems.append(FixedPairBarred(model.cases[case].case, model.experts[expert].expert, tuple(kinds)))
    return tuple(sorted(problems, key=lambda one: (one.case, one.expert)))


def explain(model: Model) -> tuple[Reason, ...]:
    """Explain why no plan exists; call only if there is none."""
    reasons: list[Reason] = list(_short_cases(model))
    need, capacity, minimums = int(model.need.sum()), int(model.room.sum()), int(model.floor.sum())
    if need > capacity:
        reasons.append(CapacityShort(need, capacity, need - capacity))
    if minimums > need:
        reasons.append(MinimumsTooHigh(need, minimums, minimums - need))
    return tuple(reasons) or (_cases_bottleneck(model) or _minimums_bottleneck(model),)


def _short_cases(model: Model) -> list[CaseShort]:
    eligible = (model.allowed & (model.room > 0)).sum(axis=1)
    open_tails = model.pair_tail[model.room[model.pair_expert] > 0]
    through = np.bincount(open_tails, minlength=model.sink)[model.layer_node]
    beyond = np.zeros(len(model.cases), dtype=np.int64)
    np.add.at(beyond, model.layer_case, np.maximum(through - model.layer_room, 0))
    found = []
    for case in map(int, np.nonzero(eligible - beyond < model.need)[0]):
        excluded = _excluded(model, case, int(beyond[case]))
        open_to_case = int(eligible[case] - beyond[case])
        found.append(CaseShort(model.cases[case].case, int(model.need[case]), open_to_case, excluded))
    return sorted(found, key=lambda one: one.case)


def _excluded(model: Model, case: int, beyond: int) -> Mapping[str, int]:
    counts: Counter[str] = Counter()
    wanted = model.cases[case].required_tags
    for expert, offer in enumerate(model.experts):
        counts.update(model.kinds.get((case, expert), ()))
        counts[REQUIRED_TAGS] += not wanted <= offer.tags
        counts[NO_CAPACITY] += bool(model.allowed[case, expert]) and model.room[expert] <= 0
    counts[ORGANISATION_LIMIT] += beyond
    return {kind: count for kind, count in sorted(counts.items()) if count}


def _cases_bottleneck(model: Model) -> CasesBottleneck | None:
    """Let the largest flow run without minimums; if it is not full, the source side of its cut is what is short."""
    source, sink = model.sink + 1, model.sink
    flow = _network(model, source)
    experts = model.expert_node(np.arange(len(model.experts)))
    flow.add_arcs_with_capacity(experts, np.full_like(experts, sink), model.room)
    flow.solve(source, sink)
    short = int(model.need.sum()) - flow.optimal_flow()
    if not short:
        return None
    side = {int(node) for node in flow.get_source_side_min_cut()}
    cases = [number for number in range(len(model.cases)) if number in side]
    full = [one.expert for one, node in zip(model.experts, experts, strict=True) if int(node) in side]
    need = int(model.need[cases].sum())
    return CasesBottleneck(tuple(sorted(model.cases[n].case for n in cases)), tuple(sorted(full)), need, short)


def _minimums_bottleneck(model: Model) -> MinimumsBottleneck:
    """Reserve the minimums in the flow; who can still reach the sink has not been filled."""
    source, sink, others = model.sink + 1, model.sink, model.sink + 2
    flow = _network(model, source)
    need, floor = int(model.need.sum()), int(model.floor.sum())
    experts = model.expert_node(np.arange(len(model.experts)))
    flow.add_arcs_with_capacity(experts, np.full_like(experts, sink), model.floor)
    flow.add_arcs_with_capacity(experts, np.full_like(experts, others), model.room - model.floor)
    flow.add_arc_with_capacity(others, sink, need - floor)
    flow.solve(source, sink)
    side = {int(node) for node in flow.get_sink_side_min_cut()}
    lacking = [n for n, node in enumerate(experts) if int(node) in side and model.floor[n] > 0]
    names = tuple(sorted(model.experts[n].expert for n in lacking))
    return MinimumsBottleneck(names, int(model.floor[lacking].sum()), need - flow.optimal_flow())


def _network(model: Model, source: int) -> SimpleMaxFlow:
    flow = SimpleMaxFlow()
    cases: Numbers = np.arange(len(model.cases), dtype=np.int64)
    flow.add_arcs_with_capacity(np.full_like(cases, source), cases, model.need)
    flow.add_arcs_with_capacity(model.layer_case, model.layer_node, model.layer_room)
    flow.add_arcs_with_capacity(model.pair_tail, model.expert_node(model.pair_expert), np.ones_like(model.pair_tail))
    return flow
