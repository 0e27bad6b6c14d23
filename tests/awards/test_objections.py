from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from jiangxin.awards.enums import ObjectionState
from jiangxin.awards.models import Objection
from jiangxin.awards.queries import get_objection_by_receipt, get_objection_for, objections_for, possible_handlers
from jiangxin.awards.services import (
    assign_objection,
    decide_objection,
    record_finding,
    strike_from_notice,
)
from jiangxin.campaigns.models import Recusal
from jiangxin.campaigns.services.blueprints import definition_digest
from jiangxin.core import clock
from jiangxin.core.actor import PUBLIC, Actor, Role
from jiangxin.core.models import JournalEntry
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.orgs.models import Duty, Errand
from tests.awards.scene import Scene
from tests.conftest import Federation, MakeActor, SetClock


def picture(name: str = "证明.png") -> SimpleUploadedFile:
    content = BytesIO()
    Image.new("RGB", (20, 20), "white").save(content, "PNG")
    return SimpleUploadedFile(name, content.getvalue())


def duty_of(actor: Actor) -> Duty:
    return Duty.objects.select_related("account", "organisation").get(pk=actor.duty_id)


def assigned(scene: Scene, handler: Actor, objection: Objection | None = None) -> Objection:
    objection = objection or scene.objection(scene.published(scene.entries[:3]))
    return assign_objection(
        actor=scene.officer, objection=objection, duty=duty_of(handler), expected_revision=objection.revision
    )


def investigated(scene: Scene, handler: Actor, objection: Objection | None = None) -> Objection:
    held = assigned(scene, handler, objection)
    return record_finding(
        actor=handler, objection=held, finding="调阅专利登记，发明人均为团队成员。", expected_revision=held.revision
    )


def decided(scene: Scene, handler: Actor, *, upheld: bool) -> Objection:
    held = investigated(scene, handler)
    return decide_objection(
        actor=handler,
        objection=held,
        upheld=upheld,
        reply="陈实名同志：经核查，答复如下。",
        reason="两项专利并非团队完成。" if upheld else "",
        expected_revision=held.revision,
    )


def test_a_person_objects_with_evidence(scene: Scene) -> None:
    objection = scene.objection(scene.published(scene.entries[:1]), evidence=[picture()])

    assert objection.state == ObjectionState.RECEIVED
    assert objection.due_on == date(2026, 9, 28)  # the 15th: Mid-Autumn off, Sunday the 20th worked
    assert objection.files.get().is_seal is False
    kept = Objection.objects.get(pk=objection.pk)
    assert (kept.objector_name, kept.objector_contact) == ("陈实名", "13800001234")
    assert [errand.asked for errand in Errand.objects.filter(closed_at=None).order_by("id")] == [
        "close_notice",
        "assign_objection",
    ]


def test_the_journal_does_not_tell_who_objected(scene: Scene) -> None:
    scene.objection(scene.published(scene.entries[:1]))

    record = JournalEntry.objects.get(act="awards.file_objection")

    assert "陈实名" not in record.canonical
    assert "13800001234" not in record.canonical


def test_a_unit_objects_under_its_seal(scene: Scene) -> None:
    notice = scene.published(scene.entries[:1])

    objection = scene.objection(
        notice, kind="unit", name="青石精密铸造有限公司", contact="0551-62340001", seal=picture("盖章.png")
    )

    assert objection.files.get().is_seal is True


@pytest.mark.parametrize(
    ("changes", "paths"),
    [
        ({"name": "匿"}, ["name"]),
        ({"name": "匿名"}, ["name"]),
        ({"name": "张某"}, ["name"]),
        ({"kind": ""}, ["kind"]),
        ({"contact": "有事微信"}, ["contact"]),
        ({"content": "不同意"}, ["content"]),
        ({"content": "长" * 5001}, ["content"]),
        ({"kind": "unit", "name": "某厂"}, ["name", "seal"]),
        ({"evidence": [None] * 6}, ["evidence"]),
    ],
)
def test_faults_of_the_form_are_named(scene: Scene, changes: dict[str, object], paths: list[str]) -> None:
    notice = scene.published(scene.entries[:1])

    with pytest.raises(Refusal) as refused:
        scene.objection(notice, **changes)

    assert [problem.path for problem in refused.value.problems] == paths
    assert Objection.objects.count() == 0


