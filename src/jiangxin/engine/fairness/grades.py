"""Grades from scores: bands with floors, a cap on how many may have the best ones, vetoes that put a case last.

A band's cap is a share of all graded cases, rounded down (at 20 % and nine cases one may be excellent), or a number; of
both the lower counts. Who is over the
cap falls into the next band, the lowest scores first; cases that are equal at the cap fall together, so that nothing
but the score decides. Domain 3.4 gives the default bands of the yearly assessment.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby, pairwise
from math import floor
from typing import Literal

Cause = Literal["score", "cap", "veto"]
_WHOLE = 100


@dataclass(frozen=True, slots=True)
class Band:
    """A grade.

    Attributes:
        code: Name of the grade.
        at_least: Lowest score, in points; None for the last band, which takes all others.
        cap_percent: At most so many per cent of all cases; None for no limit.
        cap_number: At most so many cases; None for no limit.
    """

    code: str
    at_least: Decimal | None
    cap_percent: Decimal | None = None
    cap_number: int | None = None


@dataclass(frozen=True, slots=True)
class Graded:
    """A case's grade and why.

    Attributes:
        case: Identifier.
        grade: Code of the band.
        earned: Code of the band its score alone would give.
        cause: "score", "cap" when a cap put it lower, "veto" when a veto did.
    """

    case: str
    grade: str
    earned: str
    cause: Cause


def grade(scores: Iterable[tuple[str, Decimal]], bands: Sequence[Band], vetoed: Iterable[str] = ()) -> list[Graded]:
    """Grade cases.

    Args:
        scores: Case and score, in any order.
        bands: From the best to the last; their floors fall, and the last has none.
        vetoed: Cases under a veto: they get the last band.

    Returns:
        In the order of `scores`.

    Raises:
        ValueError: Without bands, with floors that do not fall or a floor missing before the last, with a cap on the
            last band or outside 0 to 100, or with a case twice.
    """
    _require_bands(bands)
    given = list(scores)
    if len({case for case, _score in given}) != len(given):
        raise ValueError("a case is graded twice")
    stopped = set(vetoed)
    earned = {case: _earned(score, bands) for case, score in given}
    final = _capped([(case, score) for case, score in given if case not in stopped], earned, bands, len(given))
    last = len(bands) - 1
    return [
        _graded(case, bands, earned[case], last if case in stopped else final[case], is_vetoed=case in stopped)
        for case, _score in given
    ]


def _graded(case: str, bands: Sequence[Band], earned: int, given: int, *, is_vetoed: bool) -> Graded:
    cause: Cause = "score" if earned == given else "veto" if is_vetoed else "cap"
    return Graded(case, bands[given].code, bands[earned].code, cause)


def _earned(score: Decimal, bands: Sequence[Band]) -> int:
    return next(place for place, band in enumerate(bands) if band.at_least is None or score >= band.at_least)


def _capped(
    scores: Sequence[tuple[str, Decimal]], earned: dict[str, int], bands: Sequence[Band], everyone: int
) -> dict[str, int]:
    """Fill the bands from the best; who finds no room moves on to the next."""
    best_first = sorted(scores, key=lambda one: (-one[1], one[0]))
    equals = [[case for case, _score in group] for _score, group in groupby(best_first, key=lambda one: one[1])]
    found: dict[str, int] = {}
    taken = [0] * len(bands)
    lowest = 0
    for cases in equals:
        lowest = max(lowest, earned[cases[0]])  # nobody stands above somebody with more points
        while not _has_room(bands[lowest], taken[lowest] + len(cases), everyone):
            lowest += 1
        taken[lowest] += len(cases)
        found |= dict.fromkeys(cases, lowest)
    return found


def room_in(band: Band, everyone: int) -> int | None:
    """Return how many of `everyone` cases may be in a band; None for no limit."""
    limits = [] if band.cap_number is None else [band.cap_number]
    if band.cap_percent is not None:
        limits.append(floor(Fraction(band.cap_percent) * everyone / _WHOLE))
    return min(limits, default=None)


def _has_room(band: Band, wanted: int, everyone: int) -> bool:
    room = room_in(band, everyone)
    return room is None or wanted <= room


def _require_bands(bands: Sequence[Band]) -> None:
    floors = [band.at_least for band in bands]
    if not bands or floors[-1] is not None or None in floors[:-1]:
        raise ValueError("every band but the last needs a floor, and the last has none")
    known = [floor for floor in floors if floor is not None]
    if any(upper <= lower for upper, lower in pairwise(known)):
        raise ValueError("the floors of the bands have to fall")
    caps = [band.cap_percent for band in bands]
    numbers = [band.cap_number for band in bands]
    if numbers[-1] is not None or any(number is not None and number < 0 for number in numbers):
        raise ValueError("a cap in cases is not negative, and the last band has none")
    if caps[-1] is not None or any(cap is not None and not 0 <= cap <= _WHOLE for cap in caps):
        raise ValueError("a cap lies between 0 and 100 per cent, and the last band has none")
