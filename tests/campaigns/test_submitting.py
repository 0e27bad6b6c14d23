"""Submitting an application that was really filled in: what keeps it from being submitted, and its way in."""

from copy import deepcopy
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jiangxin.campaigns.enums import EntryState
from jiangxin.campaigns.models import Entry, EntryFile, EntryVersion
from jiangxin.campaigns.queries import draft_answers, submitted_answers
from jiangxin.campaigns.services import (
    ask_supplement,
    attach_file,
    attach_sealed_scan,
    give_late_exception,
    return_entry,
    save_answers,
    start_entry,
    submit_entry,
    withdraw_entry,
)
from jiangxin.campaigns.services.blueprints import definition_digest
from jiangxin.core import clock
from jiangxin.core.actor import Role
from jiangxin.core.refusal import Refusal
from jiangxin.orgs.queries import actor_of, errands_for
from jiangxin.people.enums import HonourLevel
from jiangxin.people.models import Honour, Person
from jiangxin.rehearsal.applications import Applications
from jiangxin.rehearsal.applying import write_draft
from jiangxin.rehearsal.folk import Folk
from jiangxin.rehearsal.founding import Unit
from tests.campaigns.scene import CHECKING, DECLARING, journal_of, later, pdf
from tests.factories import DutyFactory
from tests.laying import laid

DECLARED_ON = date(2026, 3, 20)


@laid
def folk():
    return Folk(7, "340100")


@laid
def unit(scene, folk, clock_at):
    clock_at(DECLARING)
    organisation = scene.federation.unit
    organisation.employees, organisation.members = 620, 600
    organisation.save()
    return Unit(
        organisation=organisation,
        area=scene.federation.county,
        trade=folk.trade(),
        secretary=DutyFactory(organisation=organisation, role=Role.STUDIO_SECRETARY),
        officer=DutyFactory(organisation=organisation, role=Role.UNION_OFFICER),
        leader=folk.person(born=(1970, 1985)),
    )


@laid
def draft(scene, unit, folk):
    return write_draft(unit, scene.call, Applications(folk, clock.today()))


def refusal_of(deed):
    with pytest.raises(Refusal) as caught:
        deed()
    return caught.value


def submit(unit, entry):
    return submit_entry(actor=actor_of(unit.secretary), entry=entry, expected_version=entry.version)


def change(unit, entry, section, **fields):
    answers = draft_answers(entry)
    answers[section] = {**answers[section], **fields}
    save_answers(actor=actor_of(unit.secretary), entry=entry, answers=answers, base_revision=entry.answers.revision)
    entry.answers.refresh_from_db()


def test_a_whole_application_is_sealed_and_handed_on(unit, draft):
    version = submit(unit, draft)

    assert (draft.state, draft.version, version.number) == ("submitted", 2, 1)
    assert draft.leader_name == unit.leader.name
    assert draft.leader.resident_id == unit.leader.resident_id
    assert draft.submitted_at == clock.now()
    assert [errand.asked for errand in errands_for(actor_of(unit.officer))] == ["recommend"]
    assert journal_of(draft)[-1] == "campaigns.submit"


def test_sensitive_answers_are_encrypted_where_they_lie_and_readable_through_the_gate(unit, draft):
    submit(unit, draft)
    stored = EntryVersion.objects.get(entry=draft).data

    assert stored["leader"]["id_no"].startswith("enc:1:")
    assert submitted_answers(draft)["leader"]["id_no"] == unit.leader.resident_id


def test_a_file_taken_out_of_the_form_is_not_submitted(unit, draft):
    secretary = actor_of(unit.secretary)
    taken_out = attach_file(actor=secretary, entry=draft, path="attachments.display_proof", upload=pdf())
    draft.answers.refresh_from_db()
    proofs = draft_answers(draft)["attachments"]["display_proof"][:-1]
    change(unit, draft, "attachments", display_proof=proofs)
    attach_sealed_scan(actor=secretary, entry=draft, upload=pdf())
    draft.refresh_from_db()

    submit(unit, draft)

    gone = EntryFile.objects.filter(entry=draft).exclude(removed_at=None)
    assert list(gone.values_list("pk", flat=True)) == [taken_out.pk]