def test_a_disguised_file_is_refused_and_nothing_kept(scene: Scene) -> None:
    notice = scene.published(scene.entries[:1])

    with pytest.raises(Refusal) as refused:
        scene.objection(notice, evidence=[SimpleUploadedFile("证明.pdf", b"MZ\x90\x00")])

    assert refused.value.code == "file_disguised"
    assert Objection.objects.count() == 0


def test_not_before_and_not_after_the_notice(scene: Scene, clock_at: SetClock) -> None:
    notice = scene.published(scene.entries[:1])
    clock_at("2026-09-15 00:00")

    with pytest.raises(Refusal) as refused:
        scene.objection(notice)

    assert refused.value.code == "notice_over"
    record = JournalEntry.objects.get(act="awards.file_objection")
    assert (record.outcome, record.after["code"]) == ("refused", "notice_over")


def test_the_same_words_are_taken_once(scene: Scene) -> None:
    notice = scene.published(scene.entries[:1])
    scene.objection(notice)

    with pytest.raises(Refusal) as refused:
        scene.objection(notice)

    assert refused.value.code == "objection_repeated"


def test_a_flood_from_one_address_is_held_back(scene: Scene, clock_at: SetClock) -> None:
    notice = scene.published(scene.entries[:1])
    for number in range(5):
        scene.objection(notice, content=f"第{number}次反映，事实和理由见附件材料。", origin="a" * 64)

    with pytest.raises(Refusal) as refused:
        scene.objection(notice, content="又一次反映，事实和理由见附件材料。", origin="a" * 64)

    assert refused.value.code == "too_many_objections"
    scene.objection(notice, content="另一处反映，事实和理由见附件材料。", origin="b" * 64)
    clock_at("2026-09-07 10:01")
    scene.objection(notice, content="过后再反映，事实和理由见附件材料。", origin="a" * 64)


def test_what_an_input_method_makes_of_name_and_number_is_taken(scene: Scene) -> None:
    notice = scene.published(scene.entries[:1])
    taken = scene.objection(notice, name="陈　实名", contact="１３８ ００００ １２３４")

    assert (taken.objector_name, taken.objector_contact) == ("陈实名", "13800001234")
    assert get_objection_by_receipt(taken.receipt, "１３８００００１２３４") == taken
    other = scene.objection(notice, name="John  Smith", content="另一处反映，事实和理由见附件材料。")
    assert other.objector_name == "John Smith"


def test_receipts_are_different_and_found_however_typed(scene: Scene) -> None:
    notice = scene.published(scene.entries[:2])
    one, other = scene.objection(notice, 0), scene.objection(notice, 1)

    assert one.receipt != other.receipt
    typed = f" {one.receipt.lower().replace('-', ' ')} "
    assert get_objection_by_receipt(typed, "+86 138 0000 1234") == one


@pytest.mark.parametrize(("receipt", "contact"), [("", "13900000000"), ("YY2026-0000-0000", ""), ("x", "")])
def test_receipt_and_contact_must_fit_together(scene: Scene, receipt: str, contact: str) -> None:
    objection = scene.objection(scene.published(scene.entries[:1]))

    with pytest.raises(NotFound):
        get_objection_by_receipt(receipt or objection.receipt, contact)


def test_handlers_come_from_another_organisation(scene: Scene, actor: MakeActor, federation: Federation) -> None:
    city = actor(Role.DISCIPLINE, federation.city)
    other = actor(Role.DISCIPLINE, federation.other_county)
    same = [actor(Role.DISCIPLINE, place) for place in (federation.county, federation.unit, federation.private_unit)]
    objection = scene.objection(scene.published(scene.entries[:1]))
    objection = get_objection_for(scene.officer, objection.pk)

    found = {duty.pk for duty in possible_handlers(objection)}

    assert found == {scene.officer.duty_id, city.duty_id, other.duty_id}
    for handler in same:
        with pytest.raises(Refusal) as refused:
            assigned(scene, handler, objection)
        assert refused.value.code == "handler_same_organisation"


