import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from jiangxin.core import policy
from jiangxin.core.actor import PUBLIC, Role
from jiangxin.orgs.services import open_errand
from jiangxin.web.account import navigation
from jiangxin.web.account.context import house


def ask(federation, asked, subject, role=Role.UNION_OFFICER):
    return open_errand(role=role, organisation=federation.unit, asked=asked, about=subject)


@pytest.fixture
def two_pages(monkeypatch):
    """A desk of two pages, one of them the city's alone: /desk/inbox/ and /desk/blueprints/."""
    pages = {
        "desk:inbox": ("/desk/inbox/", policy.having(Role.UNION_OFFICER, Role.OFFICER_CITY)),
        "desk:blueprints": ("/desk/blueprints/", policy.having(Role.OFFICER_CITY)),
    }
    monkeypatch.setattr(navigation, "_page", lambda name: pages.get(name, ("", None)))


def test_only_pages_that_let_the_actor_in_are_offered(two_pages, federation, actor):
    officer, city = actor(Role.UNION_OFFICER, federation.unit), actor(Role.OFFICER_CITY, federation.city)

    def offered(who):
        return [item.url for item in navigation.navigation(who, face="desk", path="/", waiting=None)]

    assert offered(officer) == ["/desk/inbox/"]
    assert offered(city) == ["/desk/inbox/", "/desk/blueprints/"]
    assert offered(PUBLIC) == []


@pytest.mark.parametrize(
    ("path", "current"),
    [("/desk/inbox/", "/desk/inbox/"), ("/desk/blueprints/3/edit/", "/desk/blueprints/"), ("/elsewhere/", None)],
)
def test_the_nearest_entry_is_current(two_pages, federation, actor, path, current):
    items = navigation.navigation(actor(Role.OFFICER_CITY, federation.city), face="desk", path=path, waiting=None)

    assert [item.url for item in items if item.current] == ([current] if current else [])


def test_what_waits_is_counted_for_the_duty_alone(two_pages, federation, actor):
    officer = actor(Role.UNION_OFFICER, federation.unit)
    ask(federation, "recommend", federation.unit)
    ask(federation, "check", federation.unit)
    ask(federation, "recommend", federation.unit, role=Role.STUDIO_LEADER)
    request = RequestFactory().get("/account/password/")
    request.actor, request.resolver_match, request.duties = officer, None, []

    items = house(request)["house"].navigation

    assert [(item.url, item.count) for item in items] == [("/desk/inbox/", 2)]


@pytest.mark.django_db
def test_a_house_without_a_tree_has_a_frame_too():
    shown = Client().get(reverse("account:sign-in")).context["house"]

    assert (shown.organisation_name, shown.duties, shown.sign_out_url) == ("", (), "")


def test_the_frame_names_the_federation(federation):
    assert Client().get(reverse("account:sign-in")).context["house"].organisation_name == "云江市总工会"


def test_the_frame_costs_the_same_however_much_waits(federation, actor, client_for, django_assert_num_queries):
    officer = actor(Role.UNION_OFFICER, federation.unit)
    client = client_for(officer)
    # session, account, duties; the house's name, what waits; and the session kept alive: savepoint, update, release
    with django_assert_num_queries(8):
        client.get(reverse("account:password"))
    for number in range(20):
        ask(federation, f"asked{number}", federation.unit)
    with django_assert_num_queries(8):
        client.get(reverse("account:password"))
