"""Ranking cases by a stated order of keys, and saying which key decided each tie.

Standard competition ranking (1, 2, 2, 4): cases equal in every key share a rank and the following ranks are left out.
Nothing outside the stated keys decides: not the order of input, not the identifier.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Key:
    """One criterion.

    Attributes:
        name: Name of the value, such as ``score`` or ``outcome_section``.
        descending: True if more is better.
    """

    name: str
    descending: bool = True


@dataclass(frozen=True, slots=True)
class Candidate:
    """A case with its values; a value that is None or absent ranks behind every present one, whatever the direction."""

    case: str
    values: Mapping[str, Decimal | int | None]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A place in the ranking.

    Attributes:
        case: Identifier of the case.
        rank: From 1.
        tied_with: Other cases of the same rank, sorted.
        decided_by: The key that put the case behind the next better rank; None for the first rank.
    """

    case: str
    rank: int
    tied_with: tuple[str, ...]
    decided_by: str | None


@dataclass(frozen=True, slots=True)
class TieBreak:
    """Two cases of neighbouring ranks that were equal in the first key and came apart later.

    Attributes:
        upper: Case placed before.
        lower: Case placed behind.
        key: The key that decided.
    """

    upper: str
    lower: str
    key: str


@dataclass(frozen=True, slots=True)
class Ranking:
    """Places in order (equal ranks by identifier, for display only) and the ties that were broken."""

    places: tuple[Ranked, ...]
    tie_breaks: tuple[TieBreak, ...]


Merit = tuple[tuple[bool, Decimal], ...]
"""Sorts ascending: for each key whether the value is absent, then the value, turned round where more is better."""


def rank(candidates: Iterable[Candidate], keys: Sequence[Key]) -> Ranking:
    """Rank cases.

    Args:
        candidates: Cases in any order.
        keys: Criteria, the most important first.

    Raises:
        ValueError: Without keys, with a repeated key or case, or if a value is not a finite number.
    """
    everyone = list(candidates)
    if not keys or len({key.name for key in keys}) != len(keys):
        raise ValueError("keys must be given, each once")
    if len({one.case for one in everyone}) != len(everyone):
        raise ValueError("a case appears twice")
    groups: dict[Merit, list[str]] = {}
    for merit, case in sorted((_merit(one, keys), one.case) for one in everyone):
        groups.setdefault(merit, []).append(case)
    places: list[Ranked] = []
    breaks: list[TieBreak] = []
    above: Merit | None = None
    for merit, cases in groups.items():
        decided = None if above is None else _deciding(above, merit, keys)
        if decided not in {None, keys[0].name}:
            breaks += [TieBreak(upper, lower, str(decided)) for upper in groups[above or ()] for lower in cases]
        number = len(places) + 1
        places += [Ranked(case, number, tuple(other for other in cases if other != case), decided) for case in cases]
        above = merit
    return Ranking(tuple(places), tuple(breaks))


def _merit(candidate: Candidate, keys: Sequence[Key]) -> Merit:
    merit = []
    for key in keys:
        value = candidate.values.get(key.name)
        number = Decimal(0) if value is None else Decimal(value)
        if not number.is_finite():
            raise ValueError(f"{candidate.case}: {key.name} is not a number")
        merit.append((value is None, number.copy_negate() if key.descending else number))
    return tuple(merit)


def _deciding(upper: Merit, lower: Merit, keys: Sequence[Key]) -> str:
    return next(key.name for key, high, low in zip(keys, upper, lower, strict=True) if high != low)
