from datetime import date

import pytest

from jiangxin.campaigns.models import Recusal
from jiangxin.campaigns.queries import entries_for
from jiangxin.core import clock
from jiangxin.core.actor import SYSTEM, Role
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.orgs.models import Errand
from jiangxin.orgs.services import add_organisation, enter_membership, give_duty
from jiangxin.review.enums import ConflictKind, ConflictSource
from jiangxin.review.facts import Judge, derive
from jiangxin.review.models import Assignment, AssignmentRun, Conflict
from jiangxin.review.queries import assignments_for, conflicts_for, get_conflict_for, judged_entries
from jiangxin.review.services import (
    Declared,
    derive_conflicts,
    enter_conflict,
    raise_conflict,
    remove_conflict,
    submit_declaration,
)
from tests.conftest import Federation, MakeActor
from tests.factories import LONG_AGO, PersonFactory
from tests.review.scene import Scene, actor_for, acts, make_scene

RESIDENT_ID = "11010519491231002X"  # the worked example of GB 11643-1999


def kinds(scene: Scene, person: object) -> list[tuple[int, str]]:
    """Return (place of the entry in the scene, kind) of the conflicts derived for a person."""
    ties, _namesakes = derive([Judge(person)], scene.entries)  # type: ignore[arg-type]
    return [(scene.entries.index(next(e for e in scene.entries if e.pk == tie.entry_id)), tie.kind) for tie in ties]


def test_strangers_have_no_conflict(scene: Scene) -> None:
    ties, namesakes = derive([Judge(expert.person, expert.workplace) for expert in scene.experts], scene.entries)
    assert (ties, namesakes) == ([], [])


def test_colleague_of_the_unit(scene: Scene, federation: Federation) -> None:
    person = PersonFactory()
    enter_membership(actor=SYSTEM, person=person, organisation=federation.unit, since=LONG_AGO)
    assert kinds(scene, person) == [(0, ConflictKind.SAME_UNIT)]


def test_colleague_in_a_sub_unit(scene: Scene, federation: Federation) -> None:
    workshop = add_organisation(actor=SYSTEM, name="一车间分工会", level="subunit", parent=federation.unit)
    person = PersonFactory()
    enter_membership(actor=SYSTEM, person=person, organisation=workshop, since=LONG_AGO)
    assert kinds(scene, person) == [(0, ConflictKind.SAME_UNIT)]


def test_worker_of_another_unit_in_the_same_county_is_free(scene: Scene, federation: Federation) -> None:
    neighbour = add_organisation(actor=SYSTEM, name="邻厂工会", level="grassroots", parent=federation.county)
    person = PersonFactory()
    enter_membership(actor=SYSTEM, person=person, organisation=neighbour, since=LONG_AGO)
    assert kinds(scene, person) == []


@pytest.mark.parametrize(("until", "expected"), [(date(2024, 1, 1), 1), (date(2022, 1, 1), 0)])
def test_former_colleague_within_the_look_back(
    scene: Scene, federation: Federation, until: date, expected: int
) -> None:
    person = PersonFactory()
    membership = enter_membership(actor=SYSTEM, person=person, organisation=federation.unit, since=LONG_AGO)
    membership.until = until
    membership.save()
    assert len(kinds(scene, person)) == expected


def test_workplace_written_by_hand_is_compared_without_punctuation(scene: Scene, federation: Federation) -> None:
    name = federation.unit.unit_name.replace("机床", " 机床 ")
    ties, _namesakes = derive([Judge(PersonFactory(), name)], scene.entries)
    assert [(tie.entry_id, tie.kind) for tie in ties] == [(scene.entries[0].pk, ConflictKind.SAME_UNIT)]
    assert ties[0].explanation == f"工作单位与申报单位同名：{federation.unit.name}"


