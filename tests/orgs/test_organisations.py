"""The union tree: paths, subtrees, who is above, who recommends."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from jiangxin.core.actor import PUBLIC, SYSTEM, Role
from jiangxin.core.models import JournalEntry, Outcome
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.orgs.enums import Level, LinkKind
from jiangxin.orgs.models import Organisation
from jiangxin.orgs.queries import (
    ancestors,
    federation_name,
    get_organisation_for,
    industry_line,
    organisations_for,
    recommending_organisation,
    subtree,
)
from jiangxin.orgs.services import add_organisation, enter_membership, link_organisations
from tests.factories import LONG_AGO, OrganisationFactory, PersonFactory, uscc_of

DAY = date(2026, 3, 2)


def names(found):
    return [organisation.short_name or organisation.name for organisation in found]


def test_paths_count_the_children_of_each_organisation(federation):
    assert federation.city.path == "00001."
    assert [federation.county.path, federation.other_county.path, federation.industry.path] == [
        "00001.00001.",
        "00001.00002.",
        "00001.00003.",
    ]
    assert federation.private_unit.path == "00001.00001.00002."


def test_a_subtree_is_the_organisation_and_all_below_and_nothing_beside(federation):
    """The tenth child must not be taken for a child of the first: 00001.00001. and 00001.00010. differ."""
    for _ in range(9):
        OrganisationFactory(parent=federation.city, level=Level.COUNTY)

    assert set(subtree(federation.county)) == {federation.county, federation.unit, federation.private_unit}
    assert subtree(federation.city).count() == Organisation.objects.count()


def test_ancestors_come_nearest_first(federation):
    assert ancestors(federation.unit) == [federation.county, federation.city]
    assert ancestors(federation.city) == []


@pytest.mark.parametrize(
    ("unit", "recommends"),
    [("unit", "county"), ("private_unit", "county"), ("other_unit", "other_county"), ("industry_unit", "industry")],
)
def test_county_or_industrial_union_recommends(federation, unit, recommends):
    found = recommending_organisation(getattr(federation, unit), Level.COUNTY, on=DAY)

    assert found == getattr(federation, recommends)


def test_a_unit_directly_below_the_city_goes_by_its_industry_line(federation):
    direct = OrganisationFactory(parent=federation.city)
    assert recommending_organisation(direct, Level.COUNTY, on=DAY) is None

    link_organisations(
        actor=SYSTEM, source=direct, target=federation.industry, kind=LinkKind.INDUSTRY_OF, since=LONG_AGO
    )
    assert recommending_organisation(direct, Level.COUNTY, on=DAY) == federation.industry
    assert recommending_organisation(direct, Level.CITY, on=DAY) == federation.city


def test_an_industry_line_holds_from_its_first_day_to_its_last(federation):
    link = federation.unit.links.get()
    assert industry_line(federation.unit, on=DAY) == federation.industry
    assert industry_line(federation.unit, on=date(2019, 12, 31)) is None
    link.valid_to = DAY
    link.save()

    assert industry_line(federation.unit, on=DAY) == federation.industry
    assert industry_line(federation.unit, on=date(2026, 3, 3)) is None


def test_each_sees_the_own_subtree_the_city_everything_the_public_nothing(federation, actor):
    county, city = actor(Role.REVIEWER_FIRST, federation.county), actor(Role.OFFICER_CITY, federation.city)

    assert set(organisations_for(county)) == {federation.county, federation.unit, federation.private_unit}
    assert organisations_for(city).count() == 8
    assert list(organisations_for(PUBLIC)) == []
    assert get_organisation_for(county, federation.unit.pk) == federation.unit
    for stranger in (federation.other_unit.pk, 0):
        with pytest.raises(NotFound):
            get_organisation_for(county, stranger)


def test_an_officer_below_adds_organisations_in_the_own_subtree_alone(federation, actor):
    county = actor(Role.REVIEWER_FIRST, federation.county)

    added = add_organisation(actor=county, name="青石新厂工会", level=Level.GRASSROOTS, parent=federation.county)
    with pytest.raises(Refusal) as raised:
        add_organisation(actor=county, name="别处工会", level=Level.GRASSROOTS, parent=federation.other_county)

    assert (added.path, raised.value.code) == ("00001.00001.00003.", "not_your_organisation")
    refused = JournalEntry.objects.get(act="orgs.add_organisation", outcome=Outcome.REFUSED)
    assert (refused.actor_id, refused.object_id) == (county.account_id, str(federation.other_county.pk))


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in {Role.SYSTEM_ADMINISTRATOR, Role.OFFICER_CITY, Role.REVIEWER_FIRST}]
)
def test_nobody_else_shapes_the_tree(federation, actor, role):
    with pytest.raises(Refusal):
        add_organisation(actor=actor(role, federation.city), name="新工会", level=Level.COUNTY, parent=federation.city)


@pytest.mark.parametrize("same", [{"name": "云江重型机床厂工会委员会"}, {"uscc": "taken"}])
def test_one_name_below_a_parent_and_one_code_in_the_house(federation, same):
    same = {"name": "另一个工会", **same}
    if same.get("uscc") == "taken":
        same["uscc"] = federation.unit.uscc

    with pytest.raises(ValidationError):
        add_organisation(actor=SYSTEM, level=Level.GRASSROOTS, parent=federation.county, **same)
    assert Organisation.objects.count() == 8


def test_a_membership_is_open_once_and_ends_after_it_began(federation):
    person = PersonFactory()
    enter_membership(actor=SYSTEM, person=person, organisation=federation.unit, since=DAY)

    with pytest.raises(ValidationError):
        enter_membership(actor=SYSTEM, person=person, organisation=federation.unit, since=DAY)
    assert person.memberships.count() == 1


def test_the_federation_is_the_root(federation):
    assert federation_name() == "云江市总工会"


@pytest.mark.django_db
def test_before_there_is_a_tree_the_federation_has_no_name():
    assert federation_name() == ""


def test_codes_of_the_factories_keep_to_the_standard():
    from jiangxin.engine.measure.uscc import check_uscc

    assert [check_uscc(uscc_of(number)).ok for number in range(50)] == [True] * 50
