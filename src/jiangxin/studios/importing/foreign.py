"""How tables kept elsewhere write: a unit in the heading, days as numbers, marks for "nothing", other words."""

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

_SAME: Final = (
    "筹备中 筹备 拟立项 未开始 未启动",
    "进行中 进行 在研 实施中 攻关中 推进中 未结题",
    "已完成 完成 已结题 结题 已结项 结项 已验收 验收",
    "已中止 中止 终止 已终止 已停止",
    "核心成员 核心 骨干 骨干成员 主要成员",
    "成员 组员 队员 普通成员 一般成员 团队成员",
    "顾问 技术顾问 专家顾问 专家",
    "学徒 徒弟 学员",
    "企业级 单位级 公司级 厂级 集团级",
    "县级 县(市、区)级 区级 区县级 县区级 县市区级",
    "市级 地市级 设区市级",
    "省级 省(部)级 省部级 部级",
    "国家级 全国 全国级",
    "劳动模范(先进工作者) 劳动模范 劳模 先进工作者",
    "五一劳动奖章 五一奖章",
    "劳模创新工作室 劳模工作室",
    "工匠(人才)创新工作室 工匠创新工作室 工匠工作室",
    "技能大师工作室 大师工作室",
)
_GROUPS: Final = {word: frozenset(line.split()) for line in _SAME for word in line.split()}
"""Words other tables use for a choice; no word stands in two lines."""


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
    if item.kind is FieldKind.CHOICE and isinstance(raw, str):
        return _offered(item, raw)
    return raw


def _offered(item: Field, raw: str) -> str:
    """Return the choice a word means that is written otherwise elsewhere; the word itself where none does."""
    plain = _plain(raw)
    labels = {_plain(choice.label.zh): choice.label.zh for choice in item.choices}
    if plain in labels:
        return labels[plain]
    return next((labels[word] for word in labels if word in _GROUPS.get(plain, ())), raw)


def means_nothing(item: Field, raw: Cell) -> bool:
    """Tell whether a cell is empty, or holds a mark for it where no text is asked."""
    if not isinstance(raw, str):
        return False
    text = raw.strip()
    return not text or (item.kind not in _TEXTS and text.lower() in NOTHING)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
