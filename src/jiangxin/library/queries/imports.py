"""Reading imports: they lie with those who write for their owner, and nobody else."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from jiangxin.core.actor import SYSTEM, Actor
from jiangxin.core.models import JobState
from jiangxin.core.refusal import NotFound
from jiangxin.library.enums import ImportState
from jiangxin.library.gate import WRITERS
from jiangxin.library.models import ImportBatch, ImportItem
from jiangxin.orgs.queries import in_subtree

HEAVY = ("source", "text", "changes", "flags", "revoked", "hints", "attachments", "recognised")
"""Columns that are not loaded with a list."""


@dataclass(frozen=True, slots=True)
class ImportProgress:
    """How far a batch is.

    Attributes:
        counts: files by state, each state named.
        total: all files.
        settled: files that wait for nothing any more but a person.
        is_running: whether a job is reading it, or about to.
        can_continue: whether files wait and no job reads them.
    """

    counts: dict[str, int]
    total: int
    settled: int
    is_running: bool
    can_continue: bool


def import_batches_for(actor: Actor) -> QuerySet[ImportBatch]:
    """Return the batches an actor may work on, newest first."""
    batches = ImportBatch.objects.select_related("owner", "job", "made_by__person")
    if actor == SYSTEM:
        return batches
    if not actor.organisation_path or not actor.is_any(*WRITERS):
        return batches.none()
    return batches.filter(in_subtree("owner__path", actor.organisation_path))


def get_import_batch_for(actor: Actor, batch_id: int) -> ImportBatch:
    """Return one batch; absent and forbidden look alike."""
    found = import_batches_for(actor).filter(pk=batch_id).first()
    if found is None:
        raise NotFound
    return found


def import_items_for(actor: Actor, batch: ImportBatch | None = None) -> QuerySet[ImportItem]:
    """Return the files an actor may work on, of one batch or of all, in their order; their text is not loaded."""
    items = ImportItem.objects.filter(batch__in=import_batches_for(actor).order_by().values("pk"))
    items = items.filter(batch=batch) if batch else items
    return items.select_related("batch__owner", "original__stored", "article", "twin").defer(
        *HEAVY, "article__body", "article__contents", *(f"twin__{name}" for name in HEAVY)
    )


def get_import_item_for(actor: Actor, item_id: int) -> ImportItem:
    """Return one file with all that was read of it; absent and forbidden look alike."""
    items = ImportItem.objects.filter(batch__in=import_batches_for(actor).order_by().values("pk"))
    found = items.select_related("batch__owner", "original__stored", "article").filter(pk=item_id).first()
    if found is None:
        raise NotFound
    return found


def import_progress_of(batch: ImportBatch) -> ImportProgress:
    """Return how far a batch is."""
    rows = ImportItem.objects.filter(batch=batch).order_by().values_list("state").annotate(count=Count("pk"))
    counts = {str(state): 0 for state in ImportState.values} | dict(rows)
    total, waiting = sum(counts.values()), counts[ImportState.WAITING]
    running = batch.job is not None and batch.job.state in {JobState.QUEUED, JobState.RUNNING}
    return ImportProgress(counts, total, total - waiting, running, bool(waiting) and not running)
