"""Shapes of cities: counties, quotas, seats. The sample's is invented, those of the profiles are published."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jiangxin.core.refusal import Refusal

_COUNTY_NAMES = (
    "东津区",
    "西屏区",
    "南汀区",
    "北岭区",
    "安禾县",
    "云溪县",
    "石桥县",
    "临泽开发区",
    "青冈县",
    "白鹿县",
    "双塔县",
    "鹤鸣新区",
)
_INDUSTRY_NAMES = ("教育工会", "卫生健康工会", "交通运输工会", "电力工会")


@dataclass(frozen=True, slots=True)
class CityShape:
    """What a batch in one city looks like.

    `seats` is the number to name; `quota_per_area` what each county and industrial union may recommend;
    `rubrics` names the rubric of each variant; `sources` say where the figures come from.
    """

    name: str = "锦川市"
    document_word: str = "锦工发"
    division: str = "339900"
    counties: tuple[str, ...] = _COUNTY_NAMES[:8]
    industries: tuple[str, ...] = _INDUSTRY_NAMES[:2]
    year: int = 2026
    seats: int = 35
    quota_per_area: int = 0
    minimum_per_area: int = 0
    notice_days: int = 5
    experts_per_entry: int = 5
    rubrics: dict[str, str] = field(default_factory=dict)
    sources: tuple[str, ...] = ()

    def county_division(self, place: int) -> str:
        """Return the made-up division code of the county at `place` (from 0)."""
        return f"{self.division[:4]}{place + 2:02d}"


def sample_shape(counties: int) -> CityShape:
    """Return the invented city with a number of counties (1 to 99)."""
    names = [*_COUNTY_NAMES, *(f"第{number}片区" for number in range(len(_COUNTY_NAMES) + 1, 100))]
    return CityShape(counties=tuple(names[:counties]), industries=_INDUSTRY_NAMES[: 2 if counties > 1 else 1])


def read_profile(path: Path) -> CityShape:
    """Read a real city's published shape from a TOML file.

    Raises:
        Refusal: "profile_invalid": the file is missing, is no TOML, or lacks a figure; the text says which.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as fault:
        raise _invalid(f"没有文件 {path}") from fault
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as fault:
        raise _invalid(f"{path}: {fault}") from fault
    return shape_from(table)


def shape_from(table: dict[str, Any]) -> CityShape:
    """Return the shape a profile's table describes."""
    missing = [key for key in ("name", "document_word", "division", "counties", "year", "seats") if key not in table]
    if missing:
        raise _invalid(f"缺少 {', '.join(missing)}")
    quotas = table.get("quotas", {})
    return CityShape(
        name=str(table["name"]),
        document_word=str(table["document_word"]),
        division=str(table["division"]),
        counties=tuple(table["counties"]),
        industries=tuple(table.get("industries", ())),
        year=int(table["year"]),
        seats=int(table["seats"]),
        quota_per_area=int(quotas.get("per_area", 0)),
        minimum_per_area=int(quotas.get("minimum_per_area", 0)),
        notice_days=int(table.get("notice", {}).get("working_days", 5)),
        experts_per_entry=int(table.get("experts_per_entry", 5)),
        rubrics={str(key): str(value) for key, value in table.get("rubrics", {}).items()},
        sources=tuple(table.get("sources", ())),
    )


def _invalid(why: str) -> Refusal:
    return Refusal("profile_invalid", f"城市样例不能用：{why}。", "请对照 hefei-2022 样例补全后再试。")
