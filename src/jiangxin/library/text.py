"""The text of an article: brought into one form, measured, outlined, and cut for readers of its preview.

Pure: no tables, no actor. Offsets are indices into the normalised body.
"""

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any, Final, NamedTuple

from jiangxin.engine.text.count import Rule, count, count_shown
from jiangxin.engine.text.gaps import Gap, find_gaps
from jiangxin.engine.text.outline import outline
from jiangxin.engine.text.preview import PreviewRule, preview

_CONTROLS: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\u2028\u2029\ufeff]")
_REST: Final = 10**9  # longer than any article


class PieceKind(StrEnum):
    """What a piece of an article is to a reader."""

    SHOWN = "shown"
    WITHHELD = "withheld"  # the house has it, this reader may not have it
    MISSING = "missing"  # the source itself leaves it out


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an article.

    Args:
        kind: what it is.
        length: by the article's counting rule; for what is missing, as the source says.
        start: offset in the body.
        end: offset of its end.
        text: the text of a shown piece, None otherwise.
    """

    kind: PieceKind
    length: int
    start: int
    end: int
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the outline, the tree laid flat.

    Args:
        title: number and words.
        kind: how it is numbered (`engine.text.headings.KINDS`).
        number: its number.
        anchor: a name unique in the article.
        depth: 0 for the top level.
        start: offset in the body; None for one that only the printed contents name.
        end: offset of its end, None likewise.
        missing: it lies in a part the source leaves out.
    """

    title: str
    kind: str
    number: int
    anchor: str
    depth: int
    start: int | None = None
    end: int | None = None
    missing: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return it as it is stored."""
        return asdict(self)


class Measure(NamedTuple):
    """The lengths of a text.

    Attributes:
        characters: what the house has, by the counting rule; markers of gaps count nothing.
        gaps: the gaps within, as stored.
        missing: what the source leaves out altogether, as the source says.
    """

    characters: int
    gaps: list[dict[str, int]]
    missing: int


class _Segment(NamedTuple):
    """A stretch between two gap markers: where it lies in the body, and in the text without markers."""

    start: int
    end: int
    kept: int


def normalise(text: str) -> str:
    """Return a text with line feeds alone, without control characters, trailing blanks and empty lines at its ends."""
    text = _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").replace("\v", "\n"))
    return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")


def digest_of(body: str) -> str:
    """Return the SHA-256 of a body without its white space; empty for an empty body. Equal texts are one article."""
    plain = "".join(body.split())
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest() if plain else ""


def measure(body: str, *, counting: str, stated_total: int | None = None) -> Measure:
    """Return the lengths of a body, of its gaps and of the end its source says is missing."""
    gaps = find_gaps(body)
    stored = [{"start": gap.start, "end": gap.end, "omitted": gap.omitted} for gap in gaps]
    missing = sum(gap.omitted for gap in gaps) + _tail(body, gaps, stated_total)
    return Measure(count_shown(body, Rule(counting)).shown, stored, missing)


def _tail(body: str, gaps: Sequence[Gap], stated_total: int | None) -> int:
    """Return what is missing at the end: stated totals count by the site rule."""
    if stated_total is None or any(gap.total is not None for gap in gaps):
        return 0
    return max(0, stated_total - count_shown(body, Rule.SITE).shown - sum(gap.omitted for gap in gaps))


def headings_of(body: str, *, contents: str = "", stated_total: int | None = None) -> list[Heading]:
    """Return the outline of a body; entries of the contents its source printed that the body lacks are in it too."""
    head = f"目录\n{contents.strip()}\n……\n" if contents.strip() else ""
    tail = _tail(body, find_gaps(body), stated_total)
    end = f"\n……(未完,全文共{tail}字,当前仅显示0字" if head and tail else ""
    found = [
        Heading(
            title=heading.title,
            kind=heading.kind,
            number=heading.number,
            anchor=heading.anchor,
            depth=depth,
            start=None if heading.start is None else heading.start - len(head),
            end=None if heading.end is None else heading.end - len(head),
            missing=heading.start is None and heading.gap is not None,
        )
        for depth, heading in outline(head + body + end).walk()
    ]
    return list(_by_paragraph(body, found))


def _by_paragraph(body: str, headings: Sequence[Heading]) -> Iterator[Heading]:
    """Headings with places a reader can jump to: a point within a paragraph shares that of the paragraph's first."""
    anchor, line = "", 0
    for heading in headings:
        if heading.start is None:
            yield heading
            continue
        begins = body.rfind("\n", 0, heading.start) + 1
        if not anchor or begins != line:
            anchor, line = heading.anchor, begins
        yield replace(heading, anchor=anchor)


