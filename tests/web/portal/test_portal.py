"""What the public meets."""

from copy import copy
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from jiangxin.awards.models import Certificate, Notice, Objection
from jiangxin.awards.services import replace_certificate
from jiangxin.core.actor import Role
from jiangxin.studios.models import Studio
from jiangxin.studios.services import name_studios, withdraw_studio
from jiangxin.studios.services.naming import index
from tests.awards.scene import Scene
from tests.campaigns.scene import person_at
from tests.conftest import Federation, MakeClient, SetClock
from tests.laying import laid


@pytest.fixture
def client() -> Client:
    return Client(headers={"accept-language": "zh-hans"})


@laid
def named(scene: Scene, clock_at: SetClock) -> list[Studio]:
    """Return two named studios."""
    notice = scene.published(scene.entries[:2])
    clock_at("2026-09-15 09:00")
    return name_studios(actor=scene.officer, document=scene.document(scene.closed(notice)), expected_revision=1)


def objection(notice: Notice, **changes: object) -> dict[str, object]:
    facts: dict[str, object] = {
        "item": notice.items.order_by("position")[0].pk,
        "kind": "person",
        "name": "陈实名",
        "contact": "13800001234",
        "content": "该工作室申报的两项专利并非其团队完成，请予核实。",
        "website": "",
    }
    return {**facts, **changes}


@pytest.mark.parametrize("name", ["home", "calls", "notices", "studios", "verify", "help", "objection-status"])
def test_pages_open_before_anything_is_there(db: None, client: Client, name: str) -> None:
    assert client.get(reverse(f"portal:{name}")).status_code == 200


def test_robots_and_sitemap(named: list[Studio], client: Client) -> None:
    assert "Disallow: /desk/" in client.get("/robots.txt").content.decode()
    page = client.get("/sitemap.xml").content.decode()
    assert page.count("<loc>http://testserver/studios/") == 3


def test_the_directory_is_taken_along_as_it_is_shown(named: list[Studio], client: Client) -> None:
    page = client.get(reverse("portal:studios"), {"q": named[0].name})
    taken = client.get(reverse("portal:studios"), {"q": named[0].name, "export": "csv"})
    lines = b"".join(taken.streaming_content).decode("utf-8-sig").splitlines()
    excel = client.get(reverse("portal:studios"), {"export": "xlsx"})

    assert page.content.decode().count("export=csv") == 1
    assert [line.split(",")[0] for line in lines[:-1]] == ["工作室", named[0].name]
    assert (lines[-1][:5], lines[-1][-5:]) == ("公众 于 ", "共 1 行")
    assert b"".join(excel.streaming_content if excel.streaming else [excel.content]).startswith(b"PK")


def test_front_page_leads_to_what_is_new(scene: Scene, named: list[Studio], client: Client) -> None:
    page = client.get(reverse("portal:home")).content.decode()

    assert f'href="{reverse("portal:studio", args=[named[0].pk])}"' in page
    assert f'href="{reverse("portal:call", args=[scene.call.pk])}"' in page
    assert 'href="/studios/?year=2026"' in page


def test_call_tells_dates_conditions_and_seats(scene: Scene, client: Client) -> None:
    page = client.get(reverse("portal:call", args=[scene.call.pk])).content.decode()

    assert "拟命名 3 个" in page
    assert "核心成员 5 至 20 人" in page
    assert client.get(reverse("portal:call-rules", args=[scene.call.pk])).status_code == 404


def test_whoever_is_signed_in_is_not_asked_to_sign_in(
    scene: Scene, federation: Federation, client: Client, client_for: MakeClient
) -> None:
    def offered(browser: Client) -> list[str]:
        page = LexborHTMLParser(browser.get(reverse("portal:call", args=[scene.call.pk])).content)
        return [link.text() for link in page.css(".jx-notice a")]

    secretary = person_at(Role.STUDIO_SECRETARY, federation.unit)
    assert [offered(browser) for browser in (client, client_for(secretary), client_for(scene.officer))] == [
        ["登录后申报"],
        ["开始申报"],
        [],
    ]


def test_a_call_past_its_deadline_is_not_shown_as_open(scene: Scene, client: Client, clock_at: SetClock) -> None:
    declare = scene.call.stages.get(kind="declare")
    told = []
    for moment in (declare.opens_at, declare.closes_at + timedelta(days=1)):
        clock_at(moment)
        listed = client.get(reverse("portal:calls")).context
        front = client.get(reverse("portal:home")).context
        told.append((len(listed["accepting"]), len(listed["under_way"]), front["accepting"]))

    assert told == [(1, 0, 1), (0, 1, 0)]


