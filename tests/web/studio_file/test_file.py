"""The pages of one studio's file in both faces."""

from datetime import date

import pytest
from django.test import Client

from jiangxin.core.actor import PUBLIC, SYSTEM
from jiangxin.studios.models import Studio, StudioLevelHeld, StudioLink, StudioMembership, StudioPlace
from jiangxin.studios.queries import search, studios_for
from jiangxin.studios.queries.figures import report_figures
from jiangxin.studios.services import add_member
from tests.factories import PersonFactory
from tests.studios.recording import photo


def of(face, studio, rest=""):
    return f"/{face}/studios/{studio.pk}/{rest}"


def test_a_units_own_people_are_led_to_their_studio(open_page, people, studio):
    answer = open_page(people.secretary, "/studio/studios/").response
    assert (answer.status_code, answer["Location"]) == (302, of("studio", studio))
    shown = open_page(people.secretary, of("studio", studio))
    assert shown.all("h1") == [studio.name]
    assert shown.all(".jx-tabs a")[0] == "档案"


def test_a_unit_without_studios_is_told_what_comes(open_page, people):
    assert "本单位还没有命名的工作室" in open_page(people.other_secretary, "/studio/studios/").text


@pytest.mark.parametrize(
    ("who", "face", "status"),
    [
        ("secretary", "studio", 200),
        ("other_secretary", "studio", 404),
        ("union", "desk", 200),
        ("county", "desk", 200),
        ("officer", "desk", 200),
        ("other_county", "desk", 404),
    ],
)
def test_whose_file_it_is(who, face, status, open_page, people, studio):
    assert open_page(getattr(people, who), of(face, studio)).status == status


def test_the_file_of_a_past_day_and_of_no_day(open_page, people, studio):
    today = open_page(people.county, of("desk", studio))
    assert today.all("#day-title") == ["今天的档案"]
    before = open_page(people.county, of("desk", studio), on="2026-09-14")
    assert before.all("#day-title") == ["2026年9月14日的档案"]
    assert "尚未命名" in before.text
    for wrong in ("2027-01-01", "gestern"):
        assert "请填写今天或今天以前的日期" in open_page(people.county, of("desk", studio), on=wrong).text


def test_the_public_page_is_kept_by_the_studio_and_follows_its_place(send, people, studio):
    visitor = Client(headers={"accept-language": "zh-hans"})
    said = {"tagline": "传承匠心", "summary": "面向一线", "field": "数控维修", "photo": photo()}
    address = of("studio", studio, "enter/profile/")
    unasked = send(people.secretary, address, said)
    assert (unasked.status, "请先征得领衔人同意" in unasked.text) == (409, True)
    place = {"address": "一号厂房二层", "on": "2026-11-01"}
    send(people.secretary, of("studio", studio, "enter/place/"), place)
    send(people.secretary, address, {**said, "photo": photo(), "shows_address": "on", "agreed": "on"})

    studio.refresh_from_db()
    assert (studio.tagline, studio.summary, studio.public_address) == ("传承匠心", "面向一线", "一号厂房二层")
    assert search(studios_for(PUBLIC), "数控维修").get() == studio
    photographed = visitor.get(f"/studios/{studio.pk}/photo/")
    assert b"".join(photographed.streaming_content).startswith(b"\xff\xd8")
    send(people.secretary, of("studio", studio, "enter/place/"), {**place, "address": "新厂房", "on": "2026-11-20"})
    assert "新厂房" in visitor.get(f"/studios/{studio.pk}/").content.decode()
    send(people.secretary, address, {"field": "数控维修", "drops_photo": "on"})
    studio.refresh_from_db()
    assert (studio.tagline, studio.public_address, studio.photo) == ("", "", None)


