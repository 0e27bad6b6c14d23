"""Reading about ledgers that are taken over: they lie with the city's officers."""

from django.db.models import QuerySet

from jiangxin.core.actor import SYSTEM, Actor, Role
from jiangxin.core.models import JobState
from jiangxin.core.refusal import NotFound
from jiangxin.orgs.queries import in_subtree
from jiangxin.studios.models import ImportFault, StudioImport


def takeovers_for(actor: Actor) -> QuerySet[StudioImport]:
    """Return the imports an actor may work on, newest first."""
    batches = StudioImport.objects.select_related("owner", "job", "file")
    if actor == SYSTEM:
        return batches
    if not actor.organisation_path or not actor.is_any(Role.OFFICER_CITY):
        return batches.none()
    return batches.filter(in_subtree("owner__path", actor.organisation_path))


def get_takeover_for(actor: Actor, batch_id: int) -> StudioImport:
    """Return one import; absent and forbidden look alike."""
    found = takeovers_for(actor).filter(pk=batch_id).first()
    if found is None:
        raise NotFound
    return found


def faults_of(actor: Actor, batch: StudioImport) -> QuerySet[ImportFault]:
    """Return what is wrong with the rows of an import, in their order."""
    return ImportFault.objects.filter(batch__in=takeovers_for(actor).order_by().values("pk")).filter(batch=batch)


def is_under_way(batch: StudioImport) -> bool:
    """Tell whether a job is about this import, or waits to be."""
    return batch.job is not None and batch.job.state in {JobState.QUEUED, JobState.RUNNING}