def test_draft_calls_and_unpublished_notices_are_absent(scene: Scene, client: Client) -> None:
    scene.call.state = "draft"
    scene.call.save()

    assert client.get(reverse("portal:call", args=[scene.call.pk])).status_code == 404
    assert client.get(reverse("portal:notice", args=[1])).status_code == 404


def test_notice_shows_masked_names_and_the_way_to_object(scene: Scene, client: Client) -> None:
    notice = scene.published(scene.entries[:2])
    page = client.get(reverse("portal:notice", args=[notice.pk])).content.decode()

    for item in notice.items.all():
        assert item.shown_name in page
        assert item.entry.leader_name not in page
    assert "还有 5 个工作日" in page
    assert f'href="{reverse("portal:objection", args=[notice.pk])}?item={notice.items.all()[0].pk}"' in page


def test_over_a_notice_nobody_objects(scene: Scene, client: Client, clock_at: SetClock) -> None:
    notice = scene.published(scene.entries[:1])
    clock_at("2026-09-15 00:00")
    address = reverse("portal:objection", args=[notice.pk])

    assert client.get(address).status_code == 409
    answer = client.post(address, objection(notice))
    assert (answer.status_code, "公示已经期满" in answer.content.decode()) == (409, True)
    assert Objection.objects.count() == 0


def test_faults_stand_beside_their_fields_and_nothing_typed_is_lost(scene: Scene, client: Client) -> None:
    notice = scene.published(scene.entries[:1])

    answer = client.post(
        reverse("portal:objection", args=[notice.pk]),
        objection(notice, contact="微信", content="不同意，理由充分得很。"),
    )

    page = answer.content.decode()
    assert (answer.status_code, 'id="id_contact_error"' in page, "不同意，理由充分得很。" in page) == (409, True, True)


def test_fifty_megabytes_of_text_are_refused_in_plain_words(scene: Scene, client: Client) -> None:
    notice = scene.published(scene.entries[:1])

    answer = client.post(reverse("portal:objection", args=[notice.pk]), objection(notice, content="长" * 17_000_000))

    assert answer.status_code in {400, 409, 413, 422}
    assert Objection.objects.count() == 0


def test_junk_is_answered_and_thrown_away(scene: Scene, client: Client) -> None:
    notice = scene.published(scene.entries[:1])

    answer = client.post(reverse("portal:objection", args=[notice.pk]), objection(notice, website="http://spam"))

    assert (answer.status_code, Objection.objects.count()) == (302, 0)


def test_a_flood_is_held_back(scene: Scene, client: Client) -> None:
    notice = scene.published(scene.entries[:1])
    address = reverse("portal:objection", args=[notice.pk])
    for number in range(5):
        client.post(address, objection(notice, content=f"第{number}次反映：专利并非其团队完成。"))

    answer = client.post(address, objection(notice, content="第六次反映：专利并非其团队完成。"))

    assert "从您所在网络提交的异议较多" in answer.content.decode()
    assert Objection.objects.count() == 5


def test_somebody_elses_receipt_shows_nothing(scene: Scene, client: Client) -> None:
    receipt = scene.objection(scene.published(scene.entries[:1])).receipt

    assert client.get(reverse("portal:objection-receipt", args=[receipt])).status_code == 404
    answer = client.post(reverse("portal:objection-status"), {"receipt": receipt, "contact": "13900000000"})
    assert (answer.status_code, "受理号或联系电话不符" in answer.content.decode()) == (422, True)


def test_trying_receipts_one_after_the_other_is_held_back(db: None, client: Client) -> None:
    answers = [
        client.post(reverse("portal:objection-status"), {"receipt": f"YY2026-{n:04d}-0000", "contact": "1"}).status_code
        for n in range(21)
    ]

    assert answers == [422] * 20 + [429]


@pytest.mark.parametrize(("typed", "told"), [("a/../b", "/verify/A/B"), ("../..", None), ("%00 －？", None)])
def test_what_is_no_number_leads_nowhere_else(client: Client, db: None, typed: str, told: str | None) -> None:
    answer = client.get(reverse("portal:verify"), {"number": typed})

    assert answer.headers.get("Location") == told
    assert told or "编号里没有字母、数字或汉字" in answer.content.decode()


def test_verify_leads_from_what_is_typed_to_the_answer(named: list[Studio], client: Client) -> None:
    answer = client.get(reverse("portal:verify"), {"number": " 340100－lmgzs－2026－0001 "})

    assert answer.headers["Location"] == "/verify/340100-LMGZS-2026-0001"
    page = client.get(answer.headers["Location"]).content.decode()
    assert ("真实有效" in page, named[0].name in page, "云工发〔2026〕35号" in page) == (True, True, True)


