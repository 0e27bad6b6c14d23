from dataclasses import replace
from datetime import timedelta

import pytest

from jiangxin.awards.models import Meeting
from jiangxin.awards.queries import get_meeting_for, meetings_for
from jiangxin.awards.services import (
    Choice,
    conclude_meeting,
    draft_meeting,
    prepare_meeting,
    send_back_meeting,
    update_meeting,
)
from jiangxin.campaigns.models import Recusal, Transition
from jiangxin.core import clock
from jiangxin.core.actor import Role
from jiangxin.core.models import JournalEntry, StoredFile
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.orgs.models import Errand
from tests.awards.scene import Scene
from tests.campaigns.scene import pdf
from tests.conftest import Federation, MakeActor


def states(scene: Scene) -> list[str]:
    for entry in scene.entries:
        entry.refresh_from_db()
    return [entry.state for entry in scene.entries]


def prepared(scene: Scene) -> Meeting:
    meeting = scene.drafted(scene.entries[:3])
    return prepare_meeting(actor=scene.officer, meeting=meeting, expected_revision=meeting.revision)


def test_concluding_moves_every_entry_at_once(scene: Scene) -> None:
    meeting = scene.concluded(scene.entries[:3])

    assert states(scene) == ["selected", "selected", "selected", "not_selected"]
    assert (meeting.state, meeting.concluded_by_id) == ("concluded", scene.leader.account_id)
    steps = Transition.objects.filter(document_number="云工纪〔2026〕1号").values_list("act", flat=True)
    assert sorted(steps) == ["not_select", "select", "select", "select"]
    assert JournalEntry.objects.filter(act="awards.conclude_meeting").count() == 1


def test_errands_pass_from_leader_to_officer(scene: Scene) -> None:
    meeting = prepared(scene)
    assert [(e.role, e.asked) for e in Errand.objects.filter(closed_at=None)] == [("leader_city", "conclude_meeting")]

    conclude_meeting(actor=scene.leader, meeting=meeting, expected_revision=meeting.revision)

    assert [(e.role, e.asked) for e in Errand.objects.filter(closed_at=None)] == [("officer_city", "publish_notice")]


def test_a_choice_against_the_ranking_needs_its_reason(scene: Scene) -> None:
    first, second, third, fourth = scene.entries
    meeting = scene.drafted([first, second, fourth])

    with pytest.raises(Refusal) as refused:
        prepare_meeting(actor=scene.officer, meeting=meeting, expected_revision=meeting.revision)

    assert refused.value.code == "meeting_incomplete"
    assert [problem.path for problem in refused.value.problems] == [f"reason-{third.pk}", f"reason-{fourth.pk}"]


def test_with_reasons_it_is_handed_on(scene: Scene) -> None:
    first, second, third, fourth = scene.entries
    reasons = {f"e{third.pk}": "现场核查发现台账缺失", f"e{fourth.pk}": "一线班组，产业覆盖需要"}

    scene.concluded([first, second, fourth], **reasons)

    assert states(scene) == ["selected", "selected", "not_selected", "selected"]
    assert Transition.objects.get(entry=fourth, act="select").opinion == "一线班组，产业覆盖需要"


def test_more_than_the_seats_are_refused(scene: Scene) -> None:
    meeting = scene.drafted(scene.entries)

    with pytest.raises(Refusal) as refused:
        prepare_meeting(actor=scene.officer, meeting=meeting, expected_revision=meeting.revision)

    assert refused.value.code == "seats_exceeded"
    assert states(scene) == ["scored"] * 4


def test_nobody_selected_is_refused(scene: Scene) -> None:
    meeting = scene.drafted([])

    with pytest.raises(Refusal) as refused:
        prepare_meeting(actor=scene.officer, meeting=meeting, expected_revision=meeting.revision)

    assert refused.value.code == "nobody_selected"


def test_a_vetoed_entry_cannot_be_selected(scene: Scene, federation: Federation) -> None:
    vetoed = scene.add_entry(federation.unit, ["99"] * 5, vetoes=[["fraud"], [], [], [], []])
    meeting = scene.drafted([vetoed], **{f"e{vetoed.pk}": "破格", f"e{scene.entries[0].pk}": "让位"})

    with pytest.raises(Refusal) as refused:
        prepare_meeting(actor=scene.officer, meeting=meeting, expected_revision=meeting.revision)

    assert [(problem.path, problem.code) for problem in refused.value.problems] == [(f"selected-{vetoed.pk}", "vetoed")]


