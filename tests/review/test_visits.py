from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction

from jiangxin.campaigns.enums import EntryState
from jiangxin.core import clock
from jiangxin.core.actor import SYSTEM, Actor, Role
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.orgs.models import Errand
from jiangxin.orgs.services import enter_membership
from jiangxin.people.models import Account, Person
from jiangxin.rehearsal import papers
from jiangxin.review.enums import FactSource, VisitState
from jiangxin.review.inspection import inspection_terms
from jiangxin.review.models import Visit, VisitPhoto
from jiangxin.review.queries import get_photo_for, get_visit_for, visits_for
from jiangxin.review.services import (
    ItemFinding,
    add_visit_photo,
    change_visit,
    plan_visit,
    record_visit,
    sign_visit,
)
from tests.conftest import Federation, MakeActor
from tests.factories import LONG_AGO, AccountFactory
from tests.laying import laid
from tests.review.scene import Scene, acts, at, inspector


@laid
def team(federation: Federation) -> list[Actor]:
    return [inspector(federation.city, name) for name in ("郑考察", "冯考察")]


def accounts(team: list[Actor]) -> list[Account]:
    return [Account.objects.get(pk=one.account_id) for one in team]


def plan(scene: Scene, team: list[Actor], **changes: object) -> Visit:
    values: dict[str, object] = {
        "entry": scene.entries[0],
        "planned_for": clock.now() + timedelta(days=2),
        "place": "重型机床厂三车间",
        "inspectors": accounts(team),
    }
    return plan_visit(actor=scene.officer, **{**values, **changes})  # type: ignore[arg-type]


def record(visit: Visit, actor: Actor, **changes: object) -> Visit:
    terms = inspection_terms(visit.entry.call)
    values: dict[str, object] = {
        "items": {item.code: ItemFinding("met") for item in terms.items},
        "findings": "现场与申报一致。",
        "arrived_at": clock.now(),
        "expected_revision": Visit.objects.get(pk=visit.pk).revision,
    }
    return record_visit(actor=actor, visit=visit, **{**values, **changes})  # type: ignore[arg-type]


def photograph(visit: Visit, actor: Actor, **changes: object) -> VisitPhoto:
    taken = datetime(2026, 9, 7, 8, 30)  # noqa: DTZ001  cameras write local time
    picture = papers.photo("room", taken=taken, place=(31.86, 117.28))
    values: dict[str, object] = {"upload": SimpleUploadedFile("a.jpg", picture, "image/jpeg"), "caption": "场所"}
    return add_visit_photo(actor=actor, visit=visit, **{**values, **changes})  # type: ignore[arg-type]


def bare_picture() -> SimpleUploadedFile:
    return SimpleUploadedFile("b.jpg", papers.photo("room"), "image/jpeg")


def test_planning_asks_each_inspector(scene: Scene, team: list[Actor]) -> None:
    visit = plan(scene, team)
    assert (visit.state, visit.members.count()) == (VisitState.PLANNED, 2)
    errands = Errand.objects.filter(asked="record_visit", closed_at=None)
    assert sorted(errands.values_list("account_id", flat=True)) == sorted(one.account_id or 0 for one in team)
    with pytest.raises(Refusal) as refused:
        plan(scene, team)
    assert refused.value.code == "visit_planned"


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"planned_for": at("2026-09-06 09:00")}, "planned_for"),
        ({"place": " "}, "place"),
        ({"inspectors": []}, "inspectors"),
    ],
)
def test_incomplete_plan_is_refused(scene: Scene, team: list[Actor], changes: dict[str, object], path: str) -> None:
    with pytest.raises(Refusal) as refused:
        plan(scene, team, **changes)
    assert (refused.value.code, [p.path for p in refused.value.problems]) == ("visit_incomplete", [path])


def test_one_inspector_is_too_few_and_the_same_twice_counts_once(scene: Scene, team: list[Actor]) -> None:
    with pytest.raises(Refusal) as refused:
        plan(scene, team, inspectors=[accounts(team)[0]] * 2)
    assert refused.value.problems[0].code == "too_few"


