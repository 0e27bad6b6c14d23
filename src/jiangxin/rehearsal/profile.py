"""Profiles: the published shape of a real city, read from TOML; all that cannot be used is told at once.

Keys are in `docs/developer/rehearsal.md`. A key nobody reads is a fault, too: a misspelt one would silently do nothing.
"""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jiangxin.core.refusal import Refusal
from jiangxin.rehearsal.shapes import ROUTE, CityShape

YEARS = (2010, 2035)
MOST = 9_999
MOST_COUNTIES = 98
MOST_DAYS = 30
MOST_SHEETS = 15
_RUBRICS = ("innovation", "service", "hangzhou")
_VARIANTS = ("innovation", "service")
Check = Callable[[Any], str]
"""Returns what is wrong with a value, in Chinese and English; empty when nothing is."""


def read_profile(path: Path) -> CityShape:
    """Read a city's published shape from a TOML file.

    Raises:
        Refusal: "profile_invalid": the file is missing, is no TOML, or holds what cannot be used; the text says what.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as fault:
        raise _invalid([f"没有文件 {path} – no such file"]) from fault
    except UnicodeDecodeError as fault:
        raise _invalid([f"{path} 不是 UTF-8 编码的文本 – is no UTF-8 text"]) from fault
    except (tomllib.TOMLDecodeError, OSError) as fault:
        raise _invalid([f"{path} 读不出来 – cannot be read: {fault}"]) from fault
    return shape_from(table)


def shape_from(table: dict[str, Any]) -> CityShape:
    """Return the shape a profile's table describes.

    Raises:
        Refusal: "profile_invalid": naming every key that is missing, unknown, or holds what cannot be used.
    """
    faults = _faults(table, "", _KEYS, needed=_NEEDED)
    for name, keys in _TABLES.items():
        if isinstance(table.get(name), dict):
            faults += _faults(table[name], f"{name}.", keys)
    faults = faults or _unknown_areas(table)
    if faults:
        raise _invalid(faults)
    quotas, route = table.get("quotas", {}), table.get("route", {})
    return CityShape(
        **{key: table[key] for key in ("name", "document_word", "division", "year", "seats")},
        counties=tuple(table["counties"]),
        industries=tuple(table.get("industries", ())),
        quota_per_area=quotas.get("per_area", 0),
        quotas=dict(quotas.get("areas", {})),
        minimum_per_area=quotas.get("minimum_per_area", 0),
        notice_days=table.get("notice", {}).get("working_days", 5),
        experts_per_entry=table.get("experts_per_entry", 5),
        rubrics=dict(table.get("rubrics", {})),
        route=tuple(route.get("levels", ROUTE)),
        sources=tuple(table.get("sources", ())),
    )


def _faults(table: dict[str, Any], before: str, keys: dict[str, Check], *, needed: tuple[str, ...] = ()) -> list[str]:
    faults = [f"缺少 {before}{key} – missing" for key in needed if key not in table]
    for key, value in table.items():
        if key not in keys:
            known = ", ".join(f"{before}{name}" for name in keys)
            faults.append(f"不认识 {before}{key}，可用的是 – unknown key; known are: {known}")
        elif wrong := keys[key](value):
            faults.append(f"{before}{key} = {value!r} {wrong}")
    return faults


def _unknown_areas(table: dict[str, Any]) -> list[str]:
    areas = [*table["counties"], *table.get("industries", ())]
    faults = [f"地区重复 – an area twice: {name}" for name in sorted({name for name in areas if areas.count(name) > 1})]
    strangers = [name for name in table.get("quotas", {}).get("areas", {}) if name not in areas]
    told = "不在 counties 或 industries 中 – is neither a county nor an industry"
    return faults + [f"quotas.areas.{name} {told}" for name in strangers]


def _text(value: Any) -> str:
    return "" if isinstance(value, str) and value.strip() else "应为文字 – must be text"


def _division(value: Any) -> str:
    fits = isinstance(value, str) and re.fullmatch(r"[1-9]\d{5}", value, re.ASCII)
    return "" if fits else "应为六位行政区划代码，写在引号里 – must be a division code of six digits, in quotes"


def _number(least: int, most: int) -> Check:
    def check(value: Any) -> str:
        fits = isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
        return "" if fits else f"应为 {least} 至 {most} 的整数 – must be a whole number from {least} to {most}"

    return check


def _names(least: int) -> Check:
    def check(value: Any) -> str:
        fits = isinstance(value, list) and least <= len(value) <= MOST_COUNTIES and not any(map(_text, value))
        return "" if fits else f"应为 {least} 至 {MOST_COUNTIES} 个名称的列表 – must be a list of {least} or more names"

    return check


def _table(value: Any) -> str:
    return "" if isinstance(value, dict) else "应为一个表 – must be a table"


def _quotas(value: Any) -> str:
    number = _number(1, MOST)
    fits = isinstance(value, dict) and not any(map(number, value.values()))
    return "" if fits else f"应为各地区名额的表，名额为 1 至 {MOST} – must be a table of areas and whole numbers from 1"


def _rubric(value: Any) -> str:
    return "" if value in _RUBRICS else f"应为其中之一 – must be one of {', '.join(_RUBRICS)}"


def _levels(value: Any) -> str:
    walked = ", ".join(ROUTE)
    return "" if value == list(ROUTE) else f"演练只走这条路线 – a rehearsal walks this route only: {walked}"


_NEEDED = ("name", "document_word", "division", "counties", "year", "seats")
_KEYS: dict[str, Check] = {
    "name": _text,
    "document_word": _text,
    "division": _division,
    "counties": _names(1),
    "year": _number(*YEARS),
    "seats": _number(2, MOST),
    "industries": _names(0),
    "experts_per_entry": _number(1, MOST_SHEETS),
    "sources": _names(0),
    "quotas": _table,
    "notice": _table,
    "rubrics": _table,
    "route": _table,
}
_TABLES: dict[str, dict[str, Check]] = {
    "quotas": {"per_area": _number(1, MOST), "minimum_per_area": _number(0, MOST), "areas": _quotas},
    "notice": {"working_days": _number(1, MOST_DAYS)},
    "rubrics": dict.fromkeys(_VARIANTS, _rubric),
    "route": {"levels": _levels},
}


def _invalid(faults: list[str]) -> Refusal:
    lines = "".join(f"\n  {fault}" for fault in faults)
    return Refusal(
        "profile_invalid",
        f"城市样例不能用 – the profile cannot be used:{lines}",
        "请对照 hefei-2022 样例改正后再试。Correct it after the model of hefei-2022 and try again.",
    )
