"""The journal can only be added to, and the form a later log seals never changes."""

import hashlib
import uuid
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from django.core.management.color import no_style
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.core import journal
from jiangxin.core.actor import PUBLIC, SYSTEM, Role
from jiangxin.core.models import JournalEntry, Outcome
from tests.factories import PersonFactory

KEPT = "are not changed or deleted"


def refused_by_the_database(statement):
    with pytest.raises(DatabaseError, match=KEPT), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def entry(db):
    return journal.record(actor=SYSTEM, act="people.enter_person", obj=PersonFactory(name="李建国"))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE core_journalentry SET reason = 'another'",
        "UPDATE core_journalentry SET canonical = canonical",
        "DELETE FROM core_journalentry",
    ],
)
def test_the_database_refuses_to_change_or_delete_rows(entry, statement):
    before = list(JournalEntry.objects.values())

    refused_by_the_database(statement)

    assert list(JournalEntry.objects.values()) == before


def test_another_row_does_not_take_the_place_of_one(entry):
    """REPLACE on SQLite, an upsert on PostgreSQL: the framework writes what its engine calls it."""
    forged = JournalEntry.objects.get(pk=entry.pk)
    forged.actor_name = "somebody else"
    others = [field.name for field in JournalEntry._meta.concrete_fields if not field.primary_key]

    with pytest.raises(DatabaseError, match=KEPT), transaction.atomic():
        JournalEntry.objects.bulk_create([forged], update_conflicts=True, unique_fields=["pk"], update_fields=others)
    assert JournalEntry.objects.get(pk=entry.pk).actor_name == entry.actor_name


def test_the_framework_cannot_do_it_either(entry):
    with pytest.raises(DatabaseError, match=KEPT), transaction.atomic():
        entry.delete()
    with pytest.raises(DatabaseError, match=KEPT), transaction.atomic():
        JournalEntry.objects.update(actor_name="somebody else")


def test_emptying_the_table_is_refused_too(entry):
    """TRUNCATE passes row triggers by; where the engine has it, a trigger of its own stands in the way."""
    statements = connection.ops.sql_flush(no_style(), ["core_journalentry"], allow_cascade=True)
    refused_by_the_database(next(words for words in statements if "core_journalentry" in words))


def golden():
    return JournalEntry(
        uid=uuid.UUID("00000000-0000-4000-8000-000000000001"),
        at=datetime(2026, 3, 2, 9, 0, tzinfo=timezone(timedelta(hours=8))),
        act="campaigns.recommend_entry",
        outcome=Outcome.DONE,
        actor_id=7,
        actor_name="王秀英",
        duty="union_officer",
        organisation_id=4,
        organisation_name="青石县总工会",
        object_type="campaigns.entry",
        object_id="12",
        object_label='"星火"工作室',
        reason="同意推荐。",
        before={"state": "submitted"},
        after={"state": "recommended_unit", "rank": 1, "amount": "1000.50", "files": [], "note": None},
        request_id="r-1",
    )


def test_the_canonical_form_is_fixed():
    """Version 1, RFC 8785: members in order of their names, no spaces, text as it is, the moment in UTC."""
    assert journal.canonical(golden()) == (
        '{"act":"campaigns.recommend_entry",'
        '"actor":{"duty":"union_officer","id":7,"name":"王秀英"},'
        '"after":{"amount":"1000.50","files":[],"note":null,"rank":1,"state":"recommended_unit"},'
        '"at":"2026-03-02T01:00:00.000000+00:00",'
        '"before":{"state":"submitted"},'
        '"object":{"id":"12","label":"\\"星火\\"工作室","type":"campaigns.entry"},'
        '"organisation":{"id":4,"name":"青石县总工会"},'
        '"outcome":"done",'
        '"reason":"同意推荐。",'
        '"request":"r-1",'
        '"uid":"00000000-0000-4000-8000-000000000001",'
        '"v":1}'
    )


def test_a_row_keeps_its_canonical_form_and_its_digest(entry):
    stored = JournalEntry.objects.get(pk=entry.pk)

    assert stored.canonical == journal.canonical(stored)
    assert stored.digest == hashlib.sha256(stored.canonical.encode()).hexdigest()


def test_a_record_names_actor_duty_and_organisation_as_they_were(federation, actor, clock_at):
    moment = clock_at("2026-03-02 09:00")
    officer = actor(Role.UNION_OFFICER, federation.unit)

    entry = journal.record(
        actor=officer, act="orgs.test", obj=federation.unit, before={"a": 1}, after={"a": 2}, reason="因"
    )

    assert (entry.at, entry.actor_id, entry.actor_name, entry.duty) == (
        moment,
        officer.account_id,
        officer.name,
        "union_officer",
    )
    assert (entry.organisation_id, entry.organisation_name) == (federation.unit.pk, federation.unit.name)
    assert (entry.object_type, entry.object_id, entry.object_label) == (
        "orgs.organisation",
        str(federation.unit.pk),
        federation.unit.name,
    )
    assert (entry.before, entry.after, entry.reason, entry.outcome) == ({"a": 1}, {"a": 2}, "因", Outcome.DONE)


@pytest.mark.django_db
def test_what_was_done_to_a_thing_reads_newest_first():
    person = PersonFactory()
    journal.record(actor=PUBLIC, act="people.first", obj=person)
    journal.record(actor=PUBLIC, act="people.second", obj=person)
    journal.record(actor=PUBLIC, act="people.other", obj=PersonFactory())

    assert [entry.act for entry in journal.of(person)] == ["people.second", "people.first", "people.enter_person"]


@pytest.mark.parametrize(
    ("value", "stored"),
    [
        (Decimal("1000.50"), "1000.50"),
        (0.1, "0.1"),
        (date(2026, 3, 2), "2026-03-02"),
        (datetime(2026, 3, 2, 9, tzinfo=UTC), "2026-03-02T09:00:00.000000+00:00"),
        (uuid.UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        ({"b", "a"}, ["a", "b"]),
        ((1, None, True), [1, None, True]),
        ({1: Role.EXPERT}, {"1": "expert"}),
    ],
)
def test_values_become_plain_without_losing_a_digit(value, stored):
    assert journal.plain(value) == stored


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text() | st.decimals(allow_nan=False),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=20,
    )
)
def test_making_plain_twice_is_making_plain_once(value):
    assert journal.plain(journal.plain(value)) == journal.plain(value)
