"""What a proposal saves in energy: compared at the output after, the factors it was computed with kept beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from jiangxin.core import clock, files, journal
from jiangxin.core.actor import Actor
from jiangxin.core.energy.queries import factor_table
from jiangxin.core.files import Accepted, Upload
from jiangxin.core.models.energy import in_language
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service
from jiangxin.engine.measure.energy import Account, Amount, Comparison, Saving, Use, account
from jiangxin.engine.measure.energy_carriers import (
    CARRIERS,
    ELECTRICITY,
    NATION,
    STANDARD_COAL,
    FactorKind,
    factor_unit,
)
from jiangxin.engine.measure.energy_factors import EnergyError, Factor, FactorTable, Series
from jiangxin.engine.measure.fault import MeasureError
from jiangxin.proposals import policies
from jiangxin.proposals.models import CarrierSaving, EnergySaving, Proposal
from jiangxin.proposals.services.passage import lock_proposal, write_step

PROOFS = Accepted(kinds=("pdf", "jpeg", "png"))
MOST_CARRIERS = 6
LARGEST = Decimal(10) ** 9
"""Of a quantity or an output, in its unit: far above what one unit uses in a year."""
_MOST_SAVED = LARGEST * 1000
_SPARE_DAYS = 3
_LONGEST_NAME, _LONGEST_UNIT, _LONGEST_REASON = 60, 20, 200
_SIX = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class CarrierUse:
    """What was used of one carrier, in its unit; `chosen` is a coefficient inside a published range."""

    carrier: str
    before: Decimal
    after: Decimal
    chosen: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SavingFacts:
    """What was measured in two times of equal length (months differ by up to three days): what was made, what was used.

    Attributes:
        basis: Standard coal by equivalent or by equal value, for carriers that have both.
        area: Whose grid factor counts, for electricity.
        reason: Why a year is computed once more.
    """

    year: int
    before_from: date
    before_to: date
    after_from: date
    after_to: date
    output_unit: str
    output_before: Decimal
    output_after: Decimal
    carriers: Sequence[CarrierUse]
    proof: Upload | None
    measured_by: str
    basis: FactorKind = FactorKind.EQUIVALENT
    area: str = NATION
    reason: str = ""


@service("proposals.record_saving", about="proposal")
def record_saving(*, actor: Actor, proposal: Proposal, facts: SavingFacts, expected_version: int) -> EnergySaving:
    """Record the energy saved in a year; of several for one year the newest counts.

    Raises:
        Refusal: "incomplete" with the faults; "not_computable"; the policy's.
    """
    locked = lock_proposal(proposal, expected_version)
    policies.may_record_saving(actor=actor, proposal=locked).require()
    _require_whole(locked, facts)
    reckoned = reckon(facts, factor_table())
    assert facts.proof is not None, "_require_whole has asked"
    made = EnergySaving.objects.create(
        proposal=locked,
        year=facts.year,
        before_from=facts.before_from,
        before_to=facts.before_to,
        after_from=facts.after_from,
        after_to=facts.after_to,
        output_unit=facts.output_unit.strip(),
        output_before=facts.output_before,
        output_after=facts.output_after,
        proof=files.keep(actor=actor, upload=facts.proof, purpose="proposals.saving", accepted=PROOFS),
        measured_by=facts.measured_by.strip(),
        reason=facts.reason.strip(),
        recorded_by_id=actor.account_key,
        recorded_at=clock.now(),
        **_columns("coal", reckoned.coal),
        **_columns("carbon", reckoned.carbon),
    )
    CarrierSaving.objects.bulk_create(_carrier(made, place, row) for place, row in enumerate(reckoned.rows, 1))
    locked.version += 1
    locked.save(update_fields=["version"])
    write_step(actor, locked, act="record_saving", from_state=locked.state, words=made.reason)
    after = {"saving": made.pk, "year": made.year, "coal": made.coal, "carbon": made.carbon}
    journal.record(actor=actor, act="proposals.record_saving", obj=locked, after=after, reason=made.reason)
    return made


def reckon(facts: SavingFacts, table: FactorTable) -> Account:
    """Compute the account; a carrier without a coefficient of the basis asked for is counted by equivalent.

    Raises:
        Refusal: "not_computable", with the carrier.
    """
    rows = [_comparison(facts, use, table) for use in facts.carriers]
    try:
        reckoned = account(rows, table)
    except EnergyError as fault:
        remedy = _("请核对能源品种和数量，或请系统管理员补充能源系数。")
        raise Refusal("not_computable", _told(fault), remedy) from fault
    if any(abs(row.quantity) > _MOST_SAVED for row in reckoned.rows):
        raise Refusal("not_computable", _("按产量折算出来的节约量大得不合情理。"), _("请核对产量和用量的单位。"))
    return reckoned


def _comparison(facts: SavingFacts, use: CarrierUse, table: FactorTable) -> Comparison:
    has_basis = table.find(Series(use.carrier, facts.basis), facts.after_to) is not None
    return Comparison(
        carrier=use.carrier,
        before=Use(use.before, facts.output_before),
        after=Use(use.after, facts.output_after),
        day=facts.after_to,
        basis=facts.basis if has_basis else FactorKind.EQUIVALENT,
        area=facts.area if use.carrier == ELECTRICITY else NATION,
        chosen=use.chosen,
    )


def _told(fault: MeasureError) -> str:
    found = dict(fault.fault.params)
    if fault.fault.code == "energy.chosen":
        return _("选用的系数不在公布的范围 %(low)s 到 %(high)s 之内。") % found
    if fault.fault.code == "energy.no_factor":
        carrier = CARRIERS.get(str(found.get("carrier", "")))
        return _("%(day)s 还没有%(carrier)s的系数。") % {
            "day": found.get("day", ""),
            "carrier": in_language(carrier.zh, carrier.en) if carrier else "",
        }
    return _("按填写的数算不出节能量。")


def _columns(name: str, amount: Amount) -> dict[str, Decimal]:
    return {name: amount.value, f"{name}_low": amount.low, f"{name}_high": amount.high}


def _carrier(made: EnergySaving, place: int, row: Saving) -> CarrierSaving:
    asked = row.comparison
    exact = row.quantity
    return CarrierSaving(
        saving=made,
        position=place,
        carrier=asked.carrier,
        before=asked.before.quantity,
        after=asked.after.quantity,
        basis=asked.basis.value,
        area=asked.area,
        quantity=(Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(_SIX),
        factors=[*_factors(row)],
        **_columns("coal", row.coal),
        **_columns("carbon", row.carbon),
    )


def _factors(row: Saving) -> Iterator[dict[str, Any]]:
    yield _factor("coal", row.coefficient, row.counted)
    yield _factor("carbon", row.carbon_factor, row.carbon_factor.value)
    if row.carbon_coefficient is not None and row.carbon_coefficient != row.coefficient:
        yield _factor("way", row.carbon_coefficient, row.carbon_coefficient.value)


def _factor(use: str, factor: Factor, counted: Decimal) -> dict[str, Any]:
    carrier, kind, area = factor.series
    return {
        "use": use,
        "carrier": carrier,
        "kind": kind.value,
        "area": area,
        "counted": str(counted),
        "value": str(factor.value),
        "low": str(factor.low),
        "high": str(factor.high),
        "unit": factor_unit(carrier, kind),
        "edition": factor.edition,
        "year": factor.year,
        "valid_from": factor.valid_from.isoformat(),
    }


def _require_whole(proposal: Proposal, facts: SavingFacts) -> None:
    problems = [*_times(proposal, facts), *_measured(facts), *_proven(proposal, facts)]
    if problems:
        raise Refusal("incomplete", _("还有几处需要补充或改正。"), _("请按提示修改后再提交。"), problems=problems)


def _times(proposal: Proposal, facts: SavingFacts) -> Iterator[Problem]:
    first, today = proposal.used_on or clock.today(), clock.today()
    if not first.year <= facts.year <= today.year:
        words = _("应为 %(least)s 到 %(most)s 之间的年份。") % {"least": first.year, "most": today.year}
        yield Problem("year", words, "out_of_range")
    if facts.before_to < facts.before_from:
        yield Problem("before_to", _("不能早于开始的日期。"), "out_of_range")
    elif facts.before_to >= facts.after_from:
        yield Problem("after_from", _("改进后的一段要在改进前的一段之后。"), "out_of_range")
    if facts.after_to < facts.after_from or facts.after_to > today:
        yield Problem("after_to", _("不能早于开始的日期，也不能晚于今天。"), "out_of_range")
    elif facts.after_to.year != facts.year:
        yield Problem("after_to", _("改进后的一段要在这一年内结束。"), "out_of_range")
    elif abs((facts.before_to - facts.before_from).days - (facts.after_to - facts.after_from).days) > _SPARE_DAYS:
        days = (facts.before_to - facts.before_from).days + 1
        yield Problem("after_to", _("前后两段要一样长：改进前是 %(days)d 天。") % {"days": days}, "unequal")


def _measured(facts: SavingFacts) -> Iterator[Problem]:
    for path, output in (("output_before", facts.output_before), ("output_after", facts.output_after)):
        if not 0 < output <= LARGEST:
            yield Problem(path, _("请填写大于零的产量。"), "out_of_range")
    if not 0 < len(facts.output_unit.strip()) <= _LONGEST_UNIT:
        yield Problem("output_unit", _("请写明产量的单位，如：件、吨。"), "required")
    codes = [use.carrier for use in facts.carriers]
    if not 0 < len(codes) <= MOST_CARRIERS:
        yield Problem("carrier_1", _("请至少填写一种能源。"), "required")
    for place, use in enumerate(facts.carriers, 1):
        if use.carrier not in CARRIERS or use.carrier == STANDARD_COAL or codes.count(use.carrier) > 1:
            yield Problem(f"carrier_{place}", _("请从列出的能源中选择，每种一次。"), "unknown")
        for name, quantity in (("before", use.before), ("after", use.after)):
            if not 0 <= quantity <= LARGEST:
                yield Problem(f"{name}_{place}", _("请填写不小于零的数。"), "out_of_range")


def _proven(proposal: Proposal, facts: SavingFacts) -> Iterator[Problem]:
    if facts.proof is None:
        yield Problem("proof", _("请上传计量记录或台账的照片、扫描件。"), "required")
    if not 0 < len(facts.measured_by.strip()) <= _LONGEST_NAME:
        yield Problem("measured_by", _("请写明由谁计量核实。"), "required")
    again = EnergySaving.objects.filter(proposal=proposal, year=facts.year).exists()
    if again and not 0 < len(facts.reason.strip()) <= _LONGEST_REASON:
        yield Problem("reason", _("这一年已经登记过，请写明更正原因。"), "required")