def test_staff_of_the_recommending_federation(scene: Scene, federation: Federation) -> None:
    person = PersonFactory()
    enter_membership(actor=SYSTEM, person=person, organisation=federation.county, since=LONG_AGO)
    assert kinds(scene, person) == [(0, ConflictKind.RECOMMENDED_BY), (1, ConflictKind.RECOMMENDED_BY)]


def test_duty_at_the_recommending_federation_counts_like_belonging(
    scene: Scene, federation: Federation, actor: MakeActor
) -> None:
    expert = scene.experts[0]
    give_duty(
        actor=SYSTEM,
        account=expert.account,
        organisation=federation.industry,
        role=Role.REVIEWER_FIRST,
        since=LONG_AGO,
    )
    assert kinds(scene, expert.person) == [(3, ConflictKind.RECOMMENDED_BY)]


def test_leader_of_another_entry_is_kept_from_their_own_only(scene: Scene) -> None:
    leader = scene.entries[2].leader
    assert kinds(scene, leader) == [(2, ConflictKind.LEADER_OF)]


def test_resident_number_finds_leader_and_member_whatever_the_name(scene: Scene, federation: Federation) -> None:
    person = PersonFactory(name="换名的专家", resident_id=RESIDENT_ID)
    entry = scene.entries[1]
    version = entry.versions.get()
    data = {**version.data, "leader": {**version.data["leader"], "id_no": RESIDENT_ID}}
    type(version)._default_manager.create(
        entry=entry,
        number=2,
        data=data,
        digest="1" * 64,
        submitted_at=clock.now(),
        submitted_by=entry.secretary,
    )
    assert kinds(scene, person) == [(1, ConflictKind.LEADER_OF)]


def test_member_is_known_by_name_and_unit(scene: Scene, federation: Federation) -> None:
    entry = scene.add_entry(federation.unit, members=[{"name": "何 工"}])
    person = PersonFactory(name="何工")
    ties, namesakes = derive([Judge(person, federation.unit.unit_name)], [entry])
    assert [tie.kind for tie in ties] == [ConflictKind.MEMBER_OF, ConflictKind.SAME_UNIT]
    assert namesakes == []


def test_bare_namesake_is_a_hint_and_no_conflict(scene: Scene, federation: Federation) -> None:
    entry = scene.add_entry(federation.unit, members=[{"name": "何工"}])
    person = PersonFactory(name="何工")
    ties, namesakes = derive([Judge(person, "外省大学")], [entry])
    assert ties == []
    assert [(one.person_id, one.entry_id) for one in namesakes] == [(person.pk, entry.pk)]


def test_deriving_costs_the_same_for_more_people_and_entries(
    scene: Scene, federation: Federation, django_assert_num_queries
) -> None:
    judges = [Judge(expert.person, expert.workplace) for expert in scene.experts]
    with django_assert_num_queries(7):
        derive(judges[:2], scene.entries[:2])
    with django_assert_num_queries(7):
        derive(judges, scene.entries)


def test_derived_conflict_closes_the_gate_and_is_idempotent(scene: Scene, federation: Federation) -> None:
    expert = scene.add_expert(organisation=federation.unit)
    panel = scene.panel()
    (conflict,) = Conflict.objects.all()
    assert (conflict.member.expert, conflict.entry, conflict.kind, conflict.source) == (
        expert,
        scene.entries[0],
        ConflictKind.SAME_UNIT,
        ConflictSource.DERIVED,
    )
    assert conflict.explanation == f"与申报单位同属{federation.unit.name}"
    assert Recusal.objects.get().person == expert.person
    assert derive_conflicts(actor=scene.officer, panel=panel) == []
    assert Conflict.objects.count() == 1


def test_derived_conflict_goes_when_its_fact_goes(scene: Scene, federation: Federation) -> None:
    expert = scene.add_expert(organisation=federation.unit)
    panel = scene.panel()
    expert.organisation = None
    expert.save()
    derive_conflicts(actor=scene.officer, panel=panel)
    assert (Conflict.objects.count(), Recusal.objects.count()) == (0, 0)


