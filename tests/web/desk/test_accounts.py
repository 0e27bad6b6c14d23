"""Accounts on the desk: found, and given a start password when theirs is forgotten."""

import pytest
from django.test import Client
from django.urls import reverse

from jiangxin.core.actor import Role
from jiangxin.core.models import JournalEntry
from jiangxin.people.models import Account
from tests.factories import PASSWORD, DutyFactory, PersonFactory


@pytest.fixture
def county(federation, actor):
    return actor(Role.REVIEWER_FIRST, federation.county)


@pytest.fixture
def forgetful(federation):
    duty = DutyFactory(
        account__person=PersonFactory(name="梁守正"), role=Role.UNION_OFFICER, organisation=federation.unit
    )
    return duty.account


def test_the_list_finds_by_name_and_place(county, forgetful, federation, open_page):
    DutyFactory(role=Role.STUDIO_SECRETARY, organisation=federation.private_unit)

    assert open_page(county, "/desk/organisations/accounts/", q="守正").links("tbody a") == [
        f"/desk/organisations/accounts/{forgetful.pk}/"
    ]
    assert open_page(county, "/desk/organisations/accounts/", at="机床").links("tbody a") == [
        f"/desk/organisations/accounts/{forgetful.pk}/"
    ]
    assert len(open_page(county, "/desk/organisations/accounts/").links("tbody a")) == 3


def test_a_forgotten_password_is_reset_with_a_look_before(county, forgetful, open_page, send):
    where = f"/desk/organisations/accounts/{forgetful.pk}/"
    assert f"{where}reset/" in open_page(county, where).links()
    asked = open_page(county, f"{where}reset/")
    assert ("梁守正" in asked.text, Account.objects.get(pk=forgetful.pk).check_password(PASSWORD)) == (True, True)

    page = send(county, f"{where}reset/", reason="电话回拨核实")

    (password,) = page.all("code")
    assert (page.status, Account.objects.get(pk=forgetful.pk).check_password(password)) == (200, True)
    assert "no-store" in page.response["Cache-Control"]
    assert password not in open_page(county, where).text
    assert JournalEntry.objects.get(act="orgs.reset_password").reason == "电话回拨核实"


def test_without_a_reason_nothing_happens(county, forgetful, send):
    page = send(county, f"/desk/organisations/accounts/{forgetful.pk}/reset/", reason="")

    assert (page.status, page.links(".jx-errors a")) == (409, ["#id_reason"])
    assert Account.objects.get(pk=forgetful.pk).check_password(PASSWORD)


def test_what_may_not_be_reset_is_said_on_the_page(county, federation, open_page, send):
    judge = DutyFactory(role=Role.UNION_OFFICER, organisation=federation.unit).account
    DutyFactory(account=judge, role=Role.EXPERT, organisation=federation.city)
    where = f"/desk/organisations/accounts/{judge.pk}/"

    page = open_page(county, where)

    assert "您不能重置这个账号的口令" in page.text
    assert f"{where}reset/" not in page.links()
    assert send(county, f"{where}reset/", reason="当面").status == 409


def test_accounts_elsewhere_are_not_there(county, federation, open_page, send, actor):
    stranger = DutyFactory(role=Role.UNION_OFFICER, organisation=federation.other_unit).account

    assert open_page(county, f"/desk/organisations/accounts/{stranger.pk}/").status == 404
    assert send(county, f"/desk/organisations/accounts/{stranger.pk}/reset/", reason="当面").status == 404
    assert open_page(actor(Role.UNION_OFFICER, federation.unit), "/desk/organisations/accounts/").status == 403


def test_the_person_gets_in_and_first_chooses_their_own(county, forgetful, send):
    (password,) = send(county, f"/desk/organisations/accounts/{forgetful.pk}/reset/", reason="当面").all("code")
    client = Client(headers={"accept-language": "zh-hans"})
    entered = client.post(reverse("account:sign-in"), {"username": forgetful.username, "password": password})

    assert client.get(entered["Location"])["Location"] == "/account/password/"
    own = {"new": "qingshi-gongzuoshi", "again": "qingshi-gongzuoshi"}
    assert client.post("/account/password/", own)["Location"] == "/account/"
    assert client.get("/desk/").status_code == 200
