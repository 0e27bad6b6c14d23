"""Reading assignments: the only way from an expert to a case."""

from django.db.models import QuerySet

from jiangxin.campaigns.models import EntryFile, Recusal
from jiangxin.campaigns.queries import entries_for
from jiangxin.core.actor import Actor, Role
from jiangxin.core.models import StoredFile
from jiangxin.core.refusal import NotFound
from jiangxin.review.enums import PanelState, RunState
from jiangxin.review.models import Assignment, AssignmentRun
from jiangxin.review.queries.panels import panels_for


def assignments_for(actor: Actor) -> QuerySet[Assignment]:
    """Return the cases an actor may read.

    Experts: what was given to them and not taken back, as long as nothing keeps them away. City officers and leaders:
    the assignments of entries they may see. Nobody else any.
    """
    assignments = Assignment.objects.select_related(
        "run__panel__call__organiser", "member__expert__person", "entry__call", "entry__unit", "sheet"
    ).order_by("case_number", "id")
    if actor.is_any(Role.EXPERT):
        recused = Recusal.objects.filter(person_id=actor.person_id or 0).values("entry_id")
        return assignments.filter(
            member__expert__account_id=actor.account_id or 0, withdrawn_at=None, run__state=RunState.PUBLISHED
        ).exclude(entry_id__in=recused)
    if actor.is_any(Role.OFFICER_CITY, Role.LEADER_CITY, Role.DISCIPLINE):
        return assignments.filter(run__panel__in=panels_for(actor).order_by(), entry__in=entries_for(actor))
    return assignments.none()


def get_assignment_for(actor: Actor, assignment_id: int) -> Assignment:
    """Return one assignment; absent, taken back and forbidden look alike."""
    found = assignments_for(actor).filter(pk=assignment_id).first()
    if found is None:
        raise NotFound
    return found


def get_run_for(actor: Actor, panel_id: int, run_id: int) -> AssignmentRun:
    """Return one run of a panel the actor may see."""
    found = (
        AssignmentRun.objects.filter(pk=run_id, panel__in=panels_for(actor).filter(pk=panel_id))
        .select_related("panel__call__organiser", "computed_by__person")
        .first()
    )
    if found is None:
        raise NotFound
    return found


def case_files(assignment: Assignment) -> list[EntryFile]:
    """Return the attached files the expert of a case gets; on a blind panel copies of those let through.

    A file without such a copy is kept back: only the copy is sure to tell nothing of its author.
    """
    kept = EntryFile.objects.filter(entry_id=assignment.entry_id, removed_at=None).select_related("stored", "redacted")
    if assignment.run.panel.is_blind:
        kept = kept.filter(hidden_when_blind=False, redacted__isnull=False)
    return list(kept)


def get_case_file(actor: Actor, assignment_id: int, file_id: int) -> StoredFile:
    """Return what an expert gets of one file of a case; on a blind panel under a name that tells nothing.

    Raises:
        NotFound: not the actor's case, not a file of it, or kept back.
    """
    assignment = get_assignment_for(actor, assignment_id)
    for number, file in enumerate(case_files(assignment), start=1):
        if file.pk == file_id:
            return shown_file(assignment, file, number)
    raise NotFound


def shown_file(assignment: Assignment, file: EntryFile, number: int) -> StoredFile:
    """Return the stored file a reader of the case gets; its name is changed in memory only."""
    if not assignment.run.panel.is_blind:
        return file.stored
    stored = file.redacted
    assert stored is not None, "case_files gives no others"
    extension = stored.name.rsplit(".", 1)[-1] if "." in stored.name else "bin"
    stored.name = f"{assignment.case_number:02d}-{number:02d}.{extension}"
    return stored


def open_panels_of(actor: Actor) -> QuerySet[Assignment]:
    """Return the actor's cases on panels that are scoring now."""
    return assignments_for(actor).filter(run__panel__state=PanelState.SCORING)
