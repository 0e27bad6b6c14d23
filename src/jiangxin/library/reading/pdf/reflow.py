"""Lines of pages put together into paragraphs.

A PDF knows lines, not paragraphs. A line that fills its measure goes on in the next one, unless that begins with a
number of its own; numbers of pages and heads that run over all pages are no text.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from jiangxin.engine.text.han import HAN
from jiangxin.engine.text.headings import read_heading

_PAGE_NUMBER: Final = re.compile(
    r"\s*(?:[-—–·]\s*)?(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*(?:[/／]\s*共?|共)\s*\d{1,4}(?:\s*页)?)?(?:\s*[-—–·])?\s*"
)
_EAST: Final = f"{HAN}，。、；：！？（）“”《》"
# Typesetting moves characters apart; that is no blank of the text.
_APART: Final = re.compile(f"(?<=[{_EAST}]) (?=[{_EAST}])")
_STOP: Final = re.compile("[。！？；：.!?;:][”’）)]?$")
_OFTEN: Final = 0.5
_FEWEST_PAGES: Final = 3
_FULL: Final = 0.85
_VERY_FULL: Final = 0.97
_MEASURE: Final = 0.9


def reflow(pages: Sequence[Sequence[str]]) -> str:
    """Put lines together.

    Args:
        pages: the lines of each page.
    """
    heads = _running_heads(pages)
    lines = [
        _APART.sub("", line.rstrip())
        for page in pages
        for place, line in enumerate(page)
        if line.strip() and not _is_furniture(line, place, len(page), heads)
    ]
    return "\n".join(_join(lines))


def _is_furniture(line: str, place: int, count: int, heads: set[str]) -> bool:
    edge = place in {0, 1} or place >= count - 2
    return edge and (_PAGE_NUMBER.fullmatch(line) is not None or _plain(line) in heads)


def _running_heads(pages: Sequence[Sequence[str]]) -> set[str]:
    if len(pages) < _FEWEST_PAGES:
        return set()
    edges = Counter(_plain(line) for page in pages for line in {*page[:1], *page[-1:]})
    return {line for line, count in edges.items() if line and count > _OFTEN * len(pages)}


def _plain(line: str) -> str:
    """A line without its digits, for a running head may hold the number of the page."""
    return re.sub(r"[\d\s]", "", line)


def _join(lines: Sequence[str]) -> list[str]:
    if not lines:
        return []
    widths = sorted(map(_width, lines))
    full = widths[min(len(widths) - 1, int(_MEASURE * len(widths)))]
    joined: list[str] = []
    goes_on = False
    for line in lines:
        begins = line[:1] in {" ", "\u3000"} or read_heading(line) is not None
        if goes_on and not begins:
            joined[-1] += _glue(joined[-1], line) + line.lstrip()
        else:
            joined.append(line.strip())
        goes_on = _width(line) >= (_VERY_FULL if _STOP.search(line) else _FULL) * full
    return joined


def _glue(before: str, after: str) -> str:
    """A blank between two words of Latin letters, nothing between characters."""
    return " " if before[-1:].isascii() and before[-1:].isalnum() and after.lstrip()[:1].isascii() else ""


def _width(line: str) -> int:
    return sum(1 if char.isascii() else 2 for char in line.strip())
