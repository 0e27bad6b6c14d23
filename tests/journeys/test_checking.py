"""The organiser checks the form of what was recommended, and asks once for what is missing."""

from playwright.sync_api import expect

from tests.journeys.conftest import Begin, PersonAt
from tests.journeys.looking import sound
from tests.journeys.papers import pdf
from tests.journeys.scenes import Scene
from tests.journeys.stages import entries_in, state_of


def test_asks_for_a_supplement_and_passes(person: PersonAt, size: str, begin: Begin) -> None:
    begin(Scene.CHECKING)
    entry = entries_in("recommended_county")[0]
    page = person("officer", size)
    page.goto("/desk/")
    page.get_by_role("link", name=entry.name).click()
    sound(page)
    page.get_by_text("要求补正（已用 0 / 2 次）").click()
    page.get_by_label("需补正的内容").fill("请补充职业技能等级证书。")
    page.get_by_role("button", name="要求补正").click()
    page.wait_for_load_state()

    secretary = person(entry.secretary.username, size)
    secretary.goto("/studio/")
    expect(secretary.get_by_text("请补充职业技能等级证书。")).to_be_visible()
    sound(secretary)
    secretary.get_by_role("link", name=entry.name, exact=True).click()
    expect(secretary.get_by_text("补正期限")).to_be_visible()
    sound(secretary)
    secretary.get_by_role("link", name="检查并提交").click()
    secretary.get_by_label("重新上传盖章后的扫描件").set_input_files(pdf("补正.pdf"))
    secretary.get_by_role("button", name="上传扫描件").click()
    secretary.get_by_role("button", name="提交补正").click()
    expect(secretary.get_by_role("heading", name="等待形式审查")).to_be_visible()
    sound(secretary)

    page.goto(f"/desk/entries/{entry.pk}/")
    page.get_by_role("button", name="保存并通过").click()
    assert state_of(entry) == "recommended_county"
    sound(page)
    for choice in page.get_by_role("radio", name="符合", exact=True).all():
        choice.check()
    page.get_by_role("button", name="保存并通过").click()
    page.wait_for_load_state()
    assert state_of(entry) == "formal_passed"
