"""Something overdue is brought before the next duty, once for each level, and never names a case."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from jiangxin.core import clock
from jiangxin.core.actor import SYSTEM, Role
from jiangxin.core.models import JournalEntry
from jiangxin.orgs.models import Duty, Errand, Escalation
from jiangxin.orgs.queries import called_by, escalations_for, escalations_of
from jiangxin.orgs.services import close_errands, end_duty, open_errand, postpone_errands
from jiangxin.orgs.services.escalating import escalation_day
from tests.conftest import make_actor
from tests.laying import laid

MONDAY = "2026-03-16 10:00"
WORDS = "请审核推荐"


@laid
def staff(federation, clock_at):
    """One officer at each level of the tree, and an expert."""
    clock_at(MONDAY)
    places = {
        Role.STUDIO_SECRETARY: federation.unit,
        Role.UNION_OFFICER: federation.unit,
        Role.REVIEWER_FIRST: federation.county,
        Role.OFFICER_CITY: federation.city,
        Role.LEADER_CITY: federation.city,
        Role.EXPERT: federation.city,
    }
    return {role: make_actor(role, place) for role, place in places.items()}


def ask(role, organisation, about, *, asked="recommend", account_id=None):
    return open_errand(
        role=role,
        organisation=organisation,
        account_id=account_id,
        asked=asked,
        about=about,
        title="机密工作室",
        due_at=clock.now(),
    )


def raised():
    return list(Escalation.objects.order_by("pk").values_list("role", "organisation__short_name", "level", "late"))


def rounds(clock_at, *moments):
    for moment in moments:
        clock_at(moment)
        escalation_day()
        escalation_day()


def test_it_climbs_level_by_level_by_working_days_and_once(staff, federation, clock_at):
    """Due on a Monday: two working days later is Wednesday, again two Friday, again two – past a weekend – Tuesday."""
    errand = ask(Role.STUDIO_SECRETARY, federation.unit, federation.unit)
    unit, county = federation.unit.short_name, federation.county.short_name

    rounds(clock_at, "2026-03-17 12:00")
    assert raised() == []
    rounds(clock_at, "2026-03-18 12:00")
    assert raised() == [("union_officer", unit, 1, 2)]
    rounds(clock_at, "2026-03-19 12:00", "2026-03-20 12:00", "2026-03-22 12:00")
    assert raised() == [("union_officer", unit, 1, 2), ("reviewer_first", county, 2, 4)]
    rounds(clock_at, "2026-03-24 12:00", "2026-03-26 12:00", "2026-03-30 12:00", "2026-04-30 12:00")
    assert [row[:3] for row in raised()[2:]] == [("officer_city", "市总工会", 3), ("leader_city", "市总工会", 4)]

    waiting = Errand.objects.filter(asked="overdue_below").order_by("pk")
    assert [row.role for row in waiting] == ["union_officer", "reviewer_first", "officer_city", "leader_city"]
    assert all(row.due_at for row in waiting)
    assert [row.level for row in escalations_of([errand])[errand.pk]] == [1, 2, 3, 4]


def test_it_says_why_and_by_which_rule_and_is_journalled(staff, federation, clock_at):
    ask(Role.REVIEWER_FIRST, federation.county, federation.unit)
    rounds(clock_at, "2026-03-19 09:00")

    row = Escalation.objects.get()
    told = JournalEntry.objects.get(act="orgs.escalate")
    assert (row.rule, row.grace, row.late) == ("recommend", 2, 3)
    assert f"“{WORDS}”应于2026年3月16日办结，已逾期3个工作日" in row.reason
    assert "平台默认值" in row.reason
    assert (told.actor_name, told.object_id, told.after["late"], told.reason) == ("system", str(row.pk), 3, row.reason)


def test_no_case_is_named(staff, federation, clock_at):
    ask(Role.REVIEWER_FIRST, federation.county, federation.unit)
    rounds(clock_at, "2026-03-19 09:00")

    row, asked = Escalation.objects.get(), Errand.objects.get(asked="overdue_below")
    assert (asked.title, asked.note) == (federation.county.name, f"{WORDS}，应于2026年3月16日办结")
    texts = [asked.title, asked.note, row.reason, str(row), *JournalEntry.objects.values_list("canonical", flat=True)]
    assert not any("机密" in text for text in texts)


@pytest.mark.parametrize(
    ("role", "by_name", "superior"),
    [
        (Role.EXPERT, True, "officer_city"),
        (Role.UNION_OFFICER, False, "reviewer_first"),
        (Role.REVIEWER_FIRST, False, "officer_city"),
        (Role.OFFICER_CITY, False, "leader_city"),
    ],
)
def test_each_duty_has_the_next_above_it(staff, federation, clock_at, role, by_name, superior):
    who = staff[role]
    place = None if by_name else Duty.objects.get(pk=who.duty_id).organisation
    ask(role, place, federation.unit, account_id=who.account_id if by_name else None)
    rounds(clock_at, "2026-03-18 09:00")

    assert [row[0] for row in raised()] == [superior]


def test_an_industrial_union_is_above_units_without_a_county(staff, federation, clock_at):
    make_actor(Role.UNION_OFFICER, federation.industry_unit)
    make_actor(Role.REVIEWER_FIRST, federation.industry)
    ask(Role.UNION_OFFICER, federation.industry_unit, federation.unit)
    rounds(clock_at, "2026-03-18 09:00")

    assert raised() == [("reviewer_first", "机械冶金", 1, 2)]


def test_a_duty_nobody_else_holds_is_passed_over(staff, federation, clock_at):
    """The other county has no officer; and whoever is both secretary and union officer is not told of themselves."""
    make_actor(Role.UNION_OFFICER, federation.other_unit)
    ask(Role.UNION_OFFICER, federation.other_unit, federation.unit)
    both = make_actor(Role.STUDIO_SECRETARY, federation.private_unit)
    from jiangxin.people.models import Account
    from tests.factories import DutyFactory

    account = Account.objects.get(pk=both.account_id)
    DutyFactory(account=account, organisation=federation.private_unit, role=Role.UNION_OFFICER)
    ask(Role.STUDIO_SECRETARY, federation.private_unit, federation.county, account_id=both.account_id)
    rounds(clock_at, "2026-03-18 09:00")

    assert sorted(row[:2] for row in raised()) == [("officer_city", "市总工会"), ("reviewer_first", "青石县")]


def test_a_superior_who_left_does_not_stop_the_climb(staff, federation, clock_at):
    ask(Role.UNION_OFFICER, federation.unit, federation.unit)
    rounds(clock_at, "2026-03-18 09:00")
    end_duty(actor=SYSTEM, duty=Duty.objects.get(pk=staff[Role.REVIEWER_FIRST].duty_id), on=clock.today())
    rounds(clock_at, "2026-03-20 09:00")

    assert [row[0] for row in raised()] == ["reviewer_first", "officer_city"]


def test_what_is_asked_of_leader_and_secretary_alike_is_one_call(staff, federation, clock_at):
    make_actor(Role.STUDIO_LEADER, federation.unit)
    for role in (Role.STUDIO_LEADER, Role.STUDIO_SECRETARY):
        ask(role, federation.unit, federation.unit)
    rounds(clock_at, "2026-03-18 09:00")

    assert Escalation.objects.count() == 2
    asked = Errand.objects.get(asked="overdue_below")
    called = called_by(Escalation.objects.get(pk=asked.subject_id))
    assert {duty.role for duty in called} == {"studio_leader", "studio_secretary"}


def test_it_closes_with_the_errand(staff, federation, clock_at):
    ask(Role.REVIEWER_FIRST, federation.county, federation.unit)
    rounds(clock_at, "2026-03-18 09:00")
    assert Errand.objects.filter(asked="overdue_below", closed_at=None).count() == 1

    close_errands(about=federation.unit)

    assert Errand.objects.filter(closed_at=None).count() == 0
    rounds(clock_at, "2026-03-30 09:00")
    assert len(raised()) == 1


def test_another_day_ends_it_and_begins_anew(staff, federation, clock_at):
    errand = ask(Role.REVIEWER_FIRST, federation.county, federation.unit)
    rounds(clock_at, "2026-03-18 09:00")
    later = clock.now() + timedelta(days=5)
    postpone_errands(subject="orgs.organisation", subject_ids=[federation.unit.pk], asked="recommend", due_at=later)
    rounds(clock_at, "2026-03-19 09:00")

    assert Errand.objects.filter(asked="overdue_below", closed_at=None).count() == 0
    assert JournalEntry.objects.filter(act="orgs.end_escalations").count() == 1
    errand.refresh_from_db()
    assert escalations_of([errand]) == {}
    rounds(clock_at, "2026-03-25 09:00")
    assert [row[2:] for row in raised()] == [(1, 2), (1, 2)]


def test_what_tells_the_level_above_already_does_not_climb(staff, federation, clock_at):
    ask(Role.UNION_OFFICER, federation.unit, federation.unit, asked="heed_warning")
    rounds(clock_at, "2026-05-18 09:00")

    assert raised() == []


def test_only_the_duty_it_was_brought_before_reads_it(staff, federation, clock_at):
    ask(Role.REVIEWER_FIRST, federation.county, federation.unit)
    rounds(clock_at, "2026-03-18 09:00")

    readers = [role for role, who in staff.items() if escalations_for(who).exists()]
    assert readers == [Role.OFFICER_CITY]


def test_many_cost_what_few_cost(staff, federation, clock_at):
    def cost(count):
        Errand.objects.update(closed_at=clock.now())
        for number in range(count):
            ask(Role.UNION_OFFICER, federation.unit, federation.unit, asked=f"asked{number}")
        clock_at(clock.now() + timedelta(days=7))
        escalation_day()
        before = Escalation.objects.count()
        clock_at(clock.now() + timedelta(days=7))
        with CaptureQueriesContext(connection) as queries:
            escalation_day()
        assert Escalation.objects.count() == before + count
        return len(queries)

    assert cost(2) == cost(40)


@pytest.mark.django_db(transaction=True)
def test_two_workers_bring_it_up_once(staff, federation, clock_at):
    for number in range(5):
        ask(Role.UNION_OFFICER, federation.unit, federation.unit, asked=f"asked{number}")
    clock_at("2026-03-18 09:00")
    together = Barrier(2)

    def work():
        together.wait()
        try:
            escalation_day()
        finally:
            connections.close_all()

    workers = [Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert (Escalation.objects.count(), Errand.objects.filter(asked="overdue_below").count()) == (5, 5)