def test_declared_conflict_stays_when_the_derived_one_goes(scene: Scene, federation: Federation) -> None:
    expert = scene.add_expert(organisation=federation.unit)
    panel = scene.panel()
    scene.declare(panel, {str(expert): {scene.entries[0].pk: Declared("kin", "表兄弟")}})
    expert.organisation = None
    expert.save()
    derive_conflicts(actor=scene.officer, panel=panel)
    assert list(Conflict.objects.values_list("source", flat=True)) == [ConflictSource.DECLARED]
    assert Recusal.objects.count() == 1


def test_declaration_keeps_conflicts_and_closes_the_errand(scene: Scene) -> None:
    panel = scene.panel()
    entry = scene.entries[3]
    member = panel.members.first()
    scene.declare(panel, {str(member): {entry.pk: Declared("mentor", "曾是师徒")}})
    member.refresh_from_db()
    assert (member.declared_as, len(member.declared_entries)) == (str(member), 4)
    assert [(c.entry, c.kind, c.explanation) for c in member.conflicts.all()] == [(entry, "mentor", "曾是师徒")]
    assert Errand.objects.filter(asked="declare_conflicts", closed_at=None).count() == 0
    assert acts().count("review.submit_declaration") == 5


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"nothing_else": False}, "nothing_else"),
        ({"signed_as": "别人"}, "signed_as"),
        ({"declared": {"kind": "same_unit", "explanation": "x"}}, "kind"),
        ({"declared": {"kind": "kin", "explanation": " "}}, "explanation"),
    ],
)
def test_incomplete_declaration_is_refused(scene: Scene, changes: dict[str, object], path: str) -> None:
    panel = scene.panel()
    member = panel.members.first()
    entry = scene.entries[0]
    told = changes.get("declared")
    declared = {entry.pk: Declared(**told)} if told else {}  # type: ignore[arg-type]
    with pytest.raises(Refusal) as refused:
        submit_declaration(
            actor=actor_for(member),
            member=member,
            declared=declared,
            nothing_else=bool(changes.get("nothing_else", True)),
            signed_as=str(changes.get("signed_as", str(member))),
            shown_entries=[e.pk for e in scene.entries],
        )
    assert refused.value.code == "declaration_incomplete"
    assert [problem.path.split(".")[0] for problem in refused.value.problems] == [path]
    assert Conflict.objects.count() == 0


def test_declaration_on_a_list_that_has_grown_is_stale(scene: Scene, federation: Federation) -> None:
    panel = scene.panel()
    shown = [entry.pk for entry in judged_entries(panel)]
    scene.add_entry(federation.other_unit)
    member = panel.members.first()
    with pytest.raises(Refusal) as refused:
        submit_declaration(
            actor=actor_for(member),
            member=member,
            declared={},
            nothing_else=True,
            signed_as=str(member),
            shown_entries=shown,
        )
    assert refused.value.code == "stale_page"


def test_nobody_declares_for_somebody_else(scene: Scene) -> None:
    first, second = scene.panel().members.all()[:2]
    with pytest.raises(Refusal) as refused:
        submit_declaration(
            actor=actor_for(second),
            member=first,
            declared={},
            nothing_else=True,
            signed_as=str(first),
            shown_entries=[e.pk for e in scene.entries],
        )
    assert refused.value.code == "not_yours"
    assert acts(refused=True) == ["review.submit_declaration"]


def test_officer_enters_and_removes_a_conflict_with_reasons(scene: Scene) -> None:
    panel = scene.panel()
    member, entry = panel.members.first(), scene.entries[0]
    with pytest.raises(Refusal) as refused:
        enter_conflict(actor=scene.officer, member=member, entry=entry, kind=ConflictKind.MONEY, explanation="")
    assert refused.value.code == "reason_missing"
    conflict = enter_conflict(
        actor=scene.officer, member=member, entry=entry, kind=ConflictKind.MONEY, explanation="持有该公司股份"
    )
    assert Recusal.objects.get().reason == "评审回避：经济利益：持有该公司股份"
    with pytest.raises(Refusal) as refused:
        remove_conflict(actor=scene.officer, conflict=conflict, reason="")
    assert refused.value.code == "reason_missing"
    remove_conflict(actor=scene.officer, conflict=conflict, reason="经核实已转让")
    assert (Conflict.objects.count(), Recusal.objects.count()) == (0, 0)


