from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from jiangxin.campaigns.enums import EntryState
from jiangxin.campaigns.queries.definitions import rubric_for
from jiangxin.campaigns.services.blueprints import definition_digest
from jiangxin.core import clock
from jiangxin.core.refusal import Refusal
from jiangxin.orgs.models import Errand
from jiangxin.review.enums import ConflictKind, SheetState
from jiangxin.review.models import Assignment, AssignmentRun, ScoreLine, ScoreSheet
from jiangxin.review.services import Mark, enter_conflict, extend_scoring, lock_sheet, save_sheet, undo_assignment
from tests.conftest import SetClock
from tests.laying import laid
from tests.review.scene import Scene, actor_for, acts, marks_for


@laid
def assignment(run: AssignmentRun) -> Assignment:
    return run.assignments.select_related("member__expert__person", "entry").order_by("id").first()


def save(assignment: Assignment, **changes: object) -> ScoreSheet:
    sheet = ScoreSheet.objects.get(assignment=assignment)
    values: dict[str, object] = {
        "marks": {"sign": Mark("1.5", "标识清楚")},
        "comment": "基础较好",
        "vetoes": {},
        "expected_revision": sheet.revision,
    }
    return save_sheet(actor=actor_for(assignment.member), sheet=sheet, **{**values, **changes})  # type: ignore[arg-type]


def refusal(assignment: Assignment, **changes: object) -> Refusal:
    with pytest.raises(Refusal) as refused:
        save(assignment, **changes)
    return refused.value


def test_draft_keeps_any_subset_and_counts(assignment: Assignment) -> None:
    sheet = save(assignment)
    assert (sheet.total, sheet.revision, sheet.comment) == (Decimal("1.5"), 1, "基础较好")
    sheet = save(assignment, marks={"place": Mark("4", ""), "rules_on_wall": Mark("", "现场再看")})
    assert {line.item: (line.points, line.note) for line in sheet.lines.all()} == {
        "sign": (Decimal("1.50"), "标识清楚"),
        "place": (Decimal("4.00"), ""),
        "rules_on_wall": (None, "现场再看"),
    }
    assert sheet.total == Decimal("5.5")
    sheet = save(assignment, marks={"sign": Mark("", "")})
    assert sheet.total == Decimal(4)


@pytest.mark.parametrize("typed", [" １．５", "1。5", "1,5", "1，50"])
def test_points_are_read_as_a_chinese_keyboard_types_them(assignment: Assignment, typed: str) -> None:
    assert save(assignment, marks={"sign": Mark(typed, "")}).total == Decimal("1.5")


@pytest.mark.parametrize("typed", ["2.5", "1,500", "1.5分", "-1", "1.3", "abc", "NaN", "Infinity", "1e9"])
def test_points_outside_the_scale_are_refused(assignment: Assignment, typed: str) -> None:
    answer = refusal(assignment, marks={"sign": Mark(typed, ""), "place": Mark("4", "")})
    assert answer.code == "score_outside_scale"
    (problem,) = answer.problems
    rubric_item = rubric_for(assignment.entry.call, "innovation").item("sign")
    assert rubric_item is not None
    assert (problem.path, str(problem.message)) == (
        "points.sign",
        f"“{rubric_item.label}”的分值须在 0 至 2 之间，以 0.5 分为单位。",
    )
    assert ScoreLine.objects.count() == 0
    assert acts(refused=True) == ["review.save_sheet"]


def test_the_database_refuses_points_beyond_the_scale_too(assignment: Assignment) -> None:
    save(assignment)
    with pytest.raises(DatabaseError), transaction.atomic():
        ScoreLine.objects.update(points=Decimal(9))


def test_unknown_item_and_veto_and_long_texts_are_refused(assignment: Assignment) -> None:
    assert [p.path for p in refusal(assignment, marks={"none": Mark("1")}).problems] == ["points.none"]
    assert [p.path for p in refusal(assignment, vetoes={"none": "x"}).problems] == ["veto.none"]
    assert [p.path for p in refusal(assignment, vetoes={"fraud": " "}).problems] == ["veto_reason.fraud"]
    assert [p.path for p in refusal(assignment, marks={"sign": Mark("1", "字" * 501)}).problems] == ["note.sign"]
    assert [p.path for p in refusal(assignment, comment="字" * 2001).problems] == ["comment"]


def test_stale_page_is_refused(assignment: Assignment) -> None:
    save(assignment)
    assert refusal(assignment, expected_revision=0).code == "stale_page"
    assert ScoreSheet.objects.get(assignment=assignment).revision == 1


