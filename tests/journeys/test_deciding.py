"""Ranking, line, meeting, decision; notice, objection, handling; naming, printing, the register."""

from datetime import timedelta

from playwright.sync_api import Page, expect

from jiangxin.awards.models import Certificate, Meeting, NamingDocument, Notice, Objection
from jiangxin.campaigns.models import Entry
from jiangxin.core import jobs
from tests.journeys.conftest import Begin, PersonAt
from tests.journeys.looking import sound
from tests.journeys.papers import pdf
from tests.journeys.scenes import Scene
from tests.journeys.stages import today


def move_the_line(page: Page) -> None:
    """Move the line up by a key and down again by dragging; what follows is told at once."""
    line = page.get_by_role("slider", name="线的位置")
    expect(line).to_have_attribute("aria-valuenow", "2")
    line.press("ArrowUp")
    expect(page.get_by_text("线上 1 个，名额 2 个")).to_be_visible()
    expect(page.get_by_role("link", name="以这 1 个起草会议记录")).to_be_visible()
    expect(page.locator("tr.table-active")).to_have_count(1)
    expect(line).to_be_focused()
    line.scroll_into_view_if_needed()
    start, goal = line.bounding_box(), page.locator("[data-able]").nth(1).bounding_box()
    assert start
    assert goal
    page.mouse.move(start["x"] + 5, start["y"] + 5)
    page.mouse.down()
    page.mouse.move(start["x"] + 5, goal["y"] + goal["height"] - 5, steps=4)
    page.mouse.up()
    expect(page.get_by_text("线上 2 个，名额 2 个")).to_be_visible()
    expect(page.locator("tr.table-active")).to_have_count(2)
    assert page.url.endswith("line=2")
    sound(page)


def test_ranks_draws_the_line_and_decides(person: PersonAt, size: str, begin: Begin) -> None:
    begin(Scene.DECIDING)
    page = person("officer", size)
    page.goto("/desk/rankings/")
    sound(page)
    page.get_by_role("button", name="计算排名").click()
    expect(page.get_by_role("heading", name="评审排名", level=1)).to_be_visible()
    sound(page)
    page.get_by_role("link", name="划线").click()
    sound(page)
    move_the_line(page)
    page.get_by_label("选定个数").fill("2")
    page.get_by_role("button", name="重新划线").click()
    expect(page.get_by_role("heading", name="结构检查")).to_be_visible()
    sound(page)
    page.get_by_role("link", name="以这 2 个起草会议记录").click()
    page.get_by_label("会议名称").fill("市总工会主席办公会议")
    page.get_by_label("纪要编号").fill("主席办公会纪要〔2026〕19号")
    page.get_by_label("地点").fill("市总工会三楼会议室")
    page.get_by_label("主持人").fill("彭瑞祥")
    page.get_by_label("参会人员").fill("主席、副主席、劳动和经济工作部负责人")
    page.get_by_label("会议纪要").fill("会议听取评审情况汇报，同意拟命名名单。")
    sound(page)
    page.get_by_role("button", name="保存会议记录").click()
    page.get_by_role("button", name="提请审定").click()
    page.wait_for_load_state()
    sound(page)
    meeting = Meeting.objects.order_by("-pk")[0]
    leader = person("leader", size)
    leader.goto("/desk/")
    sound(leader)
    leader.goto(f"/desk/rankings/meetings/{meeting.pk}/")
    sound(leader)
    leader.get_by_role("button", name="作出决定").click()
    leader.wait_for_load_state()
    states = Entry.objects.values_list("state", flat=True)
    assert [(state, list(states).count(state)) for state in ("not_selected", "selected")] == [
        ("not_selected", 2),
        ("selected", 2),
    ]


def standing_notice() -> Notice:
    return Notice.objects.get(state="published")


def object_to(page: Page, notice: Notice) -> Objection:
    """Object as somebody with a name and a telephone."""
    page.goto(f"/notices/{notice.pk}/")
    page.get_by_role("link", name="提出异议", exact=True).first.click()
    sound(page)
    page.get_by_role("button", name="提交异议").click()
    sound(page)
    page.get_by_label("您反映的对象").select_option(index=1)
    page.get_by_label("个人（实名）").check()
    page.get_by_label("姓名或单位全称").fill("陈实名")
    page.get_by_label("联系电话").fill("13900001111")
    page.get_by_label("异议内容").fill("该工作室申报的一项成果并非其完成，请予核实。")
    page.get_by_label("证明材料").set_input_files(pdf("证明.pdf"))
    page.get_by_role("button", name="提交异议").click()
    objection = Objection.objects.order_by("-pk")[0]
    expect(page.get_by_text(objection.receipt).first).to_be_visible()
    sound(page)
    return objection


