"""Assigning experts to cases: as even as the conflicts allow, and of the even plans the one with the best fit.

The plan is a minimum-cost flow (OR-tools SimpleMinCostFlow): case → (its experts of one organisation) → expert → sink.
The middle node, of capacity m, keeps "at most m experts of one organisation per case" exactly. An expert's n-th case
costs 2n − 1 units of a price above any possible fit, so the sum of squared loads is smallest, which makes the sorted
loads as even as any plan can have them (Frank and Murota, "Decreasing minimization on M-convex sets", 2022); where
loads within one of each other are possible, they are reached. Minimums are lower bounds of the flow, so they hold or
the plan is impossible.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from jiangxin.engine.fairness.assignment_model import (
    CaseNeed,
    Exclusion,
    ExpertOffer,
    Model,
    Numbers,
    Rules,
    build_model,
)
from jiangxin.engine.fairness.assignment_reasons import Reason, explain, fixed_problems

LARGEST_COST = 2**62
"""Half the range of the solver's whole numbers."""

__all__ = [
    "Assignment",
    "CaseNeed",
    "Exclusion",
    "ExpertOffer",
    "Impossible",
    "Rules",
    "Statistics",
    "affinity_by_tags",
    "assign",
]


@dataclass(frozen=True, slots=True)
class Statistics:
    """Figures of a plan.

    Attributes:
        minimum_load: Cases of the least busy expert.
        maximum_load: Cases of the busiest expert.
        total_fit: Affinity summed over all pairs, fixed ones included.
        mean_fit: ``total_fit`` per pair, exact; 0 without pairs.
    """

    minimum_load: int
    maximum_load: int
    total_fit: int
    mean_fit: Fraction


@dataclass(frozen=True, slots=True)
class Assignment:
    """A plan.

    Attributes:
        pairs: (case, expert), sorted, fixed pairs included.
        loads: Cases of each expert, for all experts.
        statistics: Figures.
    """

    pairs: tuple[tuple[str, str], ...]
    loads: Mapping[str, int]
    statistics: Statistics


@dataclass(frozen=True, slots=True)
class Impossible:
    """No plan keeps the rules; ``reasons`` says what to change."""

    reasons: tuple[Reason, ...]


def affinity_by_tags(cases: Sequence[CaseNeed], experts: Sequence[ExpertOffer]) -> Numbers:
    """Count the tags a case and an expert share; shape (cases, experts), in the given order."""
    place = {tag: number for number, tag in enumerate(sorted({tag for one in cases for tag in one.tags}))}
    wanted = np.zeros((len(cases), len(place)), dtype=np.float64)
    offered = np.zeros((len(experts), len(place)), dtype=np.float64)
    for table, rows in ((wanted, [one.tags for one in cases]), (offered, [one.tags for one in experts])):
        for row, tags in enumerate(rows):
            table[row, [place[tag] for tag in tags if tag in place]] = 1.0
    # Products of 0 and 1 are exact in floating point, and there the multiplication is fast.
    return (wanted @ offered.T).astype(np.int64)


def assign(
    cases: Sequence[CaseNeed],
    experts: Sequence[ExpertOffer],
    rules: Rules,
    *,
    exclusions: Iterable[Exclusion] = (),
    affinity: Numbers | None = None,
    fixed: Iterable[tuple[str, str]] = (),
) -> Assignment | Impossible:
    """Assign ``rules.experts_per_case`` experts to each case.

    The same input and seed give the same plan, in whatever order cases and experts are listed (affinity rows and
    columns going with them).

    Args:
        cases: What is to be judged.
        experts: Who may judge.
        rules: Hard rules and the seed.
        exclusions: Pairs that must not be, with the reason; several for one pair are fine.
        affinity: Fit of case and expert, larger is better, shape (cases, experts); shared tags if None.
        fixed: (case, expert) pairs that are settled already and count towards everything.

    Raises:
        ValueError: For repeated or unknown identifiers, a wrong shape, or affinities too large to compute with.
    """
    fit = affinity_by_tags(cases, experts) if affinity is None else affinity
    model = build_model(cases, experts, rules, exclusions=list(exclusions), fit=fit, fixed=sorted(set(fixed)))
    if problems := fixed_problems(model):
        return Impossible(problems)
    taken = _flow(model)
    if taken is None:
        return Impossible(explain(model))
    return _plan(model, taken)