def test_a_link_by_its_form(open_page, send, people, studio):
    typed = {"kind": "research", "name": "数控联合实验室", "body": "云江大学机械学院", "since": "2026-11-01"}
    page = send(people.secretary, of("studio", studio, "enter/link/"), typed)
    assert page.all("#links-title ~ table tbody th") == ["数控联合实验室"]
    link = StudioLink.objects.get()
    struck = send(people.secretary, of("studio", studio, f"file/links/{link.pk}/strike/"), reason="录错")
    assert struck.all("#links-title ~ table tbody th") == []
    history = open_page(people.county, of("desk", studio, "history/"))
    assert ("数控联合实验室" in history.text, "登记关联对象" in history.text) == (True, True)
    assert "关联对象" not in open_page(people.county, of("desk", studio)).text


def test_the_list_shows_an_area_its_own(open_page, people, studio):
    assert sorted(open_page(people.county, "/desk/studios/").all("tbody th a")) == sorted(
        Studio.objects.filter(area_id=people.county.organisation_id).values_list("name", flat=True)
    )
    assert studio.name not in open_page(people.other_county, "/desk/studios/").text


def test_figures_of_the_team_open_who_joined_and_left_in_their_days(open_page, people, studio):
    for name, role, since, until in (
        ("周小满", "member", date(2026, 10, 1), date(2026, 10, 20)),
        ("郑晓峰", "apprentice", date(2026, 10, 5), None),
        ("冯早来", "apprentice", date(2026, 9, 20), date(2026, 11, 2)),
    ):
        person = PersonFactory(name=name)
        add_member(actor=SYSTEM, studio=studio, person=person, role=role, since=since, until=until)

    figures = {row.code: row for row in report_figures(SYSTEM, studio, date(2026, 10, 1), date(2026, 10, 31))}
    found = {}
    for code in ("joined", "left", "apprentices"):
        page = open_page(people.secretary, of("studio", studio, "team/"), **figures[code].query)
        found[code] = page.all("tbody th")
        assert (code, figures[code].records, figures[code].value) == (code, "team", len(found[code]))

    assert found == {"joined": ["郑晓峰", "周小满"], "left": ["周小满"], "apprentices": ["郑晓峰"]}
    everybody = open_page(people.county, of("desk", studio, "team/"), export="csv").body.decode("utf-8-sig")
    assert all(name in everybody for name in ("周小满", "郑晓峰", "冯早来"))
    assert open_page(people.other_secretary, of("studio", studio, "team/")).status == 404


def test_a_secretary_keeps_team_and_equipment_by_phone(open_page, send, people, studio):
    page = open_page(people.secretary, of("studio", studio, "enter/member/"))
    fields = {name: values[0] for name, values in page.values("").items()}
    added = send(
        people.secretary, of("studio", studio, "enter/member/"), {**fields, "name": "周小满", "since": "2026-10-01"}
    )
    assert (added.status, added.all("#team tbody th")) == (200, ["周小满"])
    member = StudioMembership.objects.get(person_name="周小满")
    left = send(
        people.secretary, of("studio", studio, f"file/members/{member.pk}/end/"), until="2026-11-20", note="调离"
    )
    assert left.all("#team tbody th") == []
    shown = open_page(people.secretary, of("studio", studio), on="2026-11-20")
    assert shown.all("#team tbody th") == ["周小满"]
    again = send(people.secretary, of("studio", studio, "enter/member/"), {**fields, "person": member.person_id})
    assert again.all("#team tbody th") == ["周小满"]
    entered = send(
        people.secretary,
        of("studio", studio, "enter/equipment/"),
        name="数控铣床",
        number="1",
        value="80000",
        since="2026-10-02",
    )
    assert "原值合计 80,000.00 元" in entered.text


