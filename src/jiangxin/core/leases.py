"""Who carries out a job, and for how long that is believed: a worker that is gone gives its jobs back.

A worker holds a job under a token of its own and says every few seconds that it is still at it, from a thread beside
the work, however long one step takes. When that stays out for `LEASE`, the next worker takes the job over. What the
first one might still write is then refused, because the token is no longer its own.
"""

import logging
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread

from django.db import DatabaseError, connection, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from jiangxin.core import clock
from jiangxin.core.models import Job, JobState

log = logging.getLogger(__name__)
LEASE = timedelta(seconds=90)
BEAT_SECONDS = 15.0
MOST_ATTEMPTS = 3


def take_next() -> Job | None:
    """Take the oldest job that is queued or was left by a worker that is gone; two workers never take the same one.

    With nothing to do this only reads: an idle worker keeps nobody from writing.
    """
    if not _waiting().exists():
        return None
    with transaction.atomic():
        for job in _waiting().select_for_update(skip_locked=True).order_by("id"):
            if _give_up(job):
                continue
            job.state, job.worker, job.attempts = JobState.RUNNING, str(uuid.uuid4()), job.attempts + 1
            job.done = job.total = 0
            job.started_at = job.beat_at = clock.now()
            job.save(update_fields=["state", "worker", "attempts", "done", "total", "started_at", "beat_at"])
            return job
    return None


def held(job: Job) -> QuerySet[Job]:
    """Return the job as long as whoever took it still holds it, else nothing."""
    return Job.objects.filter(pk=job.pk, state=JobState.RUNNING, worker=job.worker)


@contextmanager
def keeping(job: Job) -> Iterator[None]:
    """Hold a job for the length of the block."""
    over = Event()
    thread = Thread(target=_beat, args=(job, over), name=f"job {job.pk}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _waiting() -> QuerySet[Job]:
    silent = Q(beat_at__isnull=True) | Q(beat_at__lt=clock.now() - LEASE)
    return Job.objects.filter(Q(state=JobState.QUEUED) | Q(silent, state=JobState.RUNNING))


def _give_up(job: Job) -> bool:
    """End a job nobody should begin again: its owner does not want it, or it has ended several workers."""
    if job.state == JobState.QUEUED:
        return False
    if job.cancel_requested:
        job.state, job.message = JobState.CANCELLED, _("已按要求取消。")
    elif job.attempts >= MOST_ATTEMPTS:
        log.error("job %s (%s) was left by %s workers and is given up", job.pk, job.kind, job.attempts)
        job.state, job.message = JobState.FAILED, _("执行这项任务的进程多次中断，任务没有完成，请联系系统管理员。")
    else:
        log.warning("job %s (%s) was left by its worker and begins again", job.pk, job.kind)
        return False
    job.finished_at = clock.now()
    job.save(update_fields=["state", "message", "finished_at"])
    return True


def _beat(job: Job, over: Event) -> None:
    while not over.wait(BEAT_SECONDS):
        try:
            held(job).update(beat_at=clock.now())
        except DatabaseError:  # the work itself will meet it, too; a later beat may come in time
            log.warning("job %s: the database did not take the sign of life", job.pk, exc_info=True)
        finally:
            connection.close()  # this thread's own
