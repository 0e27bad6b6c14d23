"""An article's pieces as blocks of a page: headings with their anchors, paragraphs, gaps. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from jiangxin.library.text import Heading, Piece, PieceKind

_DEEPEST: Final = 5


class BlockKind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    WITHHELD = "withheld"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Block:
    """One block.

    Args:
        kind: what it is.
        text: its text, without a heading's Markdown signs; empty for a gap.
        lead: for a paragraph that begins with its heading, that heading; `text` goes on after it.
        anchor: of the heading, empty without one.
        level: of the heading, 0 for the top of the outline.
        length: of a gap.
        goes_on: the paragraph began before the gap above it.
    """

    kind: BlockKind
    text: str = ""
    lead: str = ""
    anchor: str = ""
    level: int = 0
    length: int = 0
    goes_on: bool = False


def blocks_of(pieces: Sequence[Piece], headings: Sequence[Heading]) -> Iterator[Block]:
    """Lay pieces out line by line.

    Args:
        pieces: of one reading, in order.
        headings: those that stand in what is shown; others are passed over.
    """
    placed = {heading.start: heading for heading in headings if heading.start is not None}
    line_open = False
    for piece in pieces:
        if piece.text is None:
            kind = BlockKind.WITHHELD if piece.kind is PieceKind.WITHHELD else BlockKind.MISSING
            yield Block(kind, length=piece.length)
            continue
        yield from _lines(piece.text, piece.start, placed, goes_on=line_open)
        line_open = not piece.text.endswith("\n")


def _lines(text: str, offset: int, placed: dict[int, Heading], *, goes_on: bool) -> Iterator[Block]:
    for line in text.split("\n"):
        heading = _heading_in(line, offset, placed)
        if heading is not None:
            yield _headed(line, offset, heading)
        elif line.strip():
            yield Block(BlockKind.PARAGRAPH, line.strip(), goes_on=goes_on)
        offset += len(line) + 1
        goes_on = False


def _heading_in(line: str, offset: int, placed: dict[int, Heading]) -> Heading | None:
    # Its number stands at the beginning of the line, but for blanks and Markdown signs.
    signs = len(line) - len(line.lstrip(" \t\u3000\u00a0*_#"))
    return next((placed[at] for at in range(offset, offset + signs + 1) if at in placed), None)


def _headed(line: str, offset: int, heading: Heading) -> Block:
    assert heading.end is not None, "a heading with a place has an end"
    rest = line[heading.end - offset :].lstrip("：: 　*_#").strip()
    level = min(heading.depth, _DEEPEST)
    if rest.strip("。.；;"):
        rest = line[heading.end - offset :].strip()
        return Block(BlockKind.PARAGRAPH, rest, lead=heading.title, anchor=heading.anchor, level=level)
    return Block(BlockKind.HEADING, heading.title, anchor=heading.anchor, level=level)
