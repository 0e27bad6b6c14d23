"""The page of reliability: for those who watch the ranking, without the entries that are a conflict for the reader."""

from django.urls import reverse

from jiangxin.campaigns.models import Recusal
from jiangxin.core import clock
from jiangxin.core.actor import Role
from tests.awards.scene import Scene
from tests.conftest import Federation, MakeActor, MakeClient


def test_it_shows_entries_and_experts(scene: Scene, client_for: MakeClient) -> None:
    ranking = scene.rank()
    page = client_for(scene.officer).get(reverse("desk:reliability", args=[ranking.pk])).content.decode()

    for entry in scene.entries:
        assert entry.name in page
    for member in scene.members:
        assert member.expert.person.name in page


def test_what_a_quota_costs_names_who_gave_way_but_not_to_somebody_with_a_conflict(
    scene: Scene, client_for: MakeClient
) -> None:
    scene.call.definition["selection"]["proportions"][0]["percent"] = 60
    scene.call.save(update_fields=["definition"])
    ranking = scene.rank()
    url, rule = reverse("desk:reliability", args=[ranking.pk]), "不少于 2 个"
    officer = client_for(scene.officer)
    page = officer.get(url).content.decode()
    assert rule in page
    gave_way = f"{scene.entries[2].name}（第 3 名）"
    assert page.count(gave_way) == 1

    Recusal.objects.create(entry=scene.entries[1], person_id=scene.officer.person_id, reason="亲属", since=clock.now())
    page = officer.get(url).content.decode()
    assert (rule in page, gave_way in page) == (False, False)


def test_an_entry_of_ones_own_is_reckoned_with_and_not_shown(scene: Scene, client_for: MakeClient) -> None:
    ranking, entry = scene.rank(), scene.entries[1]
    Recusal.objects.create(entry=entry, person_id=scene.officer.person_id, reason="亲属", since=clock.now())
    page = client_for(scene.officer).get(reverse("desk:reliability", args=[ranking.pk])).content.decode()

    assert entry.name not in page
    assert "有 1 份申报因回避没有列出" in page


def test_it_is_nothing_for_a_county(
    scene: Scene, client_for: MakeClient, actor: MakeActor, federation: Federation
) -> None:
    ranking = scene.rank()
    county = client_for(actor(Role.REVIEWER_FIRST, federation.county))

    assert county.get(reverse("desk:reliability", args=[ranking.pk])).status_code == 403