def test_a_wrong_entry_is_struck_with_its_reason_and_stays_readable(open_page, send, people, studio):
    send(people.secretary, of("studio", studio, "enter/place/"), {"address": "一号楼101", "on": "2026-10-01"})
    place = StudioPlace.objects.get()
    empty = send(people.secretary, of("studio", studio, f"file/places/{place.pk}/strike/"), reason="")
    assert (empty.status, StudioPlace.objects.filter(struck_at=None).count()) == (422, 1)
    send(people.secretary, of("studio", studio, f"file/places/{place.pk}/strike/"), reason="门牌写错")
    history = open_page(people.county, of("desk", studio, "history/"))
    assert "更正原因：门牌写错" in history.text
    assert history.tree.css_first("s").text() == "一号楼101"
    assert "更正录入错误" in " ".join(history.all(".jx-history li"))


def test_what_is_typed_wrongly_is_told_beside_its_field(send, people, studio):
    page = send(
        people.secretary,
        of("studio", studio, "enter/member/"),
        role="member",
        since="2026-10-01",
        name="周小满",
        resident_id="123",
    )
    assert page.status == 409
    assert "身份证号有误" in " ".join(page.all(".jx-field-wrong"))
    assert StudioMembership.objects.count() == 0


@pytest.mark.parametrize("act", ["rename", "leader", "host", "level"])
def test_decisions_are_the_citys(act, open_page, people, studio):
    assert open_page(people.secretary, of("studio", studio, f"enter/{act}/")).status == 403
    assert open_page(people.county, of("desk", studio, f"enter/{act}/")).status == 403
    assert open_page(people.officer, of("desk", studio, f"enter/{act}/")).status == 200


def test_a_second_level_stands_beside_the_first(open_page, send, people, studio):
    facts = {
        "level": "province",
        "kind": studio.kind,
        "awarding_body": "省总工会",
        "document_number": "皖工发〔2026〕8号",
        "since": "2026-11-01",
        "valid_until": "2029-10-31",
    }
    page = send(people.officer, of("desk", studio, "enter/level/"), facts)
    assert page.all("#levels-title ~ table tbody th") == ["市级", "省级"]
    assert "市级、省级" in open_page(people.officer, "/desk/studios/").text
    assert open_page(people.officer, "/desk/studios/", level="province").all("tbody th a") == [studio.name]


def test_a_rename_names_its_document(send, people, studio):
    facts = {"name": "王铁柱数控创新工作室", "basis": "leader", "on": "2026-11-02", "note": "领衔人更名"}
    refused = send(people.officer, of("desk", studio, "enter/rename/"), facts)
    assert (refused.status, refused.all(".jx-field-wrong label")) == (422, ["批准文号"])
    page = send(people.officer, of("desk", studio, "enter/rename/"), {**facts, "document_number": "云工发〔2026〕50号"})
    assert page.all("h1") == ["王铁柱数控创新工作室"]


def test_a_stranger_finds_no_page_of_the_file(open_page, people, studio):
    for rest in ("history/", "enter/member/", "file/names/1/proof/", "file/names/1/strike/"):
        assert open_page(people.other_secretary, of("studio", studio, rest)).status == 404
        assert open_page(people.other_county, of("desk", studio, rest)).status == 404


def test_another_bodys_level_is_withdrawn_by_its_document(send, people, studio):
    given = {"awarding_body": "省总工会", "document_number": "皖工发〔2026〕8号", "since": "2026-11-01"}
    send(people.officer, of("desk", studio, "enter/level/"), {"level": "province", "kind": studio.kind, **given})
    ours, theirs = StudioLevelHeld.objects.filter(studio=studio).order_by("pk")
    taken = {"on": "2026-11-20", "document_number": "皖工发〔2026〕60号", "reason": "考核不合格"}
    page = send(people.officer, of("desk", studio, f"levels/{theirs.pk}/withdraw/"), taken)
    assert page.all("#levels-title ~ table tbody th") == ["市级"]
    kept = send(people.officer, of("desk", studio, f"levels/{ours.pk}/withdraw/"), taken)
    assert (kept.status, "由本系统命名" in kept.text) == (409, True)
