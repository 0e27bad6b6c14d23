"""V15: texts with blanks after every character.

A line counts as spaced out when more than 60 % of its tokens are single Chinese characters and they make words; names,
weekdays and the like, set apart on purpose, do not. Where most of a text is spaced out, its short lines are as well.
With gaps of g blanks between the characters, a gap of n(g+1)+g was n, since blanks of the text got their own around
them.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from rjieba import has_word

from jiangxin.engine.text.han import HAN, simplify_char
from jiangxin.engine.text.restore.report import Certainty, Damage, Edit, apply_edits
from jiangxin.engine.text.restore.stage import Found, Outcome, unchanged

_SHARE: Final = 0.6
_FEWEST: Final = 4
_WIDEST: Final = 4
_COMMON_BLANKS: Final = " \u00a0\u3000\u2003"
_BLANKS: Final = " \u00a0\u2000-\u200a\u202f\u205f\u3000"
_INDENTS: Final = " \u00a0\u2003\u3000"
_SUSPECT: Final = re.compile(f"[{_BLANKS}][{HAN}][{_BLANKS}]+[{HAN}]")
_GAP: Final = re.compile(f"(?<=\\S)([{_BLANKS}])\\1*(?=\\S)")
_BETWEEN: Final = re.compile(f"(?<=[{HAN}])([{_BLANKS}])\\1*(?=[{HAN}])")
_SINGLE: Final = re.compile(f"[{HAN}][，。、；：？！,.;:?!）)》”’]?|[“‘（(《][{HAN}]")
_EAST: Final = re.compile(f"[{HAN}\u3001-\u3011\u2018-\u201d\u2026\uff01-\uff5e,.;:?!()]")
# Pairs of these are in every dictionary, and in every list of things set apart.
_SERIES: Final = frozenset("零〇一二三四五六七八九十百千日甲乙丙丁戊己庚辛壬癸子丑寅卯东南西北上中下左右")


class _Line(NamedTuple):
    start: int
    text: str
    tokens: list[str]
    singles: int  # tokens of one Chinese character, perhaps with a mark
    single: int  # tokens of one character of any kind, these included

    @property
    def is_loose(self) -> bool:
        return self.single > _SHARE * len(self.tokens)

    @property
    def is_spaced(self) -> bool:
        return self.singles >= _FEWEST and self.is_loose and _makes_words(self.tokens)


def join_spaced(text: str) -> Outcome:
    """Close the gaps of every spaced-out line."""
    if sum(map(text.count, _COMMON_BLANKS)) < _FEWEST - 1 or not _SUSPECT.search(text):
        return unchanged(text)
    edits = [edit for line in _spaced(text) for edit in _join(line)]
    return Outcome(apply_edits(text, edits), lambda: Found(edits))


def _spaced(text: str) -> list[_Line]:
    lines = list(_lines(text))
    sure = [line for line in lines if line.is_spaced]
    tokens = sum(len(line.tokens) for line in lines)
    if sum(line.single for line in sure) > _SHARE * tokens and len(sure) > 1:
        return [line for line in lines if line.is_loose and line.singles > 1]
    return sure


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for line in text.splitlines(keepends=True):
        tokens = line.split()
        singles = sum(_SINGLE.fullmatch(token) is not None for token in tokens)
        single = sum(len(token) == 1 or _SINGLE.fullmatch(token) is not None for token in tokens)
        yield _Line(start, line, tokens, singles, single)
        start += len(line)


def _makes_words(tokens: list[str]) -> bool:
    """Whether single characters next to one another are words as often as in prose, where every second pair is."""
    chars = [simplify_char(char) for token in tokens for char in token if _SINGLE.fullmatch(char)]
    words = sum(has_word(one + two) for one, two in pairwise(chars) if not {one, two} <= _SERIES)
    return words * 5 >= len(chars)


def _join(line: _Line) -> Iterator[Edit]:
    unit = min((len(gap.group()) for gap in _BETWEEN.finditer(line.text)), default=0)
    if not 0 < unit <= _WIDEST:
        return
    whole = all(len(token) == 1 for token in line.tokens)
    certainty = Certainty.CERTAIN if line.singles > 2 * _FEWEST else Certainty.LIKELY
    yield from _join_indent(line, unit, certainty)
    for gap in _GAP.finditer(line.text):
        count, rest = divmod(len(gap.group()) - unit, unit + 1)
        if rest == 0 and (whole or _between_east(line.text, gap)):
            after = gap.group()[:count]
            yield Edit(line.start + gap.start(), line.start + gap.end(), after, Damage.SPACED_OUT, certainty)


def _join_indent(line: _Line, unit: int, certainty: Certainty) -> Iterator[Edit]:
    """Close the gaps between the wide blanks a paragraph begins with; each got its own gap as the characters did."""
    indent = line.text[: len(line.text) - len(line.text.lstrip(_INDENTS))]
    between = _BETWEEN.search(line.text)
    gap = between.group(1) * unit if between else ""
    wide = indent[:: unit + 1]
    if wide and gap[:1] not in wide and indent == "".join(blank + gap for blank in wide):
        for place in range(len(wide)):
            start = line.start + place * (unit + 1) + 1
            yield Edit(start, start + unit, "", Damage.SPACED_OUT, certainty)


def _between_east(line: str, gap: re.Match[str]) -> bool:
    return all(_EAST.match(char) is not None for char in (line[gap.start() - 1], line[gap.end()]))
