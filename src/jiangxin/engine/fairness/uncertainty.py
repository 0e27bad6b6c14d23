"""How sure a ranking is: intervals of ranks, the chance of belonging above the line.

Qualities are drawn again and again from what the additive model (`calibration`) leaves open – noise of single marks,
leniency of experts, and the size of the noise itself –, each draw is ranked, and the ranks are counted. A seed makes
the draws repeatable.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jiangxin.engine.fairness.calibration import Design, Fit, Mark, design_of, fit, quality_of

_TOGETHER = 250


@dataclass(frozen=True, slots=True)
class Standing:
    """How sure one case's place is.

    Attributes:
        quality: Calibrated quality, in points.
        low, high: Ends of the interval of quality at the stated level.
        best, worst: Ranks (from 1) between which it lies at the stated level.
        above: Probability of being among the first `seats`; 1 when there are seats for all.
    """

    quality: float
    low: float
    high: float
    best: int
    worst: int
    above: float


def standings(
    marks: Iterable[Mark], *, seats: int, level: float = 0.9, draws: int = 2000, seed: int = 0
) -> dict[str, Standing]:
    """Return how sure each case's place is.

    Args:
        marks: In any order.
        seats: Cases above the line.
        level: Share of draws an interval holds, in (0, 1).
        draws: More draws make smoother numbers; 2,000 leave about one per cent.
        seed: The same seed and marks give the same answer.

    Raises:
        ValueError: See `design_of`; a negative number of seats, or a level outside (0, 1).
    """
    if seats < 0 or not 0 < level < 1 or draws < 1:
        raise ValueError("seats must not be negative, the level lies between 0 and 1, and there is at least one draw")
    fitted = fit(design_of(marks))
    values, ranks = _drawn(fitted, draws, np.random.default_rng(seed))
    tail = (1 - level) / 2
    low, high = np.quantile(values, [tail, 1 - tail], axis=0)
    best, worst = np.quantile(ranks, [tail, 1 - tail], axis=0, method="nearest")
    above = (ranks <= seats).mean(axis=0)
    quality = quality_of(fitted)
    return {
        name: Standing(
            float(quality[at]), float(low[at]), float(high[at]), int(best[at]), int(worst[at]), float(above[at])
        )
        for at, name in enumerate(fitted.design.cases)
    }


def _drawn(fitted: Fit, draws: int, random: np.random.Generator) -> tuple[NDArray[np.float32], NDArray[np.int32]]:
    """Return `draws` × C drawn qualities and their ranks."""
    design = fitted.design
    values = np.empty((draws, len(design.cases)), dtype=np.float32)
    ranks = np.empty((draws, len(design.cases)), dtype=np.int32)
    for start in range(0, draws, _TOGETHER):
        number = min(_TOGETHER, draws - start)
        drawn = _some(fitted, number, random)
        values[start : start + number] = drawn
        order = np.argsort(-drawn, axis=1, kind="stable")
        np.put_along_axis(ranks[start : start + number], order, np.arange(1, len(design.cases) + 1)[None, :], axis=1)
    return values, ranks


def _some(fitted: Fit, number: int, random: np.random.Generator) -> NDArray[np.float64]:
    design = fitted.design
    noise = np.sqrt(fitted.variance) * _heavier(fitted.freedom, number, random)
    around = random.standard_normal((number, len(design.cases))) / np.sqrt(design.per_case)[None, :]
    drawn = quality_of(fitted)[None, :] + noise * around
    if fitted.ratio:
        moved = random.standard_normal((number, len(design.experts))) @ fitted.factor.T
        drawn -= noise * _mean_of(design, moved)
    result: NDArray[np.float64] = drawn
    return result


def _heavier(freedom: int, number: int, random: np.random.Generator) -> NDArray[np.float64]:
    """Return factors for the noise's deviation, itself known only from `freedom` marks."""
    if freedom < 1:
        return np.ones((number, 1))
    result: NDArray[np.float64] = np.sqrt(freedom / random.chisquare(freedom, size=(number, 1)))
    return result


def _mean_of(design: Design, leniency: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the mean leniency over each case's experts: (draws × E) to (draws × C)."""
    starts = np.searchsorted(design.case, np.arange(len(design.cases)))
    summed = np.add.reduceat(leniency[:, design.expert], starts, axis=1)
    result: NDArray[np.float64] = summed / design.per_case[None, :]
    return result
