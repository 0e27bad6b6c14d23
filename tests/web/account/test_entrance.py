from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from jiangxin.core.actor import Role
from jiangxin.core.models import JournalEntry, Outcome
from jiangxin.people.models import Account
from tests.factories import PASSWORD, AccountFactory, DutyFactory

FETCH = {"X-Requested-With": "fetch"}


def sign_in(client, username, password=PASSWORD, **more):
    return client.post(reverse("account:sign-in"), {"username": username, "password": password, **more})


def records(act):
    return list(JournalEntry.objects.filter(act=act).order_by("id").values_list("outcome", "object_id"))


@pytest.mark.django_db
def test_the_form_asks_for_name_and_password_and_says_where_it_leads():
    page = Client().get(reverse("account:sign-in"), {"next": "/account/password/"}).content.decode()

    assert page.count('name="username"') == 1
    assert page.count('autocomplete="current-password"') == 1
    assert '<input type="hidden" name="next" value="/account/password/">' in page


def test_right_password_begins_a_session_and_is_recorded(federation, actor):
    officer = actor(Role.UNION_OFFICER, federation.unit)
    account = Account.objects.get(pk=officer.account_id)
    client = Client()

    answer = sign_in(client, account.username)

    assert (answer.status_code, answer["Location"]) == (302, "/account/")
    assert client.session["_auth_user_id"] == str(account.pk)
    assert records("people.sign_in") == [(Outcome.DONE, str(account.pk))]


@pytest.mark.django_db
def test_the_name_is_found_in_any_case_and_despite_spaces():
    account = AccountFactory(username="zhang.wei")

    assert sign_in(Client(), "  Zhang.WEI ").status_code == 302
    assert records("people.sign_in") == [(Outcome.DONE, str(account.pk))]


@pytest.mark.parametrize(
    ("next_page", "leads_to"),
    [
        ("/account/password/", "/account/password/"),
        ("https://elsewhere.example/", "/account/"),
        ("//elsewhere.example/", "/account/"),
        ("javascript:alert(1)", "/account/"),
    ],
)
@pytest.mark.django_db
def test_it_leads_back_only_inside_the_site(next_page, leads_to):
    account = AccountFactory()

    assert sign_in(Client(), account.username, next=next_page)["Location"] == leads_to


@pytest.mark.django_db
def test_a_wrong_password_an_unknown_name_and_a_closed_account_read_the_same():
    known, closed = AccountFactory(), AccountFactory()
    Account.objects.filter(pk=closed.pk).update(is_active=False)

    answers = [
        sign_in(Client(), known.username, "wrong-password"),
        sign_in(Client(), "nobody-at-all"),
        sign_in(Client(), closed.username),
    ]

    said = {(answer.status_code, str(answer.context["refusal"].message)) for answer in answers}
    assert said == {(401, "登录名或口令不对，或者账号已停用。")}
    assert [client for client in answers if "_auth_user_id" in client.client.session] == []
    assert records("people.sign_in") == [(Outcome.REFUSED, str(known.pk)), (Outcome.REFUSED, str(closed.pk))]


@pytest.mark.django_db
def test_an_empty_form_says_what_is_missing():
    answer = sign_in(Client(), "", "")

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"username", "password"}


@pytest.mark.parametrize("exists", [True, False])
@pytest.mark.django_db
def test_after_five_failures_even_the_right_password_waits(exists):
    username = AccountFactory().username if exists else "nobody-at-all"
    client = Client()

    codes = [sign_in(client, username, "wrong-password").status_code for _ in range(6)]

    assert codes == [401, 401, 401, 401, 401, 429]
    assert sign_in(client, username).status_code == 429
    # another address is not kept out by these failures
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert sign_in(elsewhere, username).status_code == (302 if exists else 401)


@pytest.mark.django_db
def test_success_forgets_earlier_failures():
    account, client = AccountFactory(), Client()
    for _ in range(4):
        sign_in(client, account.username, "wrong-password")
    sign_in(client, account.username)
    client.post(reverse("account:sign-out"))

    assert [sign_in(client, account.username, "wrong-password").status_code for _ in range(5)] == [401] * 5


