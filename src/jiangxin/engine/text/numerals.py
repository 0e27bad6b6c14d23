"""Numbers as headings write them: Chinese numerals up to 9,999, ASCII and full-width digits, circled digits."""

import unicodedata
from typing import Final

_DIGITS: Final = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS: Final = {"十": 10, "百": 100, "千": 1000}

NUMERAL: Final = "[〇零一二三四五六七八九十百千两]"
"""One character of a Chinese numeral, for a regular expression."""


def parse_numeral(written: str) -> int | None:
    """The value of a numeral, None for what is none.

    Args:
        written: such as `十二`, `二〇一二`, `12`, `１２` or `⑫`.
    """
    plain = unicodedata.normalize("NFKC", written)
    if plain.isascii() and plain.isdigit():
        return int(plain)
    if not plain or any(char not in _DIGITS and char not in _UNITS for char in plain):
        return None
    if all(char in _DIGITS for char in plain):
        return int("".join(str(_DIGITS[char]) for char in plain))
    total, digit = 0, 0
    for char in plain:
        if char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit
