"""Lines that begin with a number of their own, the way Chinese documents are divided, or with Markdown's signs.

The order of kinds is that of GB/T 9704-2012, 7.3.3 (一、 （一） 1. （1）) below the chapters and articles of rules and
above the spoken 一是 二是.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from jiangxin.engine.text.numerals import NUMERAL, parse_numeral

_N: Final = f"(?P<n>{NUMERAL}{{1,6}})"
_D: Final = "(?P<n>[0-9０-９]{1,3})"
_ORDINAL: Final = f"第(?P<n>{NUMERAL}{{1,6}}|\\d{{1,3}})"
_SPANS: Final = f"(?:{'|'.join(f'{one}、{two}' for one, two in pairwise('一二三四五六七八九十'))})月"
# From the outermost kind to the innermost; a kind's place in this list is its rank.
KINDS: Final[dict[str, re.Pattern[str]]] = {
    **{f"markdown{level}": re.compile(f"#{{{level}}}[ \\t]+(?P<t>\\S.*)") for level in range(1, 7)},
    "part": re.compile(f"{_ORDINAL}(?:[编篇部]|部分)(?P<t>(?:[ \\t\u3000:：].*)?)"),
    "chapter": re.compile(f"{_ORDINAL}章(?![节程])(?P<t>.*)"),
    "section": re.compile(f"{_ORDINAL}节(?![课点目日约能余假奏车])(?P<t>.*)"),
    "article": re.compile(f"{_ORDINAL}条(?![件款例线龙])(?P<t>.*)"),
    # 一、二、三等奖 is a list of numbers, 五、六月份 a span of them.
    "comma": re.compile(f"(?!{_SPANS}){_N}[ \u3000]?[、．.](?!{NUMERAL}+(?:、|等奖))(?P<t>.*)"),
    "bracket": re.compile(f"[(（]?{_N}[)）][、.．]?(?P<t>.*)"),
    "digit": re.compile(f"{_D}(?:[.．](?![0-9０-９])|、(?![0-9０-９]+、))(?P<t>.*)"),
    "digit_bracket": re.compile(f"[(（]?{_D}[)）](?P<t>.*)"),
    "circled": re.compile("(?P<n>[①-⑳])[、.．]?(?P<t>.*)"),
    "spoken": re.compile(f"{_N}(?P<t>(?:是|要(?![素点件闻害领么旨义塞])).*)"),
}
_RANK: Final = {kind: rank for rank, kind in enumerate(KINDS)}
_LINE: Final = re.compile(r"[^\r\n]+")
_STOP: Final = re.compile("[。！？；]|[!?;](?![A-Za-z0-9])")
_BLANK: Final = " \t\u3000\u00a0*_"
_LEADER: Final = re.compile(
    r"(?:[ \t\u3000]*(?:\.{3,}|…+|·{3,}|\t)[ \t.…·]*|[ \t\u3000]{2,})[(（]?\d{1,4}[)）]?[ \t]*$"
)
_ITEM: Final = re.compile("[ \t\u3000]*[-*+•·][ \t]+")
_LINK: Final = re.compile(r"[ \t]*\[(?P<t>[^\]\r\n]+)\]\([^)\r\n]*\)")
_LONGEST: Final = 200
UNNUMBERED: Final = "contents"
"""The kind of an entry of a table of contents that has no number."""


class Line(NamedTuple):
    """A line that may be a heading, or begins with one.

    Attributes:
        kind: a key of `KINDS`, or `contents` for an entry of a table of contents without a number.
        number: its number; 0 for Markdown without one.
        title: number and words as printed, up to the end of the first sentence.
        start: offset of the title in the text.
        end: offset of its end; the rest of the paragraph follows.
    """

    kind: str
    number: int
    title: str
    start: int
    end: int

    @property
    def rank(self) -> int:
        """The place of the kind from the outermost, 0, inwards."""
        return _RANK.get(self.kind, len(_RANK))


def find_headings(text: str) -> Iterator[Line]:
    """All lines with a number of their own, fenced code left out."""
    fenced = False
    for match in _LINE.finditer(text):
        line = match.group()
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        found = None if fenced else read_heading(line, match.start())
        if found:
            yield found


def read_heading(line: str, offset: int = 0) -> Line | None:
    """Read one line.

    Args:
        line: without its line break.
        offset: where it begins in the text.
    """
    bare = line.lstrip(_BLANK)
    start = offset + len(line) - len(bare)
    bare = bare.rstrip(_BLANK)
    for kind, pattern in KINDS.items():
        match = pattern.fullmatch(bare)
        if match is None:
            continue
        if kind.startswith("markdown"):
            inner = read_heading(match["t"])
            begin = start + match.start("t")
            title = match["t"].rstrip(" \t#")
            return Line(kind, inner.number if inner else 0, title, begin, begin + len(title))
        number = parse_numeral(match["n"])
        title = _first_sentence(bare)
        empty = not title[match.start("t") :].strip(_BLANK) and kind not in {"chapter", "section", "part"}
        return None if number is None or empty else Line(kind, number, title, start, start + len(title))
    return None


def read_entry(line: str, offset: int = 0) -> Line | None:
    """Read one line of a table of contents: a heading, perhaps in a list or a link, or any words with a page number.

    Args:
        line: without its line break.
        offset: where it begins in the text.
    """
    item = _ITEM.match(line)
    start = item.end() if item else 0
    link = _LINK.match(line, start)
    words = link["t"] if link else line[start:]
    start = link.start("t") if link else start
    found = read_heading(words, offset + start)
    if found or not (link or item or _LEADER.search(words)):
        return found
    title = _first_sentence(words.strip(_BLANK))
    begin = offset + start + len(words) - len(words.lstrip(_BLANK))
    return Line(UNNUMBERED, 0, title, begin, begin + len(title)) if title else None


def _first_sentence(line: str) -> str:
    stop = _STOP.search(line)
    title = _LEADER.sub("", (line[: stop.start()] if stop else line)[: 2 * _LONGEST])
    return title[:_LONGEST].rstrip(_BLANK + "：:，,")
