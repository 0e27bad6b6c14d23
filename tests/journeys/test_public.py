"""Anybody, without signing in: what is called for, who is honoured, whether a plaque is genuine."""

from playwright.sync_api import expect

from jiangxin.awards.models import Certificate
from jiangxin.rehearsal.founding import PASSWORD
from jiangxin.studios.models import Studio
from tests.journeys.conftest import Begin, PersonAt
from tests.journeys.looking import sound
from tests.journeys.scenes import WRITER, Scene


def test_reads_the_calls_and_the_notice(person: PersonAt, size: str, begin: Begin) -> None:
    begin(Scene.NOTICE)
    page = person("", size)
    page.goto("/")
    sound(page)
    page.get_by_role("link", name="全部通知").click()
    sound(page)
    page.get_by_role("link", name="2026年度锦川市劳模创新（服务）工作室申报").click()
    expect(page.get_by_role("heading", name="申报条件")).to_be_visible()
    sound(page)
    page.goto("/")
    page.get_by_role("link", name="关于2026年度拟命名").click()
    expect(page.get_by_role("table").first).to_be_visible()
    sound(page)
    page.goto("/help/")
    sound(page)


def test_finds_a_studio(person: PersonAt, size: str, begin: Begin) -> None:
    begin(Scene.NAMED)
    page = person("", size)
    studio = Studio.objects.order_by("pk")[0]
    page.goto("/studios/")
    sound(page)
    if size == "phone":
        page.get_by_text("筛选", exact=True).first.click()
    page.get_by_label("名称、领衔人、单位或领域").fill(studio.name[:4])
    page.get_by_role("button", name="查询").click()
    page.get_by_role("link", name=studio.name).click()
    expect(page.get_by_role("heading", name=studio.name, level=1)).to_be_visible()
    sound(page)
    page.goto("/studios/?level=provincial&q=nobody")
    sound(page)


def test_checks_a_plaque(person: PersonAt, size: str, begin: Begin) -> None:
    begin(Scene.NAMED)
    page = person("", size)
    plaque = Certificate.objects.select_related("award").filter(kind="plaque")[0]
    page.goto("/")
    page.get_by_role("link", name="查验证书牌匾").click()
    sound(page)
    page.get_by_role("textbox").fill(plaque.number)
    page.get_by_role("button", name="查验").click()
    expect(page.get_by_text(plaque.award.studio_name).first).to_be_visible()
    sound(page)
    page.goto("/verify/XX-LMGZS-2026-9999")
    expect(page.get_by_role("heading", name="未查到这个编号")).to_be_visible()
    sound(page)


def test_signs_in_and_out(person: PersonAt, size: str, begin: Begin) -> None:
    begin(Scene.OPEN)
    page = person("", size)
    page.goto("/account/sign-in/")
    sound(page)
    page.get_by_label("登录名").fill(WRITER)
    page.get_by_label("口令").fill("wrong-password")
    page.get_by_role("button", name="登录", exact=True).click()
    expect(page.get_by_role("alert")).to_be_visible()
    sound(page)
    page.get_by_label("口令").fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    expect(page.get_by_role("heading", name="我的申报", level=1)).to_be_visible()
