"""What an assignment is asked for, and the same in numbers ready for a flow."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class CaseNeed:
    """A case to be judged.

    Attributes:
        case: Identifier.
        tags: Topics, for the fit.
        required_tags: Every expert of the case must have all of these.
    """

    case: str
    tags: frozenset[str] = frozenset()
    required_tags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ExpertOffer:
    """An expert.

    Attributes:
        expert: Identifier.
        capacity: Most cases, fixed ones included.
        minimum: Fewest cases, fixed ones included.
        organisation: Where the expert comes from, for the limit per organisation; None is never limited.
        tags: Fields of expertise.
    """

    expert: str
    capacity: int
    minimum: int = 0
    organisation: str | None = None
    tags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A pair that must not be; ``kind`` says why, such as a kind of conflict."""

    expert: str
    case: str
    kind: str


@dataclass(frozen=True, slots=True)
class Rules:
    """Rules of a plan.

    Attributes:
        experts_per_case: Experts each case gets.
        organisation_limit: Most experts of one organisation in a case; None for no limit.
        even: Even loads come before fit; if False only capacity and minimum bound the loads.
        seed: Chooses among plans of equal worth.
    """

    experts_per_case: int
    organisation_limit: int | None = None
    even: bool = True
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Model:
    """Numbers of one assignment. Cases are nodes 0 …, then experts, then layers (case and organisation), then the sink.

    Attributes:
        cases: Cases in the model's order.
        experts: Experts in the model's order.
        rules: Rules.
        kinds: (case, expert) numbers to the kinds that exclude the pair.
        fit: Affinity, shape (cases, experts).
        fixed: Fixed (case, expert) numbers.
        need: Experts still wanted per case, shape (cases,).
        room: Cases an expert can still take, shape (experts,).
        floor: Cases an expert must still get, shape (experts,).
        fixed_load: Fixed cases per expert, shape (experts,).
        allowed: Pairs that may be added, shape (cases, experts).
        organisation: Number of each expert's organisation, −1 for none, shape (experts,).
        pair_case: Case of each allowed pair.
        pair_expert: Expert of each allowed pair.
        pair_tail: Node the pair's arc leaves from: the case, or its layer where the organisation limit bites.
        layer_case: Case of each layer.
        layer_node: Node of each layer.
        layer_room: Experts the layer lets through.
    """

    cases: Sequence[CaseNeed]
    experts: Sequence[ExpertOffer]
    rules: Rules
    kinds: Mapping[tuple[int, int], tuple[str, ...]]
    fit: Numbers
    fixed: Sequence[tuple[int, int]]
    need: Numbers
    room: Numbers
    floor: Numbers
    fixed_load: Numbers
    allowed: NDArray[np.bool_]
    organisation: Numbers
    pair_case: Numbers
    pair_expert: Numbers
    pair_tail: Numbers
    layer_case: Numbers
    layer_node: Numbers
    layer_room: Numbers

    @property
    def sink(self) -> int:
        """The node after all others."""
        return len(self.cases) + len(self.experts) + len(self.layer_case)

    def expert_node(self, expert: Numbers) -> Numbers:
        """Nodes of experts."""
        return expert + len(self.cases)


