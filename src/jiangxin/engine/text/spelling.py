"""Words by their pinyin, for suggestions while typing: `laomo` and `lm` find 劳模."""

from itertools import islice, product
from typing import Final

from jiangxin.engine.text.restore.readings import plain_readings, toned_readings, toneless

_MOST: Final = 16
_LONGEST: Final = 8


def spellings(word: str) -> frozenset[str]:
    """Ways to type a word: whole syllables and initials, for each reading of its characters, ü as `v` or `u`.

    Args:
        word: up to eight characters are spelled; Latin letters and digits stand for themselves.

    Returns:
        Lower-case spellings without tones or spaces, at most 16 readings of the word; empty for a word that is longer.
    """
    if not word or len(word) > _LONGEST:
        return frozenset()
    choices = [_choices(char) for char in word]
    found: set[str] = set()
    for syllables in islice(product(*choices), _MOST):
        whole = "".join(syllables)
        found |= {whole, whole.replace("ü", "v"), whole.replace("ü", "u"), "".join(part[:1] for part in syllables)}
    return frozenset(spelling for spelling in found if spelling.isascii())


def _choices(char: str) -> list[str]:
    readings = plain_readings(char)
    if not readings:
        return [char.lower()]
    # One form of each: u for ü is added at the end.
    return sorted({toneless(reading) for reading in toned_readings(char)} - {"r"}) or sorted(readings)
