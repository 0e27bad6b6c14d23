"""How lenient and how consistent each expert was, and what the cases would have without it.

The additive model says that a mark is the case's quality plus the expert's leniency plus noise. Quality is estimated
freely, leniency as drawn from a common distribution whose spread is estimated by restricted maximum likelihood
(Patterson and Thompson 1971; Robinson, "That BLUP is a good thing", 1991): where the experts do not differ it vanishes,
and the calibrated quality is the plain mean. It is shown beside the score that counts, never instead of it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_STEPS = 400
_NOTHING = 1e-12
"""Squared points below which a variance is rounding."""
_RATIOS = np.concatenate([[0.0], np.logspace(-5, 3, _STEPS)])
"""Tried values of leniency's variance to the noise's: the likelihood is flat enough for a grid two per cent wide."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Points one expert gave one case."""

    case: str
    expert: str
    points: float


@dataclass(frozen=True, slots=True)
class ExpertEffect:
    """One expert against the others.

    Attributes:
        leniency: Points above the other experts on the same cases, drawn towards 0 as far as few marks prove little.
        noise: Root mean square of what leniency and quality do not explain, in points: small is consistent.
        marks: Number of cases marked.
    """

    leniency: float
    noise: float
    marks: int


@dataclass(frozen=True, slots=True)
class CaseEffect:
    """One case without its experts' leniency.

    Attributes:
        mean: Plain mean of its marks.
        quality: The mean without the leniency of those who gave them.
        tension: The largest deviation of a mark from what leniency and quality expect, in standard deviations.
        most_apart: The expert who gave that mark.
        marks: Number of marks.
    """

    mean: float
    quality: float
    tension: float
    most_apart: str
    marks: int


@dataclass(frozen=True, slots=True)
class Calibration:
    """What the marks tell of experts and cases.

    Attributes:
        experts: By identifier, sorted.
        cases: By identifier, sorted.
        leniency_deviation: Standard deviation of leniency among experts, in points; 0 when they do not differ provably.
        noise_deviation: Standard deviation of a single mark around quality plus leniency, in points.
        freedom: Degrees of freedom left for the noise.
        panels: Groups of experts that share no case with one another. With more than one, qualities compare across
            panels only because panels were drawn at random.
    """

    experts: Mapping[str, ExpertEffect]
    cases: Mapping[str, CaseEffect]
    leniency_deviation: float
    noise_deviation: float
    freedom: int
    panels: int


@dataclass(frozen=True, slots=True)
class Design:
    """Marks as arrays: which case (0 … C−1) and which expert (0 … E−1) each of the N marks belongs to.

    Attributes:
        cases: Names, sorted; C of them.
        experts: Names, sorted; E of them.
        case: N indexes.
        expert: N indexes.
        points: N marks.
    """

    cases: tuple[str, ...]
    experts: tuple[str, ...]
    case: NDArray[np.int64]
    expert: NDArray[np.int64]
    points: Floats

    @property
    def per_case(self) -> Floats:
        """Return the number of marks of each case."""
        return np.bincount(self.case, minlength=len(self.cases)).astype(float)


@dataclass(frozen=True, slots=True)
class Fit:
    """The fitted model, as far as uncertainty is drawn from it.

    Attributes:
        design: The marks.
        variance: Of the noise, in squared points.
        ratio: Variance of leniency divided by it.
        leniency: E estimates.
        factor: E × E matrix; its product with its transpose is the leniencies' covariance divided by the noise's
            variance. Empty when the ratio is 0.
        freedom: Degrees of freedom of the noise.
    """

    design: Design
    variance: float
    ratio: float
    leniency: Floats
    factor: Floats
    freedom: int


def design_of(marks: Iterable[Mark]) -> Design:
    """Arrange marks, in any order, as arrays.

    Raises:
        ValueError: Without marks, with a mark given twice, or one that is not a finite number.
    """
    rows = sorted(marks, key=lambda mark: (mark.case, mark.expert))
    if not rows:
        raise ValueError("there are no marks")
    if len({(mark.case, mark.expert) for mark in rows}) != len(rows):
        raise ValueError("an expert marked a case twice")
    points = np.array([mark.points for mark in rows], dtype=float)
    if not np.isfinite(points).all():
        raise ValueError("a mark is not a number")
    cases = tuple(sorted({mark.case for mark in rows}))
    experts = tuple(sorted({mark.expert for mark in rows}))
    case_at = {name: at for at, name in enumerate(cases)}
    expert_at = {name: at for at, name in enumerate(experts)}
    case = np.array([case_at[mark.case] for mark in rows], dtype=np.int64)
    expert = np.array([expert_at[mark.expert] for mark in rows], dtype=np.int64)
    return Design(cases, experts, case, expert, points)


