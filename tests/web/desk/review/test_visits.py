from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jiangxin.core import clock
from jiangxin.core.actor import Actor
from jiangxin.people.models import Account
from jiangxin.review.models import Visit
from jiangxin.review.services import plan_visit
from tests.conftest import Federation, MakeClient
from tests.laying import laid
from tests.review.scene import Scene, inspector


@laid
def team(federation: Federation) -> list[Actor]:
    return [inspector(federation.city, name) for name in ("郑考察", "冯考察")]


def test_planning_and_changing_by_form(scene: Scene, team: list[Actor], client_for: MakeClient) -> None:
    client, entry = client_for(scene.officer), scene.entries[0]
    page = reverse("desk:plan-visit", args=[entry.pk])
    assert page in client.get(reverse("desk:visits")).content.decode()
    data = {
        "planned_for": "2026-09-09T10:00",
        "place": "三车间",
        "inspectors": [str(one.account_id) for one in team],
    }
    assert client.post(page, {**data, "inspectors": []}).status_code == 409
    assert client.post(page, {**data, "planned_for": "gestern"}).status_code == 422
    assert client.post(page, data).status_code == 303
    visit = Visit.objects.get()
    assert client.get(page)["Location"] == reverse("desk:visit", args=[visit.pk])
    changed = client.post(reverse("desk:edit-visit", args=[visit.pk]), {**data, "place": "新厂区"})
    assert changed.status_code == 303
    body = client.get(reverse("desk:visit", args=[visit.pk])).content.decode()
    assert [word for word in ("新厂区", "郑考察", "冯考察") if word not in body] == []


def test_list_costs_the_same_for_any_number(scene: Scene, team: list[Actor], client_for: MakeClient) -> None:
    accounts = [Account.objects.get(pk=one.account_id) for one in team]
    client = client_for(scene.officer)

    def plan(place: int) -> None:
        plan_visit(
            actor=scene.officer,
            entry=scene.entries[place],
            planned_for=clock.now() + timedelta(days=1),
            place="厂",
            inspectors=accounts,
        )

    plan(0)
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("desk:visits"))
    for place in (1, 2):
        plan(place)
    with CaptureQueriesContext(connection) as three:
        assert client.get(reverse("desk:visits")).status_code == 200
    assert len(three) == len(one)
