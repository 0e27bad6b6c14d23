"""Choosing a list of given size with the greatest total merit under quotas for groups.

Groups may overlap (area, industry section, kind of worker …). Minimums and maximums are hard; targets are wishes with a
price in merit.
The choice is an integer programme solved exactly (OR-tools CP-SAT, one worker, fixed seed, cases in a fixed order), so
it is repeatable and does not depend on the order of input. Each bound that costs somebody a place is named with the
cases it moved; an impossible set of rules is answered with a smallest set of rules that clash, found by leaving out one
rule after the other.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

SEED = 1
SECONDS = 60.0
"""Far above what a city's list needs (milliseconds); a limit so that no request can hang."""


@dataclass(frozen=True, slots=True)
class Nominee:
    """A case that may be chosen.

    Attributes:
        case: Identifier.
        merit: Whole number, more is better, such as hundredths of a point.
        groups: Groups the case belongs to.
    """

    case: str
    merit: int
    groups: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Bound:
    """A hard rule on how many of a group are chosen; ``maximum`` None for no upper limit."""

    group: str
    minimum: int = 0
    maximum: int | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """A wish: each case of ``group`` short of ``count`` costs ``price`` points of merit."""

    group: str
    count: int
    price: int


RuleCode = Literal["selection.seats", "selection.minimum", "selection.maximum"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One hard rule, as it appears in an explanation.

    Attributes:
        code: ``selection.seats`` (the list is exactly full), ``selection.minimum`` or ``selection.maximum``.
        group: The group, empty for seats.
        limit: The number of the rule.
        available: Nominees it counts.
    """

    code: RuleCode
    group: str
    limit: int
    available: int


@dataclass(frozen=True, slots=True)
class Displacement:
    """What a binding rule changed, seen by leaving out that rule alone.

    Attributes:
        rule: The rule.
        displaced: Cases that would have been chosen without it, best first.
        favoured: Cases that are in the list because of it, best first.
        merit_lost: Merit, less the price of missed targets, that the list would gain without the rule.
    """

    rule: Rule
    displaced: tuple[str, ...]
    favoured: tuple[str, ...]
    merit_lost: int


@dataclass(frozen=True, slots=True)
class Standby:
    """A case next in line; ``full_groups`` are its groups at their maximum, whose members alone it can follow."""

    case: str
    full_groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """The chosen list.

    Attributes:
        chosen: Cases, best first.
        reserve: Next cases by merit.
        merit: Total merit of the chosen.
        passed_over: Cases that would be chosen by merit alone, without any bound or target, and are not, best first.
        displacements: For each rule that costs merit, whom it moved.
        shortfalls: Target group to cases missing.
    """

    chosen: tuple[str, ...]
    reserve: tuple[Standby, ...]
    merit: int
    passed_over: tuple[str, ...]
    displacements: tuple[Displacement, ...]
    shortfalls: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Clash:
    """No list keeps all rules: these cannot hold together, while any one fewer of them can."""

    rules: tuple[Rule, ...]


def select(
    nominees: Iterable[Nominee],
    *,
    seats: int,
    bounds: Iterable[Bound] = (),
    targets: Iterable[Target] = (),
    reserve: int = 0,
) -> Selection | Clash:
    """Choose exactly ``seats`` cases with the greatest merit, less the price of missed targets, that keep every bound.

    Equal lists are told apart by the number of cases from the head of the merit order (then identifier).

    Args:
        nominees: Cases that may be chosen.
        seats: Size of the list.
        bounds: Hard rules; several for one group all hold.
        targets: Soft rules.
        reserve: So many of the unchosen follow as reserve.

    Raises:
        ValueError: For a repeated case or a negative number.
        RuntimeError: If the solver runs out of time.
    """
    ordered = sorted(nominees, key=lambda one: (-one.merit, one.case))
    wishes = tuple(targets)
    _check_input(ordered, seats, wishes, reserve)
    rules = _rules(ordered, seats, tuple(bounds))
    chosen = _solve(ordered, rules, wishes, _head_first(ordered))
    if chosen is None:
        return Clash(_smallest_clash(ordered, rules))
    inside = [one for one in ordered if one.case in chosen]
    return Selection(
        chosen=tuple(one.case for one in inside),
        reserve=_reserve([one for one in ordered if one.case not in chosen][:reserve], inside, rules),
        merit=sum(one.merit for one in inside),
        passed_over=tuple(one.case for one in ordered[:seats] if one.case not in chosen),
        displacements=_displacements(ordered, inside, rules, wishes),
        shortfalls={wish.group: missed for wish in wishes if (missed := wish.count - _count(inside, wish.group)) > 0},
    )


def _check_input(ordered: Sequence[Nominee], seats: int, targets: Sequence[Target], reserve: int) -> None:
    if len({one.case for one in ordered}) != len(ordered):
        raise ValueError("a case appears twice")
    if min(seats, reserve, *(number for wish in targets for number in (wish.count, wish.price)), 0) < 0:
        raise ValueError("seats, reserve, counts and prices must not be negative")


def _rules(ordered: Sequence[Nominee], seats: int, bounds: Sequence[Bound]) -> tuple[Rule, ...]:
    rules = [Rule("selection.seats", "", seats, len(ordered))]
    for bound in sorted(set(bounds), key=lambda one: (one.group, one.minimum, one.maximum or 0)):
        available = _count(ordered, bound.group)
        if bound.minimum > 0:
            rules.append(Rule("selection.minimum", bound.group, bound.minimum, available))
        if bound.maximum is not None:
            rules.append(Rule("selection.maximum", bound.group, bound.maximum, available))
    return tuple(dict.fromkeys(rules))


def _head_first(ordered: Sequence[Nominee]) -> dict[str, int]:
    return {one.case: len(ordered) - place for place, one in enumerate(ordered)}


def _count(nominees: Iterable[Nominee], group: str) -> int:
    return sum(group in one.groups for one in nominees)


def _solve(
    ordered: Sequence[Nominee], rules: Sequence[Rule], targets: Sequence[Target], preference: Mapping[str, int]
) -> frozenset[str] | None:
    """Find the best list, None if no list keeps the rules; ``preference`` only tells lists of equal merit apart."""
    from ortools.sat.python import cp_model  # over a second to load, so not when the module is

    model = cp_model.CpModel()
    taken = {one.case: model.new_bool_var(f"case {place}") for place, one in enumerate(ordered)}
    for rule in rules:
        count = sum(taken[one.case] for one in ordered if not rule.group or rule.group in one.groups)
        if rule.code == "selection.seats":
            model.add(count == rule.limit)
        elif rule.code == "selection.minimum":
            model.add(count >= rule.limit)
        else:
            model.add(count <= rule.limit)
    missed = []
    for number, target in enumerate(targets):
        short = model.new_int_var(0, target.count, f"target {number}")
        model.add(short >= target.count - sum(taken[one.case] for one in ordered if target.group in one.groups))
        missed.append(short * target.price)
    scale = sum(preference.values()) + 1
    merit = sum(taken[one.case] * one.merit for one in ordered) - sum(missed)
    model.maximize(merit * scale + sum(taken[one.case] * preference.get(one.case, 0) for one in ordered))
    solver = _solver()
    status = solver.solve(model)
    if status == cp_model.INFEASIBLE:
        return None
    if status != cp_model.OPTIMAL:
        raise RuntimeError(f"no proven answer: {solver.status_name(status)}")
    return frozenset(case for case, variable in taken.items() if solver.value(variable))


def _solver() -> "cp_model.CpSolver":
    from ortools.sat.python import cp_model

    solver = cp_model.CpSolver()
    # One worker and a fixed seed: the same question always gets the same answer.
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = SEED
    solver.parameters.max_time_in_seconds = SECONDS
    return solver


def _smallest_clash(ordered: Sequence[Nominee], rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """Leave out one rule after the other for good while the rest still clashes; what remains is minimal."""
    kept = list(rules)
    for rule in rules:
        fewer = [one for one in kept if one != rule]
        if _solve(ordered, fewer, (), {}) is None:
            kept = fewer
    return tuple(kept)


def _displacements(
    ordered: Sequence[Nominee], inside: Sequence[Nominee], rules: Sequence[Rule], targets: Sequence[Target]
) -> tuple[Displacement, ...]:
    current = {one.case: 1 for one in inside}
    found = []
    for rule in rules:
        # A rule with room to spare moves nobody: the programme is solved again only for those at their limit.
        if rule.code == "selection.seats" or _count(inside, rule.group) != rule.limit:
            continue
        freed = _solve(ordered, [one for one in rules if one != rule], targets, current)
        assert freed is not None  # the present list keeps the remaining rules
        without = [one for one in ordered if one.case in freed]
        if gain := _value(without, targets) - _value(inside, targets):
            displaced = tuple(one.case for one in without if one.case not in current)
            favoured = tuple(one.case for one in inside if one.case not in freed)
            found.append(Displacement(rule, displaced, favoured, gain))
    return tuple(found)


def _value(chosen: Sequence[Nominee], targets: Sequence[Target]) -> int:
    missed = sum(max(wish.count - _count(chosen, wish.group), 0) * wish.price for wish in targets)
    return sum(one.merit for one in chosen) - missed


def _reserve(waiting: Sequence[Nominee], inside: Sequence[Nominee], rules: Sequence[Rule]) -> tuple[Standby, ...]:
    full = {
        rule.group for rule in rules if rule.code == "selection.maximum" and _count(inside, rule.group) >= rule.limit
    }
    return tuple(Standby(one.case, tuple(sorted(one.groups & full))) for one in waiting)
