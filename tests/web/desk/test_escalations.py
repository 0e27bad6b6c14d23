"""The superior's page of something overdue: whom to call, and the case only for whoever may see it."""

import pytest
from django.urls import reverse

from jiangxin.campaigns.enums import EntryState
from jiangxin.campaigns.models import Recusal
from jiangxin.core import clock
from jiangxin.core.actor import Role
from jiangxin.orgs.models import Errand, Escalation
from jiangxin.orgs.services import close_errands, open_errand
from jiangxin.orgs.services.escalating import escalation_day
from jiangxin.people.models import Person
from tests.campaigns.scene import DECLARING, person_at
from tests.laying import laid

LATER = "2027-03-01 10:00"


@laid
def late(scene, clock_at):
    """A county has not recommended in time; the city's officer hears of it."""
    clock_at(DECLARING)
    county = scene.county()
    person = Person.objects.get(pk=county.person_id)
    person.set_phone("13900001111")
    person.save()
    scene.federation.county.phone = "0551-1234567"
    scene.federation.county.save()
    entry = scene.entry(EntryState.RECOMMENDED_UNIT, name="星火工作室")
    clock_at(LATER)
    escalation_day()
    return county, entry


def page_of(open_page, actor):
    return open_page(actor, reverse("desk:escalation", args=[Escalation.objects.get().pk]))


def test_the_superior_reads_whom_to_call_and_why(scene, late, open_page):
    county, entry = late
    (link,) = open_page(scene.officer, "/desk/").links(".jx-inbox-link")
    page = open_page(scene.officer, link)

    assert page.status == 200
    assert page.all("h1") == ["请审核推荐"]
    row = page.all(".jx-table tbody tr")
    assert row == [f"{county.name} {scene.federation.county.name} 0551-1234567 13900001111"]
    assert reverse("desk:entry", args=[entry.pk]) in page.links()
    assert "平台默认值" in page.text


def test_a_conflict_leaves_nothing_to_read(scene, late, open_page):
    _county, entry = late
    Recusal.objects.create(entry=entry, person_id=scene.officer.person_id, reason="亲属", since=clock.now())

    assert page_of(open_page, scene.officer).status == 404
    assert open_page(scene.officer, "/desk/").all(".jx-inbox-link") == []


def test_a_case_the_superior_may_not_see_is_not_named(scene, open_page, clock_at):
    """A draft is its applicant's own: the union officer hears that it is late, not what is in it."""
    clock_at(DECLARING)
    secretary, union = person_at(Role.STUDIO_SECRETARY, scene.federation.unit), scene.union()
    entry = scene.entry(EntryState.DRAFT, name="密稿工作室")
    open_errand(
        role=Role.STUDIO_SECRETARY,
        organisation=scene.federation.unit,
        account_id=secretary.account_id,
        asked="self_report",
        about=entry,
        title=str(entry),
        due_at=clock.now(),
    )
    clock_at("2026-04-30 10:00")
    escalation_day()
    inbox = open_page(union, "/desk/")
    page = open_page(union, inbox.links(".jx-inbox-link")[0])

    assert page.status == 200
    assert "密稿" not in inbox.text + page.text
    assert "本人电话" in page.text


def test_those_it_waits_for_are_told(scene, late, open_page):
    county, _entry = late

    (warning,) = open_page(county, "/desk/").all(".jx-inbox-warning")
    assert warning == "已于2027年3月1日提请市总工会经办（云江市总工会）督办"


@pytest.mark.parametrize("role", [Role.LEADER_CITY, Role.UNION_OFFICER, Role.REVIEWER_FIRST])
def test_others_find_nothing(scene, late, open_page, role):
    place = {Role.UNION_OFFICER: scene.federation.unit, Role.REVIEWER_FIRST: scene.federation.county}
    who = person_at(role, place.get(role, scene.federation.city))

    assert page_of(open_page, who).status == 404


def test_it_is_over_when_the_case_is_done(scene, late, open_page):
    _county, entry = late
    close_errands(about=entry)

    assert not Errand.objects.filter(asked="overdue_below", closed_at=None).exists()
    assert page_of(open_page, scene.officer).all(".jx-state") == ["已办结"]
