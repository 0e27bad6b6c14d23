from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jiangxin.core.actor import PUBLIC, SYSTEM, Role
from jiangxin.core.models import JournalEntry
from jiangxin.library.enums import Access
from jiangxin.library.facts import FileFacts, ReaderFacts
from jiangxin.library.models import Article, ReadingDay
from jiangxin.library.queries import (
    also_kept,
    articles_for,
    categories_of,
    category_tree,
    covers_of,
    favourites_for,
    folders_for,
    front_page,
    in_year,
    links_for,
    neighbours,
    popular,
    reading_of,
    reads_of,
    related_to,
    with_reads,
    with_whole,
)
from jiangxin.library.services import (
    add_category,
    add_folder,
    arrange_front,
    attach_stored,
    categorise_article,
    count_reading,
    keep_article,
    link_article,
    withdraw_article,
)
from tests.library.scene import draft, published
from tests.library.stored import picture


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_neighbours_are_the_next_of_the_kind_by_time(federation):
    moments = ["2026-01-01T01:00:00", "2026-01-02T01:00:00", "2026-01-02T01:00:00", "2026-01-04T01:00:00"]
    one, two, three, four = (published(federation.unit, kind="story", published_at=at(moment)) for moment in moments)
    published(federation.unit, kind="notice", published_at=at("2026-01-03T01:00:00"))
    draft(federation.unit, kind="story", published_at=at("2026-01-03T02:00:00"))

    assert [neighbours(PUBLIC, article) for article in (one, two, three, four)] == [
        (None, two),
        (one, three),
        (two, four),
        (three, None),
    ]
    assert neighbours(SYSTEM, draft(federation.unit)) == (None, None)


def test_a_year_is_that_of_the_federations_clock(federation):
    eve = published(federation.unit, published_at=at("2025-12-31T15:59:59"))
    new_year = published(federation.unit, published_at=at("2025-12-31T16:00:00"))

    assert [set(in_year(articles_for(PUBLIC), year)) for year in (2024, 2025, 2026)] == [set(), {eve}, {new_year}]


def test_readings_are_counted_by_day_and_altogether(federation, clock_at):
    article, unread = published(federation.unit), published(federation.unit)
    records = JournalEntry.objects.count()
    for moment in ("2026-03-02 09:00", "2026-03-02 23:59", "2026-03-05 08:00"):
        clock_at(moment)
        count_reading(article)

    assert list(ReadingDay.objects.order_by("day").values_list("reads", "total")) == [(2, 2), (1, 3)]
    assert (reads_of(article), reads_of(unread)) == (3, 0)
    assert {found.pk: found.reads for found in with_reads(articles_for(SYSTEM))} == {article.pk: 3, unread.pk: 0}
    assert JournalEntry.objects.count() == records


def test_a_reading_writes_one_row(federation, clock_at):
    clock_at("2026-03-02 09:00")
    article = published(federation.unit)
    count_reading(article)

    with CaptureQueriesContext(
        connection,
    ) as asked:
        count_reading(article)

    assert len(asked) == 1


def test_what_was_opened_most_lately(federation, clock_at):
    clock_at("2026-01-02 09:00")
    old, new, gone, _unread = (published(federation.unit) for _ in range(4))
    for _ in range(5):
        count_reading(old)
    clock_at("2026-03-02 09:00")
    for article, times in ((old, 1), (new, 2), (gone, 3)):
        for _ in range(times):
            count_reading(article)
    withdraw_article(actor=SYSTEM, article=gone, expected_revision=2, reason="过期")

    assert popular(PUBLIC) == [new, old]
    assert popular(PUBLIC, days=90) == [old, new]
    assert popular(PUBLIC, limit=1) == [new]


@pytest.fixture
def full(federation, actor, clock_at):
    """Return a function that adds an article with everything an article may have, and a reader of it all."""
    clock_at("2026-03-02 09:00")
    category = add_category(actor=SYSTEM, name="工会")
    reader, friend = (actor(Role.WORKER, federation.unit) for _ in range(2))
    folder = add_folder(actor=reader, name="讲话")

    def add() -> Article:
        readers = [ReaderFacts(organisation=federation.unit), ReaderFacts(organisation=federation.county)]
        article = published(federation.unit, access=Access.ORGANISATIONS, readers=readers)
        given = {"actor": SYSTEM, "article": article}
        categorise_article(**given, categories=[category])
        for purpose in ("cover", "gallery", "attachment"):
            attach_stored(**given, stored=picture(), facts=FileFacts(purpose=purpose))
        link_article(**given, target=federation.county)
        link_article(**given, target=federation.unit)
        count_reading(article)
        keep_article(actor=reader, article=article, folder=folder)
        keep_article(actor=friend, article=article)
        placed = front_page(SYSTEM)["news"]
        arrange_front(actor=SYSTEM, slot="news", articles=[article, *placed][:8])
        return article

    return add, reader, folder


DOORS = {
    "list": lambda reader, article, folder: list(with_reads(with_whole(reader, articles_for(reader)))),
    "categories": lambda reader, article, folder: categories_of(list(articles_for(reader))),
    "covers": lambda reader, article, folder: covers_of(list(articles_for(reader))),
    "tree": lambda reader, article, folder: category_tree(reader),
    "front": lambda reader, article, folder: front_page(reader),
    "favourites": lambda reader, article, folder: [
        (kept.article.title, kept.article.owner.name, str(kept.folder)) for kept in favourites_for(reader, folder)
    ],
    "folders": lambda reader, article, folder: list(folders_for(reader)),
    "also kept": lambda reader, article, folder: also_kept(reader, article),
    "related": lambda reader, article, folder: related_to(reader, article),
    "popular": lambda reader, article, folder: popular(reader),
    "reading": lambda reader, article, folder: reading_of(reader, article).blocks,
    "refused reading": lambda reader, article, folder: reading_of(PUBLIC, article).decision.message,
    "links": lambda reader, article, folder: [str(link.target) for link in links_for(reader, article)],
    "neighbours": lambda reader, article, folder: neighbours(reader, article),
}


def queries(full, door):
    _add, reader, folder = full
    article = articles_for(reader).first()
    with CaptureQueriesContext(connection) as asked:
        found = DOORS[door](reader, article, folder)
    assert found
    return len(asked)


def test_every_door_asks_as_often_of_many_articles_as_of_few(full):
    for _ in range(2):
        full[0]()
    few = {door: queries(full, door) for door in DOORS}
    for _ in range(4):
        full[0]()

    assert {door: queries(full, door) for door in DOORS} == few
    assert few == {
        "list": 2,
        "categories": 2,
        "covers": 2,
        "tree": 2,
        "front": 2,
        "favourites": 1,
        "folders": 1,
        "also kept": 3,
        "related": 2,
        "popular": 2,
        "reading": 2,
        "refused reading": 2,
        "links": 1,
        "neighbours": 2,
    }
