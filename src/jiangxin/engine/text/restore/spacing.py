"""V15: texts with blanks after every character.

A line counts as spaced out when more than 60 % of its tokens are single Chinese characters and they make words; names,
weekdays and the like, set apart on purpose, do not. Where most of a text is spaced out, its short lines are as well.
With gaps of g blanks between the characters, a gap of n(g+1)+g was n, since blanks of the text got their own around
them; the same tells a tab or a wide blank among narrow ones.
"""

import re
from collections import Counter
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
_COMMON_BLANKS: Final = " \u00a0\u3000\u2002\u2003\u2009\u202f"
_BLANKS: Final = " \u00a0\u2000-\u200a\u202f\u205f\u3000"
_OWN: Final = "\u3000\t"
_NUMBER: Final = re.compile("[0-9][.)]$")
_INDENTS: Final = " \u00a0\u2003\u3000"
_SUSPECT: Final = re.compile(f"[{_BLANKS}][{HAN}][{_BLANKS}]+[{HAN}]")
_GAP: Final = re.compile(f"(?<=\\S)[{_BLANKS}\t]+(?=\\S)")
_BETWEEN: Final = re.compile(f"(?<=[{HAN}])([{_BLANKS}])\\1*(?=[{HAN}])")
_SINGLE: Final = re.compile(f"[{HAN}][，。、；：？！,.;:?!）)》”’]{{0,2}}|[“‘（(《][{HAN}]")
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
    def is_whole(self) -> bool:
        """Whether blanks stand between all characters, those of numbers and foreign words as well."""
        return len(self.tokens) >= _FEWEST and all(len(token) == 1 for token in self.tokens)

    @property
    def gaps(self) -> list[str]:
        """The gaps between Chinese characters."""
        return [gap.group() for gap in _BETWEEN.finditer(self.text)]

    @property
    def is_spaced(self) -> bool:
        return self.singles >= _FEWEST and self.is_loose and _makes_words(self.tokens)


def join_spaced(text: str) -> Outcome:
    """Close the gaps of every spaced-out line."""
    blanks = filter(text.__contains__, _COMMON_BLANKS)  # counting what is not there takes far longer than to see it
    if sum(map(text.count, blanks)) < _FEWEST - 1 or not _SUSPECT.search(text):
        return unchanged(text)
    lines = _spaced(text)
    usual = _usual_gap([gap for line in lines for gap in line.gaps])
    edits = [edit for line in lines for edit in _join(line, _usual_gap(line.gaps) or usual)]
    return Outcome(apply_edits(text, edits), lambda: Found(edits))


def _spaced(text: str) -> list[_Line]:
    lines = list(_lines(text))
    sure = [line for line in lines if line.is_spaced]
    tokens = sum(len(line.tokens) for line in lines)
    if sum(line.single for line in sure) > _SHARE * tokens and len(sure) > 1:
        return [line for line in lines if line.is_loose and (line.singles > 1 or line.is_whole)]
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


def _usual_gap(gaps: list[str]) -> str:
    """The gap every character got: the blank seen most, as often as in the smallest gap; empty if there is none."""
    if not gaps:
        return ""
    [(blank, _)] = Counter(gap[0] for gap in gaps).most_common(1)
    return blank * min(map(len, gaps))


def _join(line: _Line, gap: str) -> Iterator[Edit]:
    if not 0 < len(gap) <= _WIDEST:
        return
    whole = all(len(token) == 1 for token in line.tokens)
    certainty = Certainty.CERTAIN if line.singles > 2 * _FEWEST else Certainty.LIKELY
    yield from _join_indent(line, gap, certainty)
    for found in _GAP.finditer(line.text):
        after = _left_of(found.group(), gap, whole=whole)
        if after is not None and (whole or _between_east(line.text, found)):
            yield Edit(line.start + found.start(), line.start + found.end(), after, Damage.SPACED_OUT, certainty)


def _left_of(blanks: str, gap: str, *, whole: bool) -> str | None:
    """The blanks of the text among those between two characters; None if they cannot be told apart."""
    unit = len(gap)
    count, rest = divmod(len(blanks) - unit, unit + 1)
    if rest or count < 0:
        return None
    kept = blanks[unit :: unit + 1]
    if blanks == gap + "".join(blank + gap for blank in kept):
        return kept
    # Some tools mix blanks; but a wide one among narrow ones, or a tab, is the text's own.
    plain = len(set(blanks)) == 1 and blanks[0] not in _OWN
    return kept if plain or (whole and set(blanks) <= set(_COMMON_BLANKS) - set(_OWN)) else None


def _join_indent(line: _Line, gap: str, certainty: Certainty) -> Iterator[Edit]:
    """Close the gaps between the wide blanks a paragraph begins with; each got its own gap as the characters did."""
    indent = line.text[: len(line.text) - len(line.text.lstrip(_INDENTS))]
    unit = len(gap)
    wide = indent[:: unit + 1]
    if wide and gap[:1] not in wide and indent == "".join(blank + gap for blank in wide):
        for place in range(len(wide)):
            start = line.start + place * (unit + 1) + 1
            yield Edit(start, start + unit, "", Damage.SPACED_OUT, certainty)


def _between_east(line: str, gap: re.Match[str]) -> bool:
    before, after = line[max(0, gap.start() - 2) : gap.start()], line[gap.end()]
    return _EAST.match(before[-1]) is not None and _EAST.match(after) is not None and not _NUMBER.search(before)
