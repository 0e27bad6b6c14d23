"""Holidays are entered on screen, with a look at what they concern before."""

from itertools import pairwise

import pytest
from django.utils import timezone

from jiangxin.campaigns.queries import plan_of
from jiangxin.core.actor import Role
from jiangxin.core.models import HolidayNotice
from jiangxin.engine.measure.working_days import LAST_ANNOUNCED_YEAR, WorkingCalendar
from tests.campaigns.scene import START

WHERE = "/desk/calls/holidays/"
ENTER = f"{WHERE}enter/"
VALUES = {
    "document_number": "云政办发〔2026〕8号",
    "year": "2026",
    "issued_on": "2026-03-01",
    "text": "停工：3月9日（周一）放假，共1天。3月14日（周六）上班。\n停工二：3月16日（周一）至17日放假，共2天。",
}


@pytest.fixture
def officer(federation, actor):
    return actor(Role.OFFICER_CITY, federation.city)


def test_it_is_entered_after_a_look(officer, clock_at, open_page, send):
    clock_at(START)
    assert ENTER in open_page(officer, WHERE).links()

    seen = send(officer, ENTER, VALUES)

    assert (seen.status, HolidayNotice.objects.count()) == (200, 0)
    assert seen.all("tbody th") == ["停工", "停工二"]
    assert seen.all("tbody td") == ["2026年3月9日", "2026年3月14日", "2026年3月16日–2026年3月17日", ""]
    assert "没有进行中的期限受影响" in seen.text

    done = send(officer, ENTER, seen.values(""))

    assert "云政办发〔2026〕8号" in done.all("h2")
    assert HolidayNotice.objects.get().days.count() == 4


def test_the_look_names_what_is_concerned_and_moves_nothing(scene, clock_at, send):
    clock_at(START)
    stages = list(scene.call.stages.all())
    working = {plan.code for plan in plan_of(scene.call).stages if plan.working}
    before, stage = next(pair for pair in pairwise(stages) if pair[1].code in working)
    day = WorkingCalendar().add_working_days(timezone.localtime(before.closes_at).date(), 1).day
    text = f"停工：{day.month}月{day.day}日放假，共1天。"

    seen = send(scene.officer, ENTER, VALUES | {"text": text})
    send(scene.officer, ENTER, seen.values(""))

    assert f"{scene.call.title} · {stage.label}" in seen.all("tbody th")
    assert [row.closes_at for row in scene.call.stages.all()] == [row.closes_at for row in stages]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"document_number": ""}, "document_number"),
        ({"document_number": "八号"}, "document_number"),
        ({"year": "26"}, "year"),
        ({"text": "停工：3月9日（周二）放假。"}, "text"),
    ],
)
def test_a_fault_stands_beside_its_field(officer, clock_at, send, changes, field):
    clock_at(START)

    page = send(officer, ENTER, VALUES | changes)

    assert (page.status in {409, 422}, page.links(".jx-errors a")) == (True, [f"#id_{field}"])
    assert HolidayNotice.objects.count() == 0


def test_it_is_withdrawn_with_a_reason(officer, clock_at, open_page, send):
    clock_at(START)
    send(officer, ENTER, send(officer, ENTER, VALUES).values(""))
    address = f"{WHERE}{HolidayNotice.objects.get().pk}/withdraw/"
    assert address in open_page(officer, WHERE).links()

    assert send(officer, address, reason="").status == 409
    page = send(officer, address, reason="录错了")

    assert ("撤销，不再使用" in page.text, address in page.links()) == (True, False)
    assert open_page(officer, address).status == 404


def test_the_page_says_how_far_holidays_are_known(officer, clock_at, open_page):
    clock_at(f"{LAST_ANNOUNCED_YEAR}-12-01 09:00")

    assert f"已知的放假安排到 {LAST_ANNOUNCED_YEAR} 年底" in open_page(officer, WHERE).text


def test_leaders_read_and_others_do_not(federation, actor, open_page):
    leader = actor(Role.LEADER_CITY, federation.city)
    assert (open_page(leader, WHERE).status, open_page(leader, ENTER).status) == (200, 403)
    assert ENTER not in open_page(leader, WHERE).links()
    assert open_page(actor(Role.REVIEWER_FIRST, federation.county), WHERE).status == 403
