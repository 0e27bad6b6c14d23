"""A start password lets in for a while, in any spelling, and only to choose one's own."""

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import get_hasher, make_password
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.core import clock
from jiangxin.core.actor import SYSTEM, Actor
from jiangxin.core.models import JournalEntry, Outcome
from jiangxin.core.refusal import Refusal
from jiangxin.people.models import Account
from jiangxin.people.services import choose_password, open_account, sign_in
from jiangxin.people.start_passwords import ALPHABET, make_start_password, tidy
from tests.factories import PASSWORD, AccountFactory, PersonFactory

OWN = "qingshi-gongzuoshi-2026"
START = "k7mw-3hxq-9tpf"


@pytest.fixture
def account(db, clock_at):
    clock_at("2026-03-02 09:00")
    return open_account(actor=SYSTEM, person=PersonFactory(), username="zhang", password=START, start=True)


def act_as(account):
    return Actor(name=account.person.name, account_id=account.pk, person_id=account.person_id)


def code_of(deed, *args, **kwargs):
    with pytest.raises(Refusal) as raised:
        deed(*args, **kwargs)
    return raised.value.code


def enter(password):
    return sign_in(username="zhang", password=password, origin="x")


def test_they_are_random_readable_and_long_enough():
    made = {make_start_password() for _ in range(200)}

    assert len(made) == 200
    assert {len(password) for password in made} == {14}
    assert set("".join(made)) - {"-"} <= set(ALPHABET)
    assert set(ALPHABET).isdisjoint("01ilo")


@given(st.sampled_from(["", " ", "-"]), st.booleans())
def test_spelling_makes_no_difference(between, capital):
    typed = START.replace("-", between)

    assert tidy(typed.upper() if capital else typed) == "k7mw3hxq9tpf"


@pytest.mark.parametrize("typed", [START, "K7MW 3HXQ 9TPF", "k7mw3hxq9tpf"])
def test_it_lets_in_and_stays_what_it_was(account, typed):
    kept = account.password

    assert enter(typed) == account
    account.refresh_from_db()
    assert (account.password, kept.split("$")[0]) == (kept, "start")


@pytest.mark.parametrize("typed", ["", "k7mw-3hxq-9tpg", PASSWORD])
def test_another_does_not(account, typed):
    assert code_of(enter, typed) == "sign_in_failed"


def test_it_is_salted_and_keyed():
    first, second = (make_password(START, hasher="start") for _ in range(2))

    assert first != second
    assert (get_hasher("start").verify(START, first), get_hasher("start").verify(START + "x", first)) == (True, False)


def test_it_lets_in_for_sixty_days(account, clock_at):
    clock_at(clock.now() + timedelta(days=60))
    assert enter(START) == account

    clock_at(clock.now() + timedelta(seconds=1))
    assert code_of(enter, START) == "start_password_over"
    # whoever does not know it learns nothing about it
    assert code_of(enter, "k7mw-3hxq-9tpg") == "sign_in_failed"


def test_choosing_ones_own_ends_it(account):
    choose_password(actor=act_as(account), account=account, new=OWN)

    account.refresh_from_db()
    assert (account.start_password_until, account.check_password(OWN)) == (None, True)
    assert code_of(enter, START) == "sign_in_failed"
    assert enter(OWN) == account
    record = JournalEntry.objects.get(act="people.choose_password")
    assert (record.outcome, record.before, record.after) == (Outcome.DONE, {}, {})


@pytest.mark.parametrize(
    ("new", "code"), [(START, "password_same"), ("K7MW3HXQ9TPF", "password_same"), ("short", "password_weak")]
)
def test_what_is_chosen_has_to_be_ones_own_and_strong(account, new, code):
    assert code_of(choose_password, actor=act_as(account), account=account, new=new) == code
    assert Account.objects.get(pk=account.pk).start_password_until is not None


@pytest.mark.django_db
def test_without_a_start_password_the_old_one_is_asked_for():
    account = AccountFactory()

    assert code_of(choose_password, actor=act_as(account), account=account, new=OWN) == "no_start_password"
    assert account.check_password(PASSWORD)


def test_nobody_chooses_for_somebody_else(account):
    assert code_of(choose_password, actor=act_as(AccountFactory()), account=account, new=OWN) == "no_start_password"


def test_sessions_end_when_the_password_is_replaced(account):
    client = Client()
    client.force_login(account)
    account.password = make_password(START, hasher="start")
    account.save()

    assert client.get("/account/password/").status_code == 302