def test_what_is_missing_is_listed_with_its_places(scene, unit):
    secretary = actor_of(unit.secretary)
    entry = start_entry(actor=secretary, call=scene.call, unit=unit.organisation, secretary=unit.secretary.account)

    refusal = refusal_of(lambda: submit(unit, entry))

    assert refusal.code == "incomplete"
    assert "studio.name" in {problem.path for problem in refusal.problems}
    entry.refresh_from_db()
    assert (entry.state, entry.versions.count()) == ("draft", 0)
    assert journal_of(entry, refused=True) == ["campaigns.submit_entry"]


def test_a_leader_who_meets_no_condition_cannot_apply(unit, draft):
    answers = draft_answers(draft)
    answers["leader_honours"] = []
    answers["leader"]["skill_grade"] = "senior"
    actor = actor_of(unit.secretary)
    save_answers(actor=actor, entry=draft, answers=answers, base_revision=draft.answers.revision)
    draft.answers.refresh_from_db()

    refusal = refusal_of(lambda: submit(unit, draft))

    assert "leader_not_eligible" in {problem.code for problem in refusal.problems}


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"verified_at": None}, "还没有核验证书文件"),
        ({"withdrawn_on": DECLARED_ON, "withdrawn_reason": "受处分"}, "没有登记"),
        ({"awarded_on": DECLARED_ON + timedelta(days=1)}, "没有登记"),
        ({"level": HonourLevel.COUNTY}, "没有登记"),
    ],
)
def test_what_the_register_does_not_hold_is_no_ground_to_lead(unit, draft, changed, told):
    Honour.objects.update(**changed)

    refusal = refusal_of(lambda: submit(unit, draft))

    (problem,) = refusal.problems
    assert (problem.path, problem.code) == ("leader.name", "leader_not_in_register")
    assert (unit.leader.name in problem.message, told in problem.message) == (True, True)


def test_a_leader_nobody_registered_cannot_apply_unless_the_call_only_shows_it(scene, unit, draft):
    registered_by("E12345678")
    assert [problem.code for problem in refusal_of(lambda: submit(unit, draft)).problems] == ["leader_not_in_register"]

    definition = deepcopy(scene.call.definition)
    definition["eligibility"]["register"] = "shown"
    type(scene.call).objects.filter(pk=scene.call.pk).update(
        definition=definition, definition_digest=definition_digest(definition)
    )
    draft.refresh_from_db()
    submit(unit, draft)
    assert draft.state == "submitted"


def test_the_sealed_scan_belongs_to_what_is_submitted(unit, draft):
    change(unit, draft, "studio", tagline="另写一句宗旨")
    assert refusal_of(lambda: submit(unit, draft)).code == "sealed_scan_outdated"

    attach_sealed_scan(actor=actor_of(unit.secretary), entry=draft, upload=pdf())
    draft.answers.refresh_from_db()
    submit(unit, draft)
    assert draft.state == "submitted"


def test_without_a_scan_nothing_is_submitted(unit, draft):
    type(draft.answers).objects.filter(entry=draft).update(sealed_scan=None)
    draft.answers.refresh_from_db()

    assert refusal_of(lambda: submit(unit, draft)).code == "sealed_scan_missing"


def test_a_leader_stands_in_one_application_of_a_call(scene, unit, draft):
    leader = Person.objects.get(name=unit.leader.name)  # as the register knows them
    other = scene.entry(leader=leader, unit=scene.federation.private_unit)

    refusal = refusal_of(lambda: submit(unit, draft))

    assert refusal.code == "leader_twice"
    assert unit.leader.name in str(refusal.message)
    Entry.objects.filter(pk=other.pk).update(state=EntryState.WITHDRAWN)
    submit(unit, draft)
    assert draft.state == "submitted"


def test_a_unit_stands_in_one_application_where_the_call_says_so(scene, unit, draft):
    other = scene.entry(unit=unit.organisation)

    refusal = refusal_of(lambda: submit(unit, draft))

    assert (refusal.code, other.name in str(refusal.message)) == ("unit_twice", True)
    Entry.objects.filter(pk=other.pk).update(state=EntryState.WITHDRAWN)
    submit(unit, draft)
    assert draft.state == "submitted"


