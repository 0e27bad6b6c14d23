"""Energy saved by a proposal: normalised to output, with the factors used kept beside the figures."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiangxin.core.actor import SYSTEM
from jiangxin.core.refusal import Refusal
from jiangxin.core.services.energy import load_shipped_factors
from jiangxin.engine.measure.energy_carriers import FactorKind
from jiangxin.proposals.models import EnergySaving
from jiangxin.proposals.queries import savings_of
from jiangxin.proposals.services import CarrierUse, SavingFacts, record_saving
from tests.campaigns.scene import pdf
from tests.conftest import Federation, SetClock
from tests.laying import laid
from tests.proposals.scene import START, make_scene

D = Decimal


@laid
def energetic(federation: Federation, clock_at: SetClock):
    """Return a campaign on energy, a proposal in use, and the clock a year on."""
    clock_at(START)
    load_shipped_factors(actor=SYSTEM)
    scene = make_scene(federation, "energy_saving_proposals")
    return scene, scene.use(scene.propose(category="electricity"))


def facts(**changes):
    """Return what was measured: 2025 before, 2026 after, a tenth more output."""
    usual = {
        "year": 2026,
        "before_from": date(2025, 3, 2),
        "before_to": date(2025, 9, 1),
        "after_from": date(2026, 3, 2),
        "after_to": date(2026, 9, 1),
        "output_unit": "件",
        "output_before": D(1000),
        "output_after": D(1100),
        "carriers": [CarrierUse("electricity", D(50000), D(49000))],
        "proof": pdf(),
        "measured_by": "动力科 王敏",
    }
    return SavingFacts(**{**usual, **changes})


def record(energetic, **changes):
    """Record a saving."""
    scene, proposal = energetic
    proposal.refresh_from_db()
    return record_saving(
        actor=scene.union, proposal=proposal, facts=facts(**changes), expected_version=proposal.version
    )


@pytest.fixture
def later(energetic, clock_at):
    """Return the scene when the time after is over."""
    clock_at("2026-10-08 09:00")
    return energetic


def test_a_saving_is_normalised_to_output_and_keeps_its_factors(later):
    made = record(later)
    row = made.carriers.get()
    # 50,000 kWh for 1,000 pieces is 55,000 for 1,100; 49,000 were used: 6,000 kWh saved.
    assert (row.quantity, made.coal, made.carbon) == (D("6000.000000"), D("0.7374"), D("3.2196"))
    assert [(used["use"], used["counted"], used["unit"], used["edition"]) for used in row.factors] == [
        ("coal", "0.122900", "kgce/kWh", "GB/T 2589-2020"),
        ("carbon", "0.536600", "kgCO₂/kWh", row.factors[1]["edition"]),
    ]
    with pytest.raises(Exception, match="not changed or deleted"), transaction.atomic():
        EnergySaving.objects.filter(pk=made.pk).update(coal=1)


def test_a_range_makes_both_ends_known_and_a_choice_inside_it_counts(later):
    gas = CarrierUse("natural_gas", D(1000), D(0), D("1.2143"))
    made = record(later, output_after=D(1000), carriers=[gas])
    assert (made.coal, made.coal_low, made.coal_high) == (D("1.2143"), D("1.1000"), D("1.3300"))
    with pytest.raises(Refusal) as refused:
        record(later, carriers=[CarrierUse("natural_gas", D(1000), D(0), D("1.5"))], reason="重算")
    assert (refused.value.code, "1.1" in str(refused.value.message)) == ("not_computable", True)


def test_several_carriers_add_up_and_the_basis_is_that_of_each(later):
    rows = [CarrierUse("electricity", D(50000), D(49000)), CarrierUse("diesel", D(2000), D(2100))]
    made = record(later, carriers=rows, basis=FactorKind.EQUAL_VALUE)
    carriers = list(made.carriers.all())
    assert [row.basis for row in carriers] == ["equal_value", "equivalent"]
    assert (made.coal, made.carbon) == (sum(row.coal for row in carriers), sum(row.carbon for row in carriers))


def test_a_year_counted_again_needs_a_reason_and_the_newest_counts(later):
    record(later)
    with pytest.raises(Refusal) as refused:
        record(later)
    assert [problem.path for problem in refused.value.problems] == ["reason"]
    again = record(later, reason="电表读错", carriers=[CarrierUse("electricity", D(50000), D(50000))])
    assert savings_of(later[1]) == [again]


@pytest.mark.parametrize(
    ("changes", "paths"),
    [
        ({"year": 2025}, ["year", "after_to"]),
        ({"before_to": date(2025, 3, 1)}, ["before_to", "after_to"]),
        ({"before_to": date(2026, 4, 1)}, ["after_from", "after_to"]),
        ({"after_to": date(2026, 10, 9)}, ["after_to"]),
        ({"after_to": date(2026, 8, 1)}, ["after_to"]),
        ({"output_before": D(0)}, ["output_before"]),
        ({"output_unit": " "}, ["output_unit"]),
        ({"carriers": []}, ["carrier_1"]),
        ({"carriers": [CarrierUse("magic", D(1), D(0))]}, ["carrier_1"]),
        ({"carriers": [CarrierUse("diesel", D(1), D(0))] * 2}, ["carrier_1", "carrier_2"]),
        ({"carriers": [CarrierUse("diesel", D(-1), D(0))]}, ["before_1"]),
        ({"proof": None}, ["proof"]),
        ({"measured_by": " "}, ["measured_by"]),
    ],
)
def test_what_is_not_measured_whole_is_refused(later, changes, paths):
    with pytest.raises(Refusal) as refused:
        record(later, **changes)
    assert [problem.path for problem in refused.value.problems] == paths
    assert EnergySaving.objects.count() == 0


def test_a_campaign_without_energy_records_none(scene, clock_at):
    used = scene.use(scene.propose())
    clock_at("2026-10-08 09:00")
    with pytest.raises(Refusal) as refused:
        record_saving(actor=scene.union, proposal=used, facts=facts(), expected_version=used.version)
    assert refused.value.code == "no_energy"


_quantity = st.decimals(0, 10**5, places=3)


@given(before=_quantity, after=_quantity, made=st.decimals(1, 10**4, places=2), now=st.decimals(1, 10**4, places=2))
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_saving_is_what_a_hand_reckons(later, before, after, made, now):
    with transaction.atomic():
        use = CarrierUse("electricity", before, after)
        found = record(later, carriers=[use], output_before=made, output_after=now)
        by_hand = (before * now / made - after) * D("0.1229") / 1000
        assert abs(found.coal - by_hand.quantize(D("0.0001"), ROUND_HALF_UP)) <= D("0.0001")
        transaction.set_rollback(True)