def build_model(
    cases: Sequence[CaseNeed],
    experts: Sequence[ExpertOffer],
    rules: Rules,
    *,
    exclusions: Sequence[Exclusion],
    fit: Numbers,
    fixed: Sequence[tuple[str, str]],
) -> Model:
    """Number everything in an order that depends on identifiers and seed alone.

    Raises:
        ValueError: For repeated or unknown identifiers, negative numbers or a wrong shape.
    """
    _check(cases, experts, rules, fit)
    chance = np.random.default_rng(rules.seed)
    case_order = chance.permutation(np.array(_by_name([one.case for one in cases]), dtype=np.int64))
    expert_order = chance.permutation(np.array(_by_name([one.expert for one in experts]), dtype=np.int64))
    cases, experts = [cases[place] for place in case_order], [experts[place] for place in expert_order]
    number = {one.case: n for n, one in enumerate(cases)}, {one.expert: n for n, one in enumerate(experts)}
    kinds = _kinds(exclusions, *number)
    settled = [(_known(case, number[0]), _known(expert, number[1])) for case, expert in fixed]
    organisations = {name: n for n, name in enumerate(sorted({one.organisation or "" for one in experts} - {""}))}
    organisation = np.array([organisations.get(one.organisation or "", -1) for one in experts], dtype=np.int64)
    fixed_case, fixed_load = _counts(settled, 0, len(cases)), _counts(settled, 1, len(experts))
    allowed = _allowed(cases, experts, kinds)
    allowed[[case for case, _ in settled], [expert for _, expert in settled]] = False
    layers = _layers(allowed, organisation, len(organisations), rules.organisation_limit, settled)
    pair_case, pair_expert = (part.astype(np.int64) for part in np.nonzero(allowed))
    layer_case, layer_organisation = (part.astype(np.int64) for part in np.nonzero(layers >= 0))
    layer_node = len(cases) + len(experts) + np.arange(len(layer_case), dtype=np.int64)
    through = np.full(layers.shape, -1, dtype=np.int64)
    through[layer_case, layer_organisation] = layer_node
    # Column −1, of those without an organisation, never has a layer.
    tail = through[pair_case, organisation[pair_expert]]
    return Model(
        cases=cases,
        experts=experts,
        rules=rules,
        kinds=kinds,
        fit=np.ascontiguousarray(fit[case_order][:, expert_order], dtype=np.int64),
        fixed=settled,
        need=rules.experts_per_case - fixed_case,
        room=np.array([one.capacity for one in experts], dtype=np.int64) - fixed_load,
        floor=np.maximum(np.array([one.minimum for one in experts], dtype=np.int64) - fixed_load, 0),
        fixed_load=fixed_load,
        allowed=allowed,
        organisation=organisation,
        pair_case=pair_case,
        pair_expert=pair_expert,
        pair_tail=np.where(tail >= 0, tail, pair_case),
        layer_case=layer_case,
        layer_node=layer_node,
        layer_room=layers[layer_case, layer_organisation],
    )


def _check(cases: Sequence[CaseNeed], experts: Sequence[ExpertOffer], rules: Rules, fit: Numbers) -> None:
    if len({one.case for one in cases}) != len(cases) or len({one.expert for one in experts}) != len(experts):
        raise ValueError("a case or an expert appears twice")
    if fit.shape != (len(cases), len(experts)):
        raise ValueError(f"affinity has shape {fit.shape}, not {(len(cases), len(experts))}")
    limit = rules.organisation_limit
    if rules.experts_per_case < 1 or (limit is not None and limit < 1):
        raise ValueError("experts per case and the organisation limit must be positive")
    if any(not 0 <= one.minimum <= one.capacity for one in experts):
        raise ValueError("an expert's minimum must lie between 0 and the capacity")


def _by_name(names: Sequence[str]) -> list[int]:
    return sorted(range(len(names)), key=names.__getitem__)


def _known(name: str, numbers: Mapping[str, int]) -> int:
    if name not in numbers:
        raise ValueError(f"unknown case or expert: {name}")
    return numbers[name]


def _kinds(
    exclusions: Sequence[Exclusion], cases: Mapping[str, int], experts: Mapping[str, int]
) -> dict[tuple[int, int], tuple[str, ...]]:
    found: dict[tuple[int, int], set[str]] = {}
    for one in exclusions:
        found.setdefault((_known(one.case, cases), _known(one.expert, experts)), set()).add(one.kind)
    return {pair: tuple(sorted(kinds)) for pair, kinds in found.items()}


def _counts(settled: Sequence[tuple[int, int]], part: int, size: int) -> Numbers:
    return np.bincount(np.array([pair[part] for pair in settled], dtype=np.int64), minlength=size).astype(np.int64)


def _allowed(
    cases: Sequence[CaseNeed], experts: Sequence[ExpertOffer], kinds: Mapping[tuple[int, int], tuple[str, ...]]
) -> NDArray[np.bool_]:
    allowed = np.ones((len(cases), len(experts)), dtype=np.bool_)
    for row, case in enumerate(cases):
        if case.required_tags:
            allowed[row] = [case.required_tags <= one.tags for one in experts]
    allowed[[case for case, _ in kinds], [expert for _, expert in kinds]] = False
    return allowed


def _layers(
    allowed: NDArray[np.bool_],
    organisation: Numbers,
    organisations: int,
    limit: int | None,
    settled: Sequence[tuple[int, int]],
) -> Numbers:
    """For case and organisation, how many experts may still come where more could; −1 where the limit cannot bite.

    Shape (cases, organisations + 1); the last column is for those without an organisation.
    """
    layers = np.full((allowed.shape[0], organisations + 1), -1, dtype=np.int64)
    if limit is None:
        return layers
    left = np.full((allowed.shape[0], organisations), limit, dtype=np.int64)
    for case, expert in settled:
        if organisation[expert] >= 0:
            left[case, organisation[expert]] -= 1
    for one in range(organisations):
        eligible = allowed[:, organisation == one].sum(axis=1)
        bites = eligible > left[:, one]
        layers[bites, one] = np.maximum(left[bites, one], 0)
    return layers