def _flow(model: Model) -> Numbers | None:
    """Solve the flow; rows of (case, expert) numbers, None if there is none."""
    need, floor = int(model.need.sum()), int(model.floor.sum())
    if need < floor:
        return None
    solver = SimpleMinCostFlow()
    pair_fit = model.fit[model.pair_case, model.pair_expert]
    pairs = solver.add_arcs_with_capacity_and_unit_cost(
        model.pair_tail, model.expert_node(model.pair_expert), np.ones_like(model.pair_tail), -pair_fit
    )
    solver.add_arcs_with_capacity_and_unit_cost(
        model.layer_case, model.layer_node, model.layer_room, np.zeros_like(model.layer_case)
    )
    price = _load_price(pair_fit, need) if model.rules.even else 0
    _check_range(model, pair_fit, price)
    _add_load_arcs(solver, model, price)
    solver.set_nodes_supplies(np.arange(len(model.need)), model.need)
    solver.set_nodes_supplies(model.expert_node(np.arange(len(model.floor))), -model.floor)
    solver.set_node_supply(model.sink, floor - need)
    status = solver.solve()
    if status == solver.INFEASIBLE:
        return None
    if status != solver.OPTIMAL:
        raise RuntimeError(f"the flow was not solved: {status.name}")
    used = solver.flows(pairs) > 0
    return np.stack([model.pair_case[used], model.pair_expert[used]], axis=1)


def _load_price(pair_fit: Numbers, need: int) -> int:
    """A price no gain in fit can outweigh: the largest possible difference of two plans, and one."""
    return (int(pair_fit.max()) - int(pair_fit.min())) * need + 1 if pair_fit.size else 1


def _check_range(model: Model, pair_fit: Numbers, price: int) -> None:
    """Refuse costs that could overflow: the solver multiplies them by the number of nodes."""
    largest = max((abs(int(pair_fit.max())), abs(int(pair_fit.min()))) if pair_fit.size else (0,))
    capacity = max((one.capacity for one in model.experts), default=0)
    if max(largest, price * 2 * capacity) * (model.sink + 2) >= LARGEST_COST:
        raise ValueError("the affinities are too large to compute with")


def _add_load_arcs(solver: SimpleMinCostFlow, model: Model, price: int) -> None:
    """Add one arc per further case of an expert; the n-th case of an expert costs 2n − 1 prices."""
    free = np.maximum(model.room - model.floor, 0)
    expert = np.repeat(np.arange(len(free)), free)
    step = np.arange(len(expert)) - np.repeat(np.cumsum(free) - free, free)
    number = (model.fixed_load + model.floor)[expert] + step + 1
    tails = model.expert_node(expert)
    solver.add_arcs_with_capacity_and_unit_cost(
        tails, np.full_like(tails, model.sink), np.ones_like(tails), price * (2 * number - 1)
    )


def _plan(model: Model, taken: Numbers) -> Assignment:
    numbers = [*model.fixed, *((int(case), int(expert)) for case, expert in taken)]
    pairs = sorted((model.cases[case].case, model.experts[expert].expert) for case, expert in numbers)
    counted = Counter(expert for _, expert in pairs)
    loads = {one: counted[one] for one in sorted(offer.expert for offer in model.experts)}
    total = sum(int(model.fit[case, expert]) for case, expert in numbers)
    spread = list(loads.values()) or [0]
    mean = Fraction(total, len(pairs)) if pairs else Fraction(0)
    return Assignment(tuple(pairs), loads, Statistics(min(spread), max(spread), total, mean))
