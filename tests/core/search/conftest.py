"""Things to find: jobs stand for them, their parameters say what they hold."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db.models import QuerySet

from jiangxin.core import search
from jiangxin.core.models import Job
from jiangxin.core.search import Document, SearchKind, kinds

START = datetime(2024, 3, 1, 9, 0, tzinfo=UTC)
Write = Callable[..., Job]


def things() -> QuerySet[Job]:
    """Return all of them: what everybody may list in most tests."""
    return Job.objects.filter(kind="thing")


def document(job: Job) -> Document:
    return Document(title=job.title, at=job.created_at, **job.parameters)


THINGS: SearchKind[Job] = SearchKind(code="test.thing", number=30, model=Job, objects=things, document=document)
OTHERS: SearchKind[Job] = SearchKind(code="test.other", number=31, model=Job, objects=things, document=document)


def make_thing(title: str = "", text: str = "", *, at: datetime = START, state: str = "done", **parts: Any) -> Job:
    """Make a thing that the index does not know yet."""
    parameters = {"open": text, **parts}
    return Job.objects.create(kind="thing", title=title, parameters=parameters, state=state, created_at=at)


def titles(results: search.Results[Job]) -> list[str]:
    """Return the titles of a page of hits."""
    return [hit.object.title for hit in results.hits]


@pytest.fixture(autouse=True)
def kinds_of_tests() -> Iterator[None]:
    """Make the kinds known for the length of a test."""
    before = dict(kinds._KINDS)
    search.register(THINGS)
    search.register(OTHERS)
    yield
    kinds._KINDS.clear()
    kinds._KINDS.update(before)


@pytest.fixture
def write(db: None) -> Write:
    """Return `write(title, text, whole="", words=[], facets={}, at=…, state="done")`: a thing, each a minute later."""
    count = 0

    def make(title: str = "", text: str = "", **parts: Any) -> Job:
        nonlocal count
        count += 1
        job = make_thing(title, text, **{"at": START + timedelta(minutes=count), **parts})
        search.index(THINGS, [job])
        return job

    return make
