import pytest

from jiangxin.campaigns.enums import EntryState
from jiangxin.campaigns.models import Entry, Transition
from jiangxin.core.actor import Role
from jiangxin.core.refusal import Refusal
from jiangxin.orgs.models import Errand
from jiangxin.review.enums import PanelState
from jiangxin.review.models import Assignment, AssignmentRun
from jiangxin.review.queries import scores_for, sheets_for_entry
from jiangxin.review.services import close_scoring, closing_plan
from tests.conftest import Federation, MakeActor
from tests.review.scene import Scene, actor_for, acts


def lock_all(scene: Scene, *, but: int = 0) -> None:
    cases = list(Assignment.objects.filter(withdrawn_at=None).select_related("member__expert__person").order_by("id"))
    for assignment in cases[: len(cases) - but]:
        scene.lock(assignment)


def test_closing_moves_every_entry_on(scene: Scene, run: AssignmentRun) -> None:
    lock_all(scene)
    assert [(item.locked, item.needs_reason) for item in closing_plan(run.panel)] == [(3, False)] * 4
    assert close_scoring(actor=scene.officer, panel=run.panel, reasons={}) == 4
    run.panel.refresh_from_db()
    assert run.panel.state == PanelState.CLOSED
    assert set(Entry.objects.values_list("state", flat=True)) == {EntryState.SCORED}
    assert Transition.objects.filter(act="finish_scoring").count() == 4
    assert Errand.objects.filter(closed_at=None).count() == 0
    with pytest.raises(Refusal) as refused:
        close_scoring(actor=scene.officer, panel=run.panel, reasons={})
    assert refused.value.code == "panel_state"


def test_shortfall_needs_a_reason_for_each_entry(scene: Scene, run: AssignmentRun) -> None:
    lock_all(scene, but=1)
    short = next(item for item in closing_plan(run.panel) if item.needs_reason)
    with pytest.raises(Refusal) as refused:
        close_scoring(actor=scene.officer, panel=run.panel, reasons={short.entry.pk: " "})
    assert refused.value.code == "sheets_short"
    assert [problem.path for problem in refused.value.problems] == [f"reason.{short.entry.pk}"]
    assert set(Entry.objects.values_list("state", flat=True)) == {EntryState.FORMAL_PASSED}
    close_scoring(actor=scene.officer, panel=run.panel, reasons={short.entry.pk: "一名专家住院，已有 2 份有效"})
    assert Transition.objects.get(entry=short.entry).opinion == "一名专家住院，已有 2 份有效"


def test_entry_without_any_signature_cannot_be_closed(scene: Scene, run: AssignmentRun) -> None:
    empty = scene.entries[0]
    for assignment in Assignment.objects.exclude(entry=empty).select_related("member__expert__person"):
        scene.lock(assignment)
    with pytest.raises(Refusal) as refused:
        close_scoring(actor=scene.officer, panel=run.panel, reasons={empty.pk: "没有办法"})
    assert refused.value.code == "no_sheet_signed"
    assert acts(refused=True) == ["review.close_scoring"]


def test_scores_are_for_the_city_and_only_once_locked(
    scene: Scene, run: AssignmentRun, federation: Federation, actor: MakeActor
) -> None:
    entry = scene.entries[0]
    assignment = Assignment.objects.filter(entry=entry).select_related("member__expert__person").first()
    assert sheets_for_entry(scene.officer, entry).count() == 0
    scene.lock(assignment)
    leader = actor(Role.LEADER_CITY, federation.city)
    county = actor(Role.REVIEWER_FIRST, federation.county)
    other_city = actor(Role.LEADER_CITY, federation.other_county)
    assert [sheets_for_entry(one, entry).count() for one in (scene.officer, leader)] == [1, 1]
    assert [sheets_for_entry(one, entry).count() for one in (county, actor_for(assignment.member), other_city)] == [
        0,
        0,
        0,
    ]
    assert scores_for(county, run.panel) == []
    shown = {score.entry.pk: (score.low, score.combined.mean) for score in scores_for(leader, run.panel)}
    assert shown[entry.pk][0] == 100
    assert len(shown) == 4


def test_recused_leader_does_not_see_the_scores_of_the_entry(
    scene: Scene, run: AssignmentRun, federation: Federation, actor: MakeActor
) -> None:
    entry = scene.entries[0]
    lock_all(scene)
    leader = actor(Role.LEADER_CITY, federation.city)
    entry.recusals.create(person_id=leader.person_id, reason="亲属", since=entry.created_at)
    assert sheets_for_entry(leader, entry).count() == 0
    assert len(scores_for(leader, run.panel)) == 3


def test_score_overview_costs_the_same_for_any_number_of_entries(
    scene: Scene, run: AssignmentRun, federation: Federation, django_assert_num_queries
) -> None:
    lock_all(scene)
    assert run.panel.call == scene.call  # read before counting
    with django_assert_num_queries(2):
        assert len(scores_for(scene.officer, run.panel)) == 4
    with django_assert_num_queries(2):
        closing_plan(run.panel)