@pytest.mark.parametrize(
    ("day", "verdict"), [("2029-09-14 23:59", "真实有效"), ("2029-09-15 00:00", "真实，但有效期已满")]
)
def test_a_term_that_is_over_is_told(
    named: list[Studio], client: Client, clock_at: SetClock, day: str, verdict: str
) -> None:
    clock_at(day)

    page = client.get("/verify/340100-LMGZS-2026-0001").content.decode()

    assert page.count(f"{verdict}</h1>") == 1


def test_a_withdrawn_naming_takes_its_replaced_plaques_along(scene: Scene, named: list[Studio], client: Client) -> None:
    old = Certificate.objects.get(number="340100-LMGZS-2026-0001")
    replace_certificate(actor=scene.officer, certificate=old, reason="破损")
    withdraw_studio(actor=scene.leader, studio=named[0], reason="弄虚作假", document_number="云工发〔2026〕40号")

    assert client.get("/verify/340100-LMGZS-2026-0001").content.decode().count("已撤销，不再有效</h1>") == 1


@pytest.mark.parametrize("number", ["340100-LMGZS-2026-9999", "<script>alert(1)</script>", "a/b", "%00", "长" * 200])
def test_unknown_numbers_get_a_plain_answer(named: list[Studio], client: Client, number: str) -> None:
    answer = client.get(reverse("portal:verify-number", args=[number]))

    page = answer.content.decode()
    assert (answer.status_code, "未查到这个编号" in page, "<script>alert" in page) == (404, True, False)


def test_trying_numbers_one_after_the_other_is_held_back(named: list[Studio], client: Client) -> None:
    answers = [client.get(f"/verify/340100-LMGZS-2026-{n:04d}").status_code for n in range(1, 32)]

    assert answers == [200, 200] + [404] * 28 + [429]


def test_directory_narrows_by_everything(named: list[Studio], client: Client) -> None:
    first, second = named
    Studio.objects.filter(pk=second.pk).update(
        kind="women", level="county", industry_section="Q", field="护理", year=2025, named_on=date(2025, 5, 1)
    )
    address = reverse("portal:studios")

    for query in (
        {"kind": "women"},
        {"level": "county"},
        {"industry": "Q"},
        {"field": "护理"},
        {"year": "2025"},
        {"q": second.leader_name},
    ):
        page = client.get(address, query).content.decode()
        assert (second.name in page, first.name in page) == (True, False), query
    both = client.get(address, {"area": first.area_id}).content.decode()
    assert (first.name in both, second.name in both) == (True, True)


def test_withdrawn_studios_leave_the_directory(named: list[Studio], client: Client) -> None:
    Studio.objects.filter(pk=named[0].pk).update(state="withdrawn")

    assert named[0].name not in client.get(reverse("portal:studios")).content.decode()
    assert client.get(reverse("portal:studio", args=[named[0].pk])).status_code == 404


def test_studio_page_shows_what_was_published(named: list[Studio], client: Client) -> None:
    page = client.get(reverse("portal:studio", args=[named[0].pk])).content.decode()

    assert ("云工发〔2026〕35号" in page, named[0].unit_name in page) == (True, True)
    assert Certificate.objects.filter(award=named[0].award).count() == 2
    assert "LMGZS" not in page
    assert client.get(reverse("portal:studio-photo", args=[named[0].pk])).status_code == 404


def test_directory_costs_the_same_number_of_queries_at_any_size(named: list[Studio], client: Client) -> None:
    address = reverse("portal:studios")
    client.get(address)

    def queries(**query: str) -> int:
        with CaptureQueriesContext(connection) as made:
            client.get(address, query)
        return len(made)

    small = queries(), queries(q="劳模创新"), queries(kind="women")
    template = named[0]
    _copies(template, 60)
    assert (queries(), queries(q="劳模创新"), queries(kind="women")) == small


def _copies(template: Studio, count: int) -> None:
    award = template.award
    entry = award.entry
    for number in range(count):
        other, prize, studio = copy(entry), copy(award), copy(template)
        other.pk, other.number, other.leader = None, f"copy-{number}", None
        other.save(force_insert=True)
        prize.pk, prize.entry, prize.position = None, other, 1000 + number
        prize.save(force_insert=True)
        studio.pk, studio.award, studio.named_on = None, prize, date(2026, 1, 1)
        studio.save(force_insert=True)
        index([studio])
