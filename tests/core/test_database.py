"""Rows the database keeps: which, how they are released for emptying, and which engine it is."""

import pytest
from django.db import DatabaseError, connection, transaction

from jiangxin.core.database import choose, describe, protect, protected_tables, release, writable
from jiangxin.core.models import JournalEntry
from tests import environment
from tests.factories import PersonFactory

NOTE = "core_note_for_tests"


@pytest.fixture
def notes(db):
    """A table with an open and a locked row."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {NOTE} (id integer PRIMARY KEY, text varchar(20), state varchar(10))")
        cursor.execute(f"INSERT INTO {NOTE} VALUES (1, 'a', 'open'), (2, 'b', 'locked')")


def tell(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.rowcount


def test_every_row_is_kept(notes):
    protect(connection, NOTE)

    for statement in (f"UPDATE {NOTE} SET text = 'x' WHERE id = 1", f"DELETE FROM {NOTE} WHERE id = 1"):
        with pytest.raises(DatabaseError, match=f"rows of {NOTE} are not changed or deleted"):
            tell(statement)
    assert tell(f"INSERT INTO {NOTE} VALUES (3, 'c', 'open')") == 1


def test_with_a_condition_only_the_rows_it_holds_for(notes):
    protect(connection, NOTE, "OLD.state = 'locked'")

    assert tell(f"UPDATE {NOTE} SET text = 'x' WHERE id = 1") == 1
    with pytest.raises(DatabaseError, match="are not changed or deleted"):
        tell(f"UPDATE {NOTE} SET state = 'open' WHERE id = 2")
    with pytest.raises(DatabaseError, match="are not changed or deleted"):
        tell(f"DELETE FROM {NOTE} WHERE id = 2")


@pytest.mark.parametrize("columns", ["id", "text"])
def test_no_row_takes_the_place_of_a_kept_one(notes, columns):
    """SQLite's REPLACE deletes without asking the delete trigger; PostgreSQL's upsert changes the row."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE UNIQUE INDEX {NOTE}_text ON {NOTE} (text)")
    protect(connection, NOTE, "OLD.state = 'locked'")
    row = {"id": "(2, 'x', 'open')", "text": "(3, 'b', 'open')"}[columns]
    statement = choose(
        sqlite=f"INSERT OR REPLACE INTO {NOTE} VALUES {row}",
        postgresql=f"INSERT INTO {NOTE} VALUES {row} ON CONFLICT ({columns}) DO UPDATE SET text = 'x', state = 'open'",
    )

    with pytest.raises(DatabaseError, match="are not changed or deleted"):
        tell(statement)
    assert tell(statement.replace("(2, 'x'", "(1, 'x'").replace("(3, 'b'", "(3, 'a'")) == 1


@pytest.mark.django_db
@pytest.mark.skipif(environment.engine() != "sqlite", reason="only SQLite replaces rows")
def test_every_kept_table_refuses_another_row_in_the_place_of_one():
    """Also those that keep their rows by triggers of their own."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tbl_name FROM sqlite_master WHERE name LIKE '%_keep_insert'")
        assert sorted(name for (name,) in cursor.fetchall()) == protected_tables()


def test_release_takes_the_guard_away(notes):
    protect(connection, NOTE)
    release(connection, NOTE)

    assert tell(f"DELETE FROM {NOTE}") == 2
    assert NOTE not in protected_tables()


@pytest.mark.django_db
def test_the_journal_and_what_is_signed_are_kept():
    assert protected_tables() == [
        "awards_assessmentresult",
        "awards_plaqueevent",
        "campaigns_entryversion",
        "campaigns_transition",
        "core_energyfactor",
        "core_holiday",
        "core_journalentry",
        "core_logcheckpoint",
        "core_lognode",
        "core_sealedentry",
        "library_articleversion",
        "library_importoriginal",
        "proposals_benefit",
        "proposals_carriersaving",
        "proposals_energysaving",
        "proposals_followup",
        "proposals_proposalstep",
        "proposals_reward",
        "review_scoreline",
        "review_scoresheet",
        "review_visit",
        "studios_allianceagreement",
        "studios_assessmentoutcome",
        "studios_clawback",
        "studios_clawbackreturn",
        "studios_expense",
        "studios_expensereversal",
        "studios_ledgerentry",
        "studios_ledgerfile",
        "studios_levelrecommendation",
        "studios_matchingpayment",
        "studios_milestone",
        "studios_outcome",
        "studios_project",
        "studios_reconfirmation",
        "studios_rectificationfile",
        "studios_servicerecord",
        "studios_servicerecordstrike",
        "studios_signin",
        "studios_studiochangepaper",
        "studios_studioequipment",
        "studios_studiohosting",
        "studios_studioleadership",
        "studios_studiolevelheld",
        "studios_studiolink",
        "studios_studiomembership",
        "studios_studioname",
        "studios_studiopaper",
        "studios_studioplace",
        "studios_studiostanding",
    ]


@pytest.mark.django_db
def test_the_guards_are_back_after_emptying_even_when_it_fails():
    PersonFactory()
    before = protected_tables()
    with pytest.raises(ZeroDivisionError), writable():
        _ = JournalEntry.objects.all().delete()[0] / 0

    assert protected_tables() == before
    PersonFactory()
    with pytest.raises(DatabaseError, match="are not changed or deleted"), transaction.atomic():
        JournalEntry.objects.all().delete()


@pytest.mark.django_db
def test_it_says_which_engine_it_is():
    assert describe()["engine"] == environment.engine()
