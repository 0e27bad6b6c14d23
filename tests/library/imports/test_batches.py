"""Files on their way in: kept as they came, read once, continued where they were stopped, seen by writers alone."""

import hashlib

import pytest
from django.db import DatabaseError, transaction

from jiangxin.core import jobs, journal
from jiangxin.core.actor import PUBLIC, SYSTEM, Role
from jiangxin.core.models import Job, JobState, StoredFile
from jiangxin.core.refusal import NotFound
from jiangxin.library.importing import read_batch
from jiangxin.library.models import ImportBatch, ImportItem, ImportOriginal
from jiangxin.library.queries import (
    get_import_batch_for,
    get_import_item_for,
    import_batches_for,
    import_items_for,
    import_progress_of,
)
from jiangxin.library.services import (
    ImportOptions,
    add_import_file,
    cancel_import,
    confirm_import,
    discard_import,
    read_import,
    read_import_again,
    start_import,
    withdraw_article,
)
from tests.library.imports.kept import bytes_of
from tests.library.scene import refused

DAMAGED = "推進(jìn)會(huì)上的講話\n創(chuàng)新(服務(wù))工作室，國家_的支柱。"
TEXT = "推进会上的讲话\n创新(服务)工作室，国家_的支柱。"


@pytest.fixture
def writer(actor, federation):
    return actor(Role.UNION_OFFICER, federation.unit)


@pytest.fixture
def batch(writer, federation):
    return start_import(actor=writer, owner=federation.unit, title="  一批 讲话 ")


def add(actor, batch, name, content):
    return add_import_file(actor=actor, batch=batch, name=name, content=content)


def test_a_file_is_kept_as_it_came_and_read_beside_it(writer, federation, bring):
    data = DAMAGED.encode("gb18030")
    item = bring(writer, federation.unit, "讲话.txt", data)
    assert (item.state, item.format, item.encoding, item.source, item.text) == ("read", "txt", "gb18030", DAMAGED, TEXT)
    assert bytes_of(item.original.stored) == data
    assert item.original.sha256 == hashlib.sha256(data).hexdigest()
    assert item.recognised["title"]["value"] == "推进会上的讲话"
    assert [flag[2] for flag in item.flags] == ["V14"]
    assert [entry.act for entry in journal.of(item)] == ["library.keep_import_reading", "library.add_import_file"]


def test_the_database_keeps_originals(writer, federation, bring):
    original = bring(writer, federation.unit, "a.txt", DAMAGED).original
    for act in (original.delete, lambda: ImportOriginal.objects.update(sha256="0" * 64)):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_the_same_bytes_are_one_file(writer, federation, bring):
    first = bring(writer, federation.unit, "a.txt", DAMAGED)
    again = bring(writer, federation.unit, "b.txt", DAMAGED)
    assert (again.state, again.twin, again.original) == ("duplicate", first, first.original)
    assert StoredFile.objects.filter(purpose="library.import").count() == 1
    article = confirm_import(actor=writer, item=first)
    later = bring(writer, federation.unit, "c.txt", DAMAGED)
    assert (later.state, later.article) == ("duplicate", article)


def test_the_same_restored_text_is_one_article(writer, federation, bring):
    first = bring(writer, federation.unit, "a.txt", DAMAGED)
    clean = bring(writer, federation.unit, "b.txt", TEXT)
    assert (clean.state, clean.twin, clean.article) == ("duplicate", first, None)
    article = confirm_import(actor=writer, item=first)
    other = bring(writer, federation.unit, "c.txt", TEXT.replace("\n", "\r\n\r\n"))
    assert (other.state, other.twin, other.article) == ("duplicate", None, article)


def test_another_owner_may_keep_the_same_text(writer, actor, federation, bring):
    bring(writer, federation.unit, "a.txt", DAMAGED)
    neighbour = actor(Role.UNION_OFFICER, federation.private_unit)
    assert bring(neighbour, federation.private_unit, "a.txt", DAMAGED).state == "read"


def test_what_was_not_wanted_or_withdrawn_may_come_again(writer, actor, federation, bring):
    first = bring(writer, federation.unit, "a.txt", DAMAGED)
    discard_import(actor=writer, item=first, reason="不要")
    second = bring(writer, federation.unit, "a.txt", DAMAGED)
    assert second.state == "read"
    article = confirm_import(actor=SYSTEM, item=second)
    article.state = "published"
    article.published_at = article.created_at
    article.save()
    withdraw_article(actor=SYSTEM, article=article, reason="有误", expected_revision=article.revision)
    assert bring(writer, federation.unit, "a.txt", DAMAGED).state == "read"


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b"a" * (50 * 1024 * 1024 + 1), "too_large"),
        ("a.png", b"\x89PNG\r\n", "unsupported"),
        ("a.docx", b"PK\x03\x04word/", "docx_broken"),
        ("a.pdf", b"%PDF-1.4", "pdf_broken"),
    ],
)
def test_a_file_that_cannot_be_read_fails_alone(writer, batch, bring, name, content, problem):
    failed = bring(writer, batch.owner, name, content, batch=batch)
    whole = bring(writer, batch.owner, "b.txt", DAMAGED, batch=batch)
    assert (failed.state, failed.problem, failed.text, failed.article) == ("failed", problem, "", None)
    assert whole.state == "read"