def test_account_without_the_duty_is_refused(scene: Scene, team: list[Actor]) -> None:
    with pytest.raises(Refusal) as refused:
        plan(scene, team, inspectors=[*accounts(team), AccountFactory()])
    assert refused.value.code == "not_an_inspector"


def test_inspector_of_the_same_unit_is_refused(scene: Scene, team: list[Actor], federation: Federation) -> None:
    person = Person.objects.get(pk=team[0].person_id)
    enter_membership(actor=SYSTEM, person=person, organisation=federation.unit, since=LONG_AGO)
    with pytest.raises(Refusal) as refused:
        plan(scene, team)
    assert refused.value.code == "inspector_conflicted"
    assert [str(problem.message) for problem in refused.value.problems] == [
        f"郑考察：与申报单位同属{federation.unit.name}"
    ]


def test_recused_inspector_is_refused(scene: Scene, team: list[Actor]) -> None:
    entry = scene.entries[0]
    entry.recusals.create(person_id=team[1].person_id, reason="亲属", since=clock.now())
    with pytest.raises(Refusal) as refused:
        plan(scene, team)
    assert refused.value.code == "inspector_conflicted"


def test_entry_at_another_stage_is_not_visited(scene: Scene, team: list[Actor]) -> None:
    scene.entries[0].state = EntryState.RECOMMENDED_COUNTY
    scene.entries[0].save()
    with pytest.raises(Refusal) as refused:
        plan(scene, team)
    assert refused.value.code == "not_in_this_state"


def test_a_route_without_visits_plans_none(scene: Scene, team: list[Actor]) -> None:
    call = scene.entries[0].call
    call.definition["stages"] = [row for row in call.definition["stages"] if row["kind"] != "inspection"]
    call.save()
    with pytest.raises(Refusal) as refused:
        plan(scene, team)
    assert (refused.value.code, Visit.objects.count()) == ("no_inspection", 0)


def test_only_the_organisers_officer_plans(
    scene: Scene, team: list[Actor], federation: Federation, actor: MakeActor
) -> None:
    with pytest.raises(Refusal) as refused:
        plan_visit(
            actor=actor(Role.REVIEWER_FIRST, federation.county),
            entry=scene.entries[0],
            planned_for=clock.now() + timedelta(days=1),
            place="厂",
            inspectors=accounts(team),
        )
    assert refused.value.code == "wrong_duty"


def test_plan_changes_until_it_is_recorded(scene: Scene, team: list[Actor]) -> None:
    visit = plan(scene, team)
    later = clock.now() + timedelta(days=5)
    values = {"visit": visit, "planned_for": later, "place": "新厂区", "inspectors": accounts(team)}
    assert change_visit(actor=scene.officer, **values).place == "新厂区"  # type: ignore[arg-type]
    record(visit, team[0])
    with pytest.raises(Refusal) as refused:
        change_visit(actor=scene.officer, **values)  # type: ignore[arg-type]
    assert refused.value.code == "visit_recorded"


def test_record_reckons_points_from_the_checklist(scene: Scene, team: list[Actor]) -> None:
    visit = plan(scene, team)
    terms = inspection_terms(scene.call)
    items = {item.code: ItemFinding("met") for item in terms.items}
    items["place"], items["ledger"] = ItemFinding("partly_met"), ItemFinding("not_met", "台账缺两年")
    items["sign"] = ItemFinding("not_applicable")
    recorded = record(visit, team[0], items=items)
    # 100 points less the sign's 5, of 95: half of 15 lost for the place, all 15 for the ledger.
    assert recorded.points == Decimal("76.32")
    assert record(visit, team[1], items={}, points="80").points == Decimal(80)
    assert recorded.state == VisitState.RECORDED


