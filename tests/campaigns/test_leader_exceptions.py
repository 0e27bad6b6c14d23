"""Leave for one person to lead without meeting the conditions: given, used, and taken back while unused."""

import pytest
from django.db import IntegrityError, transaction

from jiangxin.campaigns.enums import EntryState
from jiangxin.campaigns.models import Entry, LeaderException
from jiangxin.campaigns.queries import draft_answers, leader_exceptions_for
from jiangxin.campaigns.registered import leave_facts
from jiangxin.campaigns.services import (
    attach_sealed_scan,
    give_leader_exception,
    revoke_leader_exception,
    save_answers,
    withdraw_entry,
)
from jiangxin.core import clock
from jiangxin.core.models import JournalEntry
from jiangxin.orgs.queries import actor_of
from jiangxin.people.models import Honour
from tests.campaigns.scene import pdf
from tests.campaigns.test_submitting import draft, folk, refusal_of, submit, unit  # noqa: F401  the scene of a draft

NOTHING = ["leader_not_eligible", "leader_not_in_register", "too_few_rows"]


def bare(unit, draft):  # noqa: F811
    """Take every ground to lead away, from the register and from the form."""
    Honour.objects.all().delete()
    answers = draft_answers(draft)
    answers["leader_honours"], answers["leader"]["skill_grade"] = [], "senior"
    actor = actor_of(unit.secretary)
    save_answers(actor=actor, entry=draft, answers=answers, base_revision=draft.answers.revision)
    attach_sealed_scan(actor=actor, entry=draft, upload=pdf())
    draft.refresh_from_db()
    draft.answers.refresh_from_db()


def give(scene, unit, **changed):  # noqa: F811
    facts = {"name": unit.leader.name, "number": unit.leader.resident_id, "reason": "破格：国家级项目负责人"}
    return give_leader_exception(actor=scene.leader, call=scene.call, **{**facts, **changed})


def codes(refusal):
    return sorted({problem.code for problem in refusal.problems})


def test_one_person_is_let_through_and_nobody_else(scene, unit, draft):  # noqa: F811
    bare(unit, draft)
    assert codes(refusal_of(lambda: submit(unit, draft))) == NOTHING
    give(scene, unit, name="别人", number="E12345678")
    assert codes(refusal_of(lambda: submit(unit, draft))) == NOTHING

    given = give(scene, unit, number=unit.leader.resident_id.lower().replace("", " "))  # any spelling is the same
    submit(unit, draft)

    given.refresh_from_db()
    assert (given.used_by, given.used_at, given.in_use) == (draft, clock.now(), True)
    (fact,) = leave_facts(Entry.objects.get(pk=draft.pk))
    assert (fact.value, given.reason in fact.note) == ("已批准，据此提交", True)
    moved = JournalEntry.objects.filter(act="campaigns.submit", object_id=draft.pk).last()
    assert moved.after["leader_exception"] == given.pk
    assert refusal_of(lambda: revoke_leader_exception(actor=scene.leader, exception=given, reason="误批")).code == (
        "exception_used"
    )
    withdraw_entry(actor=actor_of(unit.secretary), entry=draft, reason="不报了", expected_version=draft.version)
    revoke_leader_exception(actor=scene.leader, exception=given, reason="误批")
    assert LeaderException.objects.get(pk=given.pk).used_by == draft  # what rested on it stays on record


def test_the_other_conditions_hold_and_leave_taken_back_is_none(scene, unit, draft):  # noqa: F811
    bare(unit, draft)
    given = give(scene, unit)
    answers = draft_answers(draft)
    answers["studio"]["founded_on"] = "2026-03-01"
    actor = actor_of(unit.secretary)
    save_answers(actor=actor, entry=draft, answers=answers, base_revision=draft.answers.revision)
    draft.answers.refresh_from_db()
    assert codes(refusal_of(lambda: submit(unit, draft))) == ["not_eligible"]

    blank = refusal_of(lambda: revoke_leader_exception(actor=scene.leader, exception=given, reason=" "))
    assert blank.code == "reason_missing"
    revoke_leader_exception(actor=scene.leader, exception=given, reason="查明情况不实")
    again = refusal_of(lambda: revoke_leader_exception(actor=scene.leader, exception=given, reason="再撤"))
    assert again.code == "already_revoked"
    assert "leader_not_in_register" in codes(refusal_of(lambda: submit(unit, draft)))
    assert give(scene, unit).pk != given.pk  # given anew, as a row of its own


def test_leave_unused_because_not_needed_can_be_taken_back(scene, unit, draft):  # noqa: F811
    given = give(scene, unit)
    submit(unit, draft)

    given.refresh_from_db()
    assert given.used_by is None
    revoke_leader_exception(actor=scene.leader, exception=given, reason="名册已登记，不需要")
    draft.refresh_from_db()
    assert draft.state == EntryState.SUBMITTED


@pytest.mark.parametrize(
    ("changed", "path", "code"),
    [
        ({"reason": " "}, "reason", "required"),
        ({"name": ""}, "name", "required"),
        ({"number": "110105194912310021"}, "number", "number_invalid"),  # its check character is X
        ({"number": "13800138000"}, "number", "number_invalid"),
        ({"name": "另一个名字"}, "number", "other_name"),
    ],
)
def test_what_is_missing_or_wrong_is_told_at_its_field(scene, unit, draft, changed, path, code):  # noqa: F811
    Honour.objects.get()  # the leader is in the register

    (problem,) = refusal_of(lambda: give(scene, unit, **changed)).problems

    assert (problem.path, problem.code, LeaderException.objects.count()) == (path, code, 0)


def test_only_the_organisers_leader_gives_it_once_and_only_the_city_reads_it(scene, unit, draft):  # noqa: F811
    wrong = refusal_of(
        lambda: give_leader_exception(actor=scene.officer, call=scene.call, name="甲", number="E1", reason="乙")
    )
    assert wrong.code == "wrong_duty"
    given = give(scene, unit)

    assert codes(refusal_of(lambda: give(scene, unit))) == ["already_given"]
    assert [list(leader_exceptions_for(one, scene.call)) for one in (scene.officer, scene.county())] == [[given], []]
    row = JournalEntry.objects.filter(act="campaigns.give_leader_exception", outcome="done").get()
    assert (row.reason, unit.leader.resident_id in str(row.after)) == (given.reason, False)
    with pytest.raises(IntegrityError), transaction.atomic():
        LeaderException.objects.create(
            call=scene.call, person=given.person, reason="又一次", given_by=given.given_by, given_at=clock.now()
        )
