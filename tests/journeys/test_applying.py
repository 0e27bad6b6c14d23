"""A studio's secretary applies: fills the form through every mishap, prints, seals, submits, withdraws, comes back."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from jiangxin.rehearsal.founding import PASSWORD
from tests.journeys.conftest import Begin, PersonAt
from tests.journeys.looking import sound
from tests.journeys.papers import pdf, photo
from tests.journeys.scenes import NEWCOMER, RETURNED, WRITER, Scene

# Mishaps do not depend on the width; each is tried where it is commonest.
DESKTOP = pytest.mark.parametrize("size", ["desktop"], indirect=True)
PHONE = pytest.mark.parametrize("size", ["phone"], indirect=True)

TABLE = "姓名\t性别\t出生年月\t岗位\n赵铁军\t男\t1986-05\t数控车工\n钱晓燕\t女\t1990-11\t工艺员"


def saved(page: Page) -> None:
    """Wait until the bar says that everything is saved."""
    expect(page.locator("[data-jx-saved]")).to_have_text(re.compile(r"^已保存 \d\d:\d\d$"))
    expect(page.locator("[data-jx-saved]")).to_have_attribute("data-state", "saved")


def awake(page: Page) -> None:
    """Wait until the scripts have come: the first thing they do is offer what works only with them."""
    expect(page.get_by_role("button", name="从 Excel 粘贴").first).to_be_visible()


def start(page: Page) -> None:
    """Begin an application from the home page."""
    page.goto("/studio/")
    page.get_by_role("button", name="开始申报").click()
    expect(page.get_by_text("申报已建立，编号")).to_be_visible()
    awake(page)


def section(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name, exact=True)


def box(page: Page, label: str) -> Locator:
    return page.get_by_role("textbox", name=label, exact=True)


def test_fills_a_form_that_answers_back(person: PersonAt, size: str, begin: Begin) -> None:
    begin(Scene.OPEN)
    page = person(NEWCOMER, size)
    page.goto("/studio/")
    sound(page)
    start(page)
    studio = section(page, "工作室基本情况")
    studio.get_by_label("工作室名称").fill("赵铁军劳模创新工作室")
    saved(page)

    partner = studio.get_by_label("合作高校或科研院所")
    expect(partner).to_be_hidden()
    studio.get_by_label("类别").select_option(label="联合创新工作室")
    expect(partner).to_be_visible()
    studio.get_by_label("类别").select_option(label="劳模创新工作室")
    expect(partner).to_be_hidden()

    studio.get_by_label("工作室名称").fill("匠" * 38)
    expect(studio.get_by_text("还可输入 2 字")).to_be_visible()
    studio.get_by_label("工作室名称").fill("匠" * 45)
    expect(studio.get_by_text("超出 5 字")).to_be_visible()
    studio.get_by_label("工作室名称").fill("赵铁军劳模创新工作室")

    studio.get_by_label("成立时间").fill("昨天")
    studio.get_by_label("成立文件文号").fill("云工〔2024〕5号")
    expect(studio.locator("[data-jx-error='studio.founded_on']")).to_be_visible()
    studio.get_by_label("成立时间").fill("2022-10-15")
    studio.get_by_label("上传标识（牌匾）照片").set_input_files(photo("牌匾.jpg"))
    expect(studio.get_by_text("牌匾.jpg", exact=True)).to_be_visible()
    saved(page)
    page.reload()
    expect(studio.get_by_label("工作室名称")).to_have_value("赵铁军劳模创新工作室")
    expect(studio.get_by_text("牌匾.jpg", exact=True)).to_be_visible()
    sound(page)


def test_takes_rows_one_by_one_and_from_excel(person: PersonAt, size: str, begin: Begin) -> None:
    begin(Scene.OPEN)
    page = person(NEWCOMER, size)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    start(page)
    members = section(page, "团队成员")
    members.get_by_role("button", name="增加一行成员").click()
    page.keyboard.type("孙海涛")
    rows = members.locator("tbody > tr")
    expect(rows).to_have_count(1)

    members.get_by_role("button", name="从 Excel 粘贴").click()
    dialog = page.get_by_role("dialog", name="从 Excel 粘贴")
    page.evaluate("text => navigator.clipboard.writeText(text)", TABLE)
    dialog.get_by_label("粘贴区").focus()
    page.keyboard.press("Control+V")
    expect(dialog.get_by_text("共 2 行")).to_be_visible()
    sound(page)
    dialog.get_by_role("button", name="追加到末尾").click()
    expect(rows).to_have_count(3)
    expect(rows.nth(2).get_by_label("姓名")).to_have_value("钱晓燕")
    expect(rows.nth(2).get_by_label("岗位")).to_have_value("工艺员")
    saved(page)
    rows.nth(0).get_by_role("button", name="删除").click()
    saved(page)
    page.reload()
    expect(rows).to_have_count(2)
    expect(rows.nth(0).get_by_label("姓名")).to_have_value("赵铁军")
    sound(page)


@DESKTOP
def test_looks_at_rows_from_a_workbook_before_they_are_added(person: PersonAt, size: str, begin: Begin) -> None:
    begin(Scene.OPEN)
    page = person(WRITER, size)
    page.goto("/studio/")
    page.get_by_role("link", name="继续填报").click()
    awake(page)
    members = section(page, "团队成员")
    before = members.locator("tbody > tr").count()
    members.get_by_role("link", name="用 Excel 模板填写").click()
    sound(page)
    with page.expect_download() as download:
        page.get_by_role("link", name=f"下载已填的 {before} 行").click()
    page.get_by_label("Excel 表格（.xlsx）").set_input_files(download.value.path(), no_wait_after=True)
    page.get_by_role("button", name="上传并核对").click()
    expect(page.get_by_role("heading", name=f"读到 {before} 行，请核对")).to_be_visible()
    sound(page)
    page.get_by_role("button", name=f"替换现有的 {before} 行").click()
    expect(page.get_by_text(f"已从 Excel 加入 {before} 行，请核对。")).to_be_visible()
    expect(section(page, "团队成员").locator("tbody > tr")).to_have_count(before)


@DESKTOP
def test_a_closed_laptop_loses_nothing(person: PersonAt, size: str, begin: Begin) -> None:
    begin(Scene.OPEN)
    page = person(NEWCOMER, size)
    start(page)
    awake(page)
    address, context = page.url, page.context
    context.set_offline(True)
    section(page, "工作室基本情况").get_by_label("专业领域").fill("数控加工")
    expect(page.get_by_text("网络中断，已保存在本机")).to_be_visible()
    page.close(run_before_unload=False)
    context.set_offline(False)

    again = context.new_page()
    again.goto(address)
    expect(again.get_by_text("尚未保存到服务器的内容（1 处）")).to_be_visible()
    sound(again)
    again.get_by_role("button", name="恢复").click()
    saved(again)
    again.reload()
    expect(section(again, "工作室基本情况").get_by_label("专业领域")).to_have_value("数控加工")
    expect(again.get_by_text("尚未保存到服务器的内容")).to_have_count(0)


@PHONE
def test_signs_in_again_in_the_middle_of_a_sentence(person: PersonAt, size: str, begin: Begin) -> None:
    begin(Scene.OPEN)
    page = person(NEWCOMER, size)
    start(page)
    field = section(page, "工作室基本情况").get_by_label("专业领域")
    field.fill("数控")
    saved(page)
    awake(page)
    page.context.clear_cookies()
    field.fill("数控加工与")
    dialog = page.get_by_role("dialog", name="登录已过期")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_label("登录名")).to_have_value(NEWCOMER)
    sound(page)
    dialog.get_by_label("口令").fill("wrong-password")
    dialog.get_by_role("button", name="登录并继续保存").click()
    expect(dialog.get_by_role("alert")).to_be_visible()
    dialog.get_by_label("口令").fill(PASSWORD)
    dialog.get_by_label("口令").press("Enter")
    expect(dialog).to_be_hidden()
    saved(page)
    field.fill("数控加工与检测")
    page.get_by_role("button", name="保存", exact=True).click()
    saved(page)
    page.reload()
    expect(field).to_have_value("数控加工与检测")


@DESKTOP
def test_two_windows_ask_what_to_keep(person: PersonAt, size: str, begin: Begin) -> None:
    begin(Scene.OPEN)
    first = person(NEWCOMER, size)
    start(first)
    second = first.context.new_page()
    second.goto(first.url)
    section(first, "工作室基本情况").get_by_label("专业领域").fill("数控加工")
    saved(first)
    section(second, "工作室基本情况").get_by_label("地址").fill("工业大道18号")
    dialog = second.get_by_role("dialog", name=re.compile("保存了更新的内容"))
    expect(dialog).to_be_visible()
    sound(second)
    dialog.get_by_role("button", name="用我的修改覆盖这些栏目").click()
    saved(second)
    second.reload()
    studio = section(second, "工作室基本情况")
    expect(studio.get_by_label("专业领域")).to_have_value("数控加工")
    expect(studio.get_by_label("地址")).to_have_value("工业大道18号")


def test_prints_seals_submits_and_withdraws(person: PersonAt, size: str, begin: Begin) -> None:
    begin(Scene.OPEN)
    page = person(WRITER, size)
    page.goto("/studio/")
    page.get_by_role("link", name="继续填报").click()
    awake(page)
    page.get_by_role("button", name="检查并提交").click()
    expect(page.get_by_text("填报内容完整，没有发现问题。")).to_be_visible()
    sound(page)
    printed = page.request.get(str(page.get_by_role("link", name="打印申报表（A4）").get_attribute("href")))
    assert (printed.status, printed.body()[:5]) == (200, b"%PDF-")
    page.get_by_label("重新上传盖章后的扫描件").set_input_files(pdf("盖章.pdf"))
    page.get_by_role("button", name="上传扫描件").click()
    expect(page.get_by_text("盖章扫描件已收到。")).to_be_visible()
    page.get_by_role("button", name="提交申报").click()
    expect(page.get_by_text("已提交，请等待所在单位工会审核推荐。")).to_be_visible()
    expect(page.get_by_role("heading", name="等待本单位工会审核推荐")).to_be_visible()
    sound(page)

    page.get_by_role("link", name="撤回申报").click()
    sound(page)
    page.get_by_role("button", name="撤回申报").click()
    expect(page.get_by_role("link", name="请填写意见或原因。")).to_be_visible()
    page.get_by_label("撤回原因").fill("领衔人调离本单位")
    page.get_by_role("button", name="撤回申报").click()
    expect(page.get_by_text("申报已撤回。")).to_be_visible()
    expect(page.get_by_text("领衔人调离本单位")).to_be_visible()


def test_says_what_is_missing_and_leads_there(person: PersonAt, size: str, begin: Begin) -> None:
    begin(Scene.OPEN)
    page = person(NEWCOMER, size)
    start(page)
    page.get_by_role("button", name="检查并提交").click()
    expect(page.get_by_text("处需要补充或改正，点一处就到那一栏")).to_be_visible()
    sound(page)
    page.get_by_role("button", name="提交申报").click()
    expect(page.get_by_text("处需要补充或改正，暂不能提交。")).to_be_visible()
    page.get_by_role("link", name="工作室基本情况 · 工作室名称", exact=True).click()
    expect(box(page, "工作室名称")).to_be_in_viewport()
    expect(page.get_by_role("alert").get_by_role("heading")).to_contain_text("处需要补充或修改")
    sound(page)


def test_answers_a_return(person: PersonAt, size: str, begin: Begin) -> None:
    begin(Scene.OPEN)
    page = person(RETURNED, size)
    page.goto("/studio/")
    reason = "成员名单缺少一线职工占比说明"
    expect(page.get_by_text(reason)).to_be_visible()
    page.get_by_role("link", name="去修改").click()
    expect(page.get_by_text(reason)).to_be_visible()
    section(page, "工作室基本情况").get_by_label("专业领域").fill("职业教育与实训")
    saved(page)
    page.get_by_role("button", name="检查并提交").click()
    expect(page.get_by_text("扫描件与现在的内容不一致")).to_be_visible()
    page.get_by_label("重新上传盖章后的扫描件").set_input_files(pdf("重新盖章.pdf"))
    page.get_by_role("button", name="上传扫描件").click()
    page.get_by_role("button", name="提交申报").click()
    expect(page.get_by_text("已提交，请等待所在单位工会审核推荐。")).to_be_visible()
    page.get_by_text("与上一版的不同").click()
    expect(page.get_by_text("职业教育与实训", exact=True)).to_be_visible()
    sound(page)
