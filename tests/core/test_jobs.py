"""Long work: told, cancelled, failed, and never done twice."""

import logging
from threading import Barrier, Thread

import pytest
from django.db import connection

from jiangxin.core import jobs
from jiangxin.core.actor import PUBLIC, Role
from jiangxin.core.files import keep_bytes
from jiangxin.core.models import Job, JobState, JournalEntry
from jiangxin.core.refusal import NotFound, Refusal


@jobs.kind("test.count")
def count(progress):
    for number in range(progress.parameters["to"]):
        progress.tell(number + 1, progress.parameters["to"], f"第 {number + 1} 步")


@jobs.kind("test.print")
def print_file(progress):
    return keep_bytes(actor=progress.actor, name="名单.pdf", content=b"x", kind="pdf", purpose="test")


@jobs.kind("test.refuse")
def refuse(progress):
    raise Refusal("nothing_to_print", "没有可打印的证书。", "请先完成命名。")


@jobs.kind("test.fail")
def fail(progress):
    raise ZeroDivisionError("secret inside")


@jobs.kind("test.cancelled_inside")
def cancelled_inside(progress):
    progress.tell(1, 3)
    jobs.cancel(actor=progress.actor, job=progress.job)
    progress.tell(2, 3)


@pytest.fixture
def owner(federation, actor):
    return actor(Role.OFFICER_CITY, federation.city)


def ask(owner, code, **parameters):
    return jobs.ask(actor=owner, code=code, title="打印证书", parameters=parameters)


def done(job):
    job.refresh_from_db()
    return job.state, job.done, job.total, job.message


def test_work_tells_how_far_it_is(owner, clock_at):
    moment = clock_at("2026-03-02 09:00")
    job = ask(owner, "test.count", to=4)
    assert done(job) == (JobState.QUEUED, 0, 0, "")

    assert jobs.work_off() == 1

    assert done(job) == (JobState.DONE, 4, 4, "第 4 步")
    assert (job.percent, job.created_at, job.started_at, job.finished_at) == (100, moment, moment, moment)


def test_work_is_done_as_the_one_who_asked(owner):
    job = ask(owner, "test.print")
    jobs.work_off()

    job.refresh_from_db()
    assert (job.result.name, job.result.uploaded_by_id) == ("名单.pdf", owner.account_id)
    assert JournalEntry.objects.get(act="core.keep_file").actor_name == owner.name


def test_oldest_first(owner):
    first, second = ask(owner, "test.count", to=1), ask(owner, "test.count", to=1)

    assert [jobs.take_next(), jobs.take_next(), jobs.take_next()] == [first, second, None]


def test_a_queued_job_is_cancelled_at_once(owner):
    job = ask(owner, "test.count", to=1)

    jobs.cancel(actor=owner, job=job)

    assert (done(job)[0], jobs.work_off()) == (JobState.CANCELLED, 0)


def test_a_running_job_stops_at_its_next_step(owner):
    job = ask(owner, "test.cancelled_inside")
    jobs.work_off()

    assert done(job) == (JobState.CANCELLED, 1, 3, "已按要求取消。")


def test_what_is_over_is_not_cancelled(owner):
    job = ask(owner, "test.count", to=1)
    jobs.work_off()

    with pytest.raises(Refusal) as raised:
        jobs.cancel(actor=owner, job=job)
    assert (raised.value.code, done(job)[0]) == ("job_over", JobState.DONE)


def test_a_refusal_is_told_in_its_own_words(owner):
    job = ask(owner, "test.refuse")
    jobs.work_off()

    assert done(job) == (JobState.FAILED, 0, 0, "没有可打印的证书。请先完成命名。")


def test_a_fault_ends_the_job_not_the_worker_and_shows_nothing_of_the_inside(owner, caplog):
    failing, next_one = ask(owner, "test.fail"), ask(owner, "test.count", to=1)
    with caplog.at_level(logging.CRITICAL, logger="jiangxin.core.jobs"):
        assert jobs.work_off() == 2

    assert done(failing) == (JobState.FAILED, 0, 0, "系统出了故障，这项任务没有完成，请联系系统管理员。")
    assert done(next_one)[0] == JobState.DONE


def test_a_job_is_its_owners_alone(owner, actor, federation):
    job = ask(owner, "test.count", to=1)
    colleague = actor(Role.OFFICER_CITY, federation.city)

    assert jobs.job_for(owner, job.pk) == job
    for stranger in (colleague, PUBLIC):
        with pytest.raises(NotFound):
            jobs.job_for(stranger, job.pk)
    with pytest.raises(NotFound):
        jobs.cancel(actor=colleague, job=job)
    assert done(job)[0] == JobState.QUEUED


def test_work_nobody_knows_is_not_queued(owner):
    with pytest.raises(LookupError):
        ask(owner, "test.unknown")
    assert Job.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_take_the_same_job(federation, actor):
    owner = actor(Role.OFFICER_CITY, federation.city)
    asked = [ask(owner, "test.count", to=1).pk for _ in range(20)]
    start, taken = Barrier(2), ([], [])

    def work(mine):
        start.wait()
        try:
            while Job.objects.filter(state=JobState.QUEUED).exists():
                if (job := jobs.take_next()) is not None:
                    mine.append(job.pk)
                    jobs.carry_out(job)
        finally:
            connection.close()

    workers = [Thread(target=work, args=(mine,)) for mine in taken]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sorted(taken[0] + taken[1]) == asked
    assert set(Job.objects.values_list("state", flat=True)) == {JobState.DONE}
