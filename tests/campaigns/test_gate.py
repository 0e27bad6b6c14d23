"""The gate: who sees which entries and files. Absent, forbidden and conflicted look alike."""

import pytest

from jiangxin.campaigns.enums import EntryState
from jiangxin.campaigns.models import EntryFile, Recusal
from jiangxin.campaigns.queries import entries_for, get_entry_file_for, get_entry_for
from jiangxin.core import clock, files
from jiangxin.core.actor import PUBLIC, SYSTEM, Role
from jiangxin.core.refusal import NotFound
from jiangxin.orgs.queries import actor_of
from tests.campaigns.scene import pdf, person_at
from tests.factories import AccountFactory, DutyFactory
from tests.laying import laid

CITY = (Role.OFFICER_CITY, Role.LEADER_CITY, Role.DISCIPLINE)


@laid
def entries(scene):
    federation = scene.federation
    return {
        "draft": scene.entry(EntryState.DRAFT),
        "unit": scene.entry(),
        "private": scene.entry(EntryState.RECOMMENDED_UNIT, unit=federation.private_unit),
        "other": scene.entry(EntryState.RECOMMENDED_COUNTY, unit=federation.other_unit),
        "industry": scene.entry(EntryState.NAMED, unit=federation.industry_unit),
    }


def seen(actor, entries):
    found = set(entries_for(actor).values_list("pk", flat=True))
    return {name for name, entry in entries.items() if entry.pk in found}


@pytest.mark.parametrize(
    ("role", "place", "names"),
    [
        *((role, "city", {"unit", "private", "other", "industry"}) for role in CITY),
        (Role.REVIEWER_FIRST, "county", {"unit", "private"}),
        (Role.REVIEWER_FIRST, "other_county", {"other"}),
        (Role.REVIEWER_FIRST, "industry", {"industry"}),
        (Role.UNION_OFFICER, "unit", {"unit"}),
        (Role.UNION_OFFICER, "private_unit", {"private"}),
        (Role.STUDIO_SECRETARY, "unit", set()),
        (Role.EXPERT, "city", set()),
        (Role.INSPECTOR, "city", set()),
        (Role.SYSTEM_ADMINISTRATOR, "city", set()),
        (Role.WORKER, "unit", set()),
    ],
)
def test_each_duty_sees_its_own(scene, entries, role, place, names):
    assert seen(person_at(role, getattr(scene.federation, place)), entries) == names


@pytest.mark.parametrize("actor", [PUBLIC, SYSTEM])
def test_nobody_in_particular_sees_nothing(entries, actor):
    assert seen(actor, entries) == set()


def test_applicants_see_their_own_drafts_too(scene, entries):
    secretary = actor_of(
        DutyFactory(account=entries["draft"].secretary, organisation=scene.federation.unit, role=Role.STUDIO_SECRETARY)
    )
    leader = actor_of(
        DutyFactory(
            account=AccountFactory(person=entries["private"].leader),
            organisation=scene.federation.private_unit,
            role=Role.STUDIO_LEADER,
        )
    )

    assert seen(secretary, entries) == {"draft"}
    assert seen(leader, entries) == {"private"}


@pytest.mark.parametrize("role", [*CITY, Role.REVIEWER_FIRST])
def test_a_conflict_closes_the_gate_for_everyone_but_the_applicants(scene, entries, role):
    place = scene.federation.county if role == Role.REVIEWER_FIRST else scene.federation.city
    actor = person_at(role, place)
    before = seen(actor, entries)
    Recusal.objects.create(entry=entries["unit"], person_id=actor.person_id, reason="同一单位", since=clock.now())

    assert seen(actor, entries) == before - {"unit"}
    with pytest.raises(NotFound) as forbidden:
        get_entry_for(actor, entries["unit"].pk)
    with pytest.raises(NotFound) as absent:
        get_entry_for(actor, 10**9)
    assert str(forbidden.value) == str(absent.value)


def test_files_go_through_the_same_gate(scene, entries):
    stored = files.keep(actor=SYSTEM, upload=pdf(), purpose="entry_file")
    file = EntryFile.objects.create(entry=entries["unit"], path="x.y", stored=stored, added_at=clock.now())
    county, other = scene.county(), scene.county(scene.federation.other_county)

    assert get_entry_file_for(county, entries["unit"].pk, file.pk) == file
    for actor, entry_id in ((other, entries["unit"].pk), (county, entries["private"].pk), (PUBLIC, entries["unit"].pk)):
        with pytest.raises(NotFound):
            get_entry_file_for(actor, entry_id, file.pk)
