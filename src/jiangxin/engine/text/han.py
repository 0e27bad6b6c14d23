"""Chinese characters: which they are, which are common, and their simplified form one by one.

Common means level 1 of GB 2312-1980 (3,755 characters ordered by reading, rows 16 to 55), after simplification.
"""

from functools import cache
from itertools import chain

from opencc import OpenCC

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
"""Ranges of Chinese characters, to be placed inside the brackets of a regular expression."""

_BLOCKS = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00), (0x20000, 0x323B0))
_LEVEL_ONE_ROWS = range(0xB0, 0xD8)


@cache
def simplifier() -> OpenCC:
    """The phrase-aware converter from traditional to simplified characters (OpenCC `t2s`)."""
    return OpenCC("t2s")


def is_han(char: str) -> bool:
    """Whether `char` is one Chinese character."""
    return len(char) == 1 and any(start <= ord(char) < stop for start, stop in _BLOCKS)


@cache
def simplified_forms() -> dict[int, str]:
    """Code point of every character that is written differently in simplified text, to its simplified form.

    Characters stand alone here, without the phrases around them: made for `str.translate`, never for reading matter.
    """
    every = [chr(code) for code in chain.from_iterable(range(*block) for block in _BLOCKS)]
    forms = simplifier().convert("\n".join(every)).split("\n")
    return {ord(old): new for old, new in zip(every, forms, strict=True) if old != new}


@cache
def simplified_only() -> frozenset[str]:
    """Characters that mark a text as simplified: the results of simplifying that are no character of old text."""
    # s2t turns these into something else, so a traditional text does not hold them.
    forms = sorted(set(simplified_forms().values()))
    old = OpenCC("s2t").convert("\n".join(forms)).split("\n")
    return frozenset(form for form, back in zip(forms, old, strict=True) if form != back)


@cache
def traditional_only() -> frozenset[str]:
    """Characters that simplified text writes differently."""
    return frozenset(map(chr, simplified_forms()))


def simplify_char(char: str) -> str:
    """The simplified form of one character, alone."""
    return simplified_forms().get(ord(char), char)


@cache
def is_common(char: str) -> bool:
    """Whether the simplified form of `char` belongs to level 1 of GB 2312-1980."""
    raw = simplify_char(char).encode("gb2312", "ignore")
    return len(raw) == 2 and raw[0] in _LEVEL_ONE_ROWS  # noqa: PLR2004  two bytes to a character
