"""Officers work from one inbox: return with reasons, recommend inside the quota, several at once after a look."""

from playwright.sync_api import Page, expect

from jiangxin.campaigns.models import Entry, Quota
from jiangxin.core.actor import Role
from tests.journeys.conftest import Begin, PersonAt
from tests.journeys.looking import sound
from tests.journeys.papers import pdf
from tests.journeys.scenes import Scene
from tests.journeys.stages import entries_in, state_of, the_call, username


def open_from_inbox(page: Page, entry: Entry) -> None:
    page.goto("/desk/")
    page.get_by_role("link", name=entry.name).click()
    expect(page.get_by_role("heading", name=entry.name, level=1)).to_be_visible()


def test_returns_with_reasons(person: PersonAt, size: str, begin: Begin) -> None:
    begin(Scene.OPEN)
    entry = entries_in("submitted")[0]
    page = person(username(Role.UNION_OFFICER, entry.unit), size)
    page.goto("/desk/")
    sound(page)
    open_from_inbox(page, entry)
    sound(page)
    page.get_by_text("退回修改", exact=True).first.click()
    page.get_by_label("退回原因").fill("成员名单缺少职务，请补充。")
    sound(page)
    page.get_by_role("button", name="退回修改").click()
    expect(page.get_by_role("alert")).to_have_count(0)
    page.wait_for_url("**/desk/**")
    assert state_of(entry) == "returned"
    secretary = person(entry.secretary.username, size)
    secretary.goto("/studio/")
    expect(secretary.get_by_text("成员名单缺少职务，请补充。")).to_be_visible()


def test_recommends_with_the_sealed_page(person: PersonAt, size: str, begin: Begin) -> None:
    begin(Scene.OPEN)
    entry = entries_in("submitted")[0]
    page = person(username(Role.UNION_OFFICER, entry.unit), size)
    open_from_inbox(page, entry)
    page.get_by_label("推荐意见").fill("材料真实，本单位公示无异议，同意推荐。")
    page.get_by_label("盖章页扫描件").set_input_files(pdf("盖章页.pdf"))
    page.get_by_role("button", name="推荐", exact=True).click()
    page.wait_for_load_state()
    assert state_of(entry) == "recommended_unit"
    page.goto("/desk/")
    expect(page.get_by_text("没有等您办理的事项")).to_be_visible()
    sound(page)


def two_at_one_county() -> tuple[str, list[Entry], Quota]:
    """Bring two entries before one county officer who has one place."""
    entries = entries_in("recommended_unit")
    area = entries[0].area
    quota = Quota.objects.get(organisation=area)
    Quota.objects.filter(pk=quota.pk).update(hard_limit=1, used=0)
    return username(Role.REVIEWER_FIRST, area), entries, quota


def test_recommends_inside_the_quota_and_not_beyond(person: PersonAt, size: str, begin: Begin) -> None:
    begin(Scene.OPEN)
    county, (first, second), quota = two_at_one_county()
    page = person(county, size)
    page.goto(f"/desk/entries/{first.pk}/")
    expect(page.get_by_text("本单位推荐名额")).to_be_visible()
    sound(page)
    page.get_by_label("推荐意见").fill("经审核符合条件，同意推荐。")
    page.get_by_role("button", name="推荐", exact=True).click()
    page.wait_for_load_state()
    assert state_of(first) == "recommended_county"
    page.goto(f"/desk/entries/{second.pk}/")
    expect(page.get_by_text("名额已满").first).to_be_visible()
    sound(page)
    if page.get_by_label("推荐意见").count():
        page.get_by_label("推荐意见").fill("同意推荐。")
        page.get_by_role("button", name="推荐", exact=True).click()
        expect(page.get_by_text("推荐名额已满").first).to_be_visible()
        sound(page)
    assert (state_of(second), Quota.objects.get(pk=quota.pk).used) == ("recommended_unit", 1)


def test_shows_what_a_batch_will_do_before_it_does_it(person: PersonAt, size: str, begin: Begin) -> None:
    begin(Scene.OPEN)
    county, (first, second), quota = two_at_one_county()
    page = person(county, size)
    page.goto(f"/desk/entries/?call={the_call().pk}")
    sound(page)
    for entry in (first, second):
        page.get_by_role("checkbox", name=entry.name).check()
    page.get_by_role("button", name="推荐", exact=True).click()
    expect(page.get_by_role("heading", name="批量推荐")).to_be_visible()
    expect(page.get_by_text("轮到这一份时已用满")).to_be_visible()
    sound(page)
    assert {state_of(first), state_of(second)} == {"recommended_unit"}
    page.get_by_label("推荐意见（每份相同）").fill("经审核符合条件，同意推荐。")
    page.get_by_role("button", name="推荐").last.click()
    expect(page.get_by_text("已办理 1 份，未办理 1 份。")).to_be_visible()
    sound(page)
    assert Quota.objects.get(pk=quota.pk).used == 1


def test_one_seat_two_officers(person: PersonAt, begin: Begin) -> None:
    begin(Scene.OPEN)
    county, (first, second), quota = two_at_one_county()
    pages = [person(county, "desktop"), person(county, "desktop")]
    for page, entry in zip(pages, (first, second), strict=True):
        page.goto(f"/desk/entries/{entry.pk}/")
        page.get_by_label("推荐意见").fill("同意推荐。")
    for page in pages:
        page.get_by_role("button", name="推荐", exact=True).click()
        page.wait_for_load_state()
    expect(pages[1].get_by_text("推荐名额已满").first).to_be_visible()
    expect(pages[1].get_by_label("推荐意见")).to_have_value("同意推荐。")
    assert (state_of(first), state_of(second), Quota.objects.get(pk=quota.pk).used) == (
        "recommended_county",
        "recommended_unit",
        1,
    )