def test_a_file_may_be_read_again(writer, batch, bring):
    failed = bring(writer, batch.owner, "a.pdf", b"%PDF-1.4", batch=batch)
    waiting = read_import_again(actor=writer, item=failed)
    assert (waiting.state, waiting.problem) == ("waiting", "")
    assert refused(lambda: read_import_again(actor=writer, item=failed)) == "import_settled"
    empty = bring(writer, batch.owner, "b.txt", b"", batch=batch)
    assert refused(lambda: read_import_again(actor=writer, item=empty)) == "original_not_kept"


def test_a_job_reads_a_batch(writer, batch):
    add(writer, batch, "a.txt", DAMAGED.encode())
    add(writer, batch, "b.txt", b"\x89PNG\r\n")
    job = read_import(actor=writer, batch=batch)
    assert refused(lambda: read_import(actor=writer, batch=batch)) == "import_under_way"
    assert import_progress_of(get_import_batch_for(writer, batch.pk)).is_running
    jobs.work_off()
    done = Job.objects.get(pk=job.pk)
    assert (done.state, done.done, done.total) == (JobState.DONE, 2, 2)
    progress = import_progress_of(get_import_batch_for(writer, batch.pk))
    assert (progress.counts["read"], progress.counts["failed"], progress.settled) == (1, 1, 2)
    assert (progress.is_running, progress.can_continue) == (False, False)
    assert refused(lambda: read_import(actor=writer, batch=batch)) == "nothing_to_read"


def test_a_queued_job_is_cancelled_and_continued(writer, batch):
    add(writer, batch, "a.txt", DAMAGED.encode())
    read_import(actor=writer, batch=batch)
    cancel_import(actor=writer, batch=batch)
    assert refused(lambda: cancel_import(actor=writer, batch=batch)) == "import_not_under_way"
    assert import_progress_of(get_import_batch_for(writer, batch.pk)).can_continue
    read_import(actor=writer, batch=batch)
    jobs.work_off()
    assert ImportItem.objects.get(batch=batch).state == "read"


def test_stopped_in_the_middle_it_goes_on_where_it_was(writer, batch):
    for at in range(3):
        add(writer, batch, f"{at}.txt", f"第{at}篇\n正文{at}。".encode())

    def stop(done, total, name):
        if done == 1:
            raise jobs.Cancelled

    with pytest.raises(jobs.Cancelled):
        read_batch(writer, batch, stop)
    assert list(batch.items.values_list("state", flat=True)) == ["read", "waiting", "waiting"]
    told = []
    read_batch(writer, batch, lambda *step: told.append(step))
    assert told == [(1, 3, "1.txt"), (2, 3, "2.txt"), (3, 3, "")]
    assert list(batch.items.values_list("state", flat=True)) == ["read"] * 3


def test_options_of_a_batch_reach_its_texts(writer, federation, bring):
    options = ImportOptions(protected=True, keep=("陳昇", " ", "陳昇"), counting="plain")
    item = bring(writer, federation.unit, "a.txt", "拼音\n汉语(hàn yǔ)，陳昇與會。", options=options)
    assert (item.text, item.batch.keep) == ("拼音\n汉语(hàn yǔ)，陳昇与会。", "陳昇")
    assert confirm_import(actor=writer, item=item).counting == "plain"
    unknown = ImportOptions(counting="pages")
    assert refused(lambda: start_import(actor=writer, owner=federation.unit, options=unknown)) == "import_invalid"


@pytest.mark.parametrize(
    ("name", "plain"),
    [("夹/讲话.txt", "夹/讲话.txt"), ("..\\a\x00b.txt", "../ab.txt"), ("\udcff.txt", "?.txt"), (" / ", "file")],
)
def test_names_are_made_storable(writer, batch, name, plain):
    assert add(writer, batch, name, b"text").name == plain


def test_imports_lie_with_the_writers_of_their_owner(writer, actor, federation, batch):
    item = add(writer, batch, "a.txt", DAMAGED.encode())
    seeing = [writer, SYSTEM, actor(Role.REVIEWER_FIRST, federation.county), actor(Role.OFFICER_CITY, federation.city)]
    blind = [
        PUBLIC,
        actor(Role.UNION_OFFICER, federation.private_unit),
        actor(Role.REVIEWER_FIRST, federation.other_county),
        actor(Role.STUDIO_LEADER, federation.unit),
        actor(Role.LEADER_CITY, federation.city),
        actor(Role.EXPERT, federation.city),
    ]
    for reader_of_it in seeing:
        assert list(import_batches_for(reader_of_it)) == [batch]
        assert list(import_items_for(reader_of_it, batch)) == [item]
        assert get_import_item_for(reader_of_it, item.pk) == item
    for stranger in blind:
        assert (list(import_batches_for(stranger)), list(import_items_for(stranger))) == ([], [])
        for get in (get_import_batch_for, get_import_item_for):
            with pytest.raises(NotFound):
                get(stranger, batch.pk if get is get_import_batch_for else item.pk)
    stranger = blind[1]
    acts = [
        lambda: start_import(actor=stranger, owner=federation.unit),
        lambda: add(stranger, batch, "b.txt", b"x"),
        lambda: read_import(actor=stranger, batch=batch),
        lambda: cancel_import(actor=stranger, batch=batch),
        lambda: read_import_again(actor=stranger, item=item),
        lambda: confirm_import(actor=stranger, item=item),
        lambda: discard_import(actor=stranger, item=item),
    ]
    assert {refused(act) for act in acts} == {"wrong_organisation"}
    assert (ImportBatch.objects.count(), ImportItem.objects.count()) == (1, 1)