def test_hears_an_objection(person: PersonAt, size: str, begin: Begin) -> None:
    begin(Scene.NOTICE)
    notice = standing_notice()
    visitor = person("", size)
    objection = object_to(visitor, notice)
    officer = person("officer", size)
    officer.goto(f"/desk/notices/objections/{objection.pk}/")
    sound(officer)
    handler = officer.get_by_label("承办人")
    chosen = handler.locator("option", has_text="纪检").first.get_attribute("value")
    handler.select_option(value=chosen)
    officer.get_by_role("button", name="指定").click()
    officer.wait_for_load_state()
    discipline = person("discipline", size)
    discipline.goto("/desk/")
    sound(discipline)
    discipline.goto(f"/desk/notices/objections/{objection.pk}/")
    discipline.get_by_label("调查情况").fill("调阅档案并走访所在单位，情况属实。")
    discipline.get_by_role("button", name="保存调查情况").click()
    discipline.wait_for_load_state()
    discipline.get_by_label("异议成立，移出名单").check()
    discipline.get_by_label("答复（异议人凭受理号可见）").fill("经查属实，该工作室移出名单。")
    discipline.get_by_label("移出名单的理由").fill("申报的一项成果与事实不符。")
    sound(discipline)
    discipline.get_by_role("button", name="作出决定并答复").click()
    discipline.wait_for_load_state()
    objection.refresh_from_db()
    assert objection.state == "upheld"
    visitor.goto("/objections/")
    visitor.get_by_label("受理号").fill(objection.receipt)
    visitor.get_by_label("联系电话").fill("13900001111")
    visitor.get_by_role("button", name="查询").click()
    expect(visitor.get_by_text("经查属实，该工作室移出名单。")).to_be_visible()
    sound(visitor)


def test_names_prints_and_registers(person: PersonAt, size: str, begin: Begin) -> None:
    time_of_day = begin(Scene.NOTICE)
    notice = standing_notice()
    assert notice.closes_on is not None
    page = person("officer", size)
    page.goto(f"/desk/notices/{notice.pk}/")
    sound(page)
    days = (notice.closes_on - time_of_day.now().date()).days
    time_of_day.set(time_of_day.now() + timedelta(days=days + 1))
    page.reload()
    page.get_by_role("button", name="办结公示").click()
    page.get_by_role("link", name="拟命名文件").click()
    sound(page)
    page.get_by_role("button", name="保存文件稿").click()
    expect(page.get_by_role("link", name="预览 PDF")).to_be_visible()
    sound(page)
    page.get_by_role("button", name="印发并命名").click()
    expect(page.get_by_role("heading", name="打印证书和牌匾")).to_be_visible()
    sound(page)
    document = NamingDocument.objects.order_by("-pk")[0]
    for form in ("pdf", "docx"):
        assert page.request.get(f"/desk/naming/{document.pk}/paper/{form}/").status == 200
    page.get_by_label("牌匾", exact=True).check()
    page.get_by_role("button", name="生成打印文件").click()
    page.wait_for_url("**/print-runs/**")
    sound(page)
    assert jobs.work_off() == 1
    page.reload()
    sound(page)
    result = page.request.get(page.url.rstrip("/") + "/result/")
    assert (result.status, result.body()[:5]) == (200, b"%PDF-")

    plaque = Certificate.objects.filter(award__document=document, kind="plaque").order_by("pk")[0]
    page.goto("/desk/naming/plaques/")
    sound(page)
    page.goto(f"/desk/naming/plaques/{plaque.pk}/")
    sound(page)
    page.get_by_label("登记事项").select_option(value="made")
    page.get_by_label("日期").first.fill(today())
    page.get_by_label("经手人或签收人").fill("市总工会")
    page.get_by_role("button", name="登记").last.click()
    page.wait_for_load_state()
    visitor = person("", size)
    visitor.goto(f"/verify/{plaque.number}")
    expect(visitor.get_by_text(plaque.award.studio_name).first).to_be_visible()
    expect(visitor.get_by_text("有效").first).to_be_visible()
    sound(visitor)
