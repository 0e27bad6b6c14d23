"""Warnings by rule: why, to whom, and that they go when the reason goes."""

from datetime import date

import pytest

from jiangxin.core import journal
from jiangxin.core.actor import SYSTEM
from jiangxin.orgs.models import Errand
from jiangxin.studios.queries.warnings import warned_studios, warnings_of
from jiangxin.studios.services import claw_back, hold_level, withdraw_studio
from jiangxin.studios.services.warning_day import warning_day
from tests.studios.test_funds import grant, keep_voucher


def codes(studio, day):
    return [rule.code for rule in warnings_of(studio, day)]


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2027, 3, 17), []),
        (date(2027, 3, 18), ["idle"]),
        (date(2027, 9, 15), ["idle"]),
        (date(2027, 9, 16), ["idle", "barren"]),
    ],
)
def test_a_quiet_studio_is_warned_from_the_day_the_rule_says(day, found, studio):
    assert codes(studio, day) == found


def test_money_that_lies_is_warned_of_until_it_is_settled(studio, clock_at):
    subsidy = grant(studio, keep_voucher())
    money = {"unspent", "overdue"}
    assert [money & set(codes(studio, day)) for day in (date(2027, 9, 19), date(2027, 9, 20))] == [set(), money]
    clock_at("2027-10-08 09:00")
    day = date(2027, 10, 8)
    claim = {"reason": "期满", "document_number": "云工财〔2027〕9号", "decided_on": day, "due_on": day}
    claw_back(actor=SYSTEM, subsidy=subsidy, **claim)
    assert money & set(codes(studio, day)) == set()


def test_a_level_whose_term_is_over_is_warned_of(scene, studio):
    given = {"level": "province", "since": date(2026, 11, 1), "valid_until": date(2026, 12, 31)}
    hold_level(
        actor=scene.officer, studio=studio, awarding_body="省总工会", document_number="省工发〔2026〕8号", **given
    )
    assert [codes(studio, day) for day in (date(2026, 12, 31), date(2027, 1, 1))] == [[], ["term"]]


def test_unit_and_county_are_told_once_and_the_word_is_taken_back(scene, studio, clock_at):
    warning_day()
    assert Errand.objects.filter(asked="heed_warning").count() == 0
    clock_at("2027-04-01 09:00")
    for _round in range(2):
        warning_day()
    waiting = Errand.objects.filter(asked="heed_warning", subject_id=studio.pk, closed_at=None)
    assert sorted(waiting.values_list("role", "note")) == [
        ("reviewer_first", "六个月没有活动记录"),
        ("union_officer", "六个月没有活动记录"),
    ]
    assert [entry.after for entry in journal.of(studio) if entry.act == "studios.warn_studio"] == [
        {"warnings": ["idle"]}
    ]
    withdraw_studio(actor=scene.leader, studio=studio, reason="停止活动", document_number="云工发〔2027〕4号")
    warning_day()
    assert waiting.count() == 0


def test_any_number_of_studios_asks_the_same_queries(studio, django_assert_num_queries):
    with django_assert_num_queries(5):
        warned_studios(date(2027, 9, 30))
