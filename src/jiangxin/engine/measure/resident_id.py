"""Citizen identity numbers: GB 11643-1999, and the fifteen-digit numbers it replaced.

Six digits of area, eight of birth date, three of sequence (odd for men, even for women), one check character.
Passports, permits of Hong Kong, Macao and Taiwan residents and foreigners' cards are other documents and are not
checked here.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from jiangxin.engine.measure.divisions import PROVINCES
from jiangxin.engine.measure.fault import Fault
from jiangxin.engine.measure.plain_text import plain

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS = "10X98765432"
LENGTH = 18
OLD_LENGTH = 15
RESIDENCE_PERMIT_AREA = "83"
"""Residence permits of Taiwan residents are numbered 830000; those of Hong Kong and Macao use 81 and 82."""
OLDEST = 1850
"""Model workers of the founding years are in the archives, so no narrower bound on the birth year is set."""


@dataclass(frozen=True, slots=True)
class ResidentIdCheck:
    """What a number says.

    Attributes:
        value: Eighteen characters, brought up from fifteen where needed; the input made plain when it is faulty.
        faults: ``resident_id.empty``, ``.length``, ``.character``, ``.area``, ``.birth_date``, ``.future``,
            ``.check_digit``.
        birth_date: None for a faulty number.
        gender: ``male`` or ``female``; None for a faulty number.
        upgraded: True if a fifteen-digit number was given.
    """

    value: str
    faults: tuple[Fault, ...]
    birth_date: date | None = None
    gender: Literal["male", "female"] | None = None
    upgraded: bool = False

    @property
    def ok(self) -> bool:
        """True if the number keeps to the standard."""
        return not self.faults


def check_character(first17: str) -> str:
    """Compute the 18th character: Σ of weighted digits mod 11 as an index into 10X98765432 (GB 11643-1999)."""
    total = sum(int(digit) * weight for digit, weight in zip(first17, WEIGHTS, strict=True))
    return CHECK_CHARACTERS[total % 11]


def upgrade(old: str) -> str:
    """Bring a fifteen-digit number up to eighteen: century 19 and a check character (GB 11643-1999)."""
    first17 = f"{old[:6]}19{old[6:]}"
    return first17 + check_character(first17)


def check_resident_id(text: str, *, today: date) -> ResidentIdCheck:
    """Check a typed number; a small x, full-width characters and spaces are forgiven.

    Args:
        text: What was typed.
        today: Nobody is born later than this day.
    """
    typed = plain(text).upper()
    if faults := _shape_faults(typed):
        return ResidentIdCheck(typed, faults)
    upgraded = len(typed) == OLD_LENGTH
    value = upgrade(typed) if upgraded else typed
    if faults := _content_faults(value, today):
        return ResidentIdCheck(typed, faults, upgraded=upgraded)
    gender: Literal["male", "female"] = "male" if int(value[16]) % 2 else "female"
    return ResidentIdCheck(value, (), _birth_date(value), gender, upgraded)


def _shape_faults(typed: str) -> tuple[Fault, ...]:
    if not typed:
        return (Fault("resident_id.empty"),)
    if len(typed) not in {LENGTH, OLD_LENGTH}:
        return (Fault("resident_id.length", {"found": len(typed)}),)
    return tuple(
        Fault("resident_id.character", {"position": position, "character": char})
        for position, char in enumerate(typed, start=1)
        if char not in ("0123456789X" if position == LENGTH else "0123456789")
    )


def _content_faults(value: str, today: date) -> tuple[Fault, ...]:
    faults = []
    if value[:2] not in PROVINCES | {RESIDENCE_PERMIT_AREA}:
        faults.append(Fault("resident_id.area", {"found": value[:2]}))
    born = _birth_date(value)
    if born is None:
        faults.append(Fault("resident_id.birth_date", {"found": value[6:14]}))
    elif born > today:
        faults.append(Fault("resident_id.future", {"found": born.isoformat()}))
    # The right character is not told: it would turn the form into a machine for making numbers.
    if check_character(value[:17]) != value[17]:
        faults.append(Fault("resident_id.check_digit"))
    return tuple(faults)


def _birth_date(value: str) -> date | None:
    try:
        born = date(int(value[6:10]), int(value[10:12]), int(value[12:14]))
    except ValueError:
        return None
    return born if born.year >= OLDEST else None
