"""The worker outlives a database that is away, and stops between two jobs."""

import logging
from threading import Event, Thread

import pytest
from django.db import connection

from jiangxin.core import jobs, journal, sealing
from jiangxin.core.actor import SYSTEM, Role
from jiangxin.core.models import Job, JobState
from jiangxin.core.worker import work
from tests.factories import PersonFactory

DONE = Event()
STOP = Event()


@jobs.kind("test.work")
def quick(progress):
    progress.tell(1, 1)
    DONE.set()


@jobs.kind("test.stopping")
def stopping(_progress):
    STOP.set()


class Complaints(logging.Handler):
    """Says when the worker has complained."""

    def __init__(self):
        super().__init__()
        self.heard = Event()

    def emit(self, record):
        assert record.exc_info
        self.heard.set()


@pytest.fixture
def complaints():
    handler, logger = Complaints(), logging.getLogger("jiangxin.core.worker")
    logger.addHandler(handler)
    logger.propagate = False
    yield handler
    logger.propagate = True
    logger.removeHandler(handler)


@pytest.fixture
def ask(federation, actor):
    owner = actor(Role.OFFICER_CITY, federation.city)
    return lambda code: jobs.ask(actor=owner, code=code, title="打印证书", parameters={})


@pytest.fixture
def day():
    """Return `day(stop)`: a worker at work in a thread of its own, with a connection of its own."""
    workers = []

    def begin(stop):
        def at_work():
            try:
                work(stop, pause=0.01, seal_every=0)
            finally:
                connection.close()

        worker = Thread(target=at_work, daemon=True)
        workers.append((worker, stop))
        worker.start()
        return worker

    yield begin
    for worker, stop in workers:
        stop.set()
        worker.join(60)


def rename(table, to):
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} RENAME TO {to}")


@pytest.mark.django_db(transaction=True)
def test_it_goes_on_when_the_database_is_back(complaints, ask, day):
    DONE.clear()
    job, stop = ask("test.work"), Event()
    rename("core_job", "core_job_away")
    try:
        worker = day(stop)
        assert complaints.heard.wait(60)
    finally:
        rename("core_job_away", "core_job")

    assert DONE.wait(60)
    stop.set()
    worker.join(60)
    assert Job.objects.get(pk=job.pk).state == JobState.DONE


@pytest.mark.django_db(transaction=True)
def test_it_stops_after_the_job_in_hand(ask, day):
    STOP.clear()
    first, second = ask("test.stopping"), ask("test.stopping")

    day(STOP).join(60)

    assert list(Job.objects.order_by("pk").values_list("pk", "state")) == [
        (first.pk, JobState.DONE),
        (second.pk, JobState.QUEUED),
    ]


@pytest.mark.django_db(transaction=True)
def test_it_seals_the_journal_between_jobs(day, tmp_path, settings):
    settings.HOME = tmp_path
    entry = journal.record(actor=SYSTEM, act="people.enter_person", obj=PersonFactory())
    stop = Event()
    worker = day(stop)

    while sealing.prove(entry) is None:
        assert worker.is_alive()
        stop.wait(0.01)

    stop.set()
    worker.join(60)
    assert list(sealing.check_log()) == []
