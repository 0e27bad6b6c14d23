from datetime import datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jiangxin.core import clock
from jiangxin.core.actor import Actor
from jiangxin.people.models import Account
from jiangxin.rehearsal import papers
from jiangxin.review.enums import VisitState
from jiangxin.review.inspection import inspection_terms
from jiangxin.review.models import Visit, VisitPhoto
from jiangxin.review.services import plan_visit
from tests.conftest import Federation, MakeClient
from tests.laying import laid
from tests.review.scene import Scene, inspector, status


@laid
def team(federation: Federation) -> list[Actor]:
    return [inspector(federation.city, name) for name in ("郑考察", "冯考察")]


@laid
def visit(scene: Scene, team: list[Actor]) -> Visit:
    return plan_visit(
        actor=scene.officer,
        entry=scene.entries[0],
        planned_for=clock.now() + timedelta(hours=1),
        place="三车间",
        inspectors=[Account.objects.get(pk=one.account_id) for one in team],
    )


def photo() -> SimpleUploadedFile:
    taken = datetime(2026, 9, 7, 8, 30)  # noqa: DTZ001  cameras write local time
    return SimpleUploadedFile("a.jpg", papers.photo("x", taken=taken, place=(31.86, 117.28)), "image/jpeg")


def record(visit: Visit, **changes: str) -> dict[str, str]:
    verdicts = {f"verdict-{item.code}": "met" for item in inspection_terms(visit.entry.call).items}
    return {
        **verdicts,
        "findings": "属实",
        "arrived_at": "2026-09-07T08:55",
        "points": "",
        "revision": str(Visit.objects.get(pk=visit.pk).revision),
        **changes,
    }


def test_whole_visit_by_form(visit: Visit, team: list[Actor], client_for: MakeClient) -> None:
    page = reverse("expert:visit", args=[visit.pk])
    first, second = (client_for(one) for one in team)
    assert visit.entry.name in first.get(reverse("expert:visits")).content.decode()
    for _number in range(4):
        answer = first.post(reverse("expert:visit-photos", args=[visit.pk]), {"photo": photo(), "item": "place"})
        assert answer.status_code == 303
    assert first.post(page, record(visit)).status_code == 303
    for client, one in ((first, team[0]), (second, team[1])):
        data = {"signed_as": one.name, "revision": "1"}
        assert client.post(reverse("expert:sign-visit", args=[visit.pk]), data).status_code == 303
    visit.refresh_from_db()
    assert (visit.state, visit.points) == (VisitState.SIGNED, 100)
    body = first.get(page).content.decode()
    assert 'name="signed_as"' not in body
    assert "31.86000, 117.28000" in body
    assert first.post(page, record(visit)).status_code == 409


def test_refused_record_keeps_what_was_typed(visit: Visit, team: list[Actor], client_for: MakeClient) -> None:
    page = reverse("expert:visit", args=[visit.pk])
    answer = client_for(team[0]).post(page, record(visit, points="180", findings="写了很多", **{"note-sign": "说明甲"}))
    body = answer.content.decode()
    assert answer.status_code == 409
    assert [word for word in ("写了很多", "说明甲", 'value="180"') if word not in body] == []
    assert Visit.objects.get(pk=visit.pk).state == VisitState.PLANNED


def test_missing_and_disguised_photos_are_refused(visit: Visit, team: list[Actor], client_for: MakeClient) -> None:
    client, address = client_for(team[0]), reverse("expert:visit-photos", args=[visit.pk])
    assert client.post(address, {}).status_code == 409
    fake = SimpleUploadedFile("a.jpg", b"%PDF-1.7", "image/jpeg")
    assert client.post(address, {"photo": fake}).status_code == 409
    assert VisitPhoto.objects.count() == 0


def test_several_photos_are_kept_all_or_none(visit: Visit, team: list[Actor], client_for: MakeClient) -> None:
    client, address = client_for(team[0]), reverse("expert:visit-photos", args=[visit.pk])
    timeless = SimpleUploadedFile("旧照.jpg", papers.photo("x"), "image/jpeg")
    answer = client.post(address, {"photo": [photo(), timeless]})
    assert (answer.status_code, VisitPhoto.objects.count()) == (409, 0)
    assert answer.content.decode().count("照片“旧照.jpg”没有可用的拍摄时间。") == 1
    assert client.post(address, {"photo": [photo(), photo()]}).status_code == 303
    assert VisitPhoto.objects.count() == 2


