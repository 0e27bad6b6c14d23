"""What a killed worker leaves behind is begun again, and nothing it still writes counts."""

import logging
from datetime import timedelta
from threading import Event

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jiangxin.core import clock, jobs, leases
from jiangxin.core.actor import Role
from jiangxin.core.models import Job, JobState


@jobs.kind("test.lease")
def quick(progress):
    progress.tell(1, 1)


@pytest.fixture
def owner(federation, actor):
    return actor(Role.OFFICER_CITY, federation.city)


@pytest.fixture
def job(owner):
    return jobs.ask(actor=owner, code="test.lease", title="打印证书", parameters={})


@pytest.fixture
def leave(job, clock_at):
    """Return `leave()`: a worker takes the job, dies, and its lease runs out."""
    moment = clock_at("2026-03-02 09:00")

    def taken_and_left():
        nonlocal moment
        taken = jobs.take_next()
        moment = clock_at(moment + leases.LEASE + timedelta(seconds=1))
        return taken

    return taken_and_left


def stands(job):
    job.refresh_from_db()
    return job.state, job.attempts


def test_a_job_in_hand_is_nobody_elses(job, clock_at):
    clock_at("2026-03-02 09:00")
    assert jobs.take_next() == job
    clock_at("2026-03-02 09:01")

    assert jobs.take_next() is None
    assert stands(job) == (JobState.RUNNING, 1)


def test_a_job_left_by_its_worker_is_begun_again(job, leave, caplog):
    leave()
    with caplog.at_level(logging.WARNING, logger="jiangxin.core.leases"):
        assert jobs.work_off() == 1

    assert stands(job) == (JobState.DONE, 2)
    assert [record.getMessage() for record in caplog.records] == [
        f"job {job.pk} (test.lease) was left by its worker and begins again"
    ]


def test_signs_of_life_keep_a_job_however_long_a_step_takes(job, clock_at, monkeypatch):
    monkeypatch.setattr(leases, "BEAT_SECONDS", 0.01)
    clock_at("2026-03-02 09:00")
    taken, beaten = jobs.take_next(), Event()
    monkeypatch.setattr(leases, "held", lambda _job: Beats(beaten))
    with leases.keeping(taken):
        assert beaten.wait(30)


class Beats:
    """Takes the place of the row: a thread cannot see the transaction of a test."""

    def __init__(self, beaten):
        self.beaten = beaten

    def update(self, beat_at):
        assert beat_at == clock.now()
        self.beaten.set()


def test_a_worker_that_comes_back_late_changes_nothing(job, leave, caplog):
    late = leave()
    other = jobs.take_next()
    with pytest.raises(jobs.Cancelled):
        jobs.Progress(late).tell(1, 2)

    with caplog.at_level(logging.WARNING, logger="jiangxin.core.jobs"):
        jobs.carry_out(late)

    assert "was given to another worker" in caplog.text
    assert stands(job) == (JobState.RUNNING, 2)
    assert (job.done, job.total) == (0, 0)
    assert jobs.carry_out(other).state == JobState.DONE


def test_a_job_that_ends_every_worker_is_given_up(job, leave, caplog):
    with caplog.at_level(logging.CRITICAL, logger="jiangxin.core.leases"):
        taken = [leave() for _ in range(leases.MOST_ATTEMPTS + 1)]

    assert taken == [job] * leases.MOST_ATTEMPTS + [None]
    assert stands(job) == (JobState.FAILED, leases.MOST_ATTEMPTS)
    assert (job.finished_at is not None, job.message) == (
        True,
        "执行这项任务的进程多次中断，任务没有完成，请联系系统管理员。",
    )


def test_a_job_cancelled_after_its_worker_died_is_not_begun_again(job, leave, owner):
    leave()
    jobs.cancel(actor=owner, job=job)

    assert jobs.take_next() is None
    assert stands(job) == (JobState.CANCELLED, 1)


def test_the_next_job_is_taken_when_the_first_is_given_up(job, leave, owner):
    leave()
    jobs.cancel(actor=owner, job=job)
    following = jobs.ask(actor=owner, code="test.lease", title="打印牌匾", parameters={})

    assert jobs.take_next() == following


@pytest.mark.django_db(transaction=True)
def test_an_idle_worker_only_reads():
    with CaptureQueriesContext(connection) as asked:
        assert jobs.take_next() is None

    statements = [query["sql"].split()[0] for query in asked.captured_queries]
    assert statements == ["SELECT"]
    assert Job.objects.count() == 0
