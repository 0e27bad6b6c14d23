"""Long work: asked for by a service, carried out by the worker, watched and cancelled by its owner."""

import logging
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.db import InterfaceError, OperationalError, transaction
from django.utils.translation import gettext as _

from jiangxin.core import clock, journal, leases
from jiangxin.core.actor import Actor
from jiangxin.core.leases import take_next
from jiangxin.core.models import Job, JobState, StoredFile
from jiangxin.core.refusal import NotFound, Refusal

__all__ = ["Cancelled", "Progress", "ask", "cancel", "carry_out", "job_for", "kind", "take_next", "work_off"]
log = logging.getLogger(__name__)
Work = Callable[["Progress"], StoredFile | None]
_KINDS: dict[str, Work] = {}


class Cancelled(Exception):  # noqa: N818  an answer, not an error
    """The owner no longer wants the work, or another worker has taken it over."""


class Progress:
    """What a piece of work is given: its parameters, its actor, and a way to tell how far it is."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.parameters: dict[str, Any] = job.parameters
        self.actor = Actor(**job.actor)

    def tell(self, done: int, total: int, message: str = "") -> None:
        """Store progress.

        Raises:
            Cancelled: the owner has asked to stop, or the job is no longer this worker's.
        """
        told = leases.held(self.job).filter(cancel_requested=False)
        if not told.update(done=done, total=total, message=message[:500], beat_at=clock.now()):
            raise Cancelled


def kind(code: str) -> Callable[[Work], Work]:
    """Register a function as the work of jobs of kind `code`."""

    def decorate(work: Work) -> Work:
        _KINDS[code] = work
        return work

    return decorate


def ask(*, actor: Actor, code: str, title: str, parameters: dict[str, Any]) -> Job:
    """Queue a job; a worker takes it once the transaction is committed."""
    if code not in _KINDS:
        raise LookupError(f"no work is registered for jobs of kind {code}")
    job = Job.objects.create(
        kind=code,
        title=title[:200],
        parameters=parameters,
        owner_id=actor.account_id,
        actor=asdict(actor),
        created_at=clock.now(),
    )
    journal.record(actor=actor, act="core.ask_job", obj=job, after={"kind": code, "parameters": parameters})
    return job


def cancel(*, actor: Actor, job: Job) -> None:
    """Ask a job of the actor's own to stop; a queued one stops at once, a running one at its next step."""
    with transaction.atomic():
        found = Job.objects.select_for_update().filter(pk=job.pk, owner_id=actor.account_id).first()
        if found is None:
            raise NotFound
        if found.state not in {JobState.QUEUED, JobState.RUNNING}:
            raise Refusal("job_over", _("这项任务已经结束，不能再取消。"))
        found.cancel_requested = True
        if found.state == JobState.QUEUED:
            found.state, found.finished_at = JobState.CANCELLED, clock.now()
        found.save()
        journal.record(actor=actor, act="core.cancel_job", obj=found)


def carry_out(job: Job) -> Job:
    """Do the work of a taken job and write how it ended; a fault ends the job, never the worker.

    Raises:
        OperationalError, InterfaceError: the database is away. The job is taken up again when its lease is over.
    """
    with leases.keeping(job):
        changes = _done(job)
    if not leases.held(job).update(finished_at=clock.now(), **changes):
        log.warning("job %s (%s) was given to another worker; what this one did is dropped", job.pk, job.kind)
    job.refresh_from_db()
    return job


def _done(job: Job) -> dict[str, Any]:
    try:
        return {"state": JobState.DONE, "result": _KINDS[job.kind](Progress(job))}
    except Cancelled:
        return {"state": JobState.CANCELLED, "message": _("已按要求取消。")}
    except Refusal as refusal:
        return {"state": JobState.FAILED, "message": refusal.words[:500]}
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        log.exception("job %s (%s) failed", job.pk, job.kind)
        return {"state": JobState.FAILED, "message": _("系统出了故障，这项任务没有完成，请联系系统管理员。")}


def work_off(stopped: Callable[[], bool] = lambda: False) -> int:
    """Carry out the waiting jobs one after the other until there is none or `stopped` says so; returns how many."""
    count = 0
    while not stopped() and (job := take_next()) is not None:
        carry_out(job)
        count += 1
    return count


def job_for(actor: Actor, job_id: int) -> Job:
    """Return a job of the actor's own."""
    job = Job.objects.filter(pk=job_id, owner_id=actor.account_id).first() if actor.is_signed_in else None
    if job is None:
        raise NotFound
    return job
