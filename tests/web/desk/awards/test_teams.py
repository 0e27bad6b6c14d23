"""Naming teams: pages, papers and portal speak of teams, and no studio's file follows."""

from django.test import Client
from django.urls import reverse

from jiangxin.awards.documents import official
from jiangxin.awards.models import Award, NamingDocument
from jiangxin.core.models import JournalEntry
from jiangxin.studios.models import Studio
from tests.awards.scene import DECIDED_AT, Scene, scene_of
from tests.conftest import Federation, MakeClient, SetClock, make_actor
from tests.laying import laid


@laid
def teams(federation: Federation, clock_at: SetClock) -> Scene:
    """Return a Worker Pioneer call with two scored teams."""
    clock_at(DECIDED_AT)
    scene = scene_of(federation, make_actor, kind="worker_pioneer", title="2026年度云江市工人先锋号申报", experts=3)
    facts = {"leader": None, "kind": "team", "variant": "team", "is_front_line": True}
    for unit, name in ((federation.unit, "锻造车间甲班"), (federation.private_unit, "总装二组")):
        scene.add_entry(unit, ["95", "92", "90"], name=name, leader_name="赵铁军", groups=["minorities"], **facts)
    return scene


@laid
def document(teams: Scene, clock_at: SetClock) -> NamingDocument:
    """Return the drafted document that names both."""
    notice = teams.published(teams.entries)
    clock_at("2026-09-15 09:00")
    return teams.document(teams.closed(notice))


def texts(page: str) -> str:
    return page.replace("\n", "")


def test_teams_are_named_by_the_desk_and_shown_to_the_public(
    teams: Scene, document: NamingDocument, client_for: MakeClient
) -> None:
    officer, public = client_for(teams.officer), Client(headers={"accept-language": "zh-hans"})
    notice = public.get(reverse("portal:notice", args=[document.notice_id])).content.decode()
    assert ('<th scope="col">班组</th><th scope="col">班组长</th>' in notice, "工作室</th>" in notice) == (True, False)
    case = officer.get(reverse("desk:document", args=[document.pk])).content.decode()
    assert "印发并命名 2 个班组" in case

    answer = officer.post(reverse("desk:issue-document", args=[document.pk]), {"revision": document.revision})

    assert answer.status_code == 303
    assert (Studio.objects.count(), Award.objects.count()) == (0, 2)
    acts = JournalEntry.objects.filter(act__in=["awards.issue_naming", "studios.name_studios"])
    assert list(acts.values_list("act", flat=True)) == ["awards.issue_naming"]
    document.refresh_from_db()
    paper = official(document, list(document.awards.select_related("area")))
    (names,) = paper.attachments[0].blocks
    assert [column.title for column in names.columns] == ["班组（集体）名称", "班组长", "所在单位"]
    award = document.awards.get(position=1)
    plaque = award.certificates.get(kind="plaque")
    assert plaque.number == "340100-GRXFH-2026-0001"
    call = public.get(reverse("portal:call", args=[teams.call.pk])).content.decode()
    assert (call.count("/verify/340100-GRX"), "命名名单（2 个）" in call) == (4, True)
    told = public.get(reverse("portal:verify-number", args=[plaque.number])).content.decode()
    assert ("<dt>班组</dt><dd>锻造车间甲班</dd>" in told, 'data-standing="stands"' in told) == (True, True)
    assert "锻造车间甲班" not in public.get(reverse("portal:studios")).content.decode()
    assert b"%PDF" in officer.get(reverse("desk:certificate-paper", args=[plaque.pk])).content[:10]


def test_the_plaque_page_speaks_of_teams_and_withdraws_at_once(
    teams: Scene, document: NamingDocument, client_for: MakeClient
) -> None:
    client_for(teams.officer).post(reverse("desk:issue-document", args=[document.pk]), {"revision": document.revision})
    award = document.awards.get(position=1)
    plaque = award.certificates.get(kind="plaque")
    leader = client_for(teams.leader)
    page = leader.get(reverse("desk:plaque", args=[plaque.pk])).content.decode()
    assert ("<dt>班组长</dt>" in texts(page), "几年内不得再申报" in page) == (True, False)

    posted = {"kind": "natural", "reason": "班组已撤并", "document_number": "云工发〔2026〕40号"}
    assert leader.post(reverse("desk:withdraw-award", args=[award.pk]), posted).status_code == 303

    public = Client(headers={"accept-language": "zh-hans"})
    told = public.get(reverse("portal:verify-number", args=[plaque.number])).content.decode()
    assert ('data-standing="withdrawn"' in told, "自然摘牌：获得命名的班组已经撤并或解散。" in told) == (True, True)
    listed = public.get(reverse("portal:call", args=[teams.call.pk])).content.decode()
    assert "自然摘牌 · 云工发〔2026〕40号 · 2026年9月15日" in listed
    kept = JournalEntry.objects.get(act="awards.withdraw_award")
    assert kept.after["kind"] == "natural"
    assert "<dt>自然摘牌</dt>" in texts(leader.get(reverse("desk:plaque", args=[plaque.pk])).content.decode())
