"""The table of energy factors as a list: all of it, or what is valid on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock
from jiangxin.core.actor import Actor
from jiangxin.core.energy.queries import factors_for, factors_on
from jiangxin.core.models import EnergyFactor, EnergyFactorKind
from jiangxin.core.models.energy import in_language
from jiangxin.core.ui.columns import State
from jiangxin.core.ui.filters import Control, Filter
from jiangxin.core.ui.listing import ChoiceFilter, Column, Empty, Kind, Listing
from jiangxin.engine.measure.energy_carriers import AREAS, CARRIERS

_FIRST_YEAR, _LAST_YEAR = 1900, 2999


@dataclass(frozen=True, kw_only=True)
class ValidOnFilter(Filter):
    """What is valid on one day: one factor of each carrier, kind and area."""

    def read(self, query: Mapping[str, str], actor: Actor) -> date | None:
        """Return the day asked for."""
        del actor
        try:
            day = date.fromisoformat(query.get(self.code, "").strip())
        except ValueError:
            return None
        return day if _FIRST_YEAR <= day.year <= _LAST_YEAR else None

    def apply(self, rows: QuerySet[Any], value: date) -> QuerySet[Any]:
        """Return the factors of that day."""
        return factors_on(rows, value)

    def control(self, value: date | None, actor: Actor) -> Control:
        """Return a date box."""
        del actor
        return Control("day", self.code, self.label, str(value or ""))

    def words(self, value: date, actor: Actor) -> str:
        """Return the day in words."""
        del actor
        return str(formats.date_format(value, "DATE_FORMAT"))


def carrier_choices(actor: Actor | None = None) -> list[tuple[str, str]]:
    """Return the carriers with their units, in the reader's language."""
    del actor
    return [(one.code, f"{in_language(one.zh, one.en)} ({one.unit})") for one in CARRIERS.values()]


def area_choices(actor: Actor | None = None) -> list[tuple[str, str]]:
    """Return the areas in the reader's language."""
    del actor
    return [(code, in_language(*names)) for code, names in AREAS.items()]


def last_day(row: EnergyFactor) -> date | None:
    """Return the last day a factor is used for; None while no other follows, or when it was corrected."""
    follows: date | None = getattr(row, "next_from", None)
    return follows - timedelta(days=1) if follows and follows > row.valid_from else None


def state(row: EnergyFactor) -> State:
    """Return whether a factor is in use today."""
    follows: date | None = getattr(row, "next_from", None)
    if follows == row.valid_from:
        return State("withdrawn", _("已更正"))
    if row.valid_from > clock.today():
        return State("planned", _("尚未启用"))
    return State("ended", _("已停用")) if follows and follows <= clock.today() else State("active", _("现用"))


COLUMNS: tuple[Column[EnergyFactor], ...] = (
    Column(code="carrier", label=_("能源品种"), value="carrier_name", sort="carrier"),
    Column(code="kind", label=_("系数种类"), value=lambda row: row.get_kind_display(), sort="kind"),
    Column(code="area", label=_("适用地区"), value="area_name", sort="area"),
    Column(code="value", label=_("系数"), value=lambda row: f"{row.shown} {row.unit}", sort="value"),
    Column(code="range", label=_("公布的范围")),
    Column(code="edition", label=_("版本"), sort="edition"),
    Column(code="year", label=_("年份"), value=lambda row: str(row.year), sort="year"),
    Column(code="valid_from", label=_("启用日期"), kind=Kind.DATE, sort="valid_from"),
    Column(code="valid_to", label=_("使用到"), value=last_day, kind=Kind.DATE),
    Column(code="state", label=_("状态"), value=state, kind=Kind.STATE),
    Column(code="source", label=_("依据文件"), shown=False),
    Column(code="entered_by", label=_("录入人"), value="entered_by.person.name", shown=False),
    Column(code="entered_at", label=_("录入时间"), kind=Kind.MOMENT, sort="entered_at", shown=False),
)

FACTORS = Listing[EnergyFactor](
    code="desk.energy_factors",
    title=_("能源系数"),
    lead=_("节能量折标准煤和二氧化碳时使用。系数自启用日期起使用，到下一个启用时为止；录入后不改不删。"),
    rows=factors_for,
    columns=COLUMNS,
    filters=(
        ValidOnFilter(code="on", label=_("某一天使用的系数")),
        ChoiceFilter(code="carrier", label=_("能源品种"), choices=carrier_choices),
        ChoiceFilter(code="kind", label=_("系数种类"), choices=EnergyFactorKind.choices),
        ChoiceFilter(code="area", label=_("适用地区"), choices=area_choices),
    ),
    default_sort="carrier",
    row_url=lambda row: reverse("desk:energy-factor", args=[row.pk]),
    unit=_("个"),
    empty=Empty(_("还没有能源系数"), _("系统管理员执行 jiangxin load_blueprints 装入自带的系数，也可以在这里录入。")),
)
