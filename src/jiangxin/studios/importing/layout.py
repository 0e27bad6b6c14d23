"""How tables kept elsewhere are laid out: cells that reach down over rows, and what stands below the rows."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from jiangxin.core.spreadsheet import Cell, Merge, Unread
from jiangxin.forms.definition import FieldKind

COUNTED: Final = frozenset({FieldKind.MONEY, FieldKind.INTEGER, FieldKind.DECIMAL})
"""What is added up: a merged cell of it is one amount for several rows, and no row's own."""
_SHOWN: Final = 40
_LOOKED_AT: Final = 2
"""Filled cells from the left in which a total or a signature begins; a number of the row may stand before it."""
_TOTAL = re.compile(
    r"(本页|本表|本年|年度|全市|全县|全区|各项)?(合计|总计|小计|共计|累计)([(:].*|[\d.,]*(万元|元|个|项|人)?)"
)
_SIGNED = re.compile(
    r"((填表|填报|填写|制表|制单|编制|审核|复核|审批|核准|校对|经办|统计|报送|上报|联系|负责|单位负责|部门负责|分管|财务负责)"
    r"(人|员|单位|部门|领导|日期|时间|电话)|单位\(?(盖章|公章)\)?|\(?(盖章|公章)\)?|联系方式|制表|填表|审核|复核|日期)"
    r"(\(?(签字|签名|签章|盖章|公章)\)?)*(:.*)?"
)
_NOTE = re.compile(r"(注|备注|说明|附注|附|填表说明|填报说明)\d*[:.、].*|以下(空白|无正文).*|第\d+页.*|共\d+页.*")
_HEADING = re.compile(r"(\([一二三四五六七八九十]+\)|[一二三四五六七八九十]+[、.]|第[一二三四五六七八九十]+[章节部]).*")


@dataclass(frozen=True, slots=True)
class Reach:
    """A merged cell a row lies in, with the value of its first row."""

    merge: Merge
    value: Cell


NO_REACH: Final[Mapping[int, Reach]] = MappingProxyType({})


class Reaches:
    """Follows the merged cells of a sheet while its rows go by."""

    def __init__(self, merges: Iterable[Merge], used: Collection[int], *, header: int) -> None:
        """Keep those of used columns that begin below the header."""
        self._waiting = [merge for merge in merges if merge.column in used and merge.first > header][::-1]
        self._open: dict[int, Reach] = {}

    def at(self, number: int, cells: Sequence[Cell]) -> Mapping[int, Reach]:
        """Return the merged cells of a row by column; rows come in their order, empty ones may be left out."""
        if not self._waiting and not self._open:
            return NO_REACH
        for column in [column for column, reach in self._open.items() if reach.merge.last < number]:
            del self._open[column]
        while self._waiting and self._waiting[-1].first <= number:
            merge = self._waiting.pop()
            is_begun = merge.first == number and merge.column < len(cells)
            if is_begun and (cells[merge.column] != "" or isinstance(cells[merge.column], Unread)):
                self._open[merge.column] = Reach(merge, cells[merge.column])
        return dict(self._open) if self._open else NO_REACH


def filled(cells: Sequence[Cell], reaching: Mapping[int, Reach]) -> list[Cell]:
    """Return the cells of a row with what reaches down into it."""
    found = [*cells, *[""] * (max(reaching) + 1 - len(cells))]
    for column, reach in reaching.items():
        found[column] = reach.value
    return found


def aside_of(cells: Sequence[Cell]) -> str:
    """Return the text by which a row is none of the table: a total, a signature, a note or a heading; "" for none.

    Only asked of rows that lack what every row needs: a name may begin like a signature.
    """
    told = [str(cell).strip() for cell in cells if not isinstance(cell, bool) and str(cell).strip()]
    if len(told) == 1 and _HEADING.fullmatch("".join(unicodedata.normalize("NFKC", told[0]).split())):
        return told[0][:_SHOWN]
    for text in told[:_LOOKED_AT]:
        plain = "".join(unicodedata.normalize("NFKC", text).split())
        if _TOTAL.fullmatch(plain) or _SIGNED.fullmatch(plain) or _NOTE.fullmatch(plain):
            return text[:_SHOWN]
    return ""


def repeats_header(cells: Sequence[Cell], headings: Sequence[str], used: Collection[int]) -> bool:
    """Tell whether a row says the headings again, as tables do that were printed page by page."""
    said = [" ".join(str(cells[place]).split()) if place < len(cells) else "" for place in used]
    return said == [headings[place] if place < len(headings) else "" for place in used]
