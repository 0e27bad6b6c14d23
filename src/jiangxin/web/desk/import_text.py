"""An imported text laid out for comparing: rows of its source beside what the repairs make of them, page by page. Pure.

Both sides come from the source, the stored changes and the stored flags alone (`library.repairs`), so that nothing can
stand on one side and be forgotten on the other. What no repair and no flag touches is shown once.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final

from jiangxin.engine.text.restore import Certainty, Damage
from jiangxin.library.repairs import StoredChange, StoredFlag

LONGEST_ROW: Final = 600
"""Characters of one row with repairs; a longer line goes on in the next."""
PAGE_WEIGHT: Final = 600_000
"""Bytes of HTML one page of a text may come to, reckoned high."""
SHORT: Final = 240
"""So many unchanged characters are shown in place; more are folded away."""
_CLIP: Final = 300
_CHARACTER: Final = 10  # bytes: on both sides, three each, or escaped
_MARK: Final = 450  # bytes: a label, its box, what a screen reader says
_WORD: Final = 15  # bytes of a character of a repair: it stands there five times
_STRETCH: Final = 8_000  # characters without repairs that make one span


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a row.

    Attributes:
        before: what stands in the source.
        after: what the repair makes of it, whether it was taken back or not; the same where nothing is repaired.
        number: the repair's number, None where nothing is repaired.
        classes: its classes of damage.
        certainty: how sure it is; empty where nothing is repaired.
        is_revoked: whether it was taken back.
        flag: the number of the flag that lies on it, None without one.
        is_flag_start: whether that flag begins here.
    """

    before: str
    after: str
    number: int | None = None
    classes: tuple[Damage, ...] = ()
    certainty: str = ""
    is_revoked: bool = False
    flag: int | None = None
    is_flag_start: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Lines of the text.

    Attributes:
        pieces: what it is made of; one piece where nothing is repaired or flagged.
        lines: how many lines.
        characters: how many characters of the source.
        is_marked: whether anything is repaired or flagged in it.
        is_folded: whether it is long and unchanged, and shown on demand.
        is_blank: whether it holds nothing but blanks.
    """

    pieces: tuple[Piece, ...]
    lines: int
    characters: int
    is_marked: bool
    is_folded: bool
    is_blank: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of a text.

    Attributes:
        rows: its rows.
        number: which page it is, from 1.
        last: how many there are.
        first_repair: the number of the first repair on it.
        end_repair: the number after its last.
    """

    rows: tuple[Row, ...]
    number: int
    last: int
    first_repair: int
    end_repair: int


@dataclass(frozen=True, slots=True)
class _Span:
    """A stretch of the source from `start` to `end`, with the repairs in it."""

    start: int
    end: int
    first: int
    stop: int
    marks: int
    weight: int


