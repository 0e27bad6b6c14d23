"""Keeping the table of energy factors: loading the shipped ones, adding a new edition, correcting a wrong one."""

from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock, journal
from jiangxin.core.actor import SYSTEM, Actor
from jiangxin.core.energy.policies import may_keep_factors
from jiangxin.core.energy.shipped import shipped_factors
from jiangxin.core.models import EnergyFactor
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service
from jiangxin.engine.measure.energy_carriers import NATION, FactorKind
from jiangxin.engine.measure.energy_factors import EnergyError, Factor, Series

_WORDS = {
    "energy.carrier": ("carrier", _("没有这个能源品种。")),
    "energy.area": ("area", _("只有电力的二氧化碳排放分地区，其他系数请选“全国”。")),
    "energy.kind": ("kind", _("标准煤只有二氧化碳排放系数。")),
    "energy.range": ("value", _("系数要在范围下限和上限之间。")),
    "energy.not_positive": ("value", _("系数要大于零。")),
}


@service("core.load_shipped_factors", about="factor")
def load_shipped_factors(*, actor: Actor = SYSTEM) -> int:
    """Bring the factors that come with the house into the table, those whose day is not taken; return how many."""
    may_keep_factors(actor=actor).require()
    named = ("carrier", "kind", "area", "valid_from")
    taken = set(EnergyFactor.objects.values_list(*named))
    fresh = [
        _row(factor, source, actor)
        for factor, source in shipped_factors()
        if (*factor.series, factor.valid_from) not in taken
    ]
    EnergyFactor.objects.bulk_create(fresh)
    if fresh:
        last = EnergyFactor.objects.latest("pk")
        journal.record(actor=actor, act="core.load_shipped_factors", obj=last, after={"count": len(fresh)})
    return len(fresh)


@service("core.enter_factor", about="factor")
def enter_factor(
    *,
    actor: Actor,
    carrier: str,
    kind: str,
    value: Decimal,
    edition: str,
    year: int,
    valid_from: date,
    source: str,
    area: str = NATION,
    low: Decimal | None = None,
    high: Decimal | None = None,
    reason: str = "",
) -> EnergyFactor:
    """Add a factor from a day on. Nothing is overwritten: figures computed before keep the factor stored with them.

    Where a factor of this carrier, kind and area begins on the same day, the new one corrects it, and says why.

    Raises:
        Refusal: not the actor's to enter; "factor_impossible" for what the engine refuses; "source_missing";
            "factor_taken" when the day has a factor and no reason for a correction is given; "factor_same" when the
            correction changes nothing.
    """
    may_keep_factors(actor=actor).require()
    _require_source(edition, source)
    ends = (value if low is None else low, value if high is None else high)
    made = _made(Series(carrier, FactorKind(kind), area), value, *ends, edition.strip(), year, valid_from)
    row = _row(made, source.strip(), actor)
    row.correction, row.reason = _correction(row, reason.strip())
    _insert(row)
    after = {name: getattr(row, name) for name in _TOLD}
    journal.record(actor=actor, act="core.enter_factor", obj=row, after=after, reason=row.reason)
    return row


_TOLD = ("carrier", "kind", "area", "value", "low", "high", "edition", "year", "valid_from", "correction", "source")
_SAYING = ("value", "low", "high", "edition", "year", "source")


def _made(
    series: Series, value: Decimal, low: Decimal, high: Decimal, edition: str, year: int, valid_from: date
) -> Factor:
    try:
        return Factor(series, value, low, high, edition, year, valid_from)
    except EnergyError as fault:
        field, words = _WORDS[fault.code]
        problem = Problem(field, words, fault.code)
        raise Refusal("factor_impossible", _("系数没有保存。"), _("请按提示核对。"), problems=[problem]) from fault


def _require_source(edition: str, source: str) -> None:
    missing = {"edition": edition, "source": source}
    problems = [Problem(name, _("请填写。"), "required") for name, text in missing.items() if not text.strip()]
    if problems:
        raise Refusal("source_missing", _("系数没有保存。"), _("请写明系数出自哪个文件、哪个版本。"), problems=problems)


def _correction(row: EnergyFactor, reason: str) -> tuple[int, str]:
    """Return the number of the correction and its reason; 0 and nothing on a free day."""
    day = EnergyFactor.objects.filter(carrier=row.carrier, kind=row.kind, area=row.area, valid_from=row.valid_from)
    last = day.aggregate(top=Max("correction"))["top"]
    if last is None:
        return 0, ""
    standing = day.get(correction=last)
    if all(getattr(standing, name) == getattr(row, name) for name in _SAYING):
        raise Refusal("factor_same", _("没有保存：与已有的系数完全相同。"), _("请核对启用日期和系数。"))
    if not reason:
        problem = Problem("reason", _("请写明更正的原因。"), "required")
        raise Refusal(
            "factor_taken",
            _("这一天已有启用的系数（%(edition)s，%(value)s）。")
            % {"edition": standing.edition, "value": standing.shown},
            _("如是新版，请改启用日期；如是更正，请写明原因，原系数保留在历史中。"),
            problems=[problem],
        )
    return last + 1, reason


def _insert(row: EnergyFactor) -> None:
    """Save a new row; of two people entering the same at once, the second is told."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as clash:
        raise Refusal(
            "factor_entered", _("没有保存：刚才有人录入了同一天的系数。"), _("请刷新页面，核对后再录入。")
        ) from clash


def _row(factor: Factor, source: str, actor: Actor) -> EnergyFactor:
    return EnergyFactor(
        **factor.series._asdict(),
        value=factor.value,
        low=factor.low,
        high=factor.high,
        edition=factor.edition,
        year=factor.year,
        valid_from=factor.valid_from,
        source=source,
        entered_at=clock.now(),
        entered_by_id=actor.account_id,
    )
