"""Two officers deciding at the same moment, in real threads with transactions of their own, on either engine."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from django.db import connection

from jiangxin.campaigns.enums import EntryState
from jiangxin.campaigns.models import Entry, Quota, Recommendation, Transition
from jiangxin.campaigns.services import (
    QuotaLine,
    describe_call,
    fail_formal,
    grant_reserve,
    pass_formal,
    recommend_entry,
    return_entry,
    set_quotas,
    submit_entry,
    withdraw_recommendation,
)
from jiangxin.core import clock
from jiangxin.core.actor import Role
from jiangxin.core.refusal import Refusal
from jiangxin.orgs.queries import actor_of
from jiangxin.people.services import enter_person
from jiangxin.rehearsal.applications import Applications
from jiangxin.rehearsal.applying import write_draft
from jiangxin.rehearsal.folk import Folk
from jiangxin.rehearsal.founding import Unit
from tests.campaigns.scene import CHECKING, DECLARING, START, make_scene
from tests.factories import DutyFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scene(transactional_db, federation, clock_at):
    clock_at(START)
    return make_scene(federation, hard=3, reserve=2)


def at_once(*deeds):
    """Start all deeds at the same moment; return "done" or the code of the refusal for each."""
    barrier = Barrier(len(deeds))

    def run(deed):
        try:
            barrier.wait(timeout=10)
            deed()
        except Refusal as refusal:
            return refusal.code
        else:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def unit_of(organisation, area, leader, trade):
    """Return a unit that can apply, with people in its duties."""
    organisation.employees, organisation.members = 620, 600
    organisation.save()
    secretary, officer = (
        DutyFactory(organisation=organisation, role=role) for role in (Role.STUDIO_SECRETARY, Role.UNION_OFFICER)
    )
    return Unit(organisation=organisation, area=area, trade=trade, secretary=secretary, officer=officer, leader=leader)


def recommend(actor, entry, version):
    return lambda: recommend_entry(actor=actor, entry=entry, opinion="同意推荐。", expected_version=version)


def test_eight_officers_at_once_never_exceed_a_quota_of_three(scene, clock_at):
    clock_at(DECLARING)
    entries = [scene.entry(EntryState.RECOMMENDED_UNIT) for _ in range(8)]
    officers = [scene.county() for _ in range(8)]

    outcomes = at_once(*(recommend(officer, entry, 1) for officer, entry in zip(officers, entries, strict=True)))

    assert sorted(outcomes) == ["done"] * 3 + ["quota_full"] * 5
    quota = Quota.objects.get(call=scene.call, organisation=scene.federation.county)
    standing = Recommendation.objects.filter(withdrawn_at=None)
    assert (quota.used, sorted(standing.values_list("rank", flat=True))) == (3, [1, 2, 3])
    assert sum(type(entry).objects.filter(pk=entry.pk, state="recommended_county").count() for entry in entries) == 3


def test_officers_of_an_organisation_without_a_quota_get_ranks_of_their_own(scene, clock_at):
    clock_at(DECLARING)
    entries = [scene.entry() for _ in range(5)]
    officers = [scene.union() for _ in range(5)]

    outcomes = at_once(*(recommend(officer, entry, 1) for officer, entry in zip(officers, entries, strict=True)))

    assert outcomes == ["done"] * 5
    assert sorted(Recommendation.objects.values_list("rank", flat=True)) == [1, 2, 3, 4, 5]


def test_two_officers_recommending_the_same_entry_do_it_once(scene, clock_at):
    clock_at(DECLARING)
    entry = scene.entry(EntryState.RECOMMENDED_UNIT)

    outcomes = at_once(recommend(scene.county(), entry, 1), recommend(scene.county(), entry, 1))

    assert sorted(outcomes) == ["done", "stale_page"]
    assert Quota.objects.get(call=scene.call, organisation=scene.federation.county).used == 1
    assert Transition.objects.filter(entry=entry).count() == 1


def test_one_recommends_while_the_other_returns(scene, clock_at):
    clock_at(DECLARING)
    entry = scene.entry(EntryState.RECOMMENDED_UNIT)
    one, other = scene.county(), scene.county()

    outcomes = at_once(
        recommend(one, entry, 1),
        lambda: return_entry(actor=other, entry=entry, reason="缺证明", expected_version=1),
    )

    assert sorted(outcomes) == ["done", "stale_page"]
    entry.refresh_from_db()
    used = Quota.objects.get(call=scene.call, organisation=scene.federation.county).used
    assert (entry.state, used) in {("recommended_county", 1), ("returned", 0)}


def test_one_passes_while_the_other_fails(scene, clock_at):
    clock_at(CHECKING)
    entry = scene.tick_all(scene.entry(EntryState.RECOMMENDED_COUNTY))

    outcomes = at_once(
        lambda: pass_formal(actor=scene.officer, entry=entry, opinion="", expected_version=1),
        lambda: fail_formal(actor=scene.officer, entry=entry, reason="不符合", expected_version=1),
    )

    assert sorted(outcomes) == ["done", "stale_page"]
    assert Transition.objects.filter(entry=entry).count() == 1


@pytest.mark.parametrize("is_known", [False, True])
def test_one_leader_is_submitted_by_two_units_once(scene, clock_at, is_known):
    """Neither sees the other's application, nor the person it enters: the database alone can tell."""
    clock_at(DECLARING)
    folk = Folk(7, "340100")
    leader = folk.person(born=(1970, 1985))
    if is_known:
        enter_person(actor=scene.officer, name=leader.name, resident_id=leader.resident_id)
    places = (
        (scene.federation.unit, scene.federation.county),
        (scene.federation.other_unit, scene.federation.other_county),
    )
    units = [unit_of(organisation, area, leader, folk.trade()) for organisation, area in places]
    drafts = [write_draft(unit, scene.call, Applications(folk, clock.today())) for unit in units]

    outcomes = at_once(
        *(
            partial(submit_entry, actor=actor_of(unit.secretary), entry=draft, expected_version=draft.version)
            for unit, draft in zip(units, drafts, strict=True)
        )
    )

    assert sorted(outcomes) == ["done", "leader_twice"]
    assert sorted(Entry.objects.values_list("state", flat=True)) == ["draft", "submitted"]


