"""Figures of a campaign: each counted by hand, for each reader of what they read."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jiangxin.core.actor import Role
from jiangxin.people.models import Person
from jiangxin.proposals.enums import Verdict
from jiangxin.proposals.queries.figures import Month, by_age, by_gender, by_grade, by_month, figures_of, units_of
from tests.campaigns.scene import person_at
from tests.proposals.test_aftercare import offer, take
from tests.proposals.test_outcomes import record, reward, used


@pytest.fixture
def told(scene, federation, clock_at):
    """Six proposals of three people and one without a name in two units; the unit has 400 workers, the other 30."""
    federation.unit.employees, federation.other_unit.employees = 400, 30
    federation.unit.save()
    federation.other_unit.save()
    Person.objects.filter(pk=scene.worker.person_id).update(birth=date(1991, 3, 1), gender="male", skill_grade=4)
    second, elsewhere = (person_at(Role.WORKER, unit) for unit in (federation.unit, federation.other_unit))
    Person.objects.filter(pk=second.person_id).update(birth=date(1960, 1, 1), gender="female", skill_grade=0)
    Person.objects.filter(pk=elsewhere.person_id).update(birth=None, gender="", skill_grade=0)
    first = used(scene)
    record(scene, first)
    record(
        scene,
        first,
        quantities={"before": "120", "after": "90", "price": "35", "periods": "12", "cost": "0"},
        reason="更正",
    )
    reward(scene, first, "300")
    first.refresh_from_db()
    offer(scene, first)
    take(person_at(Role.UNION_OFFICER, federation.private_unit), first)
    scene.answer(scene.propose("换模具用快卡"), Verdict.PILOT)
    scene.answer(scene.propose("食堂加一个窗口", by=second), Verdict.REJECT)
    scene.propose("扫码巡检", by=elsewhere)
    scene.unnamed()
    return scene


def test_the_whole_is_what_a_hand_counts(told, clock_at):
    clock_at("2026-04-20 09:00")
    found = figures_of(told.officer, told.call)
    assert (found.proposals, found.unnamed, found.proposers) == (5, 1, 3)
    assert (found.adopted, found.used, found.answered, found.in_time, found.late) == (2, 1, 3, 3, 2)
    assert (found.benefit, found.reward, found.adopters) == (Decimal("12600.00"), Decimal(300), 1)
    assert (found.employees, found.silent_units) == (430, found.units - 2)
    assert (found.participation, found.adoption, found.use, found.punctuality) == (
        Decimal("0.7"),
        Decimal("40.0"),
        Decimal("50.0"),
        Decimal("60.0"),
    )


def test_each_reader_counts_what_they_read(told, federation):
    county = person_at(Role.REVIEWER_FIRST, federation.other_county)
    shown = [figures_of(actor, told.call).proposals for actor in (told.union, county, told.worker)]
    assert shown == [4, 1, 0]
    assert {unit.name: unit.proposed for unit in units_of(told.union, told.call)} == {federation.unit.name: 4}


def test_who_takes_part_is_told_the_young_in_front(told):
    def rows(groups):
        return [(str(group.label), group.people, group.proposals) for group in groups]

    assert rows(by_age(told.officer, told.call)) == [
        ("35 岁及以下", 1, 2),
        ("56 岁及以上", 1, 1),
        ("年龄未登记", 1, 1),
    ]
    assert rows(by_gender(told.officer, told.call)) == [("女", 1, 1), ("男", 1, 2), ("未登记", 1, 1)]
    assert rows(by_grade(told.officer, told.call)) == [("无", 2, 2), ("高级工（三级）", 1, 2)]


@pytest.mark.parametrize(("day", "band"), [("2027-02-28 09:00", "35 岁及以下"), ("2027-03-01 09:00", "36 至 45 岁")])
def test_a_birthday_changes_the_band(told, clock_at, day, band):
    clock_at(day)
    assert band in [str(group.label) for group in by_age(told.officer, told.call)]


def test_months_are_those_of_the_proposals(told, clock_at):
    clock_at("2026-04-20 09:00")
    told.propose("再提一条")
    assert by_month(told.officer, told.call) == [Month(date(2026, 3, 1), 5, 2, 1), Month(date(2026, 4, 1), 1, 0, 0)]


def test_the_figures_ask_as_often_of_many_as_of_few(told):
    def asked():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            figures_of(told.officer, told.call)
            list(units_of(told.officer, told.call))
        return len(queries)

    few = asked()
    for number in range(5):
        told.propose(f"第 {number} 条")
    assert asked() == few