def test_bonus_is_capped(assignment: Assignment, scene: Scene) -> None:
    items = [{"code": code, "label": code, "points": 4} for code in ("prize", "alliance", "method")]
    scene.call.definition["rubrics"]["innovation"]["bonus"] = {"code": "bonus", "label": "加分项", "items": items}
    scene.call.definition_digest = definition_digest(scene.call.definition)
    scene.call.save()
    rubric = rubric_for(scene.call, "innovation")
    sheet = save(assignment, marks={str(item["code"]): Mark("4") for item in items})
    assert (sheet.total, rubric.bonus_max) == (Decimal(10), Decimal(10))
    signed = scene.lock(assignment)
    assert (signed.state, signed.total) == (SheetState.LOCKED, Decimal(110))


def test_veto_is_kept_with_its_reason(assignment: Assignment) -> None:
    sheet = save(assignment, vetoes={"fraud": "专利号查无"})
    assert (sheet.vetoes, sheet.veto_reasons) == (["fraud"], {"fraud": "专利号查无"})
    assert save(assignment, vetoes={}).vetoes == []


def test_signing_needs_every_item_and_the_own_name(assignment: Assignment, scene: Scene) -> None:
    with pytest.raises(Refusal) as refused:
        scene.lock(assignment, marks={"sign": Mark("2")}, signed_as="别人")
    assert refused.value.code == "sheet_incomplete"
    paths = [problem.path for problem in refused.value.problems]
    assert paths == [f"points.{code}" for code in marks_for(scene.call) if code != "sign"] + ["signed_as"]
    assert ScoreSheet.objects.get(assignment=assignment).revision == 0


def test_locked_sheet_never_changes_again(assignment: Assignment, scene: Scene) -> None:
    sheet = scene.lock(assignment)
    assert (sheet.state, sheet.total, sheet.signed_as) == (SheetState.LOCKED, Decimal(100), str(assignment.member))
    assert refusal(assignment, expected_revision=sheet.revision).code == "sheet_locked"
    for change in (
        lambda: ScoreSheet.objects.filter(pk=sheet.pk).update(total=1),
        lambda: ScoreSheet.objects.filter(pk=sheet.pk).update(state="draft", locked_at=None),
        lambda: ScoreLine.objects.filter(sheet=sheet).update(points=0),
        lambda: ScoreLine.objects.filter(sheet=sheet).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert ScoreSheet.objects.get(pk=sheet.pk).total == Decimal(100)


def test_last_signature_closes_the_errand(assignment: Assignment, scene: Scene) -> None:
    mine = list(Assignment.objects.filter(member=assignment.member))
    for item in mine[:-1]:
        scene.lock(item)
    open_ones = Errand.objects.filter(account=assignment.member.expert.account, asked="score", closed_at=None)
    assert open_ones.count() == 1
    scene.lock(mine[-1])
    assert open_ones.count() == 0


def test_somebody_elses_sheet_is_refused(assignment: Assignment) -> None:
    other = Assignment.objects.exclude(member=assignment.member).first()
    sheet = ScoreSheet.objects.get(assignment=other)
    with pytest.raises(Refusal) as refused:
        save_sheet(
            actor=actor_for(assignment.member),
            sheet=sheet,
            marks={},
            comment="",
            vetoes={},
            expected_revision=0,
        )
    assert refused.value.code == "not_assigned"


def test_officer_does_not_score(assignment: Assignment, scene: Scene) -> None:
    sheet = ScoreSheet.objects.get(assignment=assignment)
    with pytest.raises(Refusal) as refused:
        lock_sheet(
            actor=scene.officer,
            sheet=sheet,
            marks=marks_for(scene.call),
            comment="",
            vetoes={},
            signed_as="x",
            expected_revision=0,
        )
    assert refused.value.code == "not_assigned"


def test_conflicted_expert_is_refused(assignment: Assignment, scene: Scene) -> None:
    enter_conflict(
        actor=scene.officer,
        member=assignment.member,
        entry=assignment.entry,
        kind=ConflictKind.KIN,
        explanation="亲属",
    )
    assert refusal(assignment).code == "conflict_of_interest"


def test_withdrawn_case_is_refused(assignment: Assignment, scene: Scene) -> None:
    undo_assignment(actor=scene.officer, run=assignment.run, reason="重来")
    assert refusal(assignment).code == "assignment_withdrawn"


def test_scoring_ends_on_time_and_an_extension_opens_it_again(
    assignment: Assignment, scene: Scene, clock_at: SetClock
) -> None:
    panel = assignment.run.panel
    assert panel.due_at is not None
    clock_at(panel.due_at + timedelta(seconds=1))
    assert refusal(assignment).code == "scoring_over"
    extend_scoring(actor=scene.officer, panel=panel, due_at=clock.now() + timedelta(days=2), reason="专家出差")
    assert save(assignment).revision == 1


def test_entry_that_has_left_the_review_is_refused(assignment: Assignment) -> None:
    assignment.entry.state = EntryState.WITHDRAWN
    assignment.entry.save()
    assert refusal(assignment).code == "review_closed"
