"""Laid fixtures stand for many tests, and yet no test notices another."""

from threading import Thread

import pytest
from django.db import connection

from jiangxin.core import clock
from jiangxin.core.actor import SYSTEM
from jiangxin.orgs.models import Organisation
from jiangxin.people.models import Person
from jiangxin.people.services import enter_person
from tests.laying import laid

LAID = []  # which fixtures were laid, in order


@laid
def person(clock_at):
    LAID.append("person")
    clock_at("2026-03-02 09:00")
    return enter_person(actor=SYSTEM, name="甲")


@laid
def pair(person, clock_at):
    LAID.append("pair")
    clock_at("2026-03-05 09:00")
    person.post = "班长"
    person.save()
    return [person, enter_person(actor=SYSTEM, name="乙")]


def names():
    return list(Person.objects.order_by("pk").values_list("name", flat=True))


@pytest.mark.parametrize("time", [1, 2, 3])
def test_what_a_test_changes_is_gone_in_the_next(person, time):
    assert (person.name, names(), clock.today().day) == ("甲", ["甲"], 2)
    person.name = f"改{time}"
    person.save()
    enter_person(actor=SYSTEM, name="丙")


@pytest.mark.parametrize("time", [1, 2])
def test_fixtures_stand_on_one_another_and_share_their_objects(pair, person, time):
    assert (pair[0] is person, person.post, names(), clock.today().day) == (True, "班长", ["甲", "乙"], 5)
    pair.clear()


@pytest.mark.django_db
def test_nobody_sees_rows_not_asked_for():
    assert (Person.objects.count(), Organisation.objects.count()) == (0, 0)


@pytest.mark.parametrize("time", [1, 2])
def test_a_closed_connection_spoils_no_other_test(person, time):
    assert names() == ["甲"]
    connection.close()


@pytest.mark.parametrize("time", [1, 2, 3])
def test_what_several_tests_ask_for_is_laid_once(pair, time):
    assert LAID.count("pair") == 1


@pytest.mark.django_db(transaction=True)
def test_other_threads_see_what_is_laid_for_a_test_with_real_transactions(pair):
    seen = []

    def look():
        seen.extend(names())
        connection.close()

    thread = Thread(target=look)
    thread.start()
    thread.join()
    assert (seen, clock.today().day) == (["甲", "乙"], 5)
