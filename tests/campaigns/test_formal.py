"""The formal check: verdicts, at most two supplements, pass, fail; and who may not."""

import pytest

from jiangxin.campaigns.enums import EntryState, Verdict
from jiangxin.campaigns.models import FormalCheckItem, Recusal, Supplement
from jiangxin.campaigns.queries import plan_of
from jiangxin.campaigns.services import (
    Finding,
    ask_supplement,
    fail_formal,
    move_entry,
    pass_formal,
    save_formal_check,
)
from jiangxin.core import clock
from jiangxin.core.actor import Role
from jiangxin.core.refusal import Refusal
from jiangxin.orgs.models import Errand
from jiangxin.orgs.queries import actor_of
from tests.campaigns.scene import CHECKING, journal_of, later, person_at
from tests.factories import DutyFactory
from tests.laying import laid


@laid
def entry(scene, clock_at):
    clock_at(CHECKING)
    return scene.entry(EntryState.RECOMMENDED_COUNTY)


def refusal_of(deed):
    with pytest.raises(Refusal) as caught:
        deed()
    return caught.value


def save(scene, entry, **verdicts):
    findings = {
        code: Finding(*value) if isinstance(value, tuple) else Finding(value) for code, value in verdicts.items()
    }
    return save_formal_check(actor=scene.officer, entry=entry, findings=findings, expected_version=entry.version)


def test_verdicts_are_kept_and_can_be_changed(scene, entry):
    save(scene, entry, complete=(Verdict.NOT_MET, "缺章"))
    save(scene, entry, complete=Verdict.MET)

    row = FormalCheckItem.objects.get(entry=entry)
    assert (row.code, row.verdict, row.note) == ("complete", "met", "")
    assert row.checked_by_id == scene.officer.account_id


@pytest.mark.parametrize(
    ("verdicts", "paths"),
    [
        ({"complete": ("not_met", " ")}, ["complete"]),
        ({"no_such_item": "met"}, ["no_such_item"]),
        ({"complete": "perhaps"}, ["complete"]),
    ],
)
def test_a_wrong_verdict_keeps_nothing(scene, entry, verdicts, paths):
    refusal = refusal_of(lambda: save(scene, entry, rules="met", **verdicts))

    assert refusal.code == "check_incomplete"
    assert [problem.path for problem in refusal.problems] == paths
    assert FormalCheckItem.objects.count() == 0


def test_a_complete_check_passes(scene, entry):
    scene.tick_all(entry)
    pass_formal(actor=scene.officer, entry=entry, opinion="", expected_version=entry.version)

    assert (entry.state, entry.version) == ("formal_passed", 2)
    assert journal_of(entry) == ["campaigns.save_formal_check", "campaigns.pass_formal"]
    assert Errand.objects.filter(subject_id=entry.pk, closed_at=None).count() == 0


def test_open_items_and_mandatory_faults_keep_an_entry_from_passing(scene, entry):
    items = plan_of(scene.call).formal_checks
    refusal = refusal_of(
        lambda: pass_formal(actor=scene.officer, entry=entry, opinion="", expected_version=entry.version)
    )

    assert [problem.path for problem in refusal.problems] == [item.code for item in items]
    scene.tick_all(entry)
    save(scene, entry, complete=(Verdict.NOT_MET, "缺章"), benefit_proof=(Verdict.NOT_MET, "无证明"))
    refusal = refusal_of(
        lambda: pass_formal(actor=scene.officer, entry=entry, opinion="", expected_version=entry.version)
    )
    assert [problem.path for problem in refusal.problems] == ["complete"]  # the other is not mandatory
    entry.refresh_from_db()
    assert entry.state == "recommended_county"


def test_failing_needs_a_reason(scene, entry):
    for reason in ("", "  "):
        refusal = refusal_of(
            lambda reason=reason: fail_formal(
                actor=scene.officer, entry=entry, reason=reason, expected_version=entry.version
            )
        )
        assert refusal.code == "opinion_missing"
    fail_formal(actor=scene.officer, entry=entry, reason="领衔人不符合资格", expected_version=entry.version)
    assert (entry.state, entry.transitions.get().opinion) == ("formal_failed", "领衔人不符合资格")


def test_two_supplements_are_the_most(scene, entry):
    due = later(clock.now(), days=7)
    for number in (1, 2):
        asked = ask_supplement(
            actor=scene.officer, entry=entry, asked=f"请补第{number}件", due_at=due, expected_version=entry.version
        )
        assert (asked.number, entry.state) == (number, "supplement")
        errand = Errand.objects.get(subject_id=entry.pk, closed_at=None)
        assert (errand.asked, errand.account_id, errand.due_at) == ("supplement", entry.secretary_id, due)
        secretary = actor_of(
            DutyFactory(account=entry.secretary, organisation=entry.unit, role=Role.STUDIO_SECRETARY)
            if number == 1
            else entry.secretary.duties.get()
        )
        move_entry(actor=secretary, entry=entry, act="answer_supplement")

    refusal = refusal_of(
        lambda: ask_supplement(
            actor=scene.officer, entry=entry, asked="再补", due_at=due, expected_version=entry.version
        )
    )

    assert refusal.code == "supplements_used_up"
    assert (Supplement.objects.count(), entry.state) == (2, "recommended_county")


