"""The journal sealed: who tampers with the database is found, and what was touched is named."""

import json

import pytest
from django.conf import settings
from django.db import connection, transaction

from jiangxin.core import journal, sealing
from jiangxin.core.actor import SYSTEM
from jiangxin.core.database import release
from jiangxin.core.models import JournalEntry, LogCheckpoint, LogNode, SealedEntry
from jiangxin.core.sealing import Fault, Flaw, check_log
from jiangxin.engine.proof import SignedCheckpoint, leaf_hash, verify_consistency, verify_inclusion
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
TABLES = ("core_journalentry", "core_sealedentry", "core_lognode", "core_logcheckpoint")


@pytest.fixture(autouse=True)
def _home(tmp_path, settings):
    settings.HOME = tmp_path


@pytest.fixture
def person():
    return PersonFactory(name="李建国")


@pytest.fixture
def act(person):
    def write(times: int = 1) -> list[JournalEntry]:
        return [
            journal.record(actor=SYSTEM, act="people.enter_person", obj=person, after={"number": number})
            for number in range(times)
        ]

    return write


@pytest.fixture
def owner_of_the_database():
    """Somebody who takes the triggers away first."""
    for table in TABLES:
        release(connection, table)

    def run(statement: str, *values: object) -> None:
        statement = statement.replace("REWRITE", "UPDATE core_journalentry SET reason = 'another', canonical")
        with connection.cursor() as cursor:
            cursor.execute(statement, values)

    return run


def sealed(act, *batches: int) -> None:
    for times in batches:
        act(times)
        assert sealing.seal()


def flaws(**options) -> set[Flaw]:
    return set(check_log(**options))


def at(place: int) -> JournalEntry:
    return SealedEntry.objects.get(place=place).entry


def test_what_is_sealed_is_sound(act):
    act(3)
    before = sealing.unsealed().count()

    assert sealing.seal_all() == before
    sealed(act, 1, 4, 7)

    assert (flaws(), sealing.seal(), sealing.unsealed().count()) == (set(), None, 0)
    assert LogNode.objects.count() < 2 * SealedEntry.objects.count()


def test_each_record_is_proven_to_whoever_has_the_key(act):
    sealed(act, 5, 8)

    for entry in JournalEntry.objects.all():
        told = json.loads(json.dumps(sealing.prove(entry)))
        checkpoint = SignedCheckpoint.read(told["checkpoint"]).verify(*sealing.public_keys())
        proof = [bytes.fromhex(step) for step in told["proof"]]
        leaf = leaf_hash(told["record"].encode())
        assert verify_inclusion(leaf, told["place"], checkpoint.size, proof, checkpoint.root)
        assert told["record"] == entry.canonical


def test_what_is_not_sealed_yet_has_no_proof(act):
    assert sealing.prove(act()[0]) is None


def test_a_later_checkpoint_is_proven_to_go_on_from_an_earlier_one(act):
    sealed(act, 6, 1, 9)
    *_, middle, last = [SignedCheckpoint.read(row.text).checkpoint for row in LogCheckpoint.objects.order_by("size")]

    proof = sealing.consistency(middle.size, last.size)

    assert verify_consistency(middle.size, last.size, proof, middle.root, last.root)
    with pytest.raises(ValueError, match="the log has"):
        sealing.consistency(1, last.size + 1)


def test_two_that_seal_at_once_write_each_record_once(act):
    act(4)
    assert sealing.seal()
    act(2)
    stale = SealedEntry.objects.count()
    SealedEntry.objects.create(place=stale, entry=sealing.unsealed()[0])  # another process was quicker

    assert sealing.seal() is None


def test_a_record_that_was_committed_late_is_sealed_too(act):
    early, *_ = act(3)
    last = sealing.unsealed().exclude(pk=early.pk)
    SealedEntry.objects.bulk_create(SealedEntry(place=1_000 + n, entry=entry) for n, entry in enumerate(last))

    assert list(sealing.unsealed()) == [early]


def test_a_quick_sealing_looks_at_the_latest_and_a_thorough_one_everywhere(act, monkeypatch):
    monkeypatch.setattr(sealing.log, "LATEST", 2)
    early, *_, last = act(6)
    SealedEntry.objects.create(place=1_000, entry=last)

    quick, thorough = (list(sealing.unsealed(thorough=thorough)) for thorough in (False, True))

    assert [entry.pk for entry in quick] == [last.pk - 1]
    assert (thorough[-1], early in thorough) == (quick[-1], True)


@pytest.mark.parametrize("table", TABLES[1:])
def test_the_database_refuses_to_change_the_log(act, table):
    sealed(act, 2)
    column = {"core_sealedentry": "place", "core_lognode": "level", "core_logcheckpoint": "size"}[table]

    for statement in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):
        with pytest.raises(Exception, match="are not changed or deleted"), transaction.atomic():
            connection.cursor().execute(statement)


def test_a_changed_record_is_named(act, owner_of_the_database):
    sealed(act, 5, 5)
    entry = at(3)

    owner_of_the_database("UPDATE core_journalentry SET reason = 'another' WHERE id = %s", entry.pk)
    assert flaws() == {Flaw(Fault.COLUMNS, 3, str(entry.uid))}

    entry.refresh_from_db()
    owner_of_the_database("REWRITE = %s WHERE id = %s", journal.canonical(entry), entry.pk)
    assert flaws() == {Flaw(Fault.CHANGED, 3, str(entry.uid))}