class Layout:
    """A text cut into pages; a page is laid out when it is asked for."""

    def __init__(
        self, source: str, changes: Sequence[StoredChange], flags: Sequence[StoredFlag], revoked: Collection[int]
    ) -> None:
        self.source, self.changes, self.flags, self.revoked = source, changes, flags, frozenset(revoked)
        self._starts: list[int] = [change[0] for change in changes]
        self._flag_starts: list[int] = [flag[0] for flag in flags]
        self._longest_flag = max((flag[1] - flag[0] for flag in flags), default=0)
        self._pages = list(_paged(self._spans()))

    @property
    def last(self) -> int:
        """Return how many pages there are, at least one."""
        return max(1, len(self._pages))

    def page_of_place(self, place: int) -> int:
        """Return the page an offset of the source lies on."""
        starts = [page[0].start for page in self._pages]
        return max(1, bisect_right(starts, place))

    def sheet(self, number: int) -> Sheet:
        """Return a page; beyond the ends the nearest one."""
        if not self._pages:
            return Sheet((), 1, 1, 0, len(self.changes))
        number = min(max(1, number), self.last)
        spans = self._pages[number - 1]
        rows = tuple(self._row(list(group)) for _, group in groupby(spans, _Grouping()))
        return Sheet(rows, number, self.last, spans[0].first, spans[-1].stop)

    def _spans(self) -> Iterator[_Span]:
        first = 0
        for start, end in pairwise(self._edges()):
            is_last = end == len(self.source)
            stop = len(self.changes) if is_last else bisect_left(self._starts, end)
            marks = stop - first + len(self._flags_in(start, end))
            words = sum(min(len(text), _CLIP) for change in self.changes[first:stop] for text in change[1:3])
            weight = (end - start) * _CHARACTER + marks * _MARK + words * _WORD
            yield _Span(start, end, first, stop, marks, weight)
            first = stop

    def _edges(self) -> Iterator[int]:
        """Ends of lines, and of pieces of long lines; never inside a repair."""
        yield 0
        done, size = 0, len(self.source)
        while done < size:
            free = min(self._next_mark(done), size, done + _STRETCH)
            if free - done > LONGEST_ROW:
                edge = self.source.rfind("\n", done, free) + 1 or free
            else:
                found = self.source.find("\n", done, done + LONGEST_ROW)
                edge = found + 1 if found >= 0 else min(size, done + LONGEST_ROW)
            done = max(self._outside(edge), done + 1)
            yield done

    def _next_mark(self, place: int) -> int:
        """Where the next repair or flag begins; `place` itself inside a flag."""
        if self._flags_in(place, place + 1):
            return place
        at, flag = bisect_left(self._starts, place), bisect_left(self._flag_starts, place)
        nearest = [*self._starts[at : at + 1], *self._flag_starts[flag : flag + 1], len(self.source)]
        return min(nearest)

    def _outside(self, edge: int) -> int:
        at = bisect_left(self._starts, edge) - 1
        if at < 0:
            return edge
        return max(edge, self._starts[at] + len(self.changes[at][1]))

    def _flags_in(self, start: int, end: int) -> list[int]:
        low = bisect_left(self._flag_starts, start - self._longest_flag)
        high = bisect_left(self._flag_starts, end)
        return [number for number in range(low, high) if self.flags[number][1] > start]

    def _row(self, spans: list[_Span]) -> Row:
        start, end = spans[0].start, spans[-1].end
        is_marked = any(span.marks for span in spans)
        lines = self.source.count("\n", start, end) or 1
        if not is_marked:
            text = self.source[start:end]
            is_folded = end - start > SHORT
            return Row(
                (Piece(text, text),),
                lines,
                end - start,
                is_marked=False,
                is_folded=is_folded,
                is_blank=not text.strip(),
            )
        pieces = tuple(self._pieces(start, end, spans[0].first, spans[-1].stop))
        return Row(pieces, lines, end - start, is_marked=True, is_folded=False)

    def _pieces(self, start: int, end: int, first: int, stop: int) -> Iterator[Piece]:
        flags, done = self._flags_in(start, end), start
        for number in range(first, stop):
            begin, before, after, classes, certainty = self.changes[number]
            yield from self._plain(done, begin, flags)
            done = begin + len(before)
            flag = next((name for name in flags if self._lies_on(name, begin, done)), None)
            yield Piece(
                before=_clipped(before),
                after=_clipped(after),
                number=number,
                classes=tuple(map(Damage, classes.split("+"))),
                certainty=str(Certainty(certainty)),
                is_revoked=number in self.revoked,
                flag=flag,
                is_flag_start=flag is not None and self.flags[flag][0] >= begin,
            )
        yield from self._plain(done, end, flags)

    def _lies_on(self, name: int, start: int, end: int) -> bool:
        return bool(self.flags[name][0] < end and self.flags[name][1] > start)

    def _plain(self, start: int, end: int, flags: Sequence[int]) -> Iterator[Piece]:
        """What lies between repairs, cut where flags begin and end."""
        here = [name for name in flags if self._lies_on(name, start, end)]
        edges = {start, end} | {min(max(edge, start), end) for name in here for edge in self.flags[name][:2]}
        for low, high in pairwise(sorted(edges)):
            flag = next((name for name in here if self._lies_on(name, low, high)), None)
            text = self.source[low:high]
            yield Piece(text, text, flag=flag, is_flag_start=flag is not None and self.flags[flag][0] == low)


class _Grouping:
    """Unchanged spans go together, marked ones stay alone: a key for `groupby`."""

    def __init__(self) -> None:
        self._run = 0

    def __call__(self, span: _Span) -> tuple[bool, int]:
        if span.marks:
            self._run += 1
        return bool(span.marks), self._run


def _paged(spans: Iterator[_Span]) -> Iterator[list[_Span]]:
    page: list[_Span] = []
    weight = 0
    for span in spans:
        if page and weight + span.weight > PAGE_WEIGHT:
            yield page
            page, weight = [], 0
        page.append(span)
        weight += span.weight
    if page:
        yield page


def _clipped(words: str) -> str:
    """Return a repair's words; of very long ones the beginning and the end."""
    half = _CLIP // 2
    return words if len(words) <= _CLIP else f"{words[:half]}…{words[-half:]}"
