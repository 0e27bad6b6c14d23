"""Persons, accounts and honours."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from jiangxin.core.actor import SYSTEM
from jiangxin.core.models import JournalEntry
from jiangxin.core.refusal import Refusal
from jiangxin.people.enums import HonourKind, HonourLevel
from jiangxin.people.models import Account, Honour, Person
from jiangxin.people.queries import highest_honour_level
from jiangxin.people.services import enter_honour, enter_person, open_account
from tests.factories import PASSWORD, AccountFactory, PersonFactory

NUMBER = "340104198001011234"


@pytest.mark.django_db
def test_a_known_number_is_the_same_person_and_changes_nothing():
    person = enter_person(actor=SYSTEM, name=" 李建国 ", resident_id=NUMBER, title="高级工程师")

    assert enter_person(actor=SYSTEM, name="李某", resident_id=NUMBER) == person
    assert list(Person.objects.values_list("name", "title")) == [("李建国", "高级工程师")]
    assert JournalEntry.objects.filter(act="people.enter_person").count() == 1


@pytest.mark.django_db
def test_two_people_without_a_number_are_two():
    assert PersonFactory(name="王伟").pk != PersonFactory(name="王伟").pk


@pytest.mark.django_db
def test_secrets_never_stand_in_the_journal():
    enter_person(actor=SYSTEM, name="李建国", resident_id=NUMBER, phone="13800000000")
    open_account(actor=SYSTEM, person=Person.objects.get(), username="li", password=PASSWORD)

    written = "".join(JournalEntry.objects.values_list("canonical", flat=True))
    assert [secret in written for secret in (NUMBER, "13800000000", PASSWORD)] == [False, False, False]


@pytest.mark.django_db
def test_a_person_without_a_name_is_not_entered():
    with pytest.raises(ValidationError):
        enter_person(actor=SYSTEM, name="  ")
    assert Person.objects.count() == 0


@pytest.mark.parametrize(
    ("username", "password", "code"),
    [
        ("Zhang.Wei", PASSWORD, "username_taken"),
        ("another", "short", "password_weak"),
        ("another", "password123", "password_weak"),
        ("guangming-gongzuo", "guangming-gongzuo1", "password_weak"),
    ],
)
@pytest.mark.django_db
def test_an_account_needs_a_free_name_and_a_strong_password(username, password, code):
    AccountFactory(username="zhang.wei")

    with pytest.raises(Refusal) as raised:
        open_account(actor=SYSTEM, person=PersonFactory(), username=username, password=password)

    assert raised.value.code == code
    assert list(Account.objects.values_list("username", flat=True)) == ["zhang.wei"]


def honour(person, level, awarded_on, **more):
    return enter_honour(
        actor=SYSTEM,
        person=person,
        kind=HonourKind.MODEL_WORKER,
        level=level,
        name=f"{HonourLevel(level).label}劳动模范",
        awarded_by="授予机关",
        awarded_on=awarded_on,
        **more,
    )


@pytest.mark.django_db
def test_an_honour_is_entered_once():
    person = PersonFactory()

    assert honour(person, HonourLevel.CITY, date(2020, 5, 1)) == honour(person, HonourLevel.CITY, date(2020, 5, 1))
    assert (Honour.objects.count(), JournalEntry.objects.filter(act="people.enter_honour").count()) == (1, 1)


@pytest.mark.parametrize(
    ("day", "level"),
    [
        (date(2019, 12, 31), 0),
        (date(2020, 5, 1), HonourLevel.CITY),
        (date(2022, 5, 1), HonourLevel.NATIONAL),
        (date(2024, 1, 1), HonourLevel.CITY),
    ],
)
@pytest.mark.django_db
def test_the_highest_honour_that_stands_on_a_day_counts(day, level):
    person = PersonFactory()
    honour(person, HonourLevel.CITY, date(2020, 5, 1))
    withdrawn = honour(person, HonourLevel.NATIONAL, date(2022, 5, 1))
    withdrawn.withdrawn_on = date(2024, 1, 1)
    withdrawn.save()

    assert highest_honour_level(person, on=day) == level
