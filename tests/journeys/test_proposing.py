"""A worker proposes from a phone, with a name and without one; the union answers; the worker reads it."""

import re

import pytest
from playwright.sync_api import Page, expect

from jiangxin.campaigns.models import Blueprint
from jiangxin.core import clock
from jiangxin.core.actor import Role
from jiangxin.orgs.models import Duty
from jiangxin.proposals.models import Proposal
from jiangxin.rehearsal.folk import Folk
from jiangxin.rehearsal.founding import appoint
from jiangxin.rehearsal.proposing import open_campaign
from tests.journeys.conftest import Begin, PersonAt
from tests.journeys.looking import sound
from tests.journeys.papers import photo
from tests.journeys.scenes import Scene
from tests.journeys.stages import actor, today, username

# Workers have a phone; their union's officer has one, too.
pytestmark = pytest.mark.parametrize("size", ["phone"], indirect=True)
PROBLEM = "三号焊接工位烟尘大，夏天两台风扇对着吹，旁边的人也受不了。"


def worker_of_a_unit() -> Duty:
    """Return a worker's duty, once a campaign collects."""
    blueprint = Blueprint.objects.get(code="rationalisation_proposals")
    open_campaign(actor("officer"), blueprint, clock.now(), document_word="锦工发")
    unit = Duty.objects.filter(role=Role.UNION_OFFICER).order_by("pk")[0].organisation
    return appoint(Folk(31, "339900"), "worker1", Role.WORKER, unit)


def fill(page: Page, title: str) -> None:
    """Fill in the page as somebody does who has two minutes."""
    page.goto("/worker/")
    page.get_by_role("link", name="提建议").first.click()
    page.get_by_label("一句话说明建议").fill(title)
    page.get_by_label("哪方面").select_option(label="安全、健康")
    page.get_by_label("现在有什么问题").fill(PROBLEM)
    page.get_by_label("建议怎么做").fill("在工位上方装一个可以转向的吸烟罩。")


def test_a_worker_is_answered(person: PersonAt, size: str, begin: Begin) -> None:
    begin(Scene.OPEN)
    duty = worker_of_a_unit()
    worker = person("worker1", size)
    fill(worker, "给三号焊位装排烟罩")
    sound(worker)
    worker.get_by_label("照片").set_input_files(photo())
    worker.get_by_role("button", name="提交建议").last.click()
    expect(worker.get_by_text("已提交。本单位工会会在期限内受理和答复")).to_be_visible()
    sound(worker)

    union = person(username(Role.UNION_OFFICER, duty.organisation), size)
    union.goto("/desk/")
    union.get_by_role("link", name=re.compile("给三号焊位装排烟罩")).click()
    sound(union)
    union.get_by_role("button", name="受理").click()
    union.get_by_role("link", name="答复建议").click()
    sound(union)
    union.get_by_label("采纳", exact=True).check()
    union.get_by_label("答复", exact=True).fill("现场看过，做得到。")
    union.get_by_label("落实人").fill("设备科 郑立")
    union.get_by_label("完成期限").fill(today())
    union.get_by_role("button", name="答复建议").click()
    expect(union.get_by_text("已答复，建议人现在就能看到。")).to_be_visible()

    worker.reload()
    expect(worker.get_by_role("definition").get_by_text("现场看过，做得到。")).to_be_visible()


def test_the_like_is_told_and_no_name_is_kept(person: PersonAt, size: str, begin: Begin) -> None:
    begin(Scene.OPEN)
    worker_of_a_unit()
    worker = person("worker1", size)
    fill(worker, "给三号焊位装排烟罩")
    worker.get_by_role("button", name="提交建议").last.click()
    expect(worker.get_by_role("heading", name="给三号焊位装排烟罩")).to_be_visible()

    fill(worker, "焊接工位请装排烟罩")
    expect(worker.get_by_text("这些建议可能相同")).to_be_visible()
    sound(worker)
    worker.get_by_label("匿名提出").check()
    worker.get_by_role("button", name="提交建议").last.click()
    expect(worker.get_by_text("请抄下或拍下查询码")).to_be_visible()
    sound(worker)
    unnamed = Proposal.objects.get(is_anonymous=True)
    expect(worker.get_by_text(unnamed.code)).to_be_visible()
    assert unnamed.proposer is None
