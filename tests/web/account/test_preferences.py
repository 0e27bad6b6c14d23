import pytest
from django.test import Client
from django.urls import reverse

from jiangxin.core.actor import Role
from jiangxin.people.models import Account
from jiangxin.web.account.navigation import face_of, home_of
from tests.factories import DutyFactory


@pytest.fixture
def double(federation, actor):
    """Somebody who is union officer of a unit and expert of the city."""
    officer = actor(Role.UNION_OFFICER, federation.unit)
    account = Account.objects.get(pk=officer.account_id)
    return officer, DutyFactory(account=account, organisation=federation.city, role=Role.EXPERT)


def acting_as(client):
    house = client.get(reverse("account:password")).context["house"]
    return house.actor.role, house.actor.organisation_name


def test_the_header_switches_the_duty(double, client_for, federation):
    officer, expert = double
    client = client_for(officer)
    assert acting_as(client) == (Role.UNION_OFFICER, federation.unit.name)

    answer = client.post(reverse("account:duty"), {"duty": expert.pk})

    assert (answer.status_code, answer["Location"]) == (302, "/account/")
    assert acting_as(client) == (Role.EXPERT, federation.city.name)


def test_nobody_acts_in_anothers_duty(double, client_for, actor, federation):
    officer, _expert = double
    other = actor(Role.OFFICER_CITY, federation.city)
    client = client_for(officer)

    assert client.post(reverse("account:duty"), {"duty": other.duty_id}).status_code == 404
    assert client.post(reverse("account:duty"), {"duty": "x"}).status_code == 404
    assert acting_as(client) == (Role.UNION_OFFICER, federation.unit.name)


def test_a_duty_written_into_the_session_by_force_is_not_taken(double, client_for, actor, federation):
    officer, _expert = double
    client = client_for(officer)
    session = client.session
    session["duty_id"] = actor(Role.OFFICER_CITY, federation.city).duty_id
    session.save()

    assert acting_as(client) == (Role.UNION_OFFICER, federation.unit.name)


def test_the_frame_names_every_duty_and_the_current_one(double, client_for):
    officer, expert = double
    house = client_for(officer).get(reverse("account:password")).context["house"]

    assert [(duty.value, duty.current) for duty in house.duties] == [
        (str(officer.duty_id), True),
        (str(expert.pk), False),
    ]


def test_language_is_kept_on_the_device_and_on_the_account(double, client_for):
    officer, _expert = double
    client = client_for(officer)

    answer = client.post(reverse("account:language"), {"language": "en", "next": "/account/password/"})

    assert answer["Location"] == "/account/password/"
    assert answer.cookies["django_language"].value == "en"
    assert Account.objects.get(pk=officer.account_id).language == "en"
    assert '<html lang="en"' in client.get(reverse("account:password")).content.decode()


@pytest.mark.parametrize("wish", ["xx", "", "../en"])
@pytest.mark.django_db
def test_an_unknown_language_changes_nothing(wish):
    answer = Client().post(reverse("account:language"), {"language": wish})

    assert (answer.status_code, answer.cookies.keys()) == (302, {}.keys())


@pytest.mark.django_db
def test_the_public_chooses_a_language_too():
    assert Client().post(reverse("account:language"), {"language": "en"}).cookies["django_language"].value == "en"


def test_home_leads_to_the_face_of_the_duty(double, client_for):
    officer, _expert = double
    answer = client_for(officer).get(reverse("account:home"))

    assert (answer.status_code, answer["Location"]) == (302, home_of(officer))
    assert face_of(officer) == "desk"


@pytest.mark.parametrize(
    ("role", "face"),
    [
        (Role.WORKER, "worker"),
        (Role.STUDIO_LEADER, "studio"),
        (Role.STUDIO_SECRETARY, "studio"),
        (Role.UNION_OFFICER, "desk"),
        (Role.REVIEWER_FIRST, "desk"),
        (Role.OFFICER_CITY, "desk"),
        (Role.LEADER_CITY, "desk"),
        (Role.EXPERT, "expert"),
        (Role.INSPECTOR, "expert"),
        (Role.DISCIPLINE, "desk"),
        (Role.SYSTEM_ADMINISTRATOR, "desk"),
    ],
)
def test_every_role_has_its_face(role, face, federation, actor):
    assert face_of(actor(role, federation.city)) == face
