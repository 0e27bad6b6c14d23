"""A registered studio applies for a further level, and gets it in its own file."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from jiangxin.awards.models import Certificate
from jiangxin.campaigns.models import Entry, EntryVersion
from jiangxin.core.actor import Role
from jiangxin.core.refusal import Refusal
from jiangxin.orgs.models import Bar
from jiangxin.studios.models import Studio, StudioCandidacy, StudioLevelHeld, StudioName
from jiangxin.studios.queries import named_by, naming_of, studios_to_stand
from jiangxin.studios.services import name_studios, withdraw_studio
from tests.awards.scene import Scene, make_scene
from tests.conftest import Federation, SetClock, make_actor
from tests.laying import laid

DOCUMENT = "云工发〔2026〕50号"


@laid
def higher(scene: Scene, studio: Studio, federation: Federation, clock_at: SetClock) -> Scene:
    """Return a second call that names provincial studios, with the studio's entry and one of a new studio."""
    clock_at("2026-11-30 09:00")
    call = make_scene(federation.city, scene.officer, scene.leader, title="省级命名")
    call.minutes_number = "云工纪〔2026〕9号"
    call.call.definition["blueprint"]["level"] = "province"
    call.call.save(update_fields=["definition"])
    call.add_entry(federation.unit, ["95"] * 5, name=studio.name, leader=studio.leader, leader_name=studio.leader_name)
    call.add_entry(federation.other_unit, ["85"] * 5)
    StudioCandidacy.objects.create(entry=call.entries[0], studio=studio, chosen_at=call.entries[0].created_at)
    return call


def issued(call: Scene, clock_at: SetClock) -> list[Studio]:
    """Have both studios named on 2026-12-14."""
    notice = call.published(call.entries)
    clock_at("2026-12-14 09:00")
    document = call.document(call.closed(notice), number=DOCUMENT)
    return name_studios(actor=call.officer, document=document, expected_revision=1)


def levels(studio: Studio) -> list[tuple[str, str, date, date | None]]:
    held = StudioLevelHeld.objects.filter(studio=studio, struck_at=None).order_by("since", "pk")
    return [(row.level, row.document_number, row.since, row.until) for row in held]


@pytest.mark.each_engine
def test_a_registered_studio_gets_a_second_level_with_its_own_papers(
    higher: Scene, studio: Studio, clock_at: SetClock
) -> None:
    before = Studio.objects.count()

    promoted, fresh = issued(higher, clock_at)

    assert Studio.objects.count() == before + 1
    assert (promoted.pk, fresh.award.entry) == (studio.pk, higher.entries[1])  # type: ignore[union-attr]
    city, province = levels(studio)
    assert city == ("city", "云工发〔2026〕35号", date(2026, 9, 15), None)
    assert province == ("province", DOCUMENT, date(2026, 12, 14), None)
    award = higher.entries[0].award
    assert [paper.kind for paper in Certificate.objects.filter(award=award).order_by("kind")] == [
        "certificate",
        "plaque",
    ]
    studio.refresh_from_db()
    assert (studio.level, studio.named_on) == ("province", date(2026, 9, 15))
    assert named_by(Studio.objects.all(), award) == studio
    assert naming_of(studio) == ("云江市总工会", DOCUMENT, award.valid_until)


def test_both_levels_are_told_to_everybody(higher: Scene, studio: Studio, clock_at: SetClock, client: Client) -> None:
    issued(higher, clock_at)
    plaque = Certificate.objects.get(award=higher.entries[0].award, kind="plaque")

    for url in (reverse("portal:verify-number", args=[plaque.number]), reverse("portal:studio", args=[studio.pk])):
        page = client.get(url, headers={"accept-language": "zh-hans"}).content.decode()
        assert page.count("云工发〔2026〕35号") >= 1
        assert page.count(DOCUMENT) >= 1


def test_withdrawing_the_second_award_leaves_the_first(higher: Scene, studio: Studio, clock_at: SetClock) -> None:
    issued(higher, clock_at)
    clock_at("2026-12-20 09:00")

    withdraw_studio(
        actor=higher.leader,
        studio=studio,
        award=higher.entries[0].award,
        reason="弄虚作假",
        document_number="云工发〔2026〕60号",
    )

    studio.refresh_from_db()
    assert (studio.state, studio.level) == ("active", "city")
    assert levels(studio)[1] == ("province", DOCUMENT, date(2026, 12, 14), date(2026, 12, 19))
    standings = Certificate.objects.order_by("award", "kind").values_list("award__standing", flat=True)
    assert list(standings.filter(award=studio.award)) == ["stands", "stands"]
    assert list(standings.filter(award=higher.entries[0].award)) == ["withdrawn", "withdrawn"]


def test_what_has_ended_since_is_not_promoted(higher: Scene, studio: Studio, clock_at: SetClock) -> None:
    clock_at("2026-12-01 09:00")
    withdraw_studio(actor=higher.leader, studio=studio, reason="停止活动", document_number="云工发〔2026〕55号")
    with pytest.raises(Refusal) as refused:
        issued(higher, clock_at)
    assert refused.value.code == "cannot_promote"
    assert Studio.objects.filter(award__document__number=DOCUMENT).count() == 0


def test_what_a_name_rests_on_comes_from_the_application(higher: Scene, clock_at: SetClock) -> None:
    data = {"studio": {"name_basis": "content"}}
    facts = {"digest": "0" * 64, "submitted_at": higher.entries[1].created_at}
    EntryVersion.objects.create(
        entry=higher.entries[1], number=1, data=data, submitted_by_id=higher.officer.account_id, **facts
    )

    _promoted, fresh = issued(higher, clock_at)

    assert StudioName.objects.get(studio=fresh).basis == "content"


def test_another_kind_at_a_level_it_holds_stands_beside_it(higher: Scene, studio: Studio, clock_at: SetClock) -> None:
    higher.call.definition["blueprint"]["level"] = "city"
    higher.call.save(update_fields=["definition"])
    Entry.objects.filter(pk=higher.entries[0].pk).update(kind="craftsman_innovation")

    issued(higher, clock_at)

    held = StudioLevelHeld.objects.filter(studio=studio, struck_at=None, until=None).order_by("pk")
    assert [(row.title, row.document_number) for row in held] == [
        ("市级劳模创新工作室", "云工发〔2026〕35号"),
        ("市级工匠（人才）创新工作室", DOCUMENT),
    ]


def test_who_may_be_applied_for(higher: Scene, scene: Scene, studio: Studio, federation: Federation) -> None:
    secretary = make_actor(Role.STUDIO_SECRETARY, studio.unit)

    def told(call: Scene, entry: Entry | None = None) -> list[tuple[Studio, str]]:
        found = studios_to_stand(secretary, call.call, entry)
        return [(one, decision.code) for one, decision in found]

    assert told(scene) == [(studio, "applied_already")]
    assert told(scene, scene.entries[0]) == [(studio, "level_held")]
    scene.entries[0].kind = "craftsman_innovation"
    assert told(scene, scene.entries[0]) == [(studio, "")]
    assert told(higher) == [(studio, "applied_already")]
    assert told(higher, higher.entries[0]) == [(studio, "")]
    Bar.objects.create(
        unit=federation.industry_unit,  # the bar stays with the studio, wherever it has moved since
        subject=Studio.journal_label,
        subject_id=studio.pk,
        reason="弄虚作假",
        document_number="云工发〔2026〕40号",
        since=date(2026, 10, 1),
        until=date(2028, 10, 1),
        entered_at=higher.entries[0].created_at,
    )
    assert told(higher, higher.entries[0]) == [(studio, "barred_from_applying")]
