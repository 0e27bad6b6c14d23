"""Combining the experts' totals for a case.

The rule is the common one of provincial and municipal rubrics: with five or more sheets one highest and one lowest are
dropped, the rest is averaged to two decimals half up, stages (material, site, defence) are weighted, and a veto stops a
case whatever its score.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext

PRECISION = 50
"""Digits carried inside a computation: far beyond any sum of scores, so that rounding happens once, at the end."""
SMALLEST_DROP = 3
"""Below three sheets nothing would be left after dropping two."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One expert's sheet for a case.

    Attributes:
        expert: Identifier of the expert.
        total: Points; None if the sheet has not been handed in.
        vetoes: Codes of the one-vote vetoes the expert found.
    """

    expert: str
    total: Decimal | None
    vetoes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeanRule:
    """How totals become one score.

    Attributes:
        drop_from: From this many sheets on the highest and the lowest are dropped; None to drop nothing.
        decimals: Decimals of the mean and of the standard deviation.
        minimum_sheets: Fewer sheets than this give no score.
        veto_votes: So many experts must find the same veto for it to hold.

    Raises:
        ValueError: If ``drop_from`` is below three, or another number below its least sensible value.
    """

    drop_from: int | None = 5
    decimals: int = 2
    minimum_sheets: int = 1
    veto_votes: int = 1

    def __post_init__(self) -> None:
        if self.drop_from is not None and self.drop_from < SMALLEST_DROP:
            raise ValueError("drop_from must be at least 3")
        if self.decimals < 0 or self.minimum_sheets < 1 or self.veto_votes < 1:
            raise ValueError("decimals must not be negative, minimum_sheets and veto_votes must be positive")


@dataclass(frozen=True, slots=True)
class Spread:
    """How far the received totals lie apart, before anything is dropped.

    Attributes:
        minimum: Lowest total.
        maximum: Highest total.
        range: Their difference.
        deviation: Sample standard deviation (divisor n − 1); None below two sheets.
    """

    minimum: Decimal
    maximum: Decimal
    range: Decimal
    deviation: Decimal | None


@dataclass(frozen=True, slots=True)
class CombinedScore:
    """The score of a case and how it came about.

    Attributes:
        mean: None if fewer than the minimum of sheets came in.
        counted: Experts whose totals are in the mean, by identifier.
        dropped_high: The expert whose total was dropped as the highest.
        dropped_low: The expert whose total was dropped as the lowest.
        missing: Experts who have not handed in.
        spread: None without any sheet.
        vetoes: Veto code to the experts who found it, for vetoes with enough votes.
        vetoes_short: The same for vetoes that did not reach the votes.
    """

    mean: Decimal | None
    counted: tuple[str, ...]
    dropped_high: str | None
    dropped_low: str | None
    missing: tuple[str, ...]
    spread: Spread | None
    vetoes: Mapping[str, tuple[str, ...]]
    vetoes_short: Mapping[str, tuple[str, ...]]

    @property
    def vetoed(self) -> bool:
        """True if a veto holds."""
        return bool(self.vetoes)


@dataclass(frozen=True, slots=True)
class WeightedScore:
    """Stages combined.

    Attributes:
        total: None if a stage with a weight has no score.
        shares: Stage to points contributed, not rounded.
        missing: Stages without a score, in the order of the weights.
    """

    total: Decimal | None
    shares: Mapping[str, Decimal]
    missing: tuple[str, ...]


def round_half_up(value: Decimal, decimals: int = 2) -> Decimal:
    """Round the way people do: 0.125 becomes 0.13."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def combine(sheets: Sequence[Sheet], rule: MeanRule | None = None) -> CombinedScore:
    """Combine the sheets of one case; among equal extremes the expert first by identifier is dropped.

    Raises:
        ValueError: If an expert appears twice.
    """
    rule = rule or MeanRule()
    if len({sheet.expert for sheet in sheets}) != len(sheets):
        raise ValueError("an expert has more than one sheet")
    in_order = sorted(sheets, key=lambda sheet: sheet.expert)
    totals = {sheet.expert: sheet.total for sheet in in_order if sheet.total is not None}
    low, high = _extremes(totals, rule)
    counted = {expert: total for expert, total in totals.items() if expert not in {low, high}}
    enough = len(totals) >= rule.minimum_sheets
    votes = _votes(in_order)
    return CombinedScore(
        mean=_mean(list(counted.values()), rule.decimals) if enough else None,
        counted=tuple(counted) if enough else (),
        dropped_high=high if enough else None,
        dropped_low=low if enough else None,
        missing=tuple(sheet.expert for sheet in in_order if sheet.total is None),
        spread=_spread(list(totals.values()), rule.decimals) if totals else None,
        vetoes={code: experts for code, experts in votes.items() if len(experts) >= rule.veto_votes},
        vetoes_short={code: experts for code, experts in votes.items() if len(experts) < rule.veto_votes},
    )


def weigh(scores: Mapping[str, Decimal | None], weights: Mapping[str, Decimal], decimals: int = 2) -> WeightedScore:
    """Weigh the scores of the stages, e.g. material 0.6 and site 0.4, and round once.

    The stage scores go in as published (already rounded), so that anybody can recompute the total from the table.

    Args:
        scores: Stage to score; an absent stage counts as None.
        weights: Stage to weight, adding up to exactly 1. A weight of 0 is allowed and needs no score.
        decimals: Decimals of the total.

    Raises:
        ValueError: If weights are negative or do not add up to 1, or a score has no weight.
    """
    if any(weight < 0 for weight in weights.values()) or sum(weights.values()) != 1:
        raise ValueError("weights must not be negative and must add up to 1")
    if unknown := sorted(set(scores) - set(weights)):
        raise ValueError(f"no weight for {', '.join(unknown)}")
    given = {stage: score for stage, score in scores.items() if score is not None}
    missing = tuple(stage for stage, weight in weights.items() if weight and stage not in given)
    with localcontext(prec=PRECISION):
        shares = {stage: given[stage] * weight for stage, weight in weights.items() if stage in given}
        total = None if missing else round_half_up(sum(shares.values(), Decimal(0)), decimals)
    return WeightedScore(total, shares, missing)


def _extremes(totals: Mapping[str, Decimal], rule: MeanRule) -> tuple[str | None, str | None]:
    if rule.drop_from is None or len(totals) < rule.drop_from:
        return None, None
    low = min(totals, key=lambda expert: (totals[expert], expert))
    others = [expert for expert in totals if expert != low]
    return low, min(others, key=lambda expert: (-totals[expert], expert))


def _mean(totals: Sequence[Decimal], decimals: int) -> Decimal:
    with localcontext(prec=PRECISION):
        return round_half_up(sum(totals, Decimal(0)) / len(totals), decimals)


def _spread(totals: Sequence[Decimal], decimals: int) -> Spread:
    low, high = min(totals), max(totals)
    deviation = None
    if len(totals) > 1:
        with localcontext(prec=PRECISION):
            mean = sum(totals, Decimal(0)) / len(totals)
            squares = sum(((total - mean) ** 2 for total in totals), Decimal(0))
            deviation = round_half_up((squares / (len(totals) - 1)).sqrt(), decimals)
    return Spread(low, high, high - low, deviation)


def _votes(sheets: Sequence[Sheet]) -> dict[str, tuple[str, ...]]:
    codes = sorted({code for sheet in sheets for code in sheet.vetoes})
    return {code: tuple(sheet.expert for sheet in sheets if code in sheet.vetoes) for code in codes}
