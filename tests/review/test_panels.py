from datetime import timedelta

import pytest

from jiangxin.core import clock
from jiangxin.core.actor import Role
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.orgs.models import Errand
from jiangxin.review.enums import PanelState
from jiangxin.review.models import AssignmentRun, Panel
from jiangxin.review.queries import get_panel_for, get_seat_for, loads, panels_for, seats_for
from jiangxin.review.services import (
    add_members,
    build_panel,
    change_panel,
    extend_scoring,
    invite_members,
    remove_member,
    set_member_cap,
)
from tests.conftest import Federation, MakeActor
from tests.review.scene import Scene, actor_for, acts


def test_settings_come_from_the_blueprint_when_not_given(scene: Scene) -> None:
    panel = build_panel(actor=scene.officer, call=scene.call, experts=scene.experts)
    assert (panel.sheets_per_entry, panel.is_blind, panel.due_at, panel.state) == (5, True, None, "building")
    assert panel.members.count() == 5


def test_second_panel_is_refused(scene: Scene) -> None:
    scene.panel()
    with pytest.raises(Refusal) as refused:
        scene.panel()
    assert refused.value.code == "panel_exists"
    assert acts(refused=True) == ["review.build_panel"]
    assert Panel.objects.count() == 1


@pytest.mark.parametrize(
    ("sheets", "hours", "path"), [(0, 1, "sheets_per_entry"), (16, 1, "sheets_per_entry"), (3, -1, "due_at")]
)
def test_settings_out_of_range_are_refused(scene: Scene, sheets: int, hours: int, path: str) -> None:
    with pytest.raises(Refusal) as refused:
        scene.panel(sheets_per_entry=sheets, due_at=clock.now() + timedelta(hours=hours))
    assert (refused.value.code, [problem.path for problem in refused.value.problems]) == ("panel_settings", [path])


def test_only_the_organisers_officers_build(scene: Scene, federation: Federation, actor: MakeActor) -> None:
    for role, place in ((Role.REVIEWER_FIRST, federation.county), (Role.LEADER_CITY, federation.city)):
        with pytest.raises(Refusal) as refused:
            build_panel(actor=actor(role, place), call=scene.call)
        assert refused.value.code == "wrong_duty"


def test_invitation_asks_each_member_once(scene: Scene) -> None:
    panel = scene.panel()
    assert panel.state == PanelState.DECLARING
    errands = Errand.objects.filter(asked="declare_conflicts", closed_at=None)
    assert sorted(errands.values_list("account_id", flat=True)) == sorted(e.account_id for e in scene.experts)
    assert invite_members(actor=scene.officer, panel=panel) == 0
    assert errands.count() == 5


def test_empty_panel_is_not_invited(scene: Scene) -> None:
    panel = build_panel(actor=scene.officer, call=scene.call)
    with pytest.raises(Refusal) as refused:
        invite_members(actor=scene.officer, panel=panel)
    assert refused.value.code == "panel_empty"


def test_member_added_later_is_invited_at_once(scene: Scene) -> None:
    panel = scene.panel()
    (member,) = add_members(actor=scene.officer, panel=panel, experts=[scene.add_expert()], most=2)
    assert (member.invited_at, member.most) == (clock.now(), 2)
    with pytest.raises(Refusal) as refused:
        add_members(actor=scene.officer, panel=panel, experts=[member.expert])
    assert refused.value.code == "member_known"
    with pytest.raises(Refusal) as refused:
        add_members(actor=scene.officer, panel=panel, experts=[])
    assert refused.value.code == "no_expert_chosen"


def test_cap_is_set_and_never_negative(scene: Scene) -> None:
    member = scene.panel().members.first()
    assert set_member_cap(actor=scene.officer, member=member, most=3).most == 3
    with pytest.raises(Refusal) as refused:
        set_member_cap(actor=scene.officer, member=member, most=-1)
    assert refused.value.code == "cap_negative"


def test_removing_a_member_closes_what_was_asked(scene: Scene) -> None:
    panel = scene.panel()
    member = panel.members.first()
    account_id = member.expert.account_id
    remove_member(actor=scene.officer, member=member, reason="出差")
    assert panel.members.count() == 4
    assert Errand.objects.filter(account_id=account_id, closed_at=None).count() == 0


def test_member_with_cases_is_not_removed(scene: Scene) -> None:
    run = scene.published(sheets_per_entry=2)
    member = run.assignments.first().member
    with pytest.raises(Refusal) as refused:
        remove_member(actor=scene.officer, member=member, reason="出差")
    assert refused.value.code == "panel_state"


def test_settings_change_only_before_publishing(scene: Scene) -> None:
    panel = scene.panel()
    changed = change_panel(actor=scene.officer, panel=panel, sheets_per_entry=2, is_blind=False, due_at=None)
    assert (changed.sheets_per_entry, changed.is_blind, changed.due_at) == (2, False, None)


def test_settings_do_not_change_while_scoring(scene: Scene, run: AssignmentRun) -> None:
    panel = run.panel
    with pytest.raises(Refusal) as refused:
        change_panel(actor=scene.officer, panel=panel, sheets_per_entry=2, is_blind=False, due_at=None)
    assert refused.value.code == "panel_state"


def test_extension_needs_a_reason_and_a_later_time(scene: Scene, run: AssignmentRun) -> None:
    panel = run.panel
    later = clock.now() + timedelta(days=30)
    with pytest.raises(Refusal) as refused:
        extend_scoring(actor=scene.officer, panel=panel, due_at=later, reason=" ")
    assert refused.value.code == "reason_missing"
    with pytest.raises(Refusal) as refused:
        extend_scoring(actor=scene.officer, panel=panel, due_at=clock.now(), reason="专家出差")
    assert refused.value.code == "panel_settings"
    assert extend_scoring(actor=scene.officer, panel=panel, due_at=later, reason="专家出差").due_at == later


def test_panels_are_seen_by_the_city_alone(scene: Scene, federation: Federation, actor: MakeActor) -> None:
    panel = scene.panel()
    county = actor(Role.REVIEWER_FIRST, federation.county)
    member = panel.members.first()
    assert panels_for(county).count() == 0
    assert panels_for(actor_for(member)).count() == 0
    with pytest.raises(NotFound):
        get_panel_for(county, panel.pk)
    assert get_panel_for(actor(Role.LEADER_CITY, federation.city), panel.pk) == panel


def test_seat_is_seen_by_its_holder_alone(scene: Scene) -> None:
    first, second = scene.panel().members.all()[:2]
    assert list(seats_for(actor_for(first))) == [first]
    with pytest.raises(NotFound):
        get_seat_for(actor_for(first), second.pk)


def test_loads_count_given_begun_locked(scene: Scene) -> None:
    run = scene.published(sheets_per_entry=5)
    scene.lock(run.assignments.order_by("id").first())
    figures = {str(load.member): (load.given, load.begun, load.locked, load.open) for load in loads(run.panel)}
    assert sorted(figures.values()) == [(4, 0, 0, 4)] * 4 + [(4, 1, 1, 3)]