@pytest.mark.parametrize(
    ("section", "answers", "place", "words"),
    [
        ("studio", {"founded_on": "2025-03-21"}, "studio.founded_on", "工作室成立应满 1 年，现在满 0 年。"),
        ("members", {"role": "adviser"}, "members", "核心成员应为 5 至 20 人，现有 0 人。"),
        ("members", {"front_line": False}, "members", "一线职工应不少于成员的 50%，现为 0.0%。"),
    ],
)
def test_what_the_call_asks_of_a_studio_is_checked(unit, draft, section, answers, place, words):
    kept = draft_answers(draft)
    changed = [{**row, **answers} for row in kept[section]] if section == "members" else {**kept[section], **answers}
    save_answers(
        actor=actor_of(unit.secretary),
        entry=draft,
        answers={**kept, section: changed},
        base_revision=draft.answers.revision,
    )
    draft.answers.refresh_from_db()

    refusal = refusal_of(lambda: submit(unit, draft))

    assert [(problem.path, str(problem.message)) for problem in refusal.problems] == [(place, words)]


def test_a_supplement_comes_in_time_or_by_a_written_exception(scene, unit, draft, clock_at):
    submit(unit, draft)
    clock_at(CHECKING)
    due = later(clock.now(), days=5)
    Entry.objects.filter(pk=draft.pk).update(state=EntryState.RECOMMENDED_COUNTY)
    draft.refresh_from_db()
    ask_supplement(actor=scene.officer, entry=draft, asked="请补", due_at=due, expected_version=draft.version)
    clock_at(later(due, seconds=1))

    refusal = refusal_of(lambda: submit(unit, draft))

    assert refusal.code == "supplement_overdue"
    stage = scene.call.stages.get(code="formal_check")
    until = later(stage.closes_at, days=1)
    give_late_exception(actor=scene.leader, stage=stage, organisation=unit.area, until=until, reason="负责人住院")
    submit(unit, draft)
    assert (draft.state, draft.supplements.get().answered_at) == ("recommended_county", clock.now())


def registered_by(number, name="登记在册"):
    """Let the honour of the register belong to somebody known by another number."""
    person = Person(name=name)
    person.set_resident_id(number)
    person.save()
    Honour.objects.update(person=person)
    return person


def passport(unit, entry, number):
    change(unit, entry, "leader", id_kind="passport", other_id_no=number)
    attach_sealed_scan(actor=actor_of(unit.secretary), entry=entry, upload=pdf())
    entry.answers.refresh_from_db()


@pytest.mark.parametrize("spelled", ["E12345678", "e12345678"])
def test_a_leader_is_known_by_any_spelling_of_the_passport(scene, unit, draft, spelled):
    leader = registered_by("E12345678", name="同一人，别的姓名")
    scene.entry(leader=leader, unit=scene.federation.private_unit)
    passport(unit, draft, spelled)

    assert refusal_of(lambda: submit(unit, draft)).code == "leader_twice"


def test_a_hidden_number_says_nothing_of_who_leads(unit, draft):
    registered_by("E12345678")
    passport(unit, draft, "E12345678")  # the resident number typed before is still in the draft, but no longer shown

    submit(unit, draft)

    assert draft.leader.resident_id == "E12345678"


def test_nothing_is_written_behind_a_submission_on_its_way(unit, draft):
    before = Entry.objects.get(pk=draft.pk)  # as a save that was sent a moment earlier has read it
    submit(unit, draft)

    refusal = refusal_of(
        lambda: save_answers(
            actor=actor_of(unit.secretary),
            entry=before,
            answers={"leader": {"name": "换了人"}},
            base_revision=before.answers.revision,
        )
    )

    assert refusal.code == "not_editable"
    draft.refresh_from_db()
    assert draft.leader_name == unit.leader.name


def test_late_is_refused_and_what_was_written_stays(scene, unit, draft, clock_at):
    clock_at(later(scene.call.stages.get(code="declare").closes_at, seconds=1))

    refusal = refusal_of(lambda: submit(unit, draft))

    assert refusal.code == "too_late"
    change(unit, draft, "studio", tagline="截止后仍可保存")
    assert draft_answers(draft)["studio"]["tagline"] == "截止后仍可保存"