def fit(design: Design) -> Fit:
    """Fit the additive model; O(N + E³) time, E × E memory."""
    links = _links(design)
    roots, axes = np.linalg.eigh(links)
    real = roots > 1e-9 * max(1.0, float(roots[-1]))
    weight = _centred(design)
    sums = np.bincount(design.expert, weights=weight, minlength=len(design.experts))
    along = (axes.T @ sums)[real] / np.sqrt(roots[real])
    freedom = len(design.points) - len(design.cases)
    left = max(0.0, float(weight @ weight - along @ along))
    ratio, variance = _restricted_likelihood(roots[real], along**2, left, freedom)
    if not ratio:
        nothing = np.zeros(len(design.experts))
        return Fit(design, variance, 0.0, nothing, np.zeros((0, 0)), freedom)
    leniency = axes @ (axes.T @ sums / (roots + 1 / ratio))
    return Fit(design, variance, ratio, leniency, axes / np.sqrt(roots + 1 / ratio), freedom)


def quality_of(fitted: Fit, leniency: Floats | None = None) -> Floats:
    """Return each case's mean without its experts' leniency (the estimated one, or a given one of shape E)."""
    design = fitted.design
    used = fitted.leniency if leniency is None else leniency
    rest = design.points - used[design.expert]
    return np.bincount(design.case, weights=rest, minlength=len(design.cases)) / design.per_case


def calibrate(marks: Iterable[Mark]) -> Calibration:
    """Estimate leniency, consistency and quality.

    Raises:
        ValueError: See `design_of`.
    """
    design = design_of(marks)
    fitted = fit(design)
    quality = quality_of(fitted)
    rest = design.points - quality[design.case] - fitted.leniency[design.expert]
    return Calibration(
        experts=_experts(fitted, rest),
        cases=_cases(fitted, quality, rest),
        leniency_deviation=float(np.sqrt(fitted.ratio * fitted.variance)),
        noise_deviation=float(np.sqrt(fitted.variance)),
        freedom=fitted.freedom,
        panels=_panels(design),
    )


def _links(design: Design) -> Floats:
    """Return what experts share once each case's mean is taken off: the Laplacian of the graph of shared cases."""
    table = np.zeros((len(design.cases), len(design.experts)))
    table[design.case, design.expert] = 1.0
    marks = table.sum(axis=0)
    result: Floats = np.diag(marks) - (table / design.per_case[:, None]).T @ table
    return result


def _centred(design: Design) -> Floats:
    means = np.bincount(design.case, weights=design.points, minlength=len(design.cases)) / design.per_case
    result: Floats = design.points - means[design.case]
    return result


def _restricted_likelihood(roots: Floats, squares: Floats, left: float, freedom: int) -> tuple[float, float]:
    """Return the ratio of variances that makes the marks likeliest, and the noise's variance with it.

    In the eigenvectors of `_links` the marks are independent: squares[i] has variance noise × (1 + ratio × roots[i]).
    """
    if freedom < 1:
        return 0.0, 0.0
    grown = 1 + _RATIOS[:, None] * roots[None, :]
    variances = (left + (squares[None, :] / grown).sum(axis=1)) / freedom
    if variances[0] <= _NOTHING:  # all experts agree wherever they meet
        return 0.0, 0.0
    smallest = np.maximum(variances, _NOTHING)
    deviance = freedom * np.log(smallest) + np.log(grown).sum(axis=1)
    best = int(np.argmin(deviance))
    return float(_RATIOS[best]), float(smallest[best])


def _experts(fitted: Fit, rest: Floats) -> dict[str, ExpertEffect]:
    design = fitted.design
    marks = np.bincount(design.expert, minlength=len(design.experts))
    squares = np.bincount(design.expert, weights=rest**2, minlength=len(design.experts))
    return {
        name: ExpertEffect(float(fitted.leniency[at]), float(np.sqrt(squares[at] / marks[at])), int(marks[at]))
        for at, name in enumerate(design.experts)
    }


def _cases(fitted: Fit, quality: Floats, rest: Floats) -> dict[str, CaseEffect]:
    design, per_case = fitted.design, fitted.design.per_case
    means = np.bincount(design.case, weights=design.points, minlength=len(design.cases)) / per_case
    # A mark pulls its case's quality along: what is left varies less than the noise, by its share in the mean.
    scale = np.sqrt(fitted.variance * np.maximum(1 - 1 / per_case, 0.0))
    at_mark = scale[design.case]
    apart = np.divide(np.abs(rest), at_mark, out=np.zeros_like(rest), where=at_mark > 0)
    order = np.lexsort((design.expert, -apart, design.case))
    first = order[np.searchsorted(design.case[order], np.arange(len(design.cases)))]
    return {
        name: CaseEffect(
            mean=float(means[at]),
            quality=float(quality[at]),
            tension=float(apart[first[at]]),
            most_apart=design.experts[design.expert[first[at]]],
            marks=int(per_case[at]),
        )
        for at, name in enumerate(design.cases)
    }


def _panels(design: Design) -> int:
    """Count the groups of experts tied together by shared cases."""
    leads = list(range(len(design.experts)))

    def lead(at: int) -> int:
        while leads[at] != at:
            leads[at] = leads[leads[at]]
            at = leads[at]
        return at

    for mark in np.flatnonzero(np.diff(design.case) == 0):  # this mark and the next are of one case
        leads[lead(int(design.expert[mark]))] = lead(int(design.expert[mark + 1]))
    return len({lead(at) for at in range(len(leads))})