def test_whoever_also_serves_in_the_unit_does_not_handle(
    scene: Scene, actor: MakeActor, federation: Federation
) -> None:
    objection = scene.objection(scene.published(scene.entries[:1]))
    city = actor(Role.DISCIPLINE, federation.city)
    duty = Duty.objects.create(
        account_id=city.account_id, organisation=federation.unit, role=Role.DISCIPLINE, since=clock.today()
    )

    assert city.duty_id not in {found.pk for found in possible_handlers(objection)}
    with pytest.raises(Refusal) as refused:
        assigned(scene, city, objection)
    assert refused.value.code == "handler_same_organisation"
    Duty.objects.filter(pk=duty.pk).update(since=clock.today() - timedelta(2), until=clock.today() - timedelta(1))
    assert assigned(scene, city, objection).handler_id == city.account_id


def test_recused_and_other_duties_do_not_handle(scene: Scene, actor: MakeActor, federation: Federation) -> None:
    objection = scene.objection(scene.published(scene.entries[:1]))
    recused = actor(Role.DISCIPLINE, federation.city)
    entry = objection.item.entry
    Recusal.objects.create(entry=entry, person_id=recused.person_id, reason="亲属", since=clock.now())

    for handler, code in ((recused, "handler_recused"), (scene.leader, "handler_wrong_duty")):
        with pytest.raises(Refusal) as refused:
            assigned(scene, handler, objection)
        assert refused.value.code == code


def test_assigning_again_takes_it_from_the_first(scene: Scene, actor: MakeActor, federation: Federation) -> None:
    first, second = (actor(Role.DISCIPLINE, federation.city) for _ in range(2))
    objection = assigned(scene, first)
    objection = assigned(scene, second, objection)

    waiting = Errand.objects.filter(closed_at=None, asked="handle_objection")
    assert [errand.account_id for errand in waiting] == [second.account_id]
    with pytest.raises(Refusal) as refused:
        record_finding(actor=first, objection=objection, finding="…", expected_revision=objection.revision)
    assert refused.value.code == "not_the_handler"


def test_upheld_takes_the_studio_off_the_list(scene: Scene) -> None:
    objection = decided(scene, scene.officer, upheld=True)

    entry, item = objection.item.entry, objection.item
    item.refresh_from_db()
    entry.refresh_from_db()
    assert entry.state == "rejected"
    assert item.struck_reason == "两项专利并非团队完成。"
    assert entry.transitions.get(to_state="rejected").opinion == "两项专利并非团队完成。"


@pytest.mark.parametrize("reason", ["", " ", "长" * 501, "据陈实名反映，专利不实。", "来电 138 0000 1234 反映属实。"])
def test_the_reason_told_to_the_studio_says_nothing_of_who_objected(scene: Scene, reason: str) -> None:
    held = investigated(scene, scene.officer)

    with pytest.raises(Refusal) as refused:
        decide_objection(
            actor=scene.officer,
            objection=held,
            upheld=True,
            reply="陈实名同志：属实。",
            reason=reason,
            expected_revision=held.revision,
        )

    assert (refused.value.code, [one.path for one in refused.value.problems]) == ("outcome_reason", ["reason"])
    held.refresh_from_db()
    assert (held.state, held.item.entry.state) == ("investigating", "displayed")


def test_dismissed_leaves_it(scene: Scene) -> None:
    objection = decided(scene, scene.officer, upheld=False)

    assert objection.item.entry.state == "displayed"
    assert get_objection_by_receipt(objection.receipt, "13800001234").reply == "陈实名同志：经核查，答复如下。"
    assert Errand.objects.filter(closed_at=None).exclude(asked="close_notice").count() == 0


def test_a_second_upheld_objection_to_the_same_studio_changes_nothing_more(scene: Scene) -> None:
    notice = scene.published(scene.entries[:3])
    both = [scene.objection(notice), scene.objection(notice, content="另一位职工反映同一情况，请一并核实。")]
    for objection in both:
        held = investigated(scene, scene.officer, objection)
        decide_objection(
            actor=scene.officer,
            objection=held,
            upheld=True,
            reply="属实。",
            reason="成果不属实。",
            expected_revision=held.revision,
        )

    assert both[0].item.entry.transitions.filter(to_state="rejected").count() == 1


