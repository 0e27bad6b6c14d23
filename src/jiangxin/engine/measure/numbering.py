"""Certificate and plaque numbers after a pattern the office chooses, such as ``{area}-LMGZS-{year}-{seq4}``.

Fields: ``{area}`` (2 to 12 digits or capital letters), ``{year}`` (four digits), ``{seqN}`` (N digits with leading
    zeros, N from 2 to 8);
everything else is literal. A check suffix can follow a number, so that mistyped (`check_digits`) or guessed
(`seal_suffix`) ones are found.
"""

import hashlib
import hmac
import re
from dataclasses import dataclass, field

from jiangxin.engine.measure.fault import Fault, MeasureError

FIELD = re.compile(r"\{([^{}]*)\}")
SEQUENCE = re.compile(r"seq([2-8])")
LITERAL = re.compile(r"[0-9A-Z\-/·第号\u3400-\u9fff]*")
AREA = "[0-9A-Z]{2,12}"
LONGEST = 60
SEAL_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Thirty-two characters without I, L, O, U, which are misread (Crockford's base 32)."""


@dataclass(frozen=True, slots=True)
class NumberParts:
    """What a number is made of; ``area`` and ``year`` are None where the pattern has none."""

    seq: int
    year: int | None = None
    area: str | None = None


@dataclass(frozen=True, slots=True)
class NumberPattern:
    """A valid pattern; make it with `parse_pattern`."""

    text: str
    _regex: re.Pattern[str] = field(repr=False, compare=False)
    _digits: int = field(repr=False, compare=False)

    @property
    def largest(self) -> int:
        """The last sequence number that fits."""
        return int(10**self._digits) - 1

    def render(self, *, seq: int, year: int | None = None, area: str | None = None) -> str:
        """Write a number.

        Raises:
            MeasureError: ``numbering.overflow`` if ``seq`` does not fit, ``numbering.seq`` below 1,
                ``numbering.missing`` for an absent field, ``numbering.area`` or ``numbering.year`` for one out of
                shape.
        """
        if seq < 1:
            raise MeasureError("numbering.seq", found=seq)
        if seq > self.largest:
            raise MeasureError("numbering.overflow", found=seq, largest=self.largest)
        values = {
            "year": "" if year is None else str(year),
            "area": area or "",
            f"seq{self._digits}": f"{seq:0{self._digits}d}",
        }
        for name in FIELD.findall(self.text):
            if not values[name]:
                raise MeasureError("numbering.missing", field=name)
        number = FIELD.sub(lambda match: values[match[1]], self.text)
        if self.match(number) != NumberParts(seq, *self._kept(year, area)):
            raise MeasureError(
                "numbering.year" if "{year}" in self.text and not _is_year(year) else "numbering.area", found=number
            )
        return number

    def match(self, number: str) -> NumberParts | None:
        """Take a number apart; None if it does not follow the pattern."""
        found = self._regex.fullmatch(number)
        if found is None or int(found["seq"]) == 0:
            return None
        groups = found.groupdict()
        year = groups.get("year")
        return NumberParts(int(found["seq"]), int(year) if year else None, groups.get("area"))

    def _kept(self, year: int | None, area: str | None) -> tuple[int | None, str | None]:
        return (year if "{year}" in self.text else None, area if "{area}" in self.text else None)


def pattern_faults(text: str) -> tuple[Fault, ...]:
    """Say why ``text`` is no pattern.

    Codes: ``numbering.unknown_field``, ``numbering.no_sequence``, ``numbering.repeated_field``, ``numbering.literal``
    (a character that is neither digit, capital, Han, hyphen, slash nor dot), ``numbering.adjacent`` (area next to a
    digit or another field cannot be told from it), ``numbering.too_long``.
    """
    faults = []
    names = FIELD.findall(text)
    kinds = ["seq" if SEQUENCE.fullmatch(name) else name for name in names]
    faults += [
        Fault("numbering.unknown_field", {"field": n})
        for n, k in zip(names, kinds, strict=True)
        if k not in {"area", "year", "seq"}
    ]
    if "seq" not in kinds:
        faults.append(Fault("numbering.no_sequence"))
    faults += [
        Fault("numbering.repeated_field", {"field": kind}) for kind in sorted({k for k in kinds if kinds.count(k) > 1})
    ]
    if not LITERAL.fullmatch(FIELD.sub("", text)):
        faults.append(Fault("numbering.literal"))
    if re.search(r"[0-9A-Z}]\{area\}|\{area\}[0-9A-Z{]", text):
        faults.append(Fault("numbering.adjacent"))
    if len(text) > LONGEST:
        faults.append(Fault("numbering.too_long", {"largest": LONGEST}))
    return tuple(faults)


def parse_pattern(text: str) -> NumberPattern:
    """Read a pattern.

    Raises:
        MeasureError: With the first of `pattern_faults`.
    """
    for fault in pattern_faults(text):
        raise MeasureError(fault.code, **fault.params)
    regex, digits = "", 0
    for index, piece in enumerate(FIELD.split(text)):
        if index % 2 == 0:
            regex += re.escape(piece)
        elif sequence := SEQUENCE.fullmatch(piece):
            digits = int(sequence[1])
            regex += rf"(?P<seq>[0-9]{{{digits}}})"
        else:
            regex += rf"(?P<{piece}>{AREA if piece == 'area' else '[12][0-9]{3}'})"
    return NumberPattern(text, re.compile(regex), digits)


def check_digits(number: str) -> str:
    """Compute two check digits after ISO 7064 MOD 97-10.

    Digits stand for themselves, letters for 10 to 35, a Han character for its code point; separators do not count.
    One wrong digit or letter and one swap of neighbouring digits are always found, other slips with probability 96/97.
    """
    return f"{98 - int(_as_digits(number) + '00') % 97:02d}"


def has_valid_check(number: str) -> bool:
    """Say whether the last two characters are the check digits of what stands before them."""
    return number[-2:].isascii() and number[-2:].isdigit() and check_digits(number[:-2]) == number[-2:]


def seal_suffix(number: str, key: bytes, length: int = 4) -> str:
    """Compute a suffix nobody can guess without ``key``: HMAC-SHA-256, five bits a character, Crockford's alphabet.

    Args:
        number: The number it belongs to.
        key: Secret of the issuing federation.
        length: Characters, 1 to 32; four let a guess through once in a million.
    """
    digest = hmac.new(key, number.encode(), hashlib.sha256).digest()
    return "".join(SEAL_ALPHABET[byte % 32] for byte in digest[:length])


def has_valid_seal(number: str, suffix: str, key: bytes) -> bool:
    """Say whether ``suffix`` was computed from ``number`` with ``key``; takes the same time for right and wrong."""
    expected = seal_suffix(number, key, max(len(suffix), 1))
    return hmac.compare_digest(expected.encode(), suffix.upper().encode())


def _as_digits(number: str) -> str:
    return (
        "".join(str(int(char, 36)) if char.isascii() else str(ord(char)) for char in number.upper() if char.isalnum())
        or "0"
    )


def _is_year(year: int | None) -> bool:
    return year is not None and 1000 <= year <= 2999  # noqa: PLR2004 -- what the pattern's year field matches
