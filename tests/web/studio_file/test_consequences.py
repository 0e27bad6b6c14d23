"""What follows from assessments at the desk: rectifications, bars, rewards; carried out by the page."""

from datetime import date
from decimal import Decimal

import pytest

from jiangxin.campaigns.models import Call
from jiangxin.core import jobs
from jiangxin.orgs.models import Bar
from jiangxin.studios.models import AssessmentOutcome, Studio, Subsidy
from tests.studios.assessed import decide
from tests.web.studio_file.test_file import of
from tests.web.studio_file.test_money import paper

NUMBER = {"document_number": "云工发〔2026〕70号"}


@pytest.fixture
def call(scene, studio):
    """Return an assessment whose two studios are graded: one excellent, one to be withdrawn."""
    return decide(scene, {studio: "excellent", Studio.objects.exclude(pk=studio.pk).get(): "lowest"})


def test_the_officer_and_then_the_leader_carry_out(open_page, send, people, studio, call):
    here = f"/desk/calls/{call.pk}/consequences/"
    page = open_page(people.officer, here)
    told = page.text
    for words in ("奖励 30,000.00 元", "推荐申报省级", "单位和领衔人 2 年内不得申报", "待分管领导落实"):
        assert words in told
    blank = send(people.officer, here, {"document_number": ""})
    assert (blank.status, AssessmentOutcome.objects.count()) == (422, 0)
    send(people.officer, here, NUMBER)
    jobs.work_off()
    assert AssessmentOutcome.objects.count() == 1
    assert "请审定撤销命名的考核结果" in open_page(people.leader, "/desk/").text
    assert "请落实考核结果" not in open_page(people.officer, "/desk/").text
    send(people.leader, here, NUMBER)
    jobs.work_off()
    led = next_level(studio)
    assert "年度考核优秀，推荐申报省级" in open_page(people.officer, f"/desk/entries/{led.pk}/").text
    after = open_page(people.leader, here)
    assert after.all("td .jx-state") == ["已落实", "已落实"]
    assert open_page(people.county, here).status == 403


def next_level(studio):
    """Return an application of the studio's people in a call for the next level."""
    entry = studio.award.entry
    definition = entry.call.definition
    blueprint = {**definition.get("blueprint", {}), "level": "province"}
    Call.objects.filter(pk=entry.call_id).update(definition={**definition, "blueprint": blueprint})
    return entry


def test_a_reward_is_paid_by_its_errand(open_page, send, people, studio, call):
    send(people.officer, f"/desk/calls/{call.pk}/consequences/", NUMBER)
    jobs.work_off()
    reward = AssessmentOutcome.objects.get().reward
    assert "请登记拨付考核奖励" in open_page(people.officer, "/desk/").text
    form = {
        "approval_number": "云工财〔2026〕30号",
        "budget_line": "奖励",
        "payee": "机床厂工会",
        "paid_on": "2026-11-30",
        "spend_by": "2027-11-29",
        "voucher": paper("回单.pdf"),
    }
    send(people.officer, f"/desk/funds/rewards/{reward.pk}/", form)
    assert Subsidy.objects.get().amount == Decimal("30000.00")
    assert "已拨付" in open_page(people.secretary, of("studio", studio, "rectifications/")).text


def test_bars_are_listed_and_lifted_by_the_leader(open_page, send, people, studio, call):
    send(people.leader, f"/desk/calls/{call.pk}/consequences/", NUMBER)
    jobs.work_off()
    bar = Bar.objects.get()
    assert bar.title in open_page(people.officer, "/desk/studios/bars/?state=barred").text
    assert bar.title not in open_page(people.officer, "/desk/studios/bars/?state=lifted").text
    lift = f"/desk/studios/bars/{bar.pk}/lift/"
    assert open_page(people.officer, lift).status == 403
    page = send(people.leader, lift, {"document_number": "", "reason": ""})
    assert page.status == 422
    send(people.leader, lift, {"document_number": "", "reason": "申诉成立"})
    assert Bar.objects.get().lifted_on == date(2026, 11, 30)
