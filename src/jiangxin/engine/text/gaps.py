"""Gaps in a text: the markers document sites leave where they withhold something.

Two forms are read, simplified or traditional, before or after restoring: `……(site 省略609字,…)……` in the middle and
`……(未完,全文共2690字,当前仅显示1710字,…` at the end.
"""

import re
from typing import Final, NamedTuple

# Possessive throughout, and begun only where a run begins: a page of nothing but dots must not cost a square.
_DOTS: Final = r"(?:(?<!…)…++|(?<!\.)\.{3,}+|(?<!。)。{3,}+)"
_BLANKS: Final = r" \t\u00a0\u3000"
_BLANK: Final = f"[{_BLANKS}]*+"
_MIDDLE: Final = re.compile(
    f"{_DOTS}{_BLANK}[(（][^()（）\n]{{0,80}}?省略(?P<omitted>\\d{{1,9}})字[^()（）\n]{{0,60}}+[)）]{_DOTS}?+{_BLANK}"
)
_TAIL: Final = re.compile(
    f"(?<![{_BLANKS}]){_BLANK}{_DOTS}?+{_BLANK}[(（]{_BLANK}未完[,，]{_BLANK}全文共(?P<total>\\d{{1,9}})字[,，]{_BLANK}"
    "[当當]前[仅僅]?[显顯]示(?P<shown>\\d{1,9})字[^\n]*"
)


class Gap(NamedTuple):
    """A marker and what it says.

    Attributes:
        start: offset of the marker, with the blanks that belong to it.
        end: offset after it.
        omitted: characters withheld here, by the site's rule; for the tail, what the totals leave.
        total: the stated length of the whole, only in a tail.
        shown: the stated length of what is shown, only in a tail.
    """

    start: int
    end: int
    omitted: int
    total: int | None = None
    shown: int | None = None


def find_gaps(text: str) -> list[Gap]:
    """All gap markers, in order; what the tail withholds follows from the totals and the gaps before it."""
    # Most texts have neither, and looking for two characters is a hundred times faster.
    gaps = [Gap(*match.span(), int(match["omitted"])) for match in _MIDDLE.finditer(text)] if "省略" in text else []
    tail = _TAIL.search(text) if "未完" in text else None
    if tail:
        total, shown = int(tail["total"]), int(tail["shown"])
        before = sum(gap.omitted for gap in gaps if gap.start < tail.start())
        gaps.append(Gap(*tail.span(), max(0, total - shown - before), total, shown))
    return sorted(gaps)