def test_the_blueprint_may_allow_fewer_supplements(scene, entry):
    definition = scene.call.definition
    definition["checks"]["supplements"] = 0
    type(scene.call).objects.filter(pk=scene.call.pk).update(definition=definition, definition_digest="0" * 64)

    refusal = refusal_of(
        lambda: ask_supplement(
            actor=scene.officer,
            entry=entry,
            asked="请补",
            due_at=later(clock.now(), days=5),
            expected_version=entry.version,
        )
    )

    assert refusal.code == "supplements_used_up"


def test_who_does_not_supply_in_time_can_be_failed_and_not_before(scene, entry, clock_at):
    due = later(clock.now(), days=5)
    ask_supplement(actor=scene.officer, entry=entry, asked="请补", due_at=due, expected_version=entry.version)

    def fail():
        fail_formal(actor=scene.officer, entry=entry, reason="逾期未补正", expected_version=entry.version)

    clock_at(due)
    assert refusal_of(fail).code == "supplement_running"
    clock_at(later(due, seconds=1))
    fail()
    assert entry.state == "formal_failed"


def test_an_opinion_has_an_end(scene, entry):
    refusal = refusal_of(
        lambda: fail_formal(actor=scene.officer, entry=entry, reason="长" * 2001, expected_version=entry.version)
    )

    assert (refusal.code, [problem.path for problem in refusal.problems]) == ("opinion_too_long", ["opinion"])
    fail_formal(actor=scene.officer, entry=entry, reason="长" * 2000, expected_version=entry.version)


def test_a_supplement_is_due_in_the_future_and_says_what(scene, entry):
    past = refusal_of(
        lambda: ask_supplement(
            actor=scene.officer, entry=entry, asked="请补", due_at=clock.now(), expected_version=entry.version
        )
    )
    assert (past.code, [problem.path for problem in past.problems]) == ("due_past", ["due_at"])
    silent = refusal_of(
        lambda: ask_supplement(
            actor=scene.officer,
            entry=entry,
            asked=" ",
            due_at=later(clock.now(), days=5),
            expected_version=entry.version,
        )
    )
    assert silent.code == "opinion_missing"
    assert Supplement.objects.count() == 0


@pytest.mark.parametrize("role", [Role.LEADER_CITY, Role.DISCIPLINE, Role.REVIEWER_FIRST, Role.UNION_OFFICER])
def test_only_the_organisers_officers_check(scene, entry, role):
    actor = person_at(role, scene.federation.city)
    deeds = (
        lambda: save_formal_check(
            actor=actor, entry=entry, findings={"complete": Finding("met")}, expected_version=entry.version
        ),
        lambda: fail_formal(actor=actor, entry=entry, reason="无权", expected_version=entry.version),
        lambda: ask_supplement(
            actor=actor, entry=entry, asked="补", due_at=later(clock.now(), days=5), expected_version=entry.version
        ),
    )

    assert {refusal_of(deed).code for deed in deeds} == {"wrong_duty"}
    entry.refresh_from_db()
    assert (entry.state, FormalCheckItem.objects.count()) == ("recommended_county", 0)


def test_a_conflict_of_interest_closes_the_check(scene, entry):
    Recusal.objects.create(entry=entry, person_id=scene.officer.person_id, reason="近亲属", since=clock.now())
    scene_officer = scene.officer

    refusal = refusal_of(
        lambda: fail_formal(actor=scene_officer, entry=entry, reason="x", expected_version=entry.version)
    )

    assert refusal.code == "conflict_of_interest"


def test_the_check_waits_for_its_stage(scene, entry, clock_at):
    stage = scene.call.stages.get(code="formal_check")
    clock_at(later(stage.opens_at, seconds=-1))
    assert (
        refusal_of(
            lambda: fail_formal(actor=scene.officer, entry=entry, reason="早", expected_version=entry.version)
        ).code
        == "too_early"
    )
    clock_at(later(stage.closes_at, seconds=1))
    assert (
        refusal_of(
            lambda: fail_formal(actor=scene.officer, entry=entry, reason="晚", expected_version=entry.version)
        ).code
        == "too_late"
    )


@pytest.mark.parametrize("state", [EntryState.RECOMMENDED_UNIT, EntryState.FORMAL_PASSED, EntryState.NAMED])
def test_entries_elsewhere_are_not_checked(scene, clock_at, state):
    clock_at(CHECKING)
    entry = scene.entry(state)

    refusal = refusal_of(lambda: save(scene, entry, complete="met"))

    assert refusal.code == "not_in_this_state"
