"""Experts score on a tablet or a phone and see nobody's name; inspectors record a visit on the phone."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from jiangxin.core import clock
from jiangxin.people.models import Account
from jiangxin.review.models import Assignment, Visit
from tests.journeys.conftest import Begin, PersonAt
from tests.journeys.looking import sound
from tests.journeys.papers import photo
from tests.journeys.scenes import Scene


def unsigned() -> Assignment:
    """Return a case that is still to be scored."""
    cases = Assignment.objects.filter(withdrawn_at=None, sheet__locked_at=None)
    return cases.select_related("entry__unit", "sheet", "member__expert__account__person").order_by("pk")[0]


def points(page: Page, share: float) -> None:
    """Fill every item with a share of its points, in whole points."""
    for box in page.locator("[data-points]").all():
        box.fill(str(int(float(str(box.get_attribute("data-max"))) * share)))


@pytest.mark.parametrize("device", ["tablet", "phone", "desktop"])
def test_scores_saves_and_signs_without_knowing_whose_case_it_is(person: PersonAt, device: str, begin: Begin) -> None:
    begin(Scene.SCORING)
    assignment = unsigned()
    account, entry = assignment.member.expert.account, assignment.entry
    page = person(account.username, device)
    page.goto("/expert/")
    sound(page)
    page.goto(f"/expert/cases/{assignment.pk}/")
    told = page.content()
    assert [word for word in (entry.leader_name, entry.name, entry.unit.host_unit, entry.number) if word in told] == []
    sound(page)
    points(page, 0.8)
    page.get_by_role("button", name="保存草稿").click()
    expect(page.get_by_text("已保存于").first).to_be_visible()
    page.reload()
    box = page.locator("[data-points]").first
    kept = box.input_value()
    box.fill("1000")
    page.get_by_role("button", name="保存草稿").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    sound(page)
    page.locator("[data-points]").first.fill(kept)
    page.get_by_label("签名（本人姓名），锁定后不能修改").fill(account.person.name)
    page.get_by_role("button", name="签名并锁定").click()
    page.wait_for_load_state()
    page.goto(f"/expert/cases/{assignment.pk}/")
    expect(page.get_by_text("签名锁定，总分")).to_be_visible()
    sound(page)
    assignment.sheet.refresh_from_db()
    assert assignment.sheet.state == "locked"


def test_a_closed_tab_loses_no_score(person: PersonAt, size: str, begin: Begin) -> None:
    begin(Scene.SCORING)
    assignment = unsigned()
    address = f"/expert/cases/{assignment.pk}/"
    page = person(assignment.member.expert.account.username, size)
    page.goto(address)
    page.locator("[data-points]").first.fill("1.5")
    page.get_by_label("总体意见").fill("成果已在两个车间应用。")
    expect(page.locator("[data-total]")).to_have_text("1.5")
    expect(page.get_by_text("有未保存的修改，已留在本机")).to_be_visible()
    page.close(run_before_unload=False)

    again = page.context.new_page()
    again.goto(address)
    expect(again.get_by_text("尚未保存到服务器的评分（2 处）")).to_be_visible()
    sound(again)
    again.get_by_role("button", name="恢复").click()
    expect(again.get_by_label("总体意见")).to_have_value("成果已在两个车间应用。")
    again.get_by_role("button", name="保存草稿").click()
    expect(again.get_by_text("已保存于").first).to_be_visible()
    expect(again.locator("[data-points]").first).to_have_value("1.5")
    expect(again.get_by_text("尚未保存到服务器的评分")).to_have_count(0)


def test_records_a_visit_on_the_phone(person: PersonAt, begin: Begin) -> None:
    begin(Scene.SCORING)
    visit = Visit.objects.select_related("entry").order_by("planned_for")[0]
    inspector = Account.objects.select_related("person").get(username="inspector1")
    page = person("inspector1", "phone")
    page.goto("/expert/visits/")
    sound(page)
    page.get_by_role("link", name=visit.entry.name).click()
    sound(page)
    page.get_by_label("实际到达时间").fill(f"{timezone.localtime(clock.now()):%Y-%m-%dT%H:%M}")
    for choice in page.get_by_role("radio", name="符合", exact=True).all():
        choice.check()
    page.get_by_label("意见", exact=True).fill("场所、台账和成果与申报一致。")
    page.get_by_role("button", name="保存记录").click()
    page.wait_for_load_state()
    taken = timezone.localtime(clock.now()).replace(tzinfo=None) - timedelta(minutes=5)
    for number in range(4):
        page.get_by_label("拍摄或选择照片（JPEG、PNG）").set_input_files(photo(f"现场{number}.jpg", taken))
        page.get_by_role("button", name="上传照片").click()
        expect(page.locator("#photos figure")).to_have_count(number + 1)
    sound(page)
    page.get_by_label("签名（本人姓名）").fill(inspector.person.name)
    page.get_by_role("button", name="签名", exact=True).click()
    expect(page.locator("#signatures").get_by_text("已签名")).to_have_count(1)
    sound(page)
