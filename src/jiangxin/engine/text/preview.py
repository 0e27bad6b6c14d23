"""What a reader without the right to the whole may see: an opening, perhaps more after a gap, cut before the end."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from jiangxin.engine.text.count import Rule, units
from jiangxin.engine.text.errors import TextError


@dataclass(frozen=True, slots=True)
class PreviewRule:
    """What to show and what to withhold, in the units of the counting rule.

    Attributes:
        opening: how much to show from the beginning.
        gap: how much to withhold in the middle; 0 for no gap.
        tail: how much to withhold at the end; 0 to show the end.
        rule: how to count.
    """

    opening: int
    gap: int = 0
    tail: int = 0
    rule: Rule = Rule.SITE

    def __post_init__(self) -> None:
        if min(self.opening, self.gap, self.tail) < 0:
            raise TextError("preview.negative", opening=self.opening, gap=self.gap, tail=self.tail)


class Piece(NamedTuple):
    """A stretch of the article, shown or withheld.

    Attributes:
        start: offset in the whole text.
        end: offset of its end.
        length: its length by the rule.
        text: the text if it is shown, None if it is withheld.
    """

    start: int
    end: int
    length: int
    text: str | None


@dataclass(frozen=True, slots=True)
class Preview:
    """Pieces that together are the whole text, in order.

    Attributes:
        pieces: shown and withheld stretches; none is empty.
        total: the length of the whole by the rule.
    """

    pieces: tuple[Piece, ...]
    total: int

    @property
    def shown(self) -> int:
        """How much is shown."""
        return sum(piece.length for piece in self.pieces if piece.text is not None)

    @property
    def gaps(self) -> tuple[int, ...]:
        """How much each gap withholds, in order."""
        return tuple(piece.length for piece in self.pieces if piece.text is None)

    @property
    def omitted(self) -> int:
        """How much is withheld in all."""
        return self.total - self.shown

    @property
    def is_whole(self) -> bool:
        """Whether nothing is withheld."""
        return not self.gaps


def preview(text: str, rule: PreviewRule) -> Preview:
    """Cut a preview.

    A cut never splits a line break, a word of Latin letters under the `words` rule, or a character from its marks; an
    opening then ends before such a unit rather than showing more than the rule grants, and a tail withholds it.

    Args:
        text: the whole article.
        rule: what to show.

    Returns:
        The pieces; `shown + omitted == total` exactly, by the rule's count.
    """
    found = list(units(text, rule.rule))
    # ends[i] is what the first i units count, offsets[i] where they end in the text.
    ends = list(accumulate((unit.weight for unit in found), initial=0))
    offsets = [0, *(unit.end for unit in found)]
    total = ends[-1]
    last = max(0, bisect_right(ends, total - rule.tail) - 1) if rule.tail else len(found)
    first = min(bisect_right(ends, rule.opening) - 1, last)
    again = min(bisect_left(ends, ends[first] + rule.gap, lo=first), last)
    cuts = [(0, first, True), (first, again, False), (again, last, True), (last, len(found), False)]
    return Preview(tuple(_pieces(text, offsets, ends, cuts)), total)


def _pieces(text: str, offsets: list[int], ends: list[int], cuts: list[tuple[int, int, bool]]) -> list[Piece]:
    merged: list[tuple[int, int, bool]] = []
    for start, end, shown in cuts:
        if start == end:
            continue
        if merged and merged[-1][2] == shown:
            merged[-1] = (merged[-1][0], end, shown)
        else:
            merged.append((start, end, shown))
    pieces = []
    for start, end, shown in merged:
        low, high = offsets[start], offsets[end]
        pieces.append(Piece(low, high, ends[end] - ends[start], text[low:high] if shown else None))
    return pieces
