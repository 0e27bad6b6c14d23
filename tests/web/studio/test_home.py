"""The applicant's home: what waits first, what can be answered, what became of the rest."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jiangxin.campaigns.enums import EntryState
from jiangxin.campaigns.models import Entry
from jiangxin.campaigns.services import return_entry
from jiangxin.orgs.queries import actor_of
from tests.conftest import SetClock
from tests.factories import DutyFactory
from tests.web.studio.conftest import LATE, Scene, address


def test_offers_the_open_call_when_nothing_waits(scene: Scene) -> None:
    page = scene.secretary().get("/studio/").content.decode()
    assert ("现在没有等您办理的申报" in page, "开始申报" in page, page.count("btn-primary")) == (True, True, 1)


def test_starts_an_application_and_goes_on_to_its_form(scene: Scene) -> None:
    response = scene.secretary().post(reverse("studio:start", args=[scene.call.pk]), follow=True)
    entry = Entry.objects.get()
    assert response.redirect_chain == [(address("fill", entry), 302)]
    assert (entry.state, entry.unit) == (EntryState.DRAFT, scene.unit.organisation)
    assert f"编号 {entry.number}" in response.content.decode()


def test_shows_why_an_entry_came_back_before_all_else(scene: Scene) -> None:
    entry = scene.submitted()
    reason = "成员名单缺少职务，请补充。"
    return_entry(actor=actor_of(scene.unit.officer), entry=entry, reason=reason, expected_version=entry.version)
    page = scene.secretary().get("/studio/").content.decode()
    assert page.index("修改后重新提交") < page.index(reason) < page.index("可以申报")
    assert page.count("btn-primary") == 1


def test_lists_what_was_handed_in_with_whom_it_waits_for(scene: Scene) -> None:
    entry = scene.submitted()
    page = scene.secretary().get("/studio/").content.decode()
    assert page.index("已提交和已结束") < page.index(entry.number)
    assert "等待本单位工会审核推荐" in page


def test_no_longer_offers_a_call_whose_time_is_over(scene: Scene, clock_at: SetClock) -> None:
    clock_at(LATE)
    client = scene.secretary()
    page = client.get("/studio/").content.decode()
    assert ("目前没有可以申报的通知" in page, "开始申报" in page) == (True, False)
    refused = client.post(reverse("studio:start", args=[scene.call.pk]))
    assert (refused.status_code, Entry.objects.count()) == (409, 0)
    assert "截止" in refused.content.decode()


def test_shows_nothing_of_another_unit(scene: Scene) -> None:
    entry = scene.submitted(scene.other_unit)
    assert entry.number not in scene.secretary().get("/studio/").content.decode()


def test_an_application_goes_to_the_unit_the_page_was_opened_for(scene: Scene) -> None:
    mine = scene.unit.secretary
    second = DutyFactory(account=mine.account, organisation=scene.other_unit.organisation, role=mine.role)
    client, other = scene.secretary(), scene.client_for(actor_of(second))
    assert f'name="duty" value="{mine.pk}"' in client.get("/studio/").content.decode()
    address_ = reverse("studio:start", args=[scene.call.pk])
    refused = other.post(address_, {"duty": mine.pk})
    assert (refused.status_code, Entry.objects.count()) == (409, 0)
    assert scene.other_unit.organisation.name in refused.content.decode()
    client.post(address_, {"duty": mine.pk})
    assert Entry.objects.get().unit == scene.unit.organisation
    page = other.get("/studio/").content.decode()
    assert (scene.unit.organisation.host_unit in page, "本单位在这项通知中已有" in page) == (True, False)


def test_needs_the_duty(scene: Scene) -> None:
    assert scene.client_for(actor_of(scene.unit.officer)).get("/studio/").status_code == 403


def test_asks_as_many_queries_for_many_entries_as_for_one(scene: Scene) -> None:
    def queries() -> int:
        client = scene.secretary()
        client.get("/studio/")
        with CaptureQueriesContext(
            connection,
        ) as found:
            client.get("/studio/")
        return len(found)

    scene.started()
    one = queries()
    for _number in range(5):
        scene.started()
    assert queries() == one