def test_a_photo_and_a_signature_bring_the_record_with_them(
    visit: Visit, team: list[Actor], client_for: MakeClient
) -> None:
    first, second = (client_for(one) for one in team)
    photos, sign = (reverse(f"expert:{name}", args=[visit.pk]) for name in ("visit-photos", "sign-visit"))
    for number in range(4):
        assert first.post(photos, record(visit) | {"photo": photo(), "item": "place"}).status_code == 303, number
    visit.refresh_from_db()
    assert (visit.findings, visit.revision) == ("属实", 1)
    assert first.post(sign, record(visit) | {"signed_as": f" {team[0].name} "}).status_code == 303
    more = {"findings": "属实，补充一点"}
    refused = second.post(photos, record(visit, **more))  # without a photo
    assert (refused.status_code, "属实，补充一点" in refused.content.decode()) == (409, True)
    assert second.post(sign, record(visit, **more) | {"signed_as": team[1].name}).status_code == 303
    visit.refresh_from_db()
    assert (visit.state, visit.findings) == (VisitState.RECORDED, "属实，补充一点")  # the first signed another text
    assert list(visit.members.exclude(signed_at=None).values_list("account_id", flat=True)) == [team[1].account_id]


def test_a_photo_of_another_day_is_pointed_out(visit: Visit, team: list[Actor], client_for: MakeClient) -> None:
    client, page = client_for(team[0]), reverse("expert:visit", args=[visit.pk])
    client.post(reverse("expert:visit-photos", args=[visit.pk]), record(visit) | {"photo": photo()})
    assert "不是考察当日拍摄" not in client.get(page).content.decode()
    client.post(page, record(visit, arrived_at="2026-09-06T08:55"))
    assert client.get(page).content.decode().count("不是考察当日拍摄") == 1


def test_device_gives_time_and_place_when_the_camera_does_not(
    visit: Visit, team: list[Actor], client_for: MakeClient
) -> None:
    upload = SimpleUploadedFile("b.jpg", papers.photo("bare"), "image/jpeg")
    data = {
        "photo": upload,
        "device_at": "2026-09-07T08:40:00",
        "device_latitude": "31.1234567",
        "device_longitude": "117.2",
    }
    client_for(team[0]).post(reverse("expert:visit-photos", args=[visit.pk]), data)
    kept = VisitPhoto.objects.get()
    assert (str(kept.latitude), kept.time_source, kept.place_source) == ("31.12346", "device", "device")


def test_gate_of_the_visit_pages(
    scene: Scene, visit: Visit, team: list[Actor], federation: Federation, client_for: MakeClient
) -> None:
    client_for(team[0]).post(reverse("expert:visit-photos", args=[visit.pk]), {"photo": photo()})
    kept = VisitPhoto.objects.get()
    addresses = [
        reverse("expert:visit", args=[visit.pk]),
        reverse("expert:visit-photo", args=[visit.pk, kept.pk]),
    ]
    stranger, mine = client_for(inspector(federation.city)), client_for(team[0])
    assert [status(stranger, address) for address in addresses] == [404, 404]
    assert [status(mine, address) for address in addresses] == [200, 200]
    visit.entry.recusals.create(person_id=team[0].person_id, reason="亲属", since=clock.now())
    assert [status(mine, address) for address in addresses] == [404, 404]
    assert visit.entry.name not in client_for(team[0]).get(reverse("expert:visits")).content.decode()


def test_list_of_visits_costs_the_same_for_any_number(
    scene: Scene, team: list[Actor], visit: Visit, client_for: MakeClient
) -> None:
    client, address = client_for(team[0]), reverse("expert:visits")
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    accounts = [Account.objects.get(pk=one.account_id) for one in team]
    for entry in scene.entries[1:]:
        plan_visit(
            actor=scene.officer,
            entry=entry,
            planned_for=clock.now() + timedelta(days=1),
            place="厂",
            inspectors=accounts,
        )
    with CaptureQueriesContext(connection) as four:
        body = client.get(address).content.decode()
    assert len(four) == len(one)
    assert [visit.entry.name for visit in Visit.objects.all() if visit.entry.name not in body] == []
