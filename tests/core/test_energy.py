"""The table of energy factors: new editions from a day on, corrections with reasons, nothing overwritten."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from jiangxin.core.actor import SYSTEM, Actor, Role
from jiangxin.core.energy.queries import factor_table, factors_for, factors_on, past_of
from jiangxin.core.energy.shipped import shipped_factors
from jiangxin.core.models import EnergyFactor, JournalEntry
from jiangxin.core.refusal import Refusal
from jiangxin.core.services.energy import enter_factor, load_shipped_factors
from jiangxin.engine.measure.energy_carriers import CARRIERS, FactorKind
from jiangxin.engine.measure.energy_factors import FactorTable, Series

GRID = Series("electricity", FactorKind.CARBON)
FACTS = {
    "carrier": "electricity",
    "kind": "carbon",
    "value": Decimal("0.5306"),
    "edition": "2023年电力二氧化碳排放因子",
    "year": 2023,
    "valid_from": date(2026, 1, 1),
    "source": "公告（虚构）2025年第1号",
}


def enter(**changes):
    return enter_factor(**{"actor": SYSTEM, **FACTS, **changes})


def refused(**changes):
    with pytest.raises(Refusal) as raised:
        enter(**changes)
    return raised.value.code, [(problem.path, problem.code) for problem in raised.value.problems]


def test_the_shipped_table_counts_every_carrier():
    table = FactorTable(factor for factor, _source in shipped_factors())
    found = {factor.series.carrier for factor in table.on(date(2026, 1, 1)) if factor.series.kind != FactorKind.CARBON}

    assert found | {"standard_coal"} == set(CARRIERS)
    assert table.get(GRID, date(2024, 12, 19)).value == Decimal("0.5568")
    assert table.get(GRID, date(2024, 12, 20)).value == Decimal("0.5366")
    assert all(source for _factor, source in shipped_factors())


@pytest.mark.django_db
def test_shipped_factors_are_loaded_once():
    assert (load_shipped_factors(), load_shipped_factors()) == (len(shipped_factors()), 0)
    assert JournalEntry.objects.filter(act="core.load_shipped_factors").count() == 1


@pytest.mark.django_db
def test_a_new_edition_holds_from_its_day_and_the_old_one_before():
    load_shipped_factors()
    entered = enter()

    assert factor_table().get(GRID, date(2025, 12, 31)).value == Decimal("0.5366")
    assert factor_table().get(GRID, date(2026, 1, 1)).value == Decimal("0.5306")
    assert [row.year for row in past_of(SYSTEM, entered)] == [2023, 2022, 2021]
    told = JournalEntry.objects.get(act="core.enter_factor")
    assert (told.object_id, told.after["source"]) == (str(entered.pk), FACTS["source"])


@pytest.mark.django_db
def test_a_correction_takes_the_place_with_a_reason_and_keeps_the_wrong_one():
    enter()
    assert refused(value=Decimal("0.5307")) == ("factor_taken", [("reason", "required")])
    assert refused(reason="重复") == ("factor_same", [])

    enter(value=Decimal("0.5307"), reason="录错一位")

    assert factor_table().get(GRID, date(2026, 1, 1)).value == Decimal("0.5307")
    rows = EnergyFactor.objects.order_by("correction").values_list("correction", "reason")
    assert list(rows) == [(0, ""), (1, "录错一位")]


@pytest.mark.django_db
def test_the_list_of_a_day_is_what_the_engine_counts_with():
    load_shipped_factors()
    enter()
    enter(value=Decimal("0.5307"), reason="录错一位")
    for day in (date(2008, 5, 31), date(2020, 1, 1), date(2024, 12, 20), date(2026, 1, 1)):
        listed = {row.factor for row in factors_on(factors_for(SYSTEM), day)}

        assert listed == set(factor_table().on(day))
        assert len({factor.series for factor in listed}) == len(listed)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "code", "problems"),
    [
        ({"carrier": "wood"}, "factor_impossible", [("carrier", "energy.carrier")]),
        ({"kind": "equivalent", "area": "33"}, "factor_impossible", [("area", "energy.area")]),
        ({"low": Decimal("0.6")}, "factor_impossible", [("value", "energy.range")]),
        ({"value": Decimal(0)}, "factor_impossible", [("value", "energy.not_positive")]),
        ({"carrier": "standard_coal", "kind": "equivalent"}, "factor_impossible", [("kind", "energy.kind")]),
        ({"source": " "}, "source_missing", [("source", "required")]),
    ],
)
def test_what_cannot_be_entered_says_why(changes, code, problems):
    assert refused(**changes) == (code, problems)
    assert EnergyFactor.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.LEADER_CITY, Role.UNION_OFFICER, Role.EXPERT])
def test_others_do_not_enter(role):
    assert refused(actor=Actor(name="other", role=role)) == ("not_your_factors", [])


@pytest.mark.django_db
@pytest.mark.parametrize(
    "write",
    [
        lambda row: EnergyFactor.objects.filter(pk=row.pk).update(value=Decimal("0.4")),
        lambda row: EnergyFactor.objects.filter(pk=row.pk).delete(),
        lambda row: EnergyFactor.objects.bulk_create([EnergyFactor(**_copied(row))]),
        lambda row: EnergyFactor.objects.bulk_create([EnergyFactor(**{**_copied(row), "correction": 1})]),
        lambda row: EnergyFactor.objects.bulk_create([EnergyFactor(**{**_copied(row), "area": "33", "low": 9})]),
    ],
    ids=["changed", "deleted", "twice on a day", "corrected without reason", "outside its range"],
)
def test_the_database_keeps_the_table(write):
    row = enter()

    with pytest.raises(DatabaseError), transaction.atomic():
        write(row)


def _copied(row):
    names = [field.attname for field in EnergyFactor._meta.concrete_fields if field.attname != "id"]
    return {name: getattr(row, name) for name in names}