def test_minutes_attendees_and_time_are_asked_for(scene: Scene) -> None:
    facts = scene.facts(minutes="", attendees=" ", held_at=clock.now() + timedelta(days=1))
    choices = {scene.entries[0].pk: Choice(selected=True)}
    meeting = draft_meeting(actor=scene.officer, ranking=scene.rank(), facts=facts, choices=choices)

    with pytest.raises(Refusal) as refused:
        prepare_meeting(actor=scene.officer, meeting=meeting, expected_revision=meeting.revision)

    assert [problem.path for problem in refused.value.problems] == ["attendees", "minutes", "held_at"]


def test_a_draft_needs_its_heading(scene: Scene) -> None:
    with pytest.raises(Refusal) as refused:
        draft_meeting(
            actor=scene.officer,
            ranking=scene.rank(),
            facts=scene.facts(title="", minutes_number="", place="长" * 121),
            choices={},
        )

    assert [(problem.path, problem.code) for problem in refused.value.problems] == [
        ("title", "required"),
        ("minutes_number", "required"),
        ("place", "too_long"),
    ]


def test_a_minutes_number_is_used_once(scene: Scene) -> None:
    scene.concluded(scene.entries[:1])
    for entry in scene.entries:
        entry.state = "scored"
        entry.save()

    with pytest.raises(Refusal) as refused:
        draft_meeting(actor=scene.officer, ranking=scene.rank(), facts=scene.facts(), choices={})

    assert [(problem.path, problem.code) for problem in refused.value.problems] == [("minutes_number", "taken")]


def test_one_open_meeting_per_call(scene: Scene) -> None:
    scene.drafted(scene.entries[:1])

    with pytest.raises(Refusal) as refused:
        draft_meeting(
            actor=scene.officer, ranking=scene.call.rankings.get(), facts=scene.facts("云工纪〔2026〕2号"), choices={}
        )

    assert refused.value.code == "meeting_open"


def test_an_outdated_ranking_is_not_decided_on(scene: Scene) -> None:
    meeting = scene.drafted(scene.entries[:1])
    scene.rank()

    with pytest.raises(Refusal) as refused:
        prepare_meeting(actor=scene.officer, meeting=meeting, expected_revision=meeting.revision)

    assert refused.value.code == "ranking_outdated"


def test_entries_from_elsewhere_are_refused(scene: Scene) -> None:
    with pytest.raises(Refusal) as refused:
        draft_meeting(
            actor=scene.officer, ranking=scene.rank(), facts=scene.facts(), choices={999_999: Choice(selected=True)}
        )

    assert refused.value.code == "unknown_entry"


def test_a_stale_page_changes_nothing(scene: Scene) -> None:
    meeting = scene.drafted(scene.entries[:1])
    choices = {scene.entries[1].pk: Choice(selected=True)}
    update_meeting(
        actor=scene.officer, meeting=meeting, facts=scene.facts(), choices=choices, expected_revision=meeting.revision
    )

    with pytest.raises(Refusal) as refused:
        update_meeting(
            actor=scene.officer, meeting=meeting, facts=scene.facts(), choices={}, expected_revision=meeting.revision
        )

    assert refused.value.code == "stale_page"
    chosen = meeting.items.filter(outcome="selected").values_list("entry_id", flat=True)
    assert list(chosen) == [scene.entries[1].pk]


def test_changing_a_prepared_meeting_takes_it_back(scene: Scene) -> None:
    meeting = prepared(scene)
    changed = update_meeting(
        actor=scene.officer,
        meeting=meeting,
        facts=scene.facts(),
        choices={scene.entries[0].pk: Choice(selected=True)},
        expected_revision=meeting.revision,
    )

    assert changed.state == "draft"
    assert Errand.objects.filter(closed_at=None).count() == 0
    with pytest.raises(Refusal) as refused:
        conclude_meeting(actor=scene.leader, meeting=changed, expected_revision=changed.revision)
    assert refused.value.code == "meeting_not_prepared"


def test_sending_back_tells_the_officers_why(scene: Scene) -> None:
    meeting = prepared(scene)
    with pytest.raises(Refusal) as refused:
        send_back_meeting(actor=scene.leader, meeting=meeting, reason=" ", expected_revision=meeting.revision)
    assert refused.value.code == "reason_missing"

    back = send_back_meeting(
        actor=scene.leader, meeting=meeting, reason="纪要要写明票数", expected_revision=meeting.revision
    )

    assert back.state == "draft"
    assert [(e.asked, e.note) for e in Errand.objects.filter(closed_at=None)] == [("revise_meeting", "纪要要写明票数")]