def test_a_page_sent_twice_submits_once(unit, draft):
    version = draft.version
    submit(unit, draft)

    refusal = refusal_of(lambda: submit_entry(actor=actor_of(unit.secretary), entry=draft, expected_version=version))

    assert refusal.code == "stale_page"
    assert draft.versions.count() == 1


def test_a_return_is_answered_with_a_second_version(unit, draft):
    submit(unit, draft)
    return_entry(actor=actor_of(unit.officer), entry=draft, reason="补充", expected_version=draft.version)
    change(unit, draft, "studio", tagline="改过的宗旨")
    attach_sealed_scan(actor=actor_of(unit.secretary), entry=draft, upload=pdf())
    draft.answers.refresh_from_db()

    version = submit(unit, draft)

    assert (version.number, draft.state) == (2, "submitted")
    first, second = draft.versions.order_by("number")
    assert first.data["studio"]["tagline"] != second.data["studio"]["tagline"] == "改过的宗旨"


def test_a_withdrawn_application_leaves_room_for_another(scene, unit, draft):
    submit(unit, draft)
    actor = actor_of(unit.secretary)
    assert (
        refusal_of(lambda: withdraw_entry(actor=actor, entry=draft, reason=" ", expected_version=draft.version)).code
        == "opinion_missing"
    )
    withdraw_entry(actor=actor, entry=draft, reason="改报下一批", expected_version=draft.version)

    assert draft.state == "withdrawn"
    again = start_entry(actor=actor, call=scene.call, unit=unit.organisation, secretary=unit.secretary.account)
    assert again.state == "draft"


def test_saving_over_somebody_elses_save_is_refused(unit, draft):
    actor = actor_of(unit.secretary)
    base = draft.answers.revision
    change(unit, draft, "studio", tagline="第一个窗口")

    refusal = refusal_of(
        lambda: save_answers(
            actor=actor, entry=draft, answers={"studio": {"tagline": "第二个窗口"}}, base_revision=base
        )
    )

    assert refusal.code == "stale_answers"
    assert draft_answers(draft)["studio"]["tagline"] == "第一个窗口"


@pytest.mark.parametrize("content", [b"MZ\x90\x00 program", b"%PDF-1.7 cut off"])
def test_a_disguised_file_is_not_attached(unit, draft, content):
    before = draft.files.count()
    upload = SimpleUploadedFile("proof.pdf", content, "application/pdf")

    refusal = refusal_of(
        lambda: attach_file(
            actor=actor_of(unit.secretary), entry=draft, path="attachments.finance_proof", upload=upload
        )
    )

    assert (refusal.code, draft.files.count()) == ("file_disguised", before)


def test_nobody_else_writes_or_submits(scene, unit, draft):
    stranger = DutyFactory(organisation=scene.federation.unit, role=Role.STUDIO_SECRETARY)
    actor = actor_of(stranger)

    assert (
        refusal_of(
            lambda: save_answers(actor=actor, entry=draft, answers={}, base_revision=draft.answers.revision)
        ).code
        == "not_your_entry"
    )
    assert (
        refusal_of(lambda: submit_entry(actor=actor, entry=draft, expected_version=draft.version)).code
        == "wrong_organisation"
    )


def test_who_may_start_is_told_by_the_call(scene, unit):
    secretary = actor_of(unit.secretary)
    type(scene.call).objects.filter(pk=scene.call.pk).update(
        who_may_apply={"areas": [scene.federation.other_county.path]}
    )
    scene.call.refresh_from_db()
    start = {"call": scene.call, "unit": unit.organisation, "secretary": unit.secretary.account}

    assert refusal_of(lambda: start_entry(actor=secretary, **start)).code == "not_eligible"
    assert refusal_of(lambda: start_entry(actor=scene.officer, **start)).code == "wrong_duty"
    other = {**start, "unit": scene.federation.private_unit}
    assert refusal_of(lambda: start_entry(actor=secretary, **other)).code == "wrong_organisation"
    assert Entry.objects.count() == 0
