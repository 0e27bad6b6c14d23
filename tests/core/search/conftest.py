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
    return Job.objects.filter(kind="thing")


def document(job: Job) -> Document:
    return Document(title=job.title, at=job.created_at, **job.parameters)


THINGS: SearchKind[Job] = SearchKind(code="test.thing", number=30, model=Job, objects=things, document=document)
OTHERS: SearchKind[Job] = SearchKind(code="test.other", number=31, model=Job, objects=things, document=document)


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
    """Return `write(title, text="", whole="", words=(), facets={}, at=START, state="done")`: a thing in the index."""
    count = 0

    def make(title: str = "", text: str = "", *, at: datetime | None = None, state: str = "done", **parts: Any) -> Job:
        nonlocal count
        count += 1
        job = Job.objects.create(
            kind="thing",
            title=title,
            parameters={"open": text, **parts},
            state=state,
            created_at=at or START + timedelta(minutes=count),
        )
        search.index(THINGS, [job])
        return job

    return make
