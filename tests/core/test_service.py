"""A service is one transaction; a refusal undoes it and is written down."""

import pytest
from django.db import transaction

from jiangxin.core import journal
from jiangxin.core.actor import SYSTEM, Actor
from jiangxin.core.models import JournalEntry, Outcome
from jiangxin.core.refusal import NotFound, Problem, Refusal
from jiangxin.core.service import service
from jiangxin.people.models import Person
from tests.factories import PersonFactory


@service("people.rename", about="person")
def rename(*, actor: Actor, person: Person, name: str, fault: Exception | None = None) -> Person:
    person.name = name
    person.save(update_fields=["name"])
    journal.record(actor=actor, act="people.rename", obj=person, after={"name": name})
    if fault is not None:
        raise fault
    return person


@service("people.rename_both", about="first")
def rename_both(*, actor: Actor, first: Person, second: Person, fault: Exception | None = None) -> None:
    rename(actor=actor, person=first, name="甲")
    rename(actor=actor, person=second, name="乙", fault=fault)


@service("people.rename_lenient", about="first")
def rename_lenient(*, actor: Actor, first: Person, second: Person) -> None:
    rename(actor=actor, person=first, name="甲")
    try:
        rename(actor=actor, person=second, name="乙", fault=Refusal("no", "不行"))
    except Refusal:
        journal.record(actor=actor, act="people.rename_lenient", obj=first)


def acts():
    return list(
        JournalEntry.objects.filter(act__startswith="people.rename").order_by("id").values_list("act", "outcome")
    )


def names(*people):
    return [Person.objects.get(pk=person.pk).name for person in people]


@pytest.fixture
def two(db):
    return PersonFactory(name="原一"), PersonFactory(name="原二")


def test_what_is_done_is_done_and_recorded_once(two):
    assert rename(actor=SYSTEM, person=two[0], name="新名") == two[0]

    assert names(*two) == ["新名", "原二"]
    assert acts() == [("people.rename", Outcome.DONE)]


def test_a_refusal_undoes_everything_and_is_recorded_with_its_reason(two):
    problem = Problem("name", "太长")
    with pytest.raises(Refusal):
        rename(actor=SYSTEM, person=two[0], name="新名", fault=Refusal("name_long", "名称太长。", problems=[problem]))

    assert names(*two) == ["原一", "原二"]
    assert acts() == [("people.rename", Outcome.REFUSED)]
    refused = JournalEntry.objects.latest("id")
    assert (refused.after, refused.reason, refused.object_id) == (
        {"code": "name_long", "problems": ["name"]},
        "名称太长。",
        str(two[0].pk),
    )


def test_services_inside_services_are_one_transaction_and_one_refusal(two):
    with pytest.raises(Refusal):
        rename_both(actor=SYSTEM, first=two[0], second=two[1], fault=Refusal("no", "不行"))

    assert names(*two) == ["原一", "原二"]
    assert acts() == [("people.rename_both", Outcome.REFUSED)]


def test_services_inside_services_each_leave_their_record(two):
    rename_both(actor=SYSTEM, first=two[0], second=two[1])

    assert acts() == [("people.rename", Outcome.DONE), ("people.rename", Outcome.DONE)]


def test_a_refusal_caught_by_the_outer_service_undoes_only_the_inner(two):
    rename_lenient(actor=SYSTEM, first=two[0], second=two[1])

    assert names(*two) == ["甲", "原二"]
    assert acts() == [("people.rename", Outcome.DONE), ("people.rename_lenient", Outcome.DONE)]


def test_what_is_not_there_is_refused_without_a_record(two):
    with pytest.raises(NotFound):
        rename(actor=SYSTEM, person=two[0], name="新名", fault=NotFound())

    assert (names(*two), acts()) == (["原一", "原二"], [])


def test_a_fault_of_our_own_undoes_everything_and_is_no_refusal(two):
    with pytest.raises(ZeroDivisionError):
        rename(actor=SYSTEM, person=two[0], name="新名", fault=ZeroDivisionError())

    assert (names(*two), acts()) == (["原一", "原二"], [])


def test_after_a_fault_the_next_refusal_is_outermost_again(two):
    with pytest.raises(ZeroDivisionError):
        rename_both(actor=SYSTEM, first=two[0], second=two[1], fault=ZeroDivisionError())
    with pytest.raises(Refusal):
        rename(actor=SYSTEM, person=two[0], name="新名", fault=Refusal("no", "不行"))

    assert acts() == [("people.rename", Outcome.REFUSED)]


@pytest.mark.django_db(transaction=True)
def test_what_should_happen_after_the_commit_does_not_after_a_refusal():
    person, told = PersonFactory(), []

    @service("people.tell", about="person")
    def tell(*, actor: Actor, person: Person, refuse: bool) -> None:
        transaction.on_commit(lambda: told.append(refuse))
        if refuse:
            raise Refusal("no", "不行")

    with pytest.raises(Refusal):
        tell(actor=SYSTEM, person=person, refuse=True)
    tell(actor=SYSTEM, person=person, refuse=False)

    assert told == [False]
