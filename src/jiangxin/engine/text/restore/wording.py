"""Which of several possible characters makes words with its neighbours (the dictionary of rjieba)."""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from rjieba import has_word

from jiangxin.engine.text.han import is_common, simplifier


def best(before: str, options: Sequence[str]) -> str | None:
    """The option that makes most words after `before`; None when none does better than all others.

    Args:
        before: the character on the left, may be empty.
        options: texts that may follow.
    """
    if len(options) < 2:  # noqa: PLR2004  nothing to choose
        return options[0] if options else None
    ranked = sorted(options, key=lambda option: words_in(before + option[:3]), reverse=True)
    first, second = (words_in(before + option[:3]) for option in ranked[:2])
    return ranked[0] if first > second else None


_MARKS: Final = {0xA1: ("。", "、", "”", "》"), 0xA3: ("，", "；", "：", "！", "？", "）")}
"""Marks by their first byte in GBK, the commonest first."""


def completions(before: str, lead: int, after: str) -> tuple[str, ...]:
    """Characters with the GBK first byte `lead` that stand well between two texts, best first."""
    if lead in _MARKS:
        return _MARKS[lead]
    chars = [bytes([lead, trail]).decode("gbk", "ignore") for trail in range(0x40, 0xFF)]
    return _ranked([(before + char + after[:1], char) for char in chars if char and is_common(char)])


def preceding(before: str, after: str) -> tuple[str, ...]:
    """Characters with the GBK second byte A3 that stand well between two texts, best first, then the full stop."""
    chars = [bytes([lead, 0xA3]).decode("gbk", "ignore") for lead in range(0x81, 0xF8)]
    return (*_ranked([(before + char + after[:1], char) for char in chars if char and is_common(char)]), "。")


@cache
def words_in(text: str) -> int:
    """How many pairs of neighbours in a short text are words."""
    return sum(has_word(one + two) for one, two in pairwise(simplifier().convert(text)))


def _ranked(options: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    ranked = sorted(((words_in(context), char) for context, char in options), key=lambda pair: -pair[0])
    return tuple(char for score, char in ranked if score)[:9]
