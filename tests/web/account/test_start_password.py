"""Whoever has a start password first chooses their own; whoever forgot theirs is told whom to ask."""

import pytest
from django.test import Client
from django.urls import reverse

from jiangxin.core.actor import SYSTEM, Role
from jiangxin.orgs.models import Organisation
from jiangxin.orgs.queries import actor_of
from jiangxin.people.services import open_account
from tests.factories import AccountFactory, DutyFactory, PersonFactory

START, OWN = "k7mw-3hxq-9tpf", "qingshi-gongzuoshi-2026"
FETCH = {"X-Requested-With": "fetch"}


@pytest.fixture
def beginner(federation, client_for):
    account = open_account(actor=SYSTEM, person=PersonFactory(), username="zhang", password=START, start=True)
    return client_for(actor_of(DutyFactory(account=account, role=Role.UNION_OFFICER, organisation=federation.unit)))


def choose(client, new=OWN, again=None):
    return client.post(reverse("account:password"), {"new": new, "again": again or new})


@pytest.mark.parametrize("address", ["/desk/", "/", "/account/delegations/", "/verify/"])
def test_every_page_leads_to_choosing(beginner, address):
    answer = beginner.get(address)

    assert (answer.status_code, answer["Location"]) == (302, "/account/password/")


def test_work_in_the_background_is_told(beginner):
    answer = beginner.post("/desk/", headers=FETCH)

    assert (answer.status_code, answer.json()["code"]) == (403, "own_password_first")


def test_the_page_asks_for_the_new_one_only_and_leads_on(beginner):
    page = beginner.get("/account/password/").content.decode()
    assert (page.count('type="password"'), 'name="old"' in page) == (2, False)

    assert choose(beginner)["Location"] == "/account/"

    assert beginner.get("/desk/").status_code == 200
    assert 'name="old"' in beginner.get("/account/password/").content.decode()


@pytest.mark.parametrize(
    ("new", "again", "field"), [(START, START, "new"), ("short", "short", "new"), (OWN, "something-else", "again")]
)
def test_what_will_not_do_is_told_beside_its_field(beginner, new, again, field):
    answer = choose(beginner, new, again)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert beginner.get("/desk/").status_code == 302


def test_signing_out_and_the_language_stay_open(beginner):
    assert beginner.post("/account/language/", {"language": "en", "next": "/account/password/"}).status_code == 302
    beginner.post("/account/sign-out/")
    assert "_auth_user_id" not in beginner.session


def test_whoever_forgot_is_told_whom_to_ask(federation):
    Organisation.objects.filter(pk=federation.county.pk).update(phone="0551-7654321")
    client = Client(headers={"accept-language": "zh-hans"})

    assert '<a href="/account/forgotten/">忘记口令</a>' in client.get("/account/sign-in/").content.decode()
    page = client.get("/account/forgotten/").content.decode()

    assert page.count('href="tel:') == 1
    assert '<a href="tel:0551-7654321">0551-7654321</a>' in page
    assert [name in page for name in ("云江市总工会", "青石县总工会", "云江重型机床厂工会委员会")] == [
        True,
        True,
        False,
    ]
    assert "<input" not in page.split("<main")[1].split("</main")[0]


@pytest.mark.django_db
def test_an_empty_house_has_the_page_too():
    assert (
        "这里还没有建立组织"
        in Client(headers={"accept-language": "zh-hans"}).get("/account/forgotten/").content.decode()
    )


@pytest.mark.django_db
def test_names_cannot_be_found_out_by_asking():
    """A wrong password gets one answer, whatever kind of account there is behind the name."""
    open_account(actor=SYSTEM, person=PersonFactory(), username="zhang", password=START, start=True)
    AccountFactory(username="li")
    answers = set()
    for username in ("zhang", "li", "nobody"):
        answer = Client().post("/account/sign-in/", {"username": username, "password": "wrong-password"}, headers=FETCH)
        answers.add((answer.status_code, answer.content))

    assert len(answers) == 1