def test_two_deciding_at_once_decide_once(scene: Scene) -> None:
    meeting = prepared(scene)
    conclude_meeting(actor=scene.leader, meeting=meeting, expected_revision=meeting.revision)

    with pytest.raises(Refusal) as refused:
        conclude_meeting(actor=scene.leader, meeting=meeting, expected_revision=meeting.revision)

    assert refused.value.code == "stale_page"
    assert Transition.objects.filter(act="select").count() == 3


def test_what_is_concluded_stays(scene: Scene) -> None:
    meeting = scene.concluded(scene.entries[:1])

    with pytest.raises(Refusal) as refused:
        conclude_meeting(actor=scene.leader, meeting=meeting, expected_revision=meeting.revision)

    assert refused.value.code == "meeting_concluded"


@pytest.mark.parametrize("role", [Role.OFFICER_CITY, Role.DISCIPLINE, Role.REVIEWER_FIRST])
def test_only_the_leader_concludes(scene: Scene, actor: MakeActor, federation: Federation, role: Role) -> None:
    meeting = prepared(scene)

    with pytest.raises(Refusal) as refused:
        conclude_meeting(actor=actor(role, federation.city), meeting=meeting, expected_revision=meeting.revision)

    assert refused.value.code == "wrong_duty"
    assert states(scene) == ["scored"] * 4


def test_a_recused_leader_does_not_conclude(scene: Scene) -> None:
    meeting = prepared(scene)
    Recusal.objects.create(entry=scene.entries[3], person_id=scene.leader.person_id, reason="师徒", since=clock.now())

    with pytest.raises(Refusal) as refused:
        conclude_meeting(actor=scene.leader, meeting=meeting, expected_revision=meeting.revision)

    assert refused.value.code == "conflict_of_interest"
    assert states(scene) == ["scored"] * 4


def test_a_recused_officer_does_not_prepare(scene: Scene) -> None:
    Recusal.objects.create(entry=scene.entries[3], person_id=scene.officer.person_id, reason="亲属", since=clock.now())

    with pytest.raises(Refusal) as refused:
        scene.drafted(scene.entries[:1])

    assert refused.value.code == "conflict_of_interest"


def test_an_entry_that_moved_on_stops_the_whole_decision(scene: Scene) -> None:
    meeting = prepared(scene)
    last = scene.entries[3]
    last.state = "withdrawn"
    last.save()

    with pytest.raises(Refusal) as refused:
        conclude_meeting(actor=scene.leader, meeting=meeting, expected_revision=meeting.revision)

    assert refused.value.code == "not_in_this_state"
    assert states(scene) == ["scored", "scored", "scored", "withdrawn"]


def test_gate(scene: Scene, actor: MakeActor, federation: Federation) -> None:
    meeting = scene.drafted(scene.entries[:1])
    county = actor(Role.REVIEWER_FIRST, federation.county)

    assert get_meeting_for(scene.leader, meeting.pk) == meeting
    assert meetings_for(county).count() == 0
    with pytest.raises(NotFound):
        get_meeting_for(county, meeting.pk)


def test_a_refused_meeting_keeps_no_file(scene: Scene) -> None:
    facts = {"actor": scene.officer, "ranking": scene.rank(), "choices": {}}
    kept = StoredFile.objects.count()

    for name, given in (("minutes.pdf", replace(scene.facts(), place="")), ("minutes.svg", scene.facts())):
        with pytest.raises(Refusal):
            draft_meeting(**facts, facts=given, minutes_file=pdf(name))
    assert (Meeting.objects.count(), StoredFile.objects.count()) == (0, kept)

    made = draft_meeting(**facts, facts=scene.facts(), minutes_file=pdf("minutes.pdf"))
    assert made.minutes_file is not None
    assert made.minutes_file.name == "minutes.pdf"


def test_the_minutes_are_not_handed_on_to_those_who_applied(scene: Scene) -> None:
    choices = {entry.pk: Choice(selected=True) for entry in scene.entries[:3]}
    facts = {"actor": scene.officer, "ranking": scene.rank(), "facts": scene.facts(), "choices": choices}
    meeting = draft_meeting(**facts, minutes_file=pdf("minutes.pdf"))
    meeting = prepare_meeting(actor=scene.officer, meeting=meeting, expected_revision=meeting.revision)
    conclude_meeting(actor=scene.leader, meeting=meeting, expected_revision=meeting.revision)

    assert Transition.objects.filter(act__in=["select", "not_select"], attachment__isnull=False).count() == 0
