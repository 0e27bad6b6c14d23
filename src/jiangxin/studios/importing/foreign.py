"""How tables kept elsewhere write amounts and days: a unit in the heading, days as numbers, marks for "nothing"."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import zip_longest
from typing import Final

from jiangxin.core.spreadsheet import Cell
from jiangxin.forms.definition import Field, FieldKind

_UNIT = re.compile(r"(亿元|百万元|万元|千元|元)[)\]】]?$")
_TOLD = re.compile(r"单位:(?:人民币)?(亿元|百万元|万元|千元|元)")
_AMOUNT = re.compile(r"[+-]?[\d,]+(\.\d+)?", re.ASCII)
_SERIAL = re.compile(r"\d{5}(\.\d+)?", re.ASCII)
_EPOCHS: Final = {False: date(1899, 12, 30), True: date(1904, 1, 1)}
_SERIALS: Final = range(10_000, 80_000)
"""Days from 1927 to 2119: what else is written into a column of days, a year or a whole date, lies outside."""
NOTHING: Final = frozenset({"-", "--", "/", "\\", "—", "——", "无", "暂无", "空", "至今", "n/a", "na"})
SHORT: Final = 8
"""Characters within which a mark for nothing is looked for."""
_TEXTS: Final = frozenset({FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.YES_NO, FieldKind.DECLARATION})


def unit_in(heading: str) -> str:
    """Return the unit of money a heading names: "金额（万元）" gives "万元"; "" for none."""
    found = _UNIT.search(_plain(heading))
    return found[1] if found else ""


def unit_above(rows: Iterable[Sequence[Cell]]) -> str:
    """Return the unit told above the header, as in "单位：万元"; "" for none."""
    told = (_TOLD.search(_plain(str(cell))) for cells in rows for cell in cells if isinstance(cell, str))
    return next((found[1] for found in told if found), "")


def in_two_rows(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """Return the headings of a header in two rows, where cells of the upper one reach down: what stands lowest."""
    return [below or above for above, below in zip_longest(upper, lower, fillvalue="")]


def as_meant(item: Field, raw: Cell, unit: str, *, is_1904: bool) -> Cell:
    """Return a cell as a person would have typed it into the field.

    Args:
        unit: of the column's amounts.
        is_1904: whether the workbook counts its days from 1904 (ECMA-376 part 1, 18.17.4.1).
    """
    if item.kind is FieldKind.MONEY and unit and not isinstance(raw, bool) and _AMOUNT.fullmatch(_plain(str(raw))):
        return f"{_plain(str(raw))}{unit}"
    if item.kind is FieldKind.DATE and not isinstance(raw, bool) and _SERIAL.fullmatch(_plain(str(raw))):
        days = int(float(_plain(str(raw))))
        return _EPOCHS[is_1904] + timedelta(days=days) if days in _SERIALS else raw
    return raw


def means_nothing(item: Field, raw: Cell) -> bool:
    """Tell whether a cell is empty, or holds a mark for it where no text is asked."""
    if not isinstance(raw, str):
        return False
    text = raw.strip()
    return not text or (item.kind not in _TEXTS and text.lower() in NOTHING)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
