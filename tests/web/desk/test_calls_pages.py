"""Running a call on screen, from a published blueprint to its board."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from jiangxin.campaigns.enums import EntryState
from jiangxin.campaigns.models import Call, LateException, LeaderException, Quota
from jiangxin.campaigns.services import QuotaLine, load_shipped_blueprints, set_quotas
from jiangxin.core.actor import Role
from jiangxin.engine.measure.working_days import WorkingCalendar
from jiangxin.web.desk.round_board import day_warnings, unknown_years
from tests.campaigns.scene import START, later, moments_of, pdf, person_at
from tests.web.desk.conftest import Shown


@pytest.fixture
def officer(federation, clock_at):
    clock_at(START)
    return person_at(Role.OFFICER_CITY, federation.city)


def test_a_call_is_made_completed_and_opened(federation, officer, open_page, send):
    blueprint = load_shipped_blueprints()[0]
    form = open_page(officer, "/desk/calls/new/").values("/calls/new/")
    assert form["year"] == ["2026"]
    made = send(
        officer,
        "/desk/calls/new/",
        form | {"blueprint": str(blueprint.pk), "title": "2026年度申报", "starts_at": "2026-03-02T09:00"},
    )
    call = Call.objects.get()
    board = f"/desk/calls/{call.pk}/"
    assert made.response.redirect_chain[-1][0] == board
    assert made.all(".jx-tasks .jx-state") == ["待完善", "已就绪", "待完善", "待完善"]

    early = send(officer, f"{board}open/", open_page(officer, f"{board}open/").values("/open/") | {"revision": "1"})
    assert (early.status, len(early.tree.css(".jx-errors li"))) == (409, 4)
    facts = {"announcement": "请认真申报", "contact": "张三 0551-1", "seats": "3", "areas": [federation.county.path]}
    send(officer, f"{board}describe/", open_page(officer, f"{board}describe/").values("") | facts)
    quotas = open_page(officer, f"{board}quotas/")
    values = quotas.values("")
    assert values[f"hard-{federation.county.pk}"] == ["5"]
    assert values["reserve"] == ["1"]
    send(
        officer, f"{board}quotas/", values | {f"hard-{federation.county.pk}": "2", f"soft-{federation.county.pk}": "1"}
    )
    rules = open_page(officer, f"{board}rules/").values("")
    send(officer, f"{board}rules/", rules | {"rule_document_number": "云工发[2026]35号", "rule_document": pdf()})
    opened = send(officer, f"{board}open/", open_page(officer, f"{board}open/").values("/open/") | {"revision": "4"})

    call.refresh_from_db()
    assert (call.state, call.rule_document_number, call.seats) == ("open", "云工发〔2026〕35号", 3)
    assert call.who_may_apply == {"areas": [federation.county.path]}
    assert Quota.objects.get(call=call, organisation=federation.county).soft_limit == 1
    assert opened.all(".jx-lane-label")[:3] == ["自主申报", "基层工会推荐", "县（市、区）、产业工会推荐"]
    assert "申报依据" in opened.text


def test_stages_are_called_in_the_readers_language(federation, officer, client_for, send):
    send(
        officer,
        "/desk/calls/new/",
        blueprint=load_shipped_blueprints()[0].pk,
        title="批次",
        year=2026,
        starts_at="2026-03-02T09:00",
    )
    call = Call.objects.get()
    client = client_for(officer)
    client.cookies["django_language"] = "en"

    windows = Shown(client.get(f"/desk/calls/{call.pk}/windows/"))
    board = Shown(client.get(f"/desk/calls/{call.pk}/"))

    names = ["Declaration", "Recommendation by the grass-roots union", "Recommendation by county or industry"]
    assert windows.all("legend")[:3] == names
    assert board.all(".jx-lane-label")[:3] == names
    stage = call.stages.first()
    stage.code = "renamed"
    assert stage.shown_label == "自主申报"


def test_windows_are_edited_and_warned_about(federation, officer, open_page, send):
    send(
        officer,
        "/desk/calls/new/",
        blueprint=load_shipped_blueprints()[0].pk,
        title="批次",
        year=2026,
        starts_at="2026-03-02T09:00",
    )
    call = Call.objects.get()
    where = f"/desk/calls/{call.pk}/windows/"
    values = open_page(officer, where).values("")
    assert values["declare-closes_at"] == ["2026-04-01T18:00"]

    proposed = open_page(officer, where, **{"from": "2026-06-01T09:00"}).values("")
    assert proposed["declare-closes_at"] == ["2026-07-01T18:00"]
    wrong = send(officer, where, values | {"declare-closes_at": "2026-02-01T18:00"})
    assert wrong.status == 409
    assert wrong.links(".jx-errors a") == ["#id_declare"]
    garbage = send(officer, where, values | {"declare-closes_at": "soon"})
    assert garbage.status == 422
    assert moments_of(call)["declare"][1].isoformat() == "2026-04-01T10:00:00+00:00"
    done = send(officer, where, values | {"declare-closes_at": "2026-04-05T18:00"})  # Tomb Sweeping Day
    assert "截止日2026年4月5日不是工作日，建议改到工作日。" in done.text


@pytest.mark.parametrize(
    ("day", "count"),
    [("2026-03-04", 0), ("2026-03-07", 2), ("2026-05-09", 0), ("2026-05-01", 2), ("2099-03-04", 0), ("2099-03-07", 2)],
)
def test_the_calendar_speaks_of_days_off(db, day, count):
    moment = datetime.fromisoformat(f"{day}T09:00").replace(tzinfo=ZoneInfo("Asia/Shanghai"))

    assert len(day_warnings(WorkingCalendar(), moment, later(moment, hours=9))) == count


def test_years_not_announced_are_told_once():
    first = datetime(2099, 3, 4, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
    windows = [(first, later(first, hours=9)), (later(first, hours=9), later(first, days=400))]

    assert unknown_years(WorkingCalendar(), windows).startswith("2099、2100年的放假安排尚未公布")
    assert unknown_years(WorkingCalendar(), [(first.replace(year=2026), first.replace(year=2026, month=5))]) == ""


def test_a_quota_below_what_is_recommended_names_its_county(scene, officer, open_page, send, federation):
    where = f"/desk/calls/{scene.call.pk}/quotas/"
    set_quotas(
        actor=officer,
        call=scene.call,
        lines=[QuotaLine(federation.county, 2)],
        expected_revision=scene.call.revision,
    )
    Quota.objects.filter(call=scene.call, organisation=federation.county).update(used=2)

    page = send(officer, where, open_page(officer, where).values("") | {f"hard-{federation.county.pk}": "1"})

    assert page.status == 409
    assert list(page.all(".jx-errors li")) == ["青石县的硬名额：名额不能少于已推荐的 2 个。"]


def test_a_stale_settings_page_is_told(scene, open_page, send):
    where = f"/desk/calls/{scene.call.pk}/describe/"
    values = open_page(scene.officer, where).values("")
    send(scene.officer, where, values | {"seats": "7"})

    page = send(scene.officer, where, values | {"seats": "9"})

    scene.call.refresh_from_db()
    assert (page.status, scene.call.seats) == (409, 7)
    assert "没有写入" in page.text


def test_the_board_counts_stages_and_puts_late_in_front(scene, clock_at, open_page):
    for state in (EntryState.SUBMITTED, EntryState.SUBMITTED, EntryState.RECOMMENDED_UNIT, EntryState.NAMED):
        scene.entry(state)
    clock_at(later(scene.call.stages.get(code="unit_recommend").closes_at, hours=1))

    page = open_page(scene.officer, f"/desk/calls/{scene.call.pk}/")

    assert page.all(".jx-lane-count") == ["0", "2", "1", "0", "0", "0", "0", "0", "1"]
    assert [text for text in page.all(".jx-lane-late") if "逾期 2 件" in text]
    assert len(page.tree.css(".jx-lane.jx-lane-late")) == 1
    (late,) = {link for link in page.links(".jx-lane-late a") if "unit_recommend" in link}
    assert len(open_page(scene.officer, late).all("tbody th")) == 2


def test_a_county_sees_its_own_quota_only_and_runs_nothing(scene, open_page, send):
    county = scene.county()
    page = open_page(county, f"/desk/calls/{scene.call.pk}/")

    assert page.all(".jx-quota-words a") == ["青石县"]
    assert [link for link in page.links("main a") if "/describe/" in link] == []
    assert open_page(county, f"/desk/calls/{scene.call.pk}/describe/").status == 403
    assert open_page(county, "/desk/calls/new/").status == 403


def test_the_leader_lets_a_unit_act_late(scene, clock_at, open_page, send):
    stage = scene.call.stages.get(code="unit_recommend")
    scene.entry()
    clock_at(later(stage.closes_at, hours=1))
    where = f"/desk/calls/{scene.call.pk}/exception/"
    data = {
        "stage": stage.code,
        "organisation": str(scene.federation.unit.pk),
        "until": "2026-04-20T18:00",
        "reason": "负责人住院",
    }

    assert send(scene.officer, where, data).status == 403
    wrong = send(scene.leader, where, data | {"until": "2026-04-01T18:00"})
    assert (wrong.status, wrong.links(".jx-errors a")) == (409, ["#id_until"])
    silent = send(scene.leader, where, data | {"reason": ""})
    assert silent.status == 422
    done = send(scene.leader, where, data)
    assert LateException.objects.get().organisation == scene.federation.unit
    assert "负责人住院" in done.text


def test_the_leader_lets_one_person_lead_and_takes_it_back(scene, open_page, send):
    board = f"/desk/calls/{scene.call.pk}/"
    where = f"{board}leader-exceptions/new/"
    data = {"name": "破格一", "number": "E12345678", "reason": "国家级项目负责人"}

    assert where not in open_page(scene.officer, board).links()
    assert send(scene.officer, where, data).status == 403
    assert where in open_page(scene.leader, board).links()
    wrong = send(scene.leader, where, data | {"number": "110105194912310021"})
    assert (wrong.status, wrong.links(".jx-errors a")) == (409, ["#id_number"])
    given = send(scene.leader, where, data)
    revoke = f"{board}leader-exceptions/{LeaderException.objects.get().pk}/revoke/"
    assert (revoke in given.links(), "尚未使用" in given.text, "E12345678" in given.text) == (True, True, False)
    assert revoke not in open_page(scene.officer, board).links()
    assert open_page(scene.county(), board).all("#leader-exceptions-title") == []

    entry = scene.entry(leader=LeaderException.objects.get().person)
    assert "国家级项目负责人" in open_page(scene.county(), f"/desk/entries/{entry.pk}/").text
    assert send(scene.leader, revoke, {"reason": " "}).status == 409
    assert "撤销理由：查明不实" in send(scene.leader, revoke, {"reason": "查明不实"}).text
    assert send(scene.leader, revoke, {"reason": "再撤"}).status == 409


def test_the_reserve_is_granted_on_screen(scene, open_page, send):
    where = f"/desk/calls/{scene.call.pk}/reserve/"
    assert "机动名额还剩 1 个。" in open_page(scene.officer, where).text
    form = open_page(scene.officer, where).values("")
    data = form | {"organisation": str(scene.federation.county.pk), "seats": "1", "reason": "企业集中"}

    send(scene.officer, where, data)
    again = send(scene.officer, where, data)

    assert (again.status, "这项通知刚被修改过" in again.text) == (409, True)
    assert Quota.objects.get(call=scene.call, organisation=scene.federation.county).hard_limit == 3


def test_closing_is_confirmed_and_refused_while_entries_wait(scene, open_page, send):
    scene.entry(EntryState.SCORED)
    where = f"/desk/calls/{scene.call.pk}/close/"

    page = send(scene.officer, where, open_page(scene.officer, where).values(""))

    scene.call.refresh_from_db()
    assert (page.status, scene.call.state) == (409, "open")
    assert "还有 1 份申报没有办结" in page.text


def test_a_call_of_nobody_is_not_there(scene, open_page):
    assert open_page(scene.officer, "/desk/calls/99999/").status == 404
