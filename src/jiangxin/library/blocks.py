"""An article's pieces as blocks of a page: headings with their anchors, paragraphs, gaps. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from jiangxin.library.text import Heading, Piece, PieceKind

_DEEPEST: Final = 5
_LONGEST_HEADING: Final = 30
_ARTICLE: Final = re.compile("第[^条]{1,8}条")
_SIGNS: Final = " \t\u3000*_#"
_ENDS: Final = "。.；;：:"


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
    items: set[str] = set()  # kinds of numbers whose last line was one item of an enumeration
    line_open = False
    for piece in pieces:
        if piece.text is None:
            kind = BlockKind.WITHHELD if piece.kind is PieceKind.WITHHELD else BlockKind.MISSING
            yield Block(kind, length=piece.length)
            continue
        yield from _lines(piece.text, piece.start, placed, items, goes_on=line_open)
        line_open = not piece.text.endswith("\n")


def _lines(text: str, offset: int, placed: dict[int, Heading], items: set[str], *, goes_on: bool) -> Iterator[Block]:
    for line in text.split("\n"):
        heading = _heading_in(line, offset, placed)
        if heading is not None:
            yield _headed(line, offset, heading, items)
        elif line.strip():
            yield Block(BlockKind.PARAGRAPH, line.strip(), goes_on=goes_on)
        offset += len(line) + 1
        goes_on = False


def _heading_in(line: str, offset: int, placed: dict[int, Heading]) -> Heading | None:
    # Its number stands at the beginning of the line, but for blanks and Markdown signs.
    signs = len(line) - len(line.lstrip(" \t\u3000\u00a0*_#"))
    return next((placed[at] for at in range(offset, offset + signs + 1) if at in placed), None)


def _headed(line: str, offset: int, heading: Heading, items: set[str]) -> Block:
    """Lay out a line that begins with a heading; every sign of it stays, but for Markdown's."""
    assert heading.end is not None, "a heading with a place has an end"
    level, title = min(heading.depth, _DEEPEST), heading.title
    rest = line[heading.end - offset :].rstrip()
    marks = rest.strip(_SIGNS)
    article = _ARTICLE.match(title) if heading.kind == "article" else None
    if article:  # an article of a regulation is a paragraph, of which the number alone stands out
        text = title[article.end() :] + rest
        return Block(BlockKind.PARAGRAPH, text, lead=article.group(), anchor=heading.anchor, level=level)
    if marks.strip(_ENDS):
        return Block(BlockKind.PARAGRAPH, rest.strip(), lead=title, anchor=heading.anchor, level=level)
    # One item of an enumeration – the last ends in a full stop –, or a whole sentence, is numbered text, no heading.
    is_item = marks.startswith(("；", ";"))
    is_text = is_item or (marks.startswith("。") and (heading.kind in items or len(title) > _LONGEST_HEADING))
    (items.add if is_item else items.discard)(heading.kind)
    kind = BlockKind.PARAGRAPH if is_text else BlockKind.HEADING
    return Block(kind, title + marks, anchor=heading.anchor, level=level)
