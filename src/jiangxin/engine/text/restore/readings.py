"""How characters read, and whether a stretch of Latin letters is a reading of given characters.

Readings are those of the Unihan database and of dictionaries as gathered by pypinyin; the traditional and the
simplified form of a character share theirs, for a page's table may have been made for either.
"""

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final

from jiangxin.engine.text.han import is_han, simplifier, simplify_char

LETTERS: Final = "a-z\uff41-\uff5aāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüêńňǹḿɑɡ\u0300\u0301\u0304\u0308\u030c"
"""Letters of pinyin in lower case, for a character class of a regular expression; GBK writes ɑ for a and ɡ for g."""

CAPITALS: Final = "A-Z\uff21-\uff3aĀÁǍÀĒÉĚÈĪÍǏÌŌÓǑÒŪÚǓÙǕǗǙǛÜ"
"""Capitals a reading may be written with."""

FILLERS: Final = " \t\u00a0\u00ad\u2000-\u200f\u2060-\u2064\u3000\ufeff'’·\\-"
"""What, seen or unseen, stands between syllables or letters of a reading without belonging to it."""

LONGEST: Final = 12
"""The most characters one whole-word reading may cover."""

_FILLER: Final = re.compile(f"[{FILLERS}\\s]+")
_LOOKALIKES: Final = str.maketrans("ɑɡ", "ag") | {
    wide: wide - 0xFEE0 for wide in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_TONES: Final = dict.fromkeys((0x300, 0x301, 0x302, 0x304, 0x30C))
_NUMBERED: Final = re.compile("([^1-5]*)([1-5])")
_MARKS: Final = ("\u0304", "\u0301", "\u030c", "\u0300", "")
# The mark stands on a or e, on the o of ou, else on the last vowel (GB/T 16159-2012).
_BEARER: Final = re.compile("[aeAE]|[oO](?=[uU])|[iouüIOUÜ](?![aeiouüAEIOUÜ])")


@lru_cache(maxsize=65536)
def normalise(letters: str) -> str:
    """Letters as compared: composed, narrow, without fillers, GBK's ɑ and ɡ as a and g, numbers of tones as marks."""
    bare = _FILLER.sub("", letters).translate(_LOOKALIKES).replace("u:", "ü").replace("U:", "Ü")
    if numbers(bare):
        bare = _NUMBERED.sub(_marked, bare)
    return unicodedata.normalize("NFC", bare)


def numbers(letters: str) -> int:
    """How many of the letters are numbers of tones, as in `chuang4 zao4`."""
    return sum(map(letters.count, "12345"))


def _marked(syllable: re.Match[str]) -> str:
    mark = _MARKS[int(syllable[2]) - 1]
    return _BEARER.sub(lambda vowel: vowel.group() + mark, syllable[1].replace("v", "ü"), count=1)


@lru_cache(maxsize=65536)
def toneless(letters: str) -> str:
    """The letters without tone marks; ü stays, written `v` it becomes ü."""
    bare = unicodedata.normalize("NFD", letters).translate(_TONES)
    return unicodedata.normalize("NFC", bare).replace("v", "ü")


@lru_cache(maxsize=65536)
def toned_readings(char: str) -> frozenset[str]:
    """Every reading of a character with its tone, such as `háng` and `xíng` for 行; empty for anything else."""
    if not is_han(char):
        return frozenset()
    table = _table()
    found = set(table.get(ord(char), "").split(",")) | set(table.get(ord(simplify_char(char)), "").split(","))
    return frozenset(found - {""}) | ({"r"} if char in "儿兒" else frozenset())


@lru_cache(maxsize=65536)
def plain_readings(char: str) -> frozenset[str]:
    """Every reading without tone; with ü also the ways keyboards write it, u."""
    plain = {toneless(reading) for reading in toned_readings(char)}
    return frozenset(plain | {reading.replace("ü", "u") for reading in plain})


@lru_cache(maxsize=65536)
def reads_back(chars: str, letters: str, *, exact: bool) -> int:
    """How many of the last characters the letters spell out, 0 if they do not.

    Args:
        chars: characters, the annotated ones last.
        letters: normalised letters.
        exact: compare tones as well.
    """
    if not chars or not letters or not is_han(chars[-1]):
        return 0
    spoken = letters if exact else toneless(letters)
    readings = toned_readings(chars[-1]) if exact else plain_readings(chars[-1])
    if spoken in readings:
        return 1
    for reading in readings:
        if spoken.endswith(reading):
            more = reads_back(chars[:-1], spoken[: -len(reading)], exact=exact)
            if more:
                return more + 1
    return 0


def reads_forward(chars: str, letters: str, *, exact: bool) -> int:
    """How many of the first characters the letters spell out, 0 if they do not."""
    for count in range(1, min(len(chars), LONGEST) + 1):
        if not is_han(chars[count - 1]):
            return 0
        if reads_back(chars[:count], letters, exact=exact) == count:
            return count
    return 0


def begins_reading(chars: str, letters: str) -> bool:
    """Whether the letters are the beginning of a reading of the last characters; none at all begin every one.

    Args:
        chars: characters, the nearest last.
        letters: normalised letters, cut off anywhere.
    """
    plain = toneless(letters)
    return any(_begins(chars[-count:], plain) for count in range(1, min(len(chars), LONGEST) + 1))


def _begins(chars: str, plain: str) -> bool:
    """Whether the cut letters run through the characters from the first on."""
    for reading in plain_readings(chars[0]):
        if reading.startswith(plain):
            return True
        if len(chars) > 1 and plain.startswith(reading) and _begins(chars[1:], plain[len(reading) :]):
            return True
    return False


def has_tone(letters: str) -> bool:
    """Whether any letter carries a tone mark."""
    return toneless(letters) != letters.replace("v", "ü")


@cache
def _table() -> dict[int, str]:
    from pypinyin import pinyin_dict  # a quarter second that most programs never need

    table: dict[int, str] = pinyin_dict.pinyin_dict
    return table


@cache
def byte_readings() -> dict[tuple[int, str], tuple[str, ...]]:
    """Characters of GBK by first byte and toneless reading; those that simplifying changes come first."""
    found: dict[tuple[int, str], list[str]] = {}
    for lead in range(0x81, 0xFF):
        row = [bytes([lead, trail]).decode("gbk", "ignore") for trail in range(0x40, 0xFF)]
        for char in filter(is_han, row):
            for reading in plain_readings(char):
                found.setdefault((lead, reading), []).append(char)
    changed = simplifier().convert
    return {key: tuple(sorted(chars, key=lambda char: changed(char) == char)) for key, chars in found.items()}


@cache
def syllables() -> frozenset[str]:
    """Every syllable with its tone mark that some character of GBK reads as."""
    chars = {char for chars in byte_readings().values() for char in chars}
    return frozenset(filter(has_tone, {reading for char in chars for reading in toned_readings(char)}))
