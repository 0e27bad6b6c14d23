"""Lines that begin with a number of their own, the way Chinese documents are divided, or with Markdown's signs.

The order of kinds is that of GB/T 9704-2012, 7.3.3 (一、 （一） 1. （1）) below the chapters and articles of rules and
above the spoken 一是 二是; the numbers of standards (GB/T 1.1-2020: 1 范围, 1.1, 1.1.1) go on below 1.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from jiangxin.engine.text.han import HAN
from jiangxin.engine.text.numerals import NUMERAL, parse_numeral

_N: Final = f"(?P<n>{NUMERAL}{{1,6}})"
_D: Final = "(?P<n>[0-9０-９]{1,3})"
# What follows a quantity, as in 1.5 亿元, and no number of a heading.
_UNIT: Final = f"(?![ \t\u3000]*(?:[%％‰°℃×xX~～±/+*=-]|[万亿]|[元吨米倍人](?![{HAN}])|[a-z]+\\b))"
_ORDINAL: Final = f"第(?P<n>{NUMERAL}{{1,6}}|\\d{{1,3}})"
_PAIRS: Final = "|".join(f"{one}、{two}" for one, two in pairwise("一二三四五六七八九十"))
_SPANS: Final = f"(?:{_PAIRS})(?:月|季度|车间|工段|产业|线|类|号|年级)"
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
    **{
        f"decimal{depth}": re.compile(
            f"(?:[0-9]{{1,2}}[.．]){{{depth - 1}}}(?P<n>[0-9]{{1,2}})(?![0-9.．]){_UNIT}"
            f"(?P<t>[ \t\u3000]+\\S.*|[{HAN}《“].*)"
        )
        for depth in range(2, 5)
    },
    "digit_bracket": re.compile(f"[(（]?{_D}[)）](?P<t>.*)"),
    "circled": re.compile("(?P<n>[①-⑳])[、.．]?(?P<t>.*)"),
    "spoken": re.compile(f"{_N}(?P<t>(?:是|要(?![素点件闻害领么旨义塞])).*)"),
}
_RANK: Final = {kind: rank for rank, kind in enumerate(KINDS)}
_COMPONENTS: Final = re.compile("[0-9]{1,2}(?:[.．][0-9]{1,2})+")
_BARE: Final = re.compile(f"{_D}{_UNIT}[ \t\u3000]+(?P<t>[{HAN}《“][^。；，！？：]{{0,39}})")
_FOLLOWING: Final = re.compile(f"(?<=[。；！])(?P<n>{NUMERAL}{{1,3}})(?:是|要(?![素点件闻害领么旨义塞]))[^。；！\r\n]+")
_LINE: Final = re.compile(r"[^\r\n]+")
_STOP: Final = re.compile("[。！？；]|[!?;](?![A-Za-z0-9])")
_BLANK: Final = " \t\u3000\u00a0*_"
_LEADER: Final = re.compile(
    r"(?:[ \t\u3000]*(?:\.{3,}|…+|·{3,}|\t)[ \t.…·]*|[ \t\u3000]{2,})[(（]?\d{1,4}[)）]?[ \t]*$"
)
_ITEM: Final = re.compile("[ \t\u3000]*[-*+•·][ \t]+")
_LINK: Final = re.compile(r"[ \t]*\[(?P<t>[^\]\r\n]+)\]\([^)\r\n]*\)")
_LONGEST: Final = 200
_CANDIDATE: Final = "candidate"
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


def find_headings(text: str, contents: tuple[int, int] | None = None) -> Iterator[Line]:
    """All lines with a number of their own, fenced code left out; behind 一是, what goes on in the same paragraph.

    Args:
        text: an article.
        contents: start and end of the printed contents, which are left out as well.
    """
    found = [line for line in _candidates(text) if contents is None or not contents[0] <= line.start < contents[1]]
    decimals = _in_sequence([line for line in found if line.kind.startswith("decimal")])
    bare = _chapters([line for line in found if line.kind == _CANDIDATE], decimals)
    for line in found:
        if line.kind == _CANDIDATE:
            if line in bare:
                yield line._replace(kind="digit")
        elif not line.kind.startswith("decimal") or line in decimals:
            yield line
            if line.kind == "spoken":
                yield from _following(text, line)


def _candidates(text: str) -> Iterator[Line]:
    fenced = False
    for match in _LINE.finditer(text):
        line = match.group()
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        found = None if fenced else read_heading(line, match.start()) or _read_bare(line, match.start())
        if found:
            yield found


def _read_bare(line: str, offset: int) -> Line | None:
    """A number and a few words, as the chapters of standards are; only numbers below it tell it from 3 人."""
    words = line.strip(_BLANK)
    match = _BARE.fullmatch(words)
    number = parse_numeral(match["n"]) if match else None
    start = offset + line.find(words)
    return None if number is None else Line(_CANDIDATE, number, words, start, start + len(words))


def _in_sequence(decimals: list[Line]) -> set[Line]:
    """Those of 1.1, 1.2, 1.2.1 that begin a row or go on with one; a lone 3.5 is a quantity or a day."""
    last: dict[tuple[int, ...], int] = {}
    found = set()
    for line in decimals:
        written = _COMPONENTS.match(line.title)
        *above, number = (int(part) for part in re.split("[.．]", written.group())) if written else (0,)
        if number in {1, last.get(tuple(above), 0) + 1}:
            last[tuple(above)] = number
            found.add(line)
    return found


def _chapters(bare: list[Line], decimals: set[Line]) -> set[Line]:
    """The row 1, 2, 3 … among numbers with a few words, where some of them are divided by decimals."""
    row: list[Line] = []
    for line in bare:
        if line.number == len(row) + 1:
            row.append(line)
    above = {int(written[0]) for line in decimals if (written := re.split("[.．]", line.title))}
    return set(row) if above & {line.number for line in row} else set()


def _following(text: str, first: Line) -> Iterator[Line]:
    end = text.find("\n", first.end)
    number = first.number
    for match in _FOLLOWING.finditer(text, first.end, end if end >= 0 else len(text)):
        if parse_numeral(match["n"]) == number + 1:
            number += 1
            title = match.group()[:_LONGEST]
            title = title.rstrip(_BLANK + "：:，,")
            yield Line("spoken", number, title, match.start(), match.start() + len(title))


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
    if found is None and _LEADER.search(words):
        chapter = _read_bare(_LEADER.sub("", words), offset + start)
        found = chapter._replace(kind="digit") if chapter else None
    if found or not (link or item or _LEADER.search(words)):
        return found
    title = _first_sentence(words.strip(_BLANK))
    begin = offset + start + len(words) - len(words.lstrip(_BLANK))
    return Line(UNNUMBERED, 0, title, begin, begin + len(title)) if title else None


def _first_sentence(line: str) -> str:
    stop = _STOP.search(line)
    title = _LEADER.sub("", (line[: stop.start()] if stop else line)[: 2 * _LONGEST])
    return title[:_LONGEST].rstrip(_BLANK + "：:，,")
