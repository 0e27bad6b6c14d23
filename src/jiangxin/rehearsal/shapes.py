"""Shapes of cities: counties, quotas, seats. The sample's is invented, those of the profiles are published."""

from dataclasses import dataclass, field

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
ROUTE = ("grassroots", "county", "city")
"""Levels an application passes, as in the shipped blueprint; the only route a rehearsal walks."""
_INDUSTRY_NAMES = ("教育工会", "卫生健康工会", "交通运输工会", "电力工会")


@dataclass(frozen=True, slots=True)
class CityShape:
    """What a batch in one city looks like.

    `seats` is the number to name; `quota_per_area` what each county and industrial union may recommend, `quotas` what
    single ones may (0 and absent: as the number of applications suggests); `minimum_per_area` is the least quota;
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
    quotas: dict[str, int] = field(default_factory=dict)
    minimum_per_area: int = 0
    notice_days: int = 5
    experts_per_entry: int = 5
    rubrics: dict[str, str] = field(default_factory=dict)
    route: tuple[str, ...] = ROUTE
    sources: tuple[str, ...] = ()

    def county_division(self, place: int) -> str:
        """Return the made-up division code of the county at `place` (from 0)."""
        return f"{self.division[:4]}{place + 2:02d}"


def sample_shape(counties: int) -> CityShape:
    """Return the invented city with a number of counties (1 to 99)."""
    names = [*_COUNTY_NAMES, *(f"第{number}片区" for number in range(len(_COUNTY_NAMES) + 1, 100))]
    return CityShape(counties=tuple(names[:counties]), industries=_INDUSTRY_NAMES[: 2 if counties > 1 else 1])
