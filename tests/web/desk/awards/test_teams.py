"""Naming teams: pages, papers and portal speak of teams, and no studio's file follows."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from jiangxin.awards.documents import official
from jiangxin.awards.models import Award, NamingDocument
from jiangxin.core.actor import Role
from jiangxin.core.models import JournalEntry
from jiangxin.orgs.models import Errand
from jiangxin.rehearsal import papers
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


def test_the_county_reviews_and_the_city_confirms(
    teams: Scene, document: NamingDocument, client_for: MakeClient, federation: Federation, clock_at: SetClock
) -> None:
    officer = client_for(teams.officer)
    officer.post(reverse("desk:issue-document", args=[document.pk]), {"revision": document.revision})
    kept, lost = document.awards.order_by("position")
    clock_at("2027-03-01 09:00")
    county = client_for(make_actor(Role.REVIEWER_FIRST, federation.county))
    other = client_for(make_actor(Role.REVIEWER_FIRST, federation.other_county))
    page = county.get(reverse("desk:award-reviews")).content.decode()
    assert [f'href="/desk/reviews/{award.pk}/"' in page for award in (kept, lost)] == [True, True]
    assert other.get(reverse("desk:award-review", args=[kept.pk])).status_code == 404

    def recorded(award: Award, **facts: object) -> int:
        return county.post(reverse("desk:record-review", args=[award.pk]), {"year": "2027", **facts}).status_code

    assert recorded(kept, result="keep") == 303
    assert recorded(lost, result="withdraw", reason="发生责任事故") == 409  # no evidence
    proof = SimpleUploadedFile("通报.pdf", papers.pdf("report"), "application/pdf")
    assert recorded(lost, result="withdraw", reason="发生责任事故", evidence=proof) == 303
    (review,) = lost.reviews.all()
    assert (county.post(reverse("desk:confirm-reviews"), {"rows": [kept.pk]}).status_code, review.confirmed_at) == (
        403,
        None,
    )
    assert officer.post(reverse("desk:record-review", args=[lost.pk]), {"act": "confirm"}).status_code == 303
    review.refresh_from_db()
    assert review.confirmed_at is not None
    (errand,) = Errand.objects.filter(closed_at=None, asked="withdraw_reviewed")
    assert (errand.role, errand.title, errand.note) == ("leader_city", "总装二组", "发生责任事故")
    assert recorded(lost, result="keep") == 409
    posted = {"kind": "automatic", "reason": "发生责任事故", "document_number": "云工发〔2027〕8号"}
    client_for(teams.leader).post(reverse("desk:withdraw-award", args=[lost.pk]), posted)
    assert not Errand.objects.filter(closed_at=None, asked="withdraw_reviewed").exists()
    assert list(JournalEntry.objects.filter(act__contains="review").order_by("id").values_list("act", "outcome")) == [
        ("awards.record_review", "done"),
        ("awards.record_review", "refused"),
        ("awards.record_review", "done"),
        ("awards.confirm_reviews", "done"),
        ("awards.record_review", "refused"),
    ]