def test_record_in_part_has_no_points_yet(scene: Scene, team: list[Actor]) -> None:
    recorded = record(plan(scene, team), team[0], items={"sign": ItemFinding("", "待补")}, findings="", arrived_at=None)
    assert (recorded.points, recorded.items.get().note) == (None, "待补")


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"items": {"none": ItemFinding("met")}}, "verdict.none"),
        ({"items": {"sign": ItemFinding("splendid")}}, "verdict.sign"),
        ({"items": {"sign": ItemFinding("met", "字" * 501)}}, "note.sign"),
        ({"findings": "字" * 5001}, "findings"),
        ({"points": "101"}, "points"),
        ({"points": "NaN"}, "points"),
        ({"arrived_at": at("2026-09-08 09:00")}, "arrived_at"),
        ({"arrived_at": at("1970-01-01 08:00")}, "arrived_at"),
    ],
)
def test_faulty_record_is_refused(scene: Scene, team: list[Actor], changes: dict[str, object], path: str) -> None:
    visit = plan(scene, team)
    with pytest.raises(Refusal) as refused:
        record(visit, team[0], **changes)
    assert (refused.value.code, [p.path for p in refused.value.problems]) == ("visit_faulty", [path])
    assert Visit.objects.get().state == VisitState.PLANNED


def test_stale_record_is_refused(scene: Scene, team: list[Actor]) -> None:
    visit = plan(scene, team)
    record(visit, team[0])
    with pytest.raises(Refusal) as refused:
        record(visit, team[1], expected_revision=0)
    assert refused.value.code == "stale_page"


def test_stranger_and_recused_member_do_not_record(scene: Scene, team: list[Actor], federation: Federation) -> None:
    visit = plan(scene, team)
    with pytest.raises(Refusal) as refused:
        record(visit, inspector(federation.city))
    assert refused.value.code == "not_your_visit"
    visit.entry.recusals.create(person_id=team[0].person_id, reason="亲属", since=clock.now())
    with pytest.raises(Refusal) as refused:
        record(visit, team[0])
    assert refused.value.code == "conflict_of_interest"


def test_photo_carries_the_cameras_time_and_place(scene: Scene, team: list[Actor]) -> None:
    photo = photograph(plan(scene, team), team[0], item="place", typed_at=clock.now())
    assert (photo.taken_at, photo.time_source) == (at("2026-09-07 08:30"), FactSource.CAMERA)
    assert (photo.latitude, photo.longitude, photo.place_source) == (
        Decimal("31.86000"),
        Decimal("117.28000"),
        FactSource.CAMERA,
    )


def test_photo_without_exif_takes_the_device_then_the_typed_time(scene: Scene, team: list[Actor]) -> None:
    visit = plan(scene, team)
    device = photograph(
        visit,
        team[0],
        upload=bare_picture(),
        device_at=at("2026-09-07 08:40"),
        device_place=(Decimal("31.1"), Decimal("117.2")),
        typed_at=at("2026-09-07 08:10"),
    )
    assert (device.time_source, device.place_source) == (FactSource.DEVICE, FactSource.DEVICE)
    typed = photograph(visit, team[0], upload=bare_picture(), typed_at=at("2026-09-07 08:10"))
    assert (typed.taken_at, typed.time_source, typed.latitude) == (at("2026-09-07 08:10"), FactSource.TYPED, None)


@pytest.mark.parametrize("wrong", [datetime(2031, 1, 1, 8), datetime(2000, 1, 1, 0)])  # noqa: DTZ001
def test_a_camera_whose_clock_is_wrong_gives_way_to_what_was_typed(
    scene: Scene, team: list[Actor], wrong: datetime
) -> None:
    upload = SimpleUploadedFile("a.jpg", papers.photo("room", taken=wrong), "image/jpeg")
    photo = photograph(plan(scene, team), team[0], upload=upload, typed_at=at("2026-09-07 08:10"))
    assert (photo.taken_at, photo.time_source) == (at("2026-09-07 08:10"), FactSource.TYPED)


@pytest.mark.parametrize("typed", [None, at("2026-09-08 09:00")])
def test_photo_without_a_credible_time_is_refused(scene: Scene, team: list[Actor], typed: datetime | None) -> None:
    visit = plan(scene, team)
    with pytest.raises(Refusal) as refused:
        photograph(visit, team[0], upload=bare_picture(), typed_at=typed)
    assert refused.value.code == "photo_time"
    assert VisitPhoto.objects.count() == 0


def test_file_that_is_no_picture_and_unknown_item_are_refused(scene: Scene, team: list[Actor]) -> None:
    visit = plan(scene, team)
    with pytest.raises(Refusal) as refused:
        photograph(visit, team[0], upload=SimpleUploadedFile("a.pdf", papers.pdf("x"), "application/pdf"))
    assert refused.value.code == "file_type_not_accepted"
    with pytest.raises(Refusal) as refused:
        photograph(visit, team[0], item="none")
    assert refused.value.code == "unknown_item"


