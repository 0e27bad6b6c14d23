"""No list asks more of the database for more rows: every `Listing` of the faces, on the living sample city.

The same rows are read one a page and fifty a page; the number of queries has to be the same. A list nobody could fill
fails too, so that a new one comes with sample data.
"""

import importlib
import pkgutil
from collections import Counter
from contextlib import contextmanager
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import is_valid_path, resolve
from selectolax.lexbor import LexborHTMLParser

import jiangxin.web
from jiangxin.core import clock
from jiangxin.core.actor import PUBLIC, Actor, Role
from jiangxin.core.ui.listing import Listing, listing_page
from jiangxin.library.models import Article, ImportItem
from jiangxin.library.queries import articles_for, front_page, readable_whole_for, related_to, versions_for
from jiangxin.rehearsal.sample import make_sample_city
from jiangxin.web.account.navigation import home_of
from tests.laying import laid

# Constant, however many rows: the eleven kinds of facts in a studio's past; the members of one panel.
MORE = {"desk:studio-history": 11, "desk:reassign": 12}
PAPERS = ("-pdf", "-docx", "-paper", "-print", "-file", "-photo", "sign-out")


def listings() -> dict[str, Listing]:
    """Return every list declared in a module of the faces, by its code."""
    found = {}
    for module in pkgutil.walk_packages(jiangxin.web.__path__, "jiangxin.web."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, Listing):
                found[value.code] = value
    return found


LISTINGS = listings()


@laid
def people() -> list[Actor]:
    """Return everybody with a duty in the sample city, and the public."""
    city = make_sample_city(now=clock.now())
    return [PUBLIC, *(city.actor(username) for username in city.duties)]


def test_there_are_lists():
    assert {"desk.entries"} <= set(LISTINGS)


@pytest.mark.slow
@pytest.mark.django_db
def test_the_sample_city_has_a_library_to_read(people):
    """It stands here because the city takes long to make, and is made once."""
    leader = next(actor for actor in people if actor.is_any(Role.LEADER_CITY))
    public = articles_for(PUBLIC).count()
    whole = readable_whole_for(PUBLIC).count()

    assert (public, whole, articles_for(leader).count()) == (31, 25, 34)
    assert all(front_page(PUBLIC).values())
    assert {slot for slot, articles in front_page(PUBLIC).items() if len(articles) > 1} >= {"news", "stories"}
    imported = ImportItem.objects.exclude(article=None)
    assert sorted(imported.values_list("encoding", flat=True)) == ["gb18030"] * 2 + ["utf-16-le"] + ["utf-8"] * 2
    assert all(item.changes for item in imported)
    waiting = ImportItem.objects.filter(article=None).order_by("pk")
    assert list(waiting.values_list("state", flat=True)) == ["read", "read", "duplicate", "failed"]
    # Restored from a damaged copy with a paragraph and its end missing, then corrected by hand.
    incomplete = Article.objects.get(source_omitted__gt=0)
    assert [version.number for version in versions_for(leader, incomplete)] == [2, 1]
    assert [heading["missing"] for heading in incomplete.outline].count(True) == 1
    assert all(related_to(PUBLIC, article) for article in articles_for(PUBLIC).filter(kind="speech"))


def fullest_reader(listing, people):
    return max(people, key=lambda actor: listing.rows(actor).count())


def queries(listing, actor, *, page_size):
    request = RequestFactory().get("/")
    request.actor, request.duties = actor, []
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = listing_page(request, replace(listing, page_size=page_size))
        assert answer.status_code == 200
    return [query["sql"] for query in asked.captured_queries]


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("code", sorted(LISTINGS))
def test_more_rows_ask_no_more_queries(code, people):
    listing = LISTINGS[code]
    reader = fullest_reader(listing, people)
    rows = listing.rows(reader).count()
    assert rows > 1, f"the sample city has too few rows for {code}"

    few, many = (queries(listing, reader, page_size=size) for size in (1, 50))

    assert len(few) == len(many), many


@contextmanager
def statements():
    """Count each statement of the block, without its parameters."""
    asked = Counter()

    def count(run, sql, *rest):
        asked[sql] += 1
        return run(sql, *rest)

    with connection.execute_wrapper(count):
        yield asked


def opened(client, start):
    """Yield one page of every kind that can be reached by clicking, and how often it asks each statement."""
    waiting, kinds = [start], set()
    while waiting:
        address = waiting.pop(0)
        kind = resolve(address).view_name if is_valid_path(address) else ""
        if not kind or kind in kinds or kind.endswith(PAPERS):
            continue
        kinds.add(kind)
        with statements() as asked:
            answer = client.get(address)
            if answer.streaming:  # a file is closed when it has been read
                assert list(answer.streaming_content)
        waiting += [urlsplit(answer.get("Location", "")).path]
        if "html" in answer.get("Content-Type", ""):
            hrefs = [node.attributes["href"] or "" for node in LexborHTMLParser(answer.content).css("a[href]")]
            waiting += [urlsplit(urljoin(address, href)).path for href in hrefs]
        yield kind, asked


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("role", [None, Role.OFFICER_CITY, Role.STUDIO_SECRETARY, Role.EXPERT])
def test_no_page_asks_one_statement_again_for_each_row(role, people, client_for):
    """Also the lists that are no `Listing`, and those declared anew for each thing they belong to."""
    actor = next(actor for actor in people if actor.role == role) if role else None
    pages = opened(client_for(actor), home_of(actor)) if actor else opened(Client(), "/")

    assert {
        kind: again for kind, asked in pages if (again := asked.most_common(1)) and again[0][1] > MORE.get(kind, 6)
    } == {}
