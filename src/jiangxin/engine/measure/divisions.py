"""Administrative division codes by their shape: GB/T 2260 (six digits), GB/T 10114 (nine), statistics code (twelve).

Two digits each for province, prefecture and county, three each for town and village; zeros mean "the whole of". Names
and dates of validity change from year to year and are data, not rules.
"""

from dataclasses import dataclass
from typing import Literal

from jiangxin.engine.measure.fault import Fault, MeasureError
from jiangxin.engine.measure.plain_text import plain

Level = Literal["province", "prefecture", "county", "town", "village"]

PROVINCES = frozenset(
    str(number)
    for first, last in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 82))
    for number in range(first, last + 1)
)
"""First two digits in GB/T 2260: the 34 province-level divisions."""
LENGTHS = (6, 9, 12)
ENDS: dict[Level, int] = {"province": 2, "prefecture": 4, "county": 6, "town": 9, "village": 12}


@dataclass(frozen=True, slots=True)
class Division:
    """A well-formed code.

    Attributes:
        code: The digits as written (6, 9 or 12).
        level: The smallest level that is not all zeros.
    """

    code: str
    level: Level

    @property
    def significant(self) -> str:
        """The digits down to ``level``; every code inside the division starts with them."""
        return self.code[: ENDS[self.level]]

    def contains(self, other: "Division") -> bool:
        """True if ``other`` is this division or lies inside it."""
        return other.significant.startswith(self.significant)


def division_faults(text: str) -> tuple[Fault, ...]:
    """Say why ``text`` is not a division code.

    Codes: ``division.length``, ``division.digits``, ``division.province`` and ``division.gap`` (a level is given
    under one that is zero). A town directly under a prefecture is no gap: cities without districts, such as 441900,
    have such towns.
    """
    code = plain(text)
    if not (code.isascii() and code.isdigit()):
        return (Fault("division.digits"),)
    if len(code) not in LENGTHS:
        return (Fault("division.length", {"found": len(code)}),)
    if code[:2] not in PROVINCES:
        return (Fault("division.province", {"found": code[:2]}),)
    _, prefecture, county, town, village = (int(part or "0") for part in _parts(code))
    gap = (not prefecture and (county or town or village)) or (not town and village)
    return (Fault("division.gap"),) if gap else ()


def parse_division(text: str) -> Division:
    """Read a division code.

    Raises:
        MeasureError: With the first of `division_faults`.
    """
    code = plain(text)
    for fault in division_faults(code):
        raise MeasureError(fault.code, **fault.params)
    levels = [level for level, part in zip(ENDS, _parts(code), strict=True) if part.strip("0")]
    return Division(code, levels[-1])


def contains(outer: str, inner: str) -> bool:
    """Say whether the division ``inner`` is ``outer`` or lies inside it.

    Raises:
        MeasureError: If either is not a division code.
    """
    return parse_division(outer).contains(parse_division(inner))


def _parts(code: str) -> tuple[str, ...]:
    starts = (0, *ENDS.values())
    return tuple(code[start:end] for start, end in zip(starts, ENDS.values(), strict=False))
