"""What another calendar would compute is told before it is taken over; dates that stand are left alone."""

from datetime import date

import pytest

from jiangxin.awards.models import Notice, Objection
from jiangxin.awards.queries import shifts
from jiangxin.campaigns.models import Recusal, Stage
from jiangxin.core import clock
from jiangxin.core.actor import PUBLIC, SYSTEM, Role
from jiangxin.core.holidays import working_calendar
from jiangxin.core.services.holidays import enter_holidays
from jiangxin.engine.measure.working_days import WorkingCalendar
from tests.awards.scene import Scene
from tests.conftest import Federation, MakeActor, SetClock

CLOSED = WorkingCalendar({date(2026, 9, 14): False})


def told(found):
    return [(shift.kind, shift.stands, shift.before, shift.after) for shift in found]


@pytest.fixture
def notice(scene: Scene, clock_at: SetClock) -> Notice:
    clock_at("2026-09-07 09:00")
    return scene.published(scene.entries[:2])


def test_a_notice_in_its_term_is_told(scene: Scene, notice: Notice) -> None:
    assert notice.closes_on == date(2026, 9, 14)
    assert told(shifts(scene.officer, WorkingCalendar(), CLOSED)) == [
        ("notice", date(2026, 9, 14), date(2026, 9, 14), date(2026, 9, 15))
    ]
    assert shifts(scene.officer, WorkingCalendar(), WorkingCalendar()) == []


def test_nothing_moves_when_a_holiday_is_entered(scene: Scene, notice: Notice) -> None:
    text = "停工：9月14日（周一）放假。"
    number = "云政办发〔2026〕8号"
    enter_holidays(actor=SYSTEM, document_number=number, year=2026, issued_on=date(2026, 9, 7), text=text)

    notice.refresh_from_db()
    assert notice.closes_on == date(2026, 9, 14)
    assert working_calendar().add_working_days(date(2026, 9, 7), 5).day == date(2026, 9, 15)


def test_what_is_over_is_not_told(scene: Scene, notice: Notice, clock_at: SetClock) -> None:
    clock_at("2026-09-15 09:00")

    assert shifts(scene.officer, WorkingCalendar(), CLOSED) == []


def test_stages_of_a_running_call_are_told(scene: Scene, clock_at: SetClock) -> None:
    clock_at("2026-09-01 09:00")
    plan = {row["code"]: row for row in scene.call.definition["stages"]}
    declare = Stage.objects.get(call=scene.call, position=0)
    code = next(code for code, row in plan.items() if row.get("day_kind") == "working")
    declare.opens_at = clock.now().replace(month=9, day=7)
    declare.code, declare.kind = code, plan[code]["kind"]
    declare.save()
    start, days = date(2026, 9, 7), plan[code]["days"]
    closed = WorkingCalendar({date(2026, 9, 8): False})

    (found,) = shifts(scene.officer, WorkingCalendar(), closed)

    assert (found.what, found.kind, found.pk) == (f"{scene.call.title} · declare", "call", scene.call.pk)
    assert (found.before, found.after) == (
        WorkingCalendar().add_working_days(start, days).day,
        closed.add_working_days(start, days).day,
    )
    assert told(shifts(PUBLIC, WorkingCalendar(), closed)) == told([found])  # an open call is public


def test_objections_are_told_to_those_who_may_see_them(
    scene: Scene, notice: Notice, federation: Federation, actor: MakeActor
) -> None:
    item = notice.items.order_by("position")[0]
    Objection.objects.create(
        item=item,
        receipt="YY-1",
        objector_kind="person",
        objector_name="陈实名",
        objector_contact="13800001234",
        content="请核实该工作室的专利归属情况。",
        received_at=clock.now(),
        due_on=date(2026, 9, 28),
        content_digest="0" * 64,
    )
    leader = actor(Role.LEADER_CITY, federation.city)
    Recusal.objects.create(entry=item.entry, person_id=leader.person_id, reason="亲属", since=clock.now())

    assert [shift.kind for shift in shifts(scene.officer, WorkingCalendar(), CLOSED)] == ["notice", "objection"]
    assert [shift.kind for shift in shifts(leader, WorkingCalendar(), CLOSED)] == ["notice"]
    assert [shift.kind for shift in shifts(PUBLIC, WorkingCalendar(), CLOSED)] == ["notice"]
