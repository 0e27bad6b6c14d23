"""Warnings by rule: why, to whom, and that they go when the reason goes."""

from datetime import date

import pytest

from jiangxin.core import clock, journal
from jiangxin.core.actor import SYSTEM
from jiangxin.orgs.models import Errand
from jiangxin.people.models import Person
from jiangxin.studios.models import StudioReport
from jiangxin.studios.queries.warnings import warned_studios, warnings_of
from jiangxin.studios.services import add_member, claw_back, end_membership, hold_level, withdraw_studio
from jiangxin.studios.services.warning_day import warning_day
from tests.studios.test_funds import grant, keep_voucher


def codes(studio, day):
    return [rule.code for rule in warnings_of(studio, day)]


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2027, 1, 31), []),
        (date(2027, 2, 1), ["unreported"]),
        (date(2027, 3, 17), ["unreported"]),
        (date(2027, 3, 18), ["idle", "unreported"]),
        (date(2027, 9, 15), ["idle", "unreported"]),
        (date(2027, 9, 16), ["idle", "barren", "unreported"]),
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
        ("reviewer_first", "六个月没有活动记录；上年度报告没有按期报送"),
        ("union_officer", "六个月没有活动记录；上年度报告没有按期报送"),
    ]
    assert [entry.after for entry in journal.of(studio) if entry.act == "studios.warn_studio"] == [
        {"warnings": ["idle", "unreported"]}
    ]
    withdraw_studio(actor=scene.leader, studio=studio, reason="停止活动", document_number="云工发〔2027〕4号")
    warning_day()
    assert waiting.count() == 0


def test_any_number_of_studios_asks_the_same_queries(studio, django_assert_num_queries):
    with django_assert_num_queries(9):
        warned_studios(date(2027, 9, 30))


@pytest.mark.parametrize(
    ("gender", "birth", "day", "found"),
    [
        ("male", date(1966, 6, 15), date(2026, 5, 16), ["retiring"]),
        ("male", date(1966, 6, 15), date(2026, 5, 15), []),
        ("female", date(1971, 6, 15), date(2026, 5, 16), ["retiring"]),
        ("", date(1950, 1, 1), date(2026, 11, 30), []),
    ],
)
def test_a_leader_near_retirement_is_warned_of_half_a_year_ahead(gender, birth, day, found, studio):
    """Born in June 1966, he reaches 60 years and 5 months on 15 November 2026."""
    Person.objects.filter(pk=studio.leader_id).update(gender=gender, birth=birth)
    assert codes(studio, day) == found


def test_a_leader_who_left_the_team_is_warned_of(scene, studio):
    today = date(2026, 11, 30)
    given = {"person": studio.leader, "role": "core", "front_line": True, "since": date(2026, 10, 1)}
    member = add_member(actor=scene.officer, studio=studio, **given)
    assert codes(studio, today) == []
    end_membership(actor=scene.officer, membership=member, until=date(2026, 11, 1), note="调离")
    assert codes(studio, today) == ["leaderless"]


def test_a_report_handed_in_ends_the_warning(studio, scene):
    report = StudioReport.objects.create(
        studio=studio, kind="year", since=date(2026, 1, 1), until=date(2026, 12, 31), entered_at=clock.now()
    )
    assert codes(studio, date(2027, 2, 1)) == ["unreported"]
    StudioReport.objects.filter(pk=report.pk).update(state="submitted")
    assert codes(studio, date(2027, 2, 1)) == []


@pytest.mark.parametrize(
    ("day", "found"), [(date(2027, 9, 30), False), (date(2027, 10, 1), True), (date(2026, 12, 1), False)]
)
def test_who_is_behind_the_standard_in_autumn_is_warned(day, found, studio):
    """In the year of its naming a studio is spared."""
    assert ("substandard" in codes(studio, day)) is found
