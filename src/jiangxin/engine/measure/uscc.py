"""Unified social credit codes: GB 32100-2015, with the body code of GB 11714-1997 inside.

Eighteen characters: registering authority, kind, division code (6), body code (9), check character.
"""

from dataclasses import dataclass

from jiangxin.engine.measure.fault import Fault
from jiangxin.engine.measure.plain_text import plain

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The 31 characters of GB 32100-2015: no I, O, S, V, Z."""
WEIGHTS = tuple(pow(3, position, 31) for position in range(17))
"""GB 32100-2015: the weight of position i is 3^(i-1) mod 31."""
BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
"""GB 11714-1997."""
LENGTH = 18
BODY = slice(8, 17)
DIVISION = slice(2, 8)
UNION_PREFIX = "81"
"""Registering authority 8 (trade unions), kind 1 (grass-roots union)."""


@dataclass(frozen=True, slots=True)
class UsccCheck:
    """What is known about a code.

    Attributes:
        value: The code in capitals without spaces.
        faults: Why it is not a code: ``uscc.empty``, ``uscc.length``, ``uscc.character``, ``uscc.check_digit``.
        warnings: ``uscc.body_check_digit``: some codes in use carry a body code that fails its own check, so this
            never rejects.
    """

    value: str
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]

    @property
    def ok(self) -> bool:
        """True if the code keeps to the standard."""
        return not self.faults

    @property
    def is_grassroots_union(self) -> bool:
        """True if the code was given to a grass-roots union as a legal person of its own."""
        return self.ok and self.value.startswith(UNION_PREFIX)

    @property
    def division(self) -> str:
        """The six digits of the registering authority's area, empty for a faulty code."""
        return self.value[DIVISION] if self.ok else ""


def check_character(first17: str) -> str:
    """Compute the 18th character: (31 − Σ Ci·Wi mod 31) mod 31 (GB 32100-2015).

    Args:
        first17: Seventeen characters of `ALPHABET`.
    """
    total = sum(ALPHABET.index(char) * weight for char, weight in zip(first17, WEIGHTS, strict=True))
    return ALPHABET[-total % 31]


def body_check_character(first8: str) -> str:
    """Compute the ninth character of a body code: 11 − Σ Ci·Wi mod 11, 10 as X and 11 as 0 (GB 11714-1997)."""
    total = sum(int(char, 36) * weight for char, weight in zip(first8, BODY_WEIGHTS, strict=True))
    return "0123456789X"[-total % 11]


def check_uscc(text: str) -> UsccCheck:
    """Check a typed code; lower case, full-width characters and spaces are forgiven."""
    value = plain(text).upper()
    faults = _shape_faults(value)
    if not faults and (expected := check_character(value[:-1])) != value[-1]:
        faults = (Fault("uscc.check_digit", {"found": value[-1], "expected": expected}),)
    return UsccCheck(value, faults, () if faults else _body_warnings(value[BODY]))


def _shape_faults(value: str) -> tuple[Fault, ...]:
    if not value:
        return (Fault("uscc.empty"),)
    faults = [
        Fault("uscc.character", {"position": position, "character": char})
        for position, char in enumerate(value, start=1)
        if char not in ALPHABET or (DIVISION.start < position <= DIVISION.stop and not char.isdigit())
    ]
    if len(value) != LENGTH:
        faults.insert(0, Fault("uscc.length", {"found": len(value), "expected": LENGTH}))
    return tuple(faults)


def _body_warnings(body: str) -> tuple[Fault, ...]:
    expected = body_check_character(body[:-1])
    if expected == body[-1]:
        return ()
    return (Fault("uscc.body_check_digit", {"found": body[-1], "expected": expected}),)