def test_taking_back_twice_frees_one_place(scene, clock_at):
    clock_at(DECLARING)
    first, second = (scene.entry(EntryState.RECOMMENDED_UNIT) for _ in range(2))
    county = scene.county()
    scene.recommend(county, first)
    scene.recommend(county, second)

    def take_back():
        withdraw_recommendation(actor=county, entry=first, reason="材料有误", expected_version=2)

    assert sorted(at_once(take_back, take_back)) == ["done", "stale_page"]
    assert Quota.objects.get(call=scene.call, organisation=scene.federation.county).used == 1


def test_the_reserve_is_given_away_once(scene):
    def grant(organisation):
        return lambda: grant_reserve(
            actor=scene.officer,
            call=scene.call,
            organisation=organisation,
            seats=2,
            reason="调剂",
            expected_revision=scene.call.revision,
        )

    outcomes = at_once(grant(scene.federation.county), grant(scene.federation.other_county))

    assert sorted(outcomes) == ["done", "stale_page"]
    assert Quota.objects.get(call=scene.call, organisation=None).used == 2
    limits = Quota.objects.filter(call=scene.call, organisation__isnull=False).values_list("hard_limit", flat=True)
    assert sorted(limits) == [3, 3, 5]


def test_two_officers_editing_a_call_do_not_overwrite_one_another(scene):
    revision = scene.call.revision
    lines = [QuotaLine(scene.federation.county, 9)]

    outcomes = at_once(
        lambda: describe_call(actor=scene.officer, call=scene.call, facts={"seats": 9}, expected_revision=revision),
        lambda: set_quotas(actor=scene.officer, call=scene.call, lines=lines, expected_revision=revision),
    )

    assert sorted(outcomes) == ["done", "stale_page"]
    scene.call.refresh_from_db()
    limit = Quota.objects.get(call=scene.call, organisation=scene.federation.county).hard_limit
    assert (scene.call.seats, limit) in {(9, 3), (3, 9)}
