"""An article on its way: written with its outline beside it, published by the city, read by anybody, withdrawn."""

import re

from playwright.sync_api import Page, expect

from jiangxin.library.models import Article
from tests.journeys.conftest import Begin, PersonAt
from tests.journeys.looking import sound
from tests.journeys.scenes import Scene

TITLE = "在班组创新推进会上的讲话"
TEXT = "各位师傅：\n一、认识要深\n班组的难处就是课题。\n（一）从小处着手\n每天改一点。\n二、措施要实\n经费随课题走。"
OURS = "工会随课题拨经费。"


def outline(page: Page) -> list[str]:
    return page.locator("[data-live] .jx-live-headings li").all_inner_texts()


def write(page: Page) -> None:
    """Write a draft: the outline and the lengths follow the typing."""
    page.goto("/desk/library/")
    sound(page)
    page.get_by_role("link", name="撰写文章").first.click()
    expect(page.get_by_text("还没有标题。")).to_be_visible()
    page.get_by_label("标题", exact=True).fill(TITLE)
    page.get_by_label("正文").fill(TEXT)
    expect(page.get_by_role("button", name="（一）从小处着手")).to_be_visible()
    assert outline(page) == ["一、认识要深", "（一）从小处着手", "二、措施要实"]
    expect(page.get_by_text("刷新提纲").last).to_be_hidden()
    sound(page)
    page.get_by_role("button", name="二、措施要实").click()
    assert page.evaluate("document.activeElement.value.slice(document.activeElement.selectionStart).slice(0, 6)") == (
        "二、措施要实"
    )
    page.keyboard.press("End")
    page.keyboard.insert_text("\n三、领导要强")
    expect(page.get_by_role("button", name="三、领导要强")).to_be_visible()


def save_after_a_crash(page: Page) -> None:
    """Leave without saving and come back: the browser still has what was typed."""
    page.wait_for_timeout(400)  # the copy is kept after a moment without typing
    page.goto("/desk/library/new/")
    page.get_by_role("button", name="恢复").click()
    expect(page.get_by_label("标题", exact=True)).to_have_value(TITLE)
    expect(page.get_by_role("button", name="三、领导要强")).to_be_visible()
    page.get_by_label("发布机构").fill("锦川市总工会")
    page.get_by_role("button", name="保存草稿").click()
    expect(page.get_by_text("草稿已保存。")).to_be_visible()
    sound(page)
    page.goto("/desk/library/new/")
    expect(page.get_by_text("还没有标题。")).to_be_visible()
    expect(page.get_by_role("button", name="恢复")).to_be_hidden()


def test_an_article_goes_its_way(person: PersonAt, size: str, begin: Begin) -> None:
    begin(Scene.OPEN)
    writer = person("union1", size)
    write(writer)
    save_after_a_crash(writer)
    article = Article.objects.get(title=TITLE)
    address = f"/desk/library/{article.pk}/"
    writer.goto(address)
    writer.get_by_role("link", name="送审").first.click()
    sound(writer)
    writer.get_by_role("button", name="送审").click()
    expect(writer.get_by_text("已送审。")).to_be_visible()

    officer = person("officer", size)
    officer.goto("/desk/library/?state=review")
    officer.get_by_role("link", name=TITLE).click()
    expect(officer.get_by_role("heading", name="未登录的人看到的")).to_be_visible()
    sound(officer)
    officer.get_by_role("link", name="修改", exact=True).click()
    officer.get_by_label("正文").fill(f"{TEXT}\n{OURS}")
    officer.get_by_label("修改说明").fill("补上经费一句")
    sound(officer)
    officer.get_by_role("button", name="保存修改").click()
    expect(officer.get_by_text("修改已保存。")).to_be_visible()
    officer.get_by_role("link", name=re.compile("各个版本")).click()
    sound(officer)
    officer.get_by_role("button", name="比较所选两版").click()
    expect(officer.locator(".jx-changes ins", has_text=OURS)).to_be_visible()
    sound(officer)
    officer.goto(address)
    officer.get_by_role("link", name="发布", exact=True).click()
    sound(officer)
    officer.get_by_role("button", name="发布", exact=True).click()
    expect(officer.get_by_text("已发布。")).to_be_visible()

    visitor = person("", size)
    officer.get_by_role("link", name="在门户查看").click()
    visitor.goto(officer.url)
    expect(visitor.get_by_role("heading", name=TITLE, level=1)).to_be_visible()
    expect(visitor.get_by_text(OURS)).to_be_visible()

    officer.goto(address)
    officer.get_by_role("link", name="撤下").click()
    officer.get_by_label("撤下原因").fill("经费口径有误")
    sound(officer)
    officer.get_by_role("button", name="撤下").click()
    expect(officer.get_by_text("撤下原因：经费口径有误")).to_be_visible()
    sound(officer)
    answer = visitor.goto(visitor.url)
    assert answer is not None
    assert answer.status == 404


def test_two_at_one_article_lose_nothing(person: PersonAt, size: str, begin: Begin) -> None:
    begin(Scene.OPEN)
    one, other = person("officer", size), person("officer2", size)
    one.goto("/desk/library/new/")
    one.get_by_label("标题", exact=True).fill(TITLE)
    one.get_by_label("正文").fill(TEXT)
    one.get_by_role("button", name="保存并继续").click()
    expect(one.get_by_text("草稿已保存。")).to_be_visible()
    other.goto(one.url.split("?")[0])
    other.get_by_label("正文").fill(f"{TEXT}\n{OURS}")
    other.get_by_role("button", name="保存修改").click()
    expect(other.get_by_text("修改已保存。")).to_be_visible()

    one.get_by_label("正文").fill(TEXT.replace("每天改一点", "每周改一点"))
    one.get_by_role("button", name="保存修改").click()
    expect(one.get_by_role("heading", name="两处同时修改")).to_be_visible()
    expect(one.locator(".jx-changes del", has_text=OURS)).to_be_visible()
    expect(one.get_by_label("正文")).to_have_value(TEXT.replace("每天改一点", "每周改一点"))
    sound(one)
    one.get_by_role("button", name="以我的为准保存").click()
    expect(one.get_by_text("修改已保存。")).to_be_visible()
    article = Article.objects.get(title=TITLE)
    assert "每周改一点" in article.body
    assert OURS in article.versions.get(number=2).body
