import pytest
from django.test import Client
from django.urls import reverse

from jiangxin.core.actor import Role
from jiangxin.orgs.services import open_errand
from jiangxin.web.account.navigation import face_of, navigation


def ask(federation, asked, subject, role=Role.UNION_OFFICER):
    return open_errand(role=role, organisation=federation.unit, asked=asked, about=subject)


def offered(who):
    return [item.url for item in navigation(who, face=face_of(who), path="/", waiting=None)]


@pytest.mark.parametrize("role", Role)
def test_whatever_is_offered_lets_the_actor_in(role, federation, actor, client_for):
    who = actor(role, federation.city)
    client = client_for(who)

    assert {address: client.get(address).status_code for address in offered(who)} == dict.fromkeys(offered(who), 200)


def test_each_duty_is_offered_its_own_work(federation, actor):
    unit, city, keeper = (
        set(offered(actor(role, federation.city)))
        for role in (Role.UNION_OFFICER, Role.OFFICER_CITY, Role.SYSTEM_ADMINISTRATOR)
    )

    assert unit - city == {reverse("desk:recommendations")}
    assert {reverse("desk:panels"), reverse("desk:journal")} <= city - unit
    tables = {"holidays", "energy-factors"}
    assert keeper == {reverse(f"desk:{page}") for page in {"inbox", "organisations", "accounts"} | tables}


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/desk/", "desk:inbox"),
        ("/desk/entries/3/", "desk:entries"),
        ("/desk/alliances/1/", "desk:studios"),
        ("/elsewhere/", None),
    ],
)
def test_the_nearest_entry_is_current(federation, actor, path, current):
    items = navigation(actor(Role.OFFICER_CITY, federation.city), face="desk", path=path, waiting=None)

    assert [item.url for item in items if item.current] == ([reverse(current)] if current else [])


def test_what_waits_is_counted_for_the_duty_alone(federation, actor, client_for):
    officer = actor(Role.UNION_OFFICER, federation.unit)
    ask(federation, "recommend", federation.unit)
    ask(federation, "check", federation.unit)
    ask(federation, "recommend", federation.unit, role=Role.STUDIO_LEADER)

    items = client_for(officer).get(reverse("account:password")).context["house"].navigation

    assert {item.url: item.count for item in items if item.count} == {reverse("desk:inbox"): 2}


@pytest.mark.django_db
def test_a_house_without_a_tree_has_a_frame_too():
    shown = Client().get(reverse("account:sign-in")).context["house"]

    assert (shown.organisation_name, shown.duties, shown.sign_out_url) == ("", (), "")


def test_the_frame_names_the_federation(federation):
    assert Client().get(reverse("account:sign-in")).context["house"].organisation_name == "云江市总工会"


def test_the_frame_costs_the_same_however_much_waits(federation, actor, client_for, django_assert_num_queries):
    officer = actor(Role.UNION_OFFICER, federation.unit)
    client = client_for(officer)
    # session, account, duties; the house's name, what waits
    with django_assert_num_queries(5):
        client.get(reverse("account:password"))
    for number in range(20):
        ask(federation, f"asked{number}", federation.unit)
    with django_assert_num_queries(5):
        client.get(reverse("account:password"))
