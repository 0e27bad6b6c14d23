"""The plain ways to make one score of several marks, side by side: what calibration has to be compared with."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from jiangxin.engine.fairness.calibration import Design, Floats, Mark, design_of

LEAST_TO_TRIM = 5
"""From this many marks on the highest and the lowest are left out, as rubrics commonly say."""

_EQUAL = 1e-9


@dataclass(frozen=True, slots=True)
class PlainScores:
    """One case by each method, in points.

    Attributes:
        mean: Of all marks.
        trimmed: Without the highest and the lowest, from five marks on; below, the mean.
        median: The middle mark, or the mean of the two middle ones.
        standardised: Mean of the marks after each expert's were shifted and stretched to the mean and deviation of all.
            An expert with fewer than two marks, or equal ones, is only shifted, and only when there are two.
    """

    mean: float
    trimmed: float
    median: float
    standardised: float


def plain_scores(marks: Iterable[Mark]) -> dict[str, PlainScores]:
    """Return the scores of each case.

    Raises:
        ValueError: See `design_of`.
    """
    design = design_of(marks)
    even = _standardised(design)
    found = {}
    for at, name in enumerate(design.cases):
        own = slice(*np.searchsorted(design.case, [at, at + 1]))
        points = np.sort(design.points[own])
        kept = points[1:-1] if len(points) >= LEAST_TO_TRIM else points
        found[name] = PlainScores(
            float(points.mean()), float(kept.mean()), float(np.median(points)), float(even[own].mean())
        )
    return found


def _standardised(design: Design) -> Floats:
    number = np.bincount(design.expert, minlength=len(design.experts))
    means = np.bincount(design.expert, weights=design.points, minlength=len(design.experts)) / number
    apart = design.points - means[design.expert]
    spread = np.sqrt(np.bincount(design.expert, weights=apart**2, minlength=len(design.experts)) / number)
    overall, deviation = design.points.mean(), design.points.std()
    stretch = np.divide(deviation, spread, out=np.ones_like(spread), where=spread > _EQUAL)
    shifted: Floats = np.where(number[design.expert] > 1, overall + apart * stretch[design.expert], design.points)
    return shifted
