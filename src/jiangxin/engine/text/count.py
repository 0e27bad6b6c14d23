"""Counting characters by a rule that is named, so that two people count the same.

* `site`: every character; a line break counts two, as on servers that store CR LF. Document sites count so.
* `plain`: every character that is not white space.
* `words`: as word processors count: each Chinese character and each full-width mark is a word, and so is each run of
  anything else between white space.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Final, NamedTuple

from jiangxin.engine.text.gaps import find_gaps
from jiangxin.engine.text.han import HAN


class Rule(StrEnum):
    """What counts as how much."""

    SITE = "site"
    PLAIN = "plain"
    WORDS = "words"


class Unit(NamedTuple):
    """A stretch that is counted as one and never cut.

    Attributes:
        start: offset of its beginning.
        end: offset of its end.
        weight: what it counts.
    """

    start: int
    end: int
    weight: int


# Kana, CJK and full-width marks, and the marks Chinese shares with other scripts count one by one, as characters do.
_EAST: Final = f"{HAN}\u3001-\u30ff\u3100-\u312f\uff01-\uff60\uffe0-\uffe6“”‘’…—·"
# Marks that belong to the character before them.
_JOINED: Final = "[\u0300-\u036f\ufe00-\ufe0f\u200d\u20e3\U000e0100-\U000e01ef]*"
_BREAK: Final = "\r\n|[\r\n]"
_UNITS: Final = {
    Rule.SITE: re.compile(f"(?P<double>{_BREAK})|(?:(?s:.)){_JOINED}"),
    Rule.PLAIN: re.compile(f"(?P<none>{_BREAK}|\\s)|(?:\\S){_JOINED}"),
    Rule.WORDS: re.compile(f"(?P<none>{_BREAK}|\\s)|(?P<one>[{_EAST}]{_JOINED}|[^\\s{_EAST}]+)"),
}


def units(text: str, rule: Rule) -> Iterator[Unit]:
    """The text as units in order; their weights add up to its count."""
    for match in _UNITS[rule].finditer(text):
        kind = match.lastgroup
        weight = {"double": 2, "none": 0, "one": 1}.get(kind, len(match.group())) if kind else len(match.group())
        yield Unit(match.start(), match.end(), weight)


def count(text: str, rule: Rule = Rule.SITE) -> int:
    """The length of a text.

    Args:
        text: any text; a code point is a character.
        rule: what counts.
    """
    if rule is Rule.SITE:
        return len(text) + len(re.findall("(?<!\r)\n|\r(?!\n)", text))
    if rule is Rule.PLAIN:
        return sum(map(len, text.split()))
    return sum(unit.weight for unit in units(text, rule))


class Figures(NamedTuple):
    """The lengths of an article with gaps.

    Attributes:
        shown: what stands there, markers left out.
        omitted: what each gap withholds, as its marker says.
        total: all together.
    """

    shown: int
    omitted: tuple[int, ...]
    total: int


def count_shown(body: str, rule: Rule = Rule.SITE) -> Figures:
    """Count an article body that may hold gap markers; the markers, with their blanks, count nothing."""
    gaps = find_gaps(body)
    edges = [0, *(edge for gap in gaps for edge in (gap.start, gap.end)), len(body)]
    pieces = (body[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))
    shown = sum(count(piece, rule) for piece in pieces)
    omitted = tuple(gap.omitted for gap in gaps)
    return Figures(shown, omitted, shown + sum(omitted))
