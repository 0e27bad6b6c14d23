"""The index follows what it is told, within the transaction."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from jiangxin.core import search
from jiangxin.core.models import Job, SearchDocument, SearchText
from jiangxin.core.search import Document, SearchKind
from tests.core.search.conftest import START, THINGS, make_thing, things, titles


def find(typed, **options):
    return titles(search.find(THINGS, typed, listed=things(), **options))


def change(job, **changes):
    for name, value in changes.items():
        setattr(job, name, value)
    job.save()
    search.index(THINGS, [job])


def test_a_change_replaces_what_was_known(write):
    job = write("劳模", "焊接技术", whole="焊接技术，奖金", facets={"kind": ["news"]})
    change(job, title="创新", parameters={"open": "电力检修", "facets": {"kind": ["story"]}})

    assert [find(typed) for typed in ("劳模", "焊接技术", "焊", "创新", "电力检修")] == [[], [], [], ["创新"], ["创新"]]
    assert (find("", facets={"kind": "news"}), find("", facets={"kind": "story"})) == ([], ["创新"])
    assert search.find(THINGS, "奖金", listed=things(), whole=things()).count == 0
    assert (SearchDocument.objects.count(), SearchText.objects.count()) == (1, 1)


def test_nothing_of_a_forgotten_thing_remains(write):
    job, other = write("劳模", at=START), write("劳模", "别的", at=START)
    search.forget(THINGS, [job.pk])
    assert [hit.object for hit in search.find(THINGS, "劳模", listed=things()).hits] == [other]

    search.forget(THINGS, [other.pk])
    write("创新", at=START)  # takes the place that became free

    assert (find("劳模"), find("别的"), find("创新")) == ([], [], ["创新"])


def test_the_database_forgets_by_itself_what_is_deleted_without_us(write):
    write("劳模", at=START)
    with transaction.atomic():
        SearchText.objects.all().delete()
        SearchDocument.objects.all().delete()
    write("创新", at=START)

    assert (find("劳模"), find("创新")) == ([], ["创新"])


def test_a_changed_moment_moves_the_thing_in_time(write):
    write("甲劳模")
    job = write("乙劳模")
    change(job, created_at=START.replace(year=2001))

    assert find("劳模", order=search.Order.TIME) == ["甲劳模", "乙劳模"]


def test_things_of_one_moment_are_all_found(db):
    search.index(THINGS, [make_thing(f"劳模{number}", at=START) for number in range(12)])

    assert sorted(find("劳模")) == sorted(f"劳模{number}" for number in range(12))


def test_many_are_written_with_few_queries(db):
    jobs = [make_thing(f"劳模{number}", at=START) for number in range(60)]
    with CaptureQueriesContext(connection) as few:
        search.index(THINGS, jobs[:2])
    with CaptureQueriesContext(connection) as many:
        search.index(THINGS, jobs)

    assert len(many) <= len(few) + 2  # those indexed before are dropped first


def test_what_is_rolled_back_was_never_known(db):
    with transaction.atomic():
        search.index(THINGS, [make_thing("劳模", words=["劳模"])])
        transaction.set_rollback(True)

    assert (find("劳模"), SearchDocument.objects.count()) == ([], 0)


def test_a_text_with_a_nul_is_kept_without_it(db):
    job = make_thing("a")
    kind = SearchKind(
        code="test.thing", number=30, model=Job, objects=things, document=lambda _: Document(title="劳\x00模", at=START)
    )
    search.index(kind, [job])

    assert [hit.title for hit in search.find(THINGS, "劳模", listed=things()).hits] == [[("劳模", True)]]


@pytest.mark.parametrize(("code", "number"), [("test.thing", 29), ("test.new", 30), ("test.new", 0), ("test.new", 36)])
def test_kinds_have_a_name_and_a_number_of_their_own(code, number):
    with pytest.raises(ValueError, match=code):
        search.register(SearchKind(code=code, number=number, model=Job, objects=things, document=lambda _: None))
