"""The organiser builds the panel; members declare; conflicts are derived; cases are assigned, published, undone."""

from playwright.sync_api import Page, expect

from jiangxin.review.models import Assignment, Conflict, Expert, PanelMember
from jiangxin.review.queries import judged_entries
from jiangxin.review.services import submit_declaration
from tests.journeys.conftest import Begin, PersonAt
from tests.journeys.looking import sound
from tests.journeys.scenes import Scene
from tests.journeys.stages import actor, the_call


def declare(page: Page, name: str, kind: str) -> None:
    """Declare a relation to the first case, and sign."""
    page.goto("/expert/")
    page.get_by_role("link", name="回避申报").first.click()
    expect(page.get_by_role("heading", name="回避申报", level=1)).to_be_visible()
    sound(page)
    page.get_by_label("关系").first.select_option(label=kind)
    page.get_by_label("说明").first.fill("领衔人系本人徒弟。")
    page.get_by_role("checkbox").check()
    page.get_by_label("签名（请输入本人姓名）").fill(name)
    page.get_by_role("button", name="签名并提交").click()
    page.wait_for_load_state()


def declare_nothing(members: list[PanelMember]) -> None:
    shown = list(judged_entries(members[0].panel).values_list("pk", flat=True))
    for member in members:
        account = member.expert.account
        submit_declaration(
            actor=actor(account.username),
            member=member,
            declared={},
            nothing_else=True,
            signed_as=account.person.name,
            shown_entries=shown,
        )


def test_builds_assigns_publishes_and_undoes(person: PersonAt, size: str, begin: Begin) -> None:
    begin(Scene.PANEL)
    call = the_call()
    page = person("officer", size)
    page.goto("/desk/panels/")
    sound(page)
    page.get_by_role("link", name="组建评审组").click()
    page.get_by_label("每份申报评分专家数").fill("3")
    for expert in Expert.objects.select_related("person"):
        page.get_by_role("checkbox", name=expert.person.name).check()
    sound(page)
    page.get_by_role("button", name="建立评审组").click()
    expect(page.get_by_role("heading", name=call.title)).to_be_visible()
    page.get_by_role("button", name="请成员申报回避").click()
    page.wait_for_load_state()

    members = list(PanelMember.objects.filter(panel=call.panel).select_related("panel", "expert__account__person"))
    first, others = members[0], members[1:]
    account = first.expert.account
    declare(person(account.username, size), account.person.name, "师徒")
    declare_nothing(others)
    assert Conflict.objects.filter(member=first, source="declared").count() == 1

    page.goto(f"/desk/panels/{call.panel.pk}/conflicts/")
    expect(page.get_by_text(account.person.name).first).to_be_visible()
    sound(page)
    page.goto(f"/desk/panels/{call.panel.pk}/copies/")
    page.get_by_role("button", name="生成匿名稿").click()
    page.get_by_role("link", name="按自动处理结果采用").click()
    sound(page)
    page.locator("main").get_by_role("button").first.click()
    page.wait_for_load_state()
    page.goto(f"/desk/panels/{call.panel.pk}/assignment/")
    page.get_by_role("button", name="生成预览").click()
    expect(page.get_by_role("heading", name="每人份数")).to_be_visible()
    sound(page)
    assert Assignment.objects.filter(run__panel=call.panel).count() == 0
    page.get_by_role("link", name="发布分配").click()
    sound(page)
    page.locator("main").get_by_role("button").first.click()
    page.wait_for_load_state()
    given = Assignment.objects.filter(run__panel=call.panel, withdrawn_at=None)
    conflict = Conflict.objects.get(member=first, source="declared")
    assert (given.count(), given.filter(member=first, entry=conflict.entry).count()) == (12, 0)
    page.goto(f"/desk/panels/{call.panel.pk}/assignment/")
    page.get_by_role("link", name="撤销分配").click()
    page.get_by_role("textbox").first.fill("补充成员后重新分配。")
    page.locator("main").get_by_role("button").first.click()
    page.wait_for_load_state()
    assert Assignment.objects.filter(run__panel=call.panel, withdrawn_at=None).count() == 0