@pytest.mark.django_db
def test_a_page_left_open_signs_in_again_without_leaving(federation, actor):
    held = actor(Role.UNION_OFFICER, federation.unit)
    account = Account.objects.get(pk=held.account_id)
    second = DutyFactory(account=account, organisation=federation.county, role=Role.REVIEWER_FIRST)
    client = Client()

    answer = client.post(
        reverse("account:sign-in"),
        {"username": account.username, "password": PASSWORD, "duty": second.pk},
        headers=FETCH,
    )

    told = answer.json()
    assert (answer.status_code, set(told)) == (200, {"csrf_token", "username", "name"})
    assert (told["username"], told["name"]) == (account.username, held.name)
    assert client.session["duty_id"] == second.pk


@pytest.mark.django_db
def test_a_failure_in_the_background_is_told_as_json():
    answer = Client().post(reverse("account:sign-in"), {"username": "nobody", "password": "x"}, headers=FETCH)

    assert (answer.status_code, answer.json()["code"]) == (401, "sign_in_failed")


@pytest.mark.django_db
def test_a_page_that_needs_signing_in_sends_there_and_back():
    answer = Client().get(reverse("account:password"))
    assert (answer.status_code, answer["Location"]) == (302, "/account/sign-in/?next=/account/password/")

    background = Client().get(reverse("account:password"), headers=FETCH)
    assert (background.status_code, background.json()) == (
        401,
        {"code": "sign_in_first", "sign_in": "/account/sign-in/"},
    )


def test_signing_out_ends_the_session_and_is_recorded(federation, actor, client_for):
    officer = actor(Role.UNION_OFFICER, federation.unit)
    client = client_for(officer)

    client.get(reverse("account:sign-out"))
    assert "_auth_user_id" in client.session
    client.post(reverse("account:sign-out"))

    assert "_auth_user_id" not in client.session
    assert records("people.sign_out") == [(Outcome.DONE, str(officer.account_id))]


def test_who_is_signed_in_is_not_asked_again(federation, actor, client_for):
    answer = client_for(actor(Role.UNION_OFFICER, federation.unit)).get(reverse("account:sign-in"))

    assert (answer.status_code, answer["Location"]) == (302, "/account/")


def test_reading_keeps_a_session_open_and_writes_it_once_in_a_while(federation, actor, client_for, clock_at, settings):
    client = client_for(actor(Role.UNION_OFFICER, federation.unit))
    kept = Session.objects.filter(pk=client.session.session_key)
    begun = clock_at("2026-03-02 09:00")
    ends = []
    for seconds in (0, settings.SESSION_COOKIE_AGE // 30 - 1, settings.SESSION_COOKIE_AGE // 30):
        clock_at(begun + timedelta(seconds=seconds))
        client.get(reverse("account:password"))
        ends.append(kept.get().expire_date)

    assert ends[0] == ends[1] < ends[2]


@pytest.mark.django_db
def test_the_accounts_language_comes_to_a_device_that_chose_none():
    account = AccountFactory(language="en")

    assert sign_in(Client(), account.username).cookies["django_language"].value == "en"

    chosen = Client()
    chosen.cookies["django_language"] = "zh-hans"
    assert "django_language" not in sign_in(chosen, account.username).cookies


@pytest.mark.django_db
def test_the_form_needs_its_protection_token():
    account = AccountFactory()
    strict = Client(enforce_csrf_checks=True)

    answer = sign_in(strict, account.username)

    assert answer.status_code == 403
    assert records("people.sign_in") == []


@pytest.mark.django_db
def test_behind_the_proxy_each_address_is_counted_for_itself(settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    username = AccountFactory().username
    guesser, owner = (Client(headers={"X-Forwarded-For": f"192.0.2.{number}"}) for number in (7, 8))

    assert [sign_in(guesser, username, "wrong-password").status_code for _ in range(6)] == [401] * 5 + [429]
    assert sign_in(owner, username).status_code == 302