def whole_pieces(body: str, *, counting: str, stated_total: int | None = None) -> tuple[Piece, ...]:
    """Return the pieces of a body for a reader of the whole: nothing is withheld."""
    return _with_tail(body, list(_lay(body, Rule(counting), ((0, _REST, True),))), stated_total)


def preview_pieces(
    body: str, *, counting: str, opening: int, gap: int | None, tail: int, stated_total: int | None = None
) -> tuple[Piece, ...]:
    """Return the pieces of a body for a reader of the preview; of any text at all something is withheld.

    Args:
        opening: how much is shown at the beginning; at most half of the text, however short it is.
        gap: how much is withheld after the opening; None for all of the rest.
        tail: how much is withheld at the end.
    """
    rule = Rule(counting)
    kept = "".join(part for _, part in _kept(body, rule))
    half = count(kept, rule) // 2
    first = PreviewRule(min(opening, half), _REST if gap is None else gap, tail, rule)
    cut = preview(kept, first)
    if cut.is_whole and cut.total:
        cut = preview(kept, PreviewRule(min(opening, half), _REST, 0, rule))
    spans = tuple((piece.start, piece.end, piece.text is not None) for piece in cut.pieces)
    return _with_tail(body, list(_lay(body, rule, spans)), stated_total)


def _segments(body: str, rule: Rule) -> list[_Segment]:
    gaps = find_gaps(body)
    edges = [0, *(edge for gap in gaps for edge in (gap.start, gap.end)), len(body)]
    found, kept = [], 0
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        found.append(_Segment(start, end, kept))
        kept += end - start + len(_joint(rule))
    return found


def _joint(rule: Rule) -> str:
    """Return what stands for a marker while counting: words on both sides of it are two words."""
    return " " if rule is Rule.WORDS else ""


def _kept(body: str, rule: Rule) -> Iterator[tuple[_Segment, str]]:
    for place, segment in enumerate(_segments(body, rule)):
        yield segment, (_joint(rule) if place else "") + body[segment.start : segment.end]


def _lay(body: str, rule: Rule, spans: Sequence[tuple[int, int, bool]]) -> Iterator[Piece]:
    """Lay stretches of the text without markers, (start, end, is shown), over the body, and its gaps between them."""
    gaps = find_gaps(body)
    for place, segment in enumerate(_segments(body, rule)):
        for start, end, shown in spans:
            low = max(segment.start, segment.start + start - segment.kept)
            high = min(segment.end, segment.start + end - segment.kept)
            if low < high:
                text = body[low:high]
                kind = PieceKind.SHOWN if shown else PieceKind.WITHHELD
                yield Piece(kind, count(text, rule), low, high, text if shown else None)
        if place < len(gaps):
            yield Piece(PieceKind.MISSING, gaps[place].omitted, gaps[place].start, gaps[place].end)


def _with_tail(body: str, pieces: list[Piece], stated_total: int | None) -> tuple[Piece, ...]:
    tail = _tail(body, find_gaps(body), stated_total)
    if tail:
        pieces.append(Piece(PieceKind.MISSING, tail, len(body), len(body)))
    return tuple(pieces)


def lengths(pieces: Sequence[Piece], kind: PieceKind) -> tuple[int, ...]:
    """Return the length of each piece of a kind, in order."""
    return tuple(piece.length for piece in pieces if piece.kind is kind)


def visible(headings: Sequence[Heading], pieces: Sequence[Piece]) -> list[Heading]:
    """Return the headings that stand wholly in what is shown; where nothing is withheld, all of them."""
    if not lengths(pieces, PieceKind.WITHHELD):
        return list(headings)
    shown = [(piece.start, piece.end) for piece in pieces if piece.kind is PieceKind.SHOWN]
    starts = [start for start, _ in shown]

    def stands(heading: Heading) -> bool:
        if heading.start is None or heading.end is None:
            return False
        at = bisect_right(starts, heading.start) - 1
        return at >= 0 and heading.end <= shown[at][1]

    return [heading for heading in headings if stands(heading)]
