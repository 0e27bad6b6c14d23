"""Whoever is barred does not start, hand in or recommend an application; when the bar is over or lifted, they do."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from jiangxin.campaigns.policies import may_start_entry
from jiangxin.campaigns.services import recommend_entry
from jiangxin.core.actor import SYSTEM, Role
from jiangxin.core.refusal import Refusal
from jiangxin.orgs.models import Bar
from jiangxin.orgs.policies import not_barred
from jiangxin.orgs.queries import bars_for
from jiangxin.orgs.services import Cause, lift_bar, set_bar
from tests.campaigns.scene import DECLARING, person_at

CAUSE = Cause("年度考核不合格，撤销命名", "云工发〔2026〕60号", title="王师傅工作室")


def bar(*, unit=None, leader=None, until=date(2028, 5, 1), actor=SYSTEM):
    return set_bar(actor=actor, unit=unit, leader=leader, cause=CAUSE, since=date(2026, 1, 1), until=until)


def test_a_barred_unit_neither_starts_nor_is_recommended(scene, clock_at):
    clock_at(DECLARING)
    entry, union = scene.entry(), scene.union()
    assert not_barred(unit=entry.unit, leader=entry.leader)
    made = bar(unit=entry.unit)
    with pytest.raises(Refusal, match="barred_from_applying") as caught:
        recommend_entry(actor=union, entry=entry, opinion="同意", expected_version=entry.version)
    told = str(caught.value.message)
    assert all(words in told for words in ("2028年5月1日", CAUSE.document_number, CAUSE.reason))
    secretary = person_at(Role.STUDIO_SECRETARY, entry.unit)
    assert may_start_entry(actor=secretary, call=scene.call, unit=entry.unit).code == "barred_from_applying"
    lift_bar(actor=SYSTEM, bar=made, reason="申诉成立")
    assert recommend_entry(actor=union, entry=entry, opinion="同意", expected_version=entry.version).rank == 1


def test_a_barred_leader_is_refused_in_whatever_unit(scene, clock_at):
    clock_at(DECLARING)
    entry = scene.entry()
    bar(leader=entry.leader)
    assert not_barred(unit=entry.unit, leader=None)
    assert not_barred(unit=None, leader=entry.leader).code == "barred_from_applying"


@pytest.mark.parametrize(("now", "free"), [("2028-05-01 23:00", False), ("2028-05-02 00:01", True)])
def test_the_last_day_is_barred_still(now, free, federation, clock_at):
    bar(unit=federation.unit)
    clock_at(now)
    assert bool(not_barred(unit=federation.unit)) is free


def test_who_bars_lifts_and_reads(federation, actor):
    officer, leader = actor(Role.OFFICER_CITY, federation.city), actor(Role.LEADER_CITY, federation.city)
    county = actor(Role.REVIEWER_FIRST, federation.county)
    with pytest.raises(Refusal, match="wrong_duty"):
        bar(unit=federation.unit, actor=county)
    made = bar(unit=federation.unit, actor=officer)
    with pytest.raises(Refusal, match="wrong_duty"):
        lift_bar(actor=officer, bar=made, reason="到期前解除")
    with pytest.raises(Refusal, match="有误"):
        lift_bar(actor=leader, bar=made, reason=" ")
    lift_bar(actor=leader, bar=made, reason="申诉成立")
    with pytest.raises(Refusal, match="lifted_already"):
        lift_bar(actor=leader, bar=made, reason="申诉成立")
    stranger = actor(Role.REVIEWER_FIRST, federation.other_county)
    assert [bars_for(who).count() for who in (officer, county, stranger)] == [1, 1, 0]


def test_the_database_keeps_a_bar_whole(federation):
    facts = {"since": date(2026, 1, 1), "entered_at": "2026-01-01T00:00+08:00", "until": date(2027, 1, 1)}
    words = {"reason": "不合格", "document_number": "1号"}
    for wrong in (words, {**words, "unit": federation.unit, "reason": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Bar.objects.create(**facts, **wrong)