def test_derived_conflict_is_not_removed_by_hand(scene: Scene, federation: Federation) -> None:
    scene.add_expert(organisation=federation.unit)
    scene.panel()
    with pytest.raises(Refusal) as refused:
        remove_conflict(actor=scene.officer, conflict=Conflict.objects.get(), reason="误判")
    assert refused.value.code == "conflict_derived"
    assert Conflict.objects.count() == 1


def test_conflict_is_not_entered_on_another_calls_entry(scene: Scene, federation: Federation) -> None:
    other = make_scene(federation.city, scene.officer)
    foreign = other.add_entry(federation.unit)
    member = scene.panel().members.first()
    with pytest.raises(Refusal) as refused:
        enter_conflict(actor=scene.officer, member=member, entry=foreign, kind=ConflictKind.KIN, explanation="亲属")
    assert refused.value.code == "other_call"


def test_late_conflict_takes_the_case_back_and_asks_the_officer(scene: Scene, run: AssignmentRun) -> None:
    assignment = run.assignments.first()
    expert = actor_for(assignment.member)
    with pytest.raises(Refusal) as refused:
        raise_conflict(actor=expert, assignment=assignment, kind=ConflictKind.SAME_UNIT, explanation="x")
    assert refused.value.code == "kind_missing"
    with pytest.raises(Refusal) as refused:
        raise_conflict(actor=expert, assignment=assignment, kind=ConflictKind.KIN, explanation=" ")
    assert refused.value.code == "reason_missing"
    raise_conflict(actor=expert, assignment=assignment, kind=ConflictKind.KIN, explanation="认出是堂弟")
    assignment.refresh_from_db()
    assert assignment.withdrawn_at == clock.now()
    assert assignments_for(expert).filter(pk=assignment.pk).count() == 0
    errand = Errand.objects.get(asked="reassign_case", closed_at=None)
    assert (errand.role, errand.organisation, errand.subject_id) == (Role.OFFICER_CITY, scene.city, assignment.pk)
    with pytest.raises(Refusal) as refused:
        raise_conflict(actor=expert, assignment=assignment, kind=ConflictKind.KIN, explanation="再次")
    assert refused.value.code == "conflict_of_interest"


def test_conflict_found_while_scoring_takes_the_case_back(
    scene: Scene, run: AssignmentRun, federation: Federation
) -> None:
    assignment = run.assignments.filter(entry=scene.entries[0]).first()
    person = assignment.member.expert.person
    enter_membership(actor=SYSTEM, person=person, organisation=federation.unit, since=LONG_AGO)
    derive_conflicts(actor=scene.officer, panel=run.panel)
    assert Assignment.objects.get(pk=assignment.pk).withdrawn_at == clock.now()


def test_recused_officer_sees_and_touches_nothing_of_the_entry(
    scene: Scene, federation: Federation, actor: MakeActor
) -> None:
    expert = scene.add_expert(organisation=federation.unit)
    officer = actor(Role.OFFICER_CITY, federation.city, account=expert.account)
    scene.panel()
    conflict = Conflict.objects.get()
    assert list(entries_for(officer).filter(pk=conflict.entry_id)) == []
    assert conflicts_for(officer, conflict.member.panel).count() == 0
    with pytest.raises(NotFound):
        get_conflict_for(officer, conflict.pk)
    with pytest.raises(Refusal) as refused:
        enter_conflict(
            actor=officer, member=conflict.member, entry=conflict.entry, kind=ConflictKind.KIN, explanation="x"
        )
    assert refused.value.code == "conflict_of_interest"