def ready(scene: Scene, team: list[Actor]) -> Visit:
    visit = plan(scene, team)
    for _number in range(inspection_terms(scene.call).photos_at_least):
        photograph(visit, team[0])
    return record(visit, team[0])


def sign(visit: Visit, actor: Actor, **changes: object) -> Visit:
    values: dict[str, object] = {
        "signed_as": actor.name,
        "expected_revision": Visit.objects.get(pk=visit.pk).revision,
    }
    return sign_visit(actor=actor, visit=visit, **{**values, **changes})  # type: ignore[arg-type]


def test_all_signatures_close_the_record(scene: Scene, team: list[Actor]) -> None:
    visit = ready(scene, team)
    assert sign(visit, team[0]).state == VisitState.RECORDED
    assert sign(visit, team[1]).state == VisitState.SIGNED
    assert Errand.objects.filter(closed_at=None).count() == 0
    with pytest.raises(Refusal) as refused:
        record(visit, team[0])
    assert refused.value.code == "visit_signed"
    with pytest.raises(Refusal) as refused:
        photograph(visit, team[0])
    assert refused.value.code == "visit_signed"


def test_the_database_keeps_a_signed_record(scene: Scene, team: list[Actor]) -> None:
    visit = ready(scene, team)
    sign(visit, team[0])
    assert Visit.objects.filter(pk=visit.pk).update(points=Decimal("70.00")) == 1
    sign(visit, team[1])
    for change in ({"points": Decimal("99.00")}, {"findings": "改过"}, {"state": VisitState.RECORDED}):
        with pytest.raises(DatabaseError, match="rows of review_visit are not changed"), transaction.atomic():
            Visit.objects.filter(pk=visit.pk).update(**change)
    assert Visit.objects.get(pk=visit.pk).points == Decimal("70.00")


def test_change_after_a_signature_voids_it(scene: Scene, team: list[Actor]) -> None:
    visit = ready(scene, team)
    sign(visit, team[0])
    record(visit, team[1], findings="补充：台账缺一页。")
    assert visit.members.exclude(signed_at=None).count() == 0
    assert acts()[-1] == "review.record_visit"


def test_signing_needs_a_complete_record_and_the_own_name(scene: Scene, team: list[Actor]) -> None:
    visit = plan(scene, team)
    record(visit, team[0], items={"sign": ItemFinding("not_met")}, findings="", arrived_at=None)
    with pytest.raises(Refusal) as refused:
        sign(visit, team[0], signed_as="别人")
    assert refused.value.code == "visit_incomplete"
    others = [item.code for item in inspection_terms(scene.call).items if item.code != "sign"]
    assert [problem.path for problem in refused.value.problems] == [
        *(f"verdict.{code}" for code in others),
        "note.sign",
        "findings",
        "arrived_at",
        "photo",
        "signed_as",
    ]


def test_signing_an_unread_change_is_stale(scene: Scene, team: list[Actor]) -> None:
    visit = ready(scene, team)
    with pytest.raises(Refusal) as refused:
        sign(visit, team[0], expected_revision=0)
    assert refused.value.code == "stale_page"


def test_gate_of_visits(scene: Scene, team: list[Actor], federation: Federation, actor: MakeActor) -> None:
    visit = plan(scene, team)
    photo = photograph(visit, team[0])
    county = actor(Role.REVIEWER_FIRST, federation.county)
    stranger = inspector(federation.city)
    leader = actor(Role.LEADER_CITY, federation.city)
    assert [visits_for(one).count() for one in (team[0], scene.officer, leader, county, stranger)] == [1, 1, 1, 0, 0]
    for one in (county, stranger):
        with pytest.raises(NotFound):
            get_visit_for(one, visit.pk)
        with pytest.raises(NotFound):
            get_photo_for(one, visit.pk, photo.pk)
    for one in (team[0], leader):
        visit.entry.recusals.create(person_id=one.person_id, reason="亲属", since=clock.now())
        with pytest.raises(NotFound):
            get_visit_for(one, visit.pk)