def test_a_handler_who_may_not_move_entries_leaves_it_to_the_officers(
    scene: Scene, actor: MakeActor, federation: Federation, clock_at: SetClock
) -> None:
    for rule in scene.call.definition["transitions"]:
        if rule["to"] == "rejected":
            rule["roles"] = ["officer_city"]
    scene.call.definition_digest = definition_digest(scene.call.definition)
    scene.call.save()
    objection = decided(scene, actor(Role.DISCIPLINE, federation.city), upheld=True)

    assert objection.item.entry.state == "displayed"
    clock_at("2026-09-15 09:00")
    with pytest.raises(Refusal) as refused:
        scene.closed(objection.item.notice)
    assert refused.value.code == "objections_not_applied"
    strike_from_notice(actor=scene.officer, objection=objection, expected_revision=objection.revision)
    assert scene.closed(objection.item.notice).state == "closed"
    objection.refresh_from_db()
    with pytest.raises(Refusal) as refused:
        strike_from_notice(actor=scene.officer, objection=objection, expected_revision=objection.revision)
    assert refused.value.code == "nothing_to_strike"


def test_deciding_needs_a_finding_and_a_reply(scene: Scene) -> None:
    objection = assigned(scene, scene.officer)

    with pytest.raises(Refusal) as refused:
        decide_objection(
            actor=scene.officer, objection=objection, upheld=True, reply="…", expected_revision=objection.revision
        )
    assert refused.value.code == "finding_missing"

    held = record_finding(
        actor=scene.officer, objection=objection, finding="已核。", expected_revision=objection.revision
    )
    with pytest.raises(Refusal) as refused:
        decide_objection(actor=scene.officer, objection=held, upheld=True, reply=" ", expected_revision=held.revision)
    assert refused.value.code == "reply_missing"


def test_two_deciding_at_once_decide_once(scene: Scene) -> None:
    held = investigated(scene, scene.officer)
    decide_objection(
        actor=scene.officer, objection=held, upheld=False, reply="不属实。", expected_revision=held.revision
    )

    with pytest.raises(Refusal) as refused:
        decide_objection(
            actor=scene.officer, objection=held, upheld=True, reply="属实。", expected_revision=held.revision
        )

    assert refused.value.code == "stale_page"
    assert held.item.entry.state == "displayed"


def test_what_is_decided_stays(scene: Scene) -> None:
    objection = decided(scene, scene.officer, upheld=False)

    for act in (
        lambda: decide_objection(
            actor=scene.officer, objection=objection, upheld=True, reply="…", expected_revision=objection.revision
        ),
        lambda: record_finding(
            actor=scene.officer, objection=objection, finding="…", expected_revision=objection.revision
        ),
        lambda: assigned(scene, scene.officer, objection),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.code == "objection_decided"


def test_only_the_organisers_house_assigns(scene: Scene, actor: MakeActor, federation: Federation) -> None:
    objection = scene.objection(scene.published(scene.entries[:1]))
    scene.officer = actor(Role.OFFICER_CITY, federation.other_county)

    with pytest.raises(Refusal) as refused:
        assigned(scene, scene.officer, objection)

    assert refused.value.code == "wrong_duty"


def test_gate(scene: Scene, actor: MakeActor, federation: Federation) -> None:
    objection = scene.objection(scene.published(scene.entries[:1]))
    county = actor(Role.REVIEWER_FIRST, federation.county)
    elsewhere = actor(Role.DISCIPLINE, federation.other_county)
    assert [objections_for(one).count() for one in (scene.officer, county, elsewhere, PUBLIC)] == [1, 0, 0, 0]

    assigned(scene, elsewhere, objection)
    Recusal.objects.create(
        entry=objection.item.entry, person_id=scene.leader.person_id, reason="亲属", since=clock.now()
    )

    assert [objections_for(one).count() for one in (elsewhere, scene.leader)] == [1, 0]
