from collections import Counter

import pytest
from django.db import IntegrityError, transaction

from jiangxin.campaigns.enums import EntryState
from jiangxin.core import clock
from jiangxin.core.actor import Role
from jiangxin.core.refusal import Refusal
from jiangxin.orgs.models import Errand
from jiangxin.review.enums import ConflictKind, PanelState, RunState
from jiangxin.review.models import Assignment, AssignmentRun, Conflict, ScoreSheet
from jiangxin.review.services import (
    Declared,
    accept_redacted_copies,
    enter_conflict,
    may_take_over,
    preview_assignment,
    publish_assignment,
    raise_conflict,
    reassign_case,
    remove_member,
    set_member_cap,
    undo_assignment,
)
from jiangxin.review.services.assignment import case_numbers
from tests.conftest import Federation, MakeActor
from tests.review.scene import Scene, actor_for, acts


def codes(refused: pytest.ExceptionInfo[Refusal]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def test_preview_is_even_and_keeps_conflicts_out(scene: Scene, federation: Federation) -> None:
    scene.add_expert(organisation=federation.unit)
    panel = scene.panel()
    run = preview_assignment(actor=scene.officer, panel=panel, seed=3)
    assert sorted(Counter(entry for entry, _member in run.pairs).values()) == [3, 3, 3, 3]
    assert sorted(Counter(member for _entry, member in run.pairs).values()) == [2] * 6
    conflict = Conflict.objects.get()
    assert [conflict.entry_id, conflict.member_id] not in run.pairs
    assert (Assignment.objects.count(), panel.state) == (0, PanelState.DECLARING)


def test_same_seed_gives_the_same_plan_and_one_draft_stays(scene: Scene) -> None:
    panel = scene.panel()
    first = preview_assignment(actor=scene.officer, panel=panel, seed=11).pairs
    assert preview_assignment(actor=scene.officer, panel=panel, seed=11).pairs == first
    assert AssignmentRun.objects.count() == 1


def test_experts_at_home_in_the_industry_come_first(scene: Scene, federation: Federation) -> None:
    nurse = scene.add_expert(industry_sections=["Q"])
    entry = scene.add_entry(federation.unit, industry_section="Q", variant="service", kind="model_worker_service")
    panel = scene.panel(sheets_per_entry=1)
    run = preview_assignment(actor=scene.officer, panel=panel, seed=1)
    assert [member for case, member in run.pairs if case == entry.pk] == [panel.members.get(expert=nurse).pk]


def test_case_with_too_few_free_experts_is_named_with_the_reason(scene: Scene) -> None:
    panel = scene.panel(sheets_per_entry=4)
    entry = scene.entries[2]
    for member in panel.members.all()[:2]:
        enter_conflict(actor=scene.officer, member=member, entry=entry, kind=ConflictKind.MONEY, explanation="持股")
    with pytest.raises(Refusal) as refused:
        preview_assignment(actor=scene.officer, panel=panel)
    assert refused.value.code == "assignment_impossible"
    (problem,) = refused.value.problems
    assert str(problem.message) == (
        f"“{entry}”需要 4 名专家，能评的只有 3 名（经济利益 2 人）。请增补专家，或减少每份申报的评分专家数。"
    )
    assert AssignmentRun.objects.count() == 0


def test_too_little_capacity_is_told_in_numbers(scene: Scene) -> None:
    panel = scene.panel(sheets_per_entry=3)
    for member in panel.members.all():
        set_member_cap(actor=scene.officer, member=member, most=2)
    with pytest.raises(Refusal) as refused:
        preview_assignment(actor=scene.officer, panel=panel)
    assert codes(refused) == ["assignment.capacity_short"]
    assert str(refused.value.problems[0].message) == (
        "共需评分 12 份，全体专家最多能评 10 份，还差 2 份。"
        "请提高每人最多评分份数、增补专家，或减少每份申报的评分专家数。"
    )


def test_bottleneck_of_several_cases_is_named(scene: Scene) -> None:
    panel = scene.panel(sheets_per_entry=2)
    members = list(panel.members.all())
    for member in members[2:]:
        for entry in scene.entries[:3]:
            enter_conflict(actor=scene.officer, member=member, entry=entry, kind=ConflictKind.KIN, explanation="亲属")
    for member in members[:2]:
        set_member_cap(actor=scene.officer, member=member, most=2)
    with pytest.raises(Refusal) as refused:
        preview_assignment(actor=scene.officer, panel=panel)
    assert codes(refused) == ["assignment.cases_bottleneck"]
    assert "需要 6 个评分名额" in str(refused.value.problems[0].message)
    assert "还差 2 个" in str(refused.value.problems[0].message)


def test_nothing_to_assign_and_panel_not_invited_are_refused(scene: Scene) -> None:
    panel = scene.panel()
    for entry in scene.entries:
        entry.state = EntryState.RECOMMENDED_COUNTY
        entry.save()
    with pytest.raises(Refusal) as refused:
        preview_assignment(actor=scene.officer, panel=panel)
    assert refused.value.code == "nothing_to_assign"
    panel.state = PanelState.BUILDING
    panel.save()
    with pytest.raises(Refusal) as refused:
        preview_assignment(actor=scene.officer, panel=panel)
    assert refused.value.code == "panel_state"


def test_publishing_gives_cases_sheets_and_errands(scene: Scene, run: AssignmentRun) -> None:
    assert (run.state, run.panel.state, run.published_at) == (RunState.PUBLISHED, PanelState.SCORING, clock.now())
    assert Assignment.objects.filter(withdrawn_at=None).count() == 12
    assert set(ScoreSheet.objects.values_list("state", "rubric", "revision")) == {("draft", "innovation", 0)}
    assert Errand.objects.filter(asked="score", closed_at=None, due_at=run.panel.due_at).count() == 5
    numbers = set(Assignment.objects.values_list("entry_id", "case_number"))
    assert sorted(number for _entry, number in numbers) == [1, 2, 3, 4]


def test_case_numbers_are_a_lot_not_the_order_of_the_entries() -> None:
    ids = list(range(100, 200))
    drawn = case_numbers(ids, 7)
    assert sorted(drawn.values()) == list(range(1, 101))
    assert [drawn[pk] for pk in ids] != list(range(1, 101))
    assert drawn == case_numbers(ids, 7)


def test_undeclared_member_stops_publishing(scene: Scene) -> None:
    panel = scene.panel(is_blind=False)
    silent = panel.members.last()
    run = preview_assignment(actor=scene.officer, panel=panel, seed=1)
    scene.declare(panel)
    silent.refresh_from_db()
    silent.declared_entries = silent.declared_entries[:-1]
    silent.save()
    with pytest.raises(Refusal) as refused:
        publish_assignment(actor=scene.officer, run=run)
    assert refused.value.code == "member_undeclared"
    assert [problem.path for problem in refused.value.problems] == [f"member.{silent.pk}"]
    assert (Assignment.objects.count(), acts(refused=True)) == (0, ["review.publish_assignment"])


def test_conflict_declared_after_the_preview_makes_it_outdated(scene: Scene) -> None:
    panel = scene.panel(is_blind=False)
    run = preview_assignment(actor=scene.officer, panel=panel, seed=1)
    entry_id, member_id = run.pairs[0]
    name = str(panel.members.get(pk=member_id))
    scene.declare(panel, {name: {entry_id: Declared("kin", "亲属")}})
    with pytest.raises(Refusal) as refused:
        publish_assignment(actor=scene.officer, run=run)
    assert refused.value.code == "run_outdated"


@pytest.mark.parametrize("change", ["entry_gone", "entry_new", "member_gone", "fewer_sheets"])
def test_anything_changed_since_the_preview_makes_it_outdated(
    scene: Scene, federation: Federation, change: str
) -> None:
    panel = scene.panel(is_blind=False)
    scene.declare(panel)
    run = preview_assignment(actor=scene.officer, panel=panel, seed=1)
    if change == "entry_gone":
        scene.entries[0].state = EntryState.WITHDRAWN
        scene.entries[0].save()
    elif change == "entry_new":
        scene.add_entry(federation.unit)
    elif change == "member_gone":
        remove_member(actor=scene.officer, member=panel.members.first(), reason="出差")
    else:
        panel.sheets_per_entry = 2
        panel.save()
    with pytest.raises(Refusal) as refused:
        publish_assignment(actor=scene.officer, run=run)
    assert refused.value.code == "run_outdated"


def test_blind_panel_needs_checked_copies(scene: Scene) -> None:
    panel = scene.panel()
    scene.declare(panel)
    run = preview_assignment(actor=scene.officer, panel=panel, seed=1)
    with pytest.raises(Refusal) as refused:
        publish_assignment(actor=scene.officer, run=run)
    assert refused.value.code == "redaction_unchecked"
    assert len(refused.value.problems) == 4
    assert accept_redacted_copies(actor=scene.officer, panel=panel) == 4
    assert publish_assignment(actor=scene.officer, run=run).state == RunState.PUBLISHED


def test_second_publishing_is_refused_and_the_database_agrees(scene: Scene, run: AssignmentRun) -> None:
    with pytest.raises(Refusal) as refused:
        publish_assignment(actor=scene.officer, run=run)
    assert refused.value.code == "panel_state"
    with pytest.raises(IntegrityError), transaction.atomic():
        AssignmentRun.objects.create(
            panel=run.panel,
            state=RunState.PUBLISHED,
            seed=1,
            computed_at=clock.now(),
            computed_by_id=scene.officer.account_id or 0,
        )


def test_undoing_keeps_drafts_and_lets_the_panel_start_again(scene: Scene, run: AssignmentRun) -> None:
    with pytest.raises(Refusal) as refused:
        undo_assignment(actor=scene.officer, run=run, reason=" ")
    assert refused.value.code == "reason_missing"
    undo_assignment(actor=scene.officer, run=run, reason="专家名单有误")
    run.refresh_from_db()
    run.panel.refresh_from_db()
    assert (run.state, run.undone_reason, run.panel.state) == (RunState.UNDONE, "专家名单有误", "declaring")
    assert (Assignment.objects.filter(withdrawn_at=None).count(), ScoreSheet.objects.count()) == (0, 12)
    assert Errand.objects.filter(asked="score", closed_at=None).count() == 0
    with pytest.raises(Refusal) as refused:
        undo_assignment(actor=scene.officer, run=run, reason="再次")
    assert refused.value.code == "panel_state"
    again = preview_assignment(actor=scene.officer, panel=run.panel, seed=2)
    assert publish_assignment(actor=scene.officer, run=again).state == RunState.PUBLISHED


def test_undoing_is_over_once_a_sheet_is_locked(scene: Scene, run: AssignmentRun) -> None:
    scene.lock(run.assignments.first())
    with pytest.raises(Refusal) as refused:
        undo_assignment(actor=scene.officer, run=run, reason="想重来")
    assert refused.value.code == "sheets_locked"
    assert AssignmentRun.objects.get(pk=run.pk).state == RunState.PUBLISHED


def test_reassigning_takes_back_and_gives_on(scene: Scene, run: AssignmentRun) -> None:
    assignment = run.assignments.first()
    holders = set(run.assignments.filter(entry=assignment.entry).values_list("member_id", flat=True))
    other = run.panel.members.exclude(pk__in=holders).first()
    with pytest.raises(Refusal) as refused:
        reassign_case(actor=scene.officer, assignment=assignment, member=other, reason="")
    assert refused.value.code == "reason_missing"
    given = reassign_case(actor=scene.officer, assignment=assignment, member=other, reason="原专家住院")
    assignment.refresh_from_db()
    assert (assignment.withdrawn_reason, given.case_number, given.replaces) == (
        "原专家住院",
        assignment.case_number,
        assignment,
    )
    with pytest.raises(Refusal) as refused:
        reassign_case(actor=scene.officer, assignment=assignment, member=other, reason="再派")
    assert refused.value.code == "already_replaced"


def test_reassigning_after_a_late_conflict_closes_the_errand(scene: Scene, run: AssignmentRun) -> None:
    assignment = run.assignments.first()
    raise_conflict(actor=actor_for(assignment.member), assignment=assignment, kind=ConflictKind.KIN, explanation="堂弟")
    holders = set(run.assignments.filter(entry=assignment.entry).values_list("member_id", flat=True))
    other = run.panel.members.exclude(pk__in=holders).first()
    reassign_case(actor=scene.officer, assignment=assignment, member=other, reason="原专家回避")
    assert Errand.objects.filter(asked="reassign_case", closed_at=None).count() == 0


def test_locked_sheet_is_not_reassigned(scene: Scene) -> None:
    run = scene.published(sheets_per_entry=2)
    assignment = run.assignments.first()
    scene.lock(assignment)
    holders = set(run.assignments.filter(entry=assignment.entry).values_list("member_id", flat=True))
    other = run.panel.members.exclude(pk__in=holders).first()
    with pytest.raises(Refusal) as refused:
        reassign_case(actor=scene.officer, assignment=assignment, member=other, reason="换人")
    assert refused.value.code == "sheet_locked"


def test_who_may_take_over(scene: Scene) -> None:
    run = scene.published(sheets_per_entry=2)
    assignment = run.assignments.first()
    holder = assignment.member
    holders = set(run.assignments.filter(entry=assignment.entry).values_list("member_id", flat=True))
    free = run.panel.members.exclude(pk__in=holders).first()
    assert may_take_over(member=free, assignment=assignment).allowed
    assert may_take_over(member=holder, assignment=assignment).code == "member_has_case"
    free.most = 1
    assert may_take_over(member=free, assignment=assignment).code == "member_full"
    free.most = 0
    enter_conflict(actor=scene.officer, member=free, entry=assignment.entry, kind=ConflictKind.KIN, explanation="亲属")
    assert may_take_over(member=free, assignment=assignment).code == "member_conflicted"
    free.declared_entries = []
    assert may_take_over(member=free, assignment=assignment).code == "member_undeclared"


def test_recused_officer_does_not_assign(scene: Scene, federation: Federation, actor: MakeActor) -> None:
    expert = scene.add_expert(organisation=federation.unit)
    officer = actor(Role.OFFICER_CITY, federation.city, account=expert.account)
    panel = scene.panel()
    with pytest.raises(Refusal) as refused:
        preview_assignment(actor=officer, panel=panel)
    assert refused.value.code == "conflict_of_interest"