def test_a_record_whose_hash_was_changed_with_it_breaks_the_tree(act, owner_of_the_database):
    sealed(act, 8)
    entry = at(2)
    entry.reason = "another"
    words = journal.canonical(entry)
    owner_of_the_database("REWRITE = %s WHERE id = %s", words, entry.pk)
    owner_of_the_database("UPDATE core_lognode SET hash = %s WHERE level = 0 AND place = 2", leaf_hash(words.encode()))

    found = flaws()

    assert {flaw.fault for flaw in found} == {Fault.NODE, Fault.CHECKPOINT}
    assert Flaw(Fault.NODE, 2, "1/1") in found


def test_a_removed_record_is_named(act, owner_of_the_database):
    sealed(act, 6)
    entry = at(4)

    owner_of_the_database("DELETE FROM core_sealedentry WHERE place = 4")
    assert flaws() == {Flaw(Fault.MISSING, 4), Flaw(Fault.NOT_SEALED, entry.pk, str(entry.uid))}

    owner_of_the_database("DELETE FROM core_journalentry WHERE id = %s", entry.pk)
    assert flaws() == {Flaw(Fault.MISSING, 4)}


def test_records_that_changed_places_are_named(act, owner_of_the_database):
    sealed(act, 6)
    one, two = at(1), at(2)
    for old, new in ((1, 99), (2, 1), (99, 2)):
        owner_of_the_database("UPDATE core_sealedentry SET place = %s WHERE place = %s", new, old)

    assert flaws() == {Flaw(Fault.CHANGED, 1, str(two.uid)), Flaw(Fault.CHANGED, 2, str(one.uid))}


def test_a_record_put_in_afterwards_is_named(act):
    sealed(act, 4)
    size = SealedEntry.objects.count()
    SealedEntry.objects.create(place=size, entry=act()[0])

    changed = Flaw(Fault.CHANGED, size, str(at(size).uid))
    assert flaws() == {changed, Flaw(Fault.NODE, size - 1, f"1/{size // 2}"), Flaw(Fault.CHECKPOINT, size + 1)}


def test_a_checkpoint_somebody_else_signed_is_named(act, owner_of_the_database, tmp_path):
    sealed(act, 4)
    size = sealing.latest().size
    (tmp_path / "journal-keys.toml").unlink()

    assert flaws() == {Flaw(Fault.SIGNATURE, size), Flaw(Fault.CHECKPOINT, size)}


def test_an_old_backup_is_found_by_a_checkpoint_somebody_kept(act, owner_of_the_database):
    sealed(act, 4)
    old = sealing.latest().size
    sealed(act, 3)
    kept = sealing.latest()
    for table, where in (("core_lognode", "(place + 1) << level > %s"), ("core_sealedentry", "place >= %s")):
        owner_of_the_database(f"DELETE FROM {table} WHERE {where}", old)
    owner_of_the_database("DELETE FROM core_logcheckpoint WHERE size > %s", old)
    owner_of_the_database("DELETE FROM core_journalentry WHERE id NOT IN (SELECT entry_id FROM core_sealedentry)")

    assert flaws() == set()
    assert flaws(kept=[kept.text]) == {Flaw(Fault.CHECKPOINT, kept.size)}


def test_a_log_written_anew_is_found_by_a_checkpoint_somebody_kept(act, owner_of_the_database):
    sealed(act, 4)
    kept = sealing.latest()
    entry = at(1)
    entry.reason = "another"
    owner_of_the_database(
        "REWRITE = %s WHERE id = %s",
        journal.canonical(entry),
        entry.pk,
    )
    for table in TABLES[1:]:
        owner_of_the_database(f"DELETE FROM {table}")
    sealing.seal_all()

    assert flaws() == set()
    assert flaws(kept=[kept.text]) == {Flaw(Fault.CHECKPOINT, kept.size)}


def test_the_key_is_private_and_made_once(act):
    sealed(act, 1)
    path = settings.HOME / "journal-keys.toml"
    first = path.read_text()

    sealed(act, 1)

    assert (path.stat().st_mode & 0o777, path.read_text()) == (0o600, first)


def test_a_new_key_signs_and_the_old_one_is_still_believed(act):
    sealed(act, 2)
    path = settings.HOME / "journal-keys.toml"
    path.write_text(path.read_text().replace('"]', f'", "{"ab" * 32}"]'))

    sealed(act, 2)

    newest = SignedCheckpoint.read(sealing.latest().text)
    assert newest.verify(sealing.public_keys()[1]) == newest.checkpoint
    assert flaws() == set()


def test_the_export_is_the_log_in_its_order(act):
    sealed(act, 3, 2)

    lines = [json.loads(line) for line in sealing.export()]

    records = [row.entry.canonical for row in SealedEntry.objects.order_by("place")]
    checkpoints = [row.text for row in LogCheckpoint.objects.order_by("size")]
    assert lines == [{"record": text} for text in records] + [{"checkpoint": text} for text in checkpoints]
