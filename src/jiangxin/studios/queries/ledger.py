"""Reading a studio's ledger, projects, outcomes and papers, for those who may open its file."""

from datetime import date
from typing import TypeVar

from django.db.models import Count, IntegerField, Model, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest

from jiangxin.core.actor import Actor
from jiangxin.core.refusal import NotFound
from jiangxin.studios.gate import files_for
from jiangxin.studios.ledger_enums import FilePart
from jiangxin.studios.models import (
    LedgerEntry,
    LedgerFile,
    Milestone,
    Outcome,
    Project,
    SignIn,
    Studio,
    StudioPaper,
    StudioReport,
)

M = TypeVar("M", bound=Model)


def ledger_for(actor: Actor, studio: Studio | None = None, *, with_struck: bool = False) -> QuerySet[LedgerEntry]:
    """Return what the ledger holds, newest first, each with `people` (who took part) and `photos` (how many).

    Of one studio, or of all whose file the actor may open.
    """
    rows = counted(LedgerEntry.objects.filter(studio__in=files_for(actor)).select_related("project", "outcome"))
    rows = rows if studio is None else rows.filter(studio=studio)
    return rows if with_struck else rows.filter(struck_at=None)


def counted(rows: QuerySet[LedgerEntry]) -> QuerySet[LedgerEntry]:
    """Return entries with `people` and `photos`."""
    photos = _count(LedgerFile.objects.filter(entry=OuterRef("pk"), part=FilePart.PHOTO))
    return rows.annotate(people=people_in(), photos=photos)


def people_in() -> Greatest:
    """Return how many took part in an entry: those told, or those on its sheet when they are more."""
    return Greatest("headcount", _count(SignIn.objects.filter(entry=OuterRef("pk"))))


def _count(rows: QuerySet[M]) -> Coalesce:
    grouped = rows.order_by().values("entry").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(grouped, output_field=IntegerField()), 0)


def get_ledger_entry_for(actor: Actor, entry_id: int) -> LedgerEntry:
    """Return one entry, also a struck one; absent and forbidden look alike."""
    rows = ledger_for(actor, with_struck=True).select_related("studio__unit", "entered_by__person", "successor")
    files = LedgerFile.objects.select_related("file")
    return _the(rows.filter(pk=entry_id).prefetch_related(Prefetch("files", files), "sign_ins"))


def projects_for(actor: Actor, studio: Studio | None = None) -> QuerySet[Project]:
    """Return the projects that stand, newest first."""
    rows = Project.objects.filter(studio__in=files_for(actor), struck_at=None)
    return rows if studio is None else rows.filter(studio=studio)


def get_project_for(actor: Actor, project_id: int) -> Project:
    """Return one project, also a struck one, with its steps."""
    rows = Project.objects.filter(studio__in=files_for(actor)).select_related("studio__unit", "approval", "closing")
    steps = Milestone.objects.filter(struck_at=None)
    return _the(rows.filter(pk=project_id).prefetch_related(Prefetch("milestones", steps)))


def outcomes_for(actor: Actor, studio: Studio | None = None) -> QuerySet[Outcome]:
    """Return the outcomes that stand, newest first."""
    rows = Outcome.objects.filter(studio__in=files_for(actor), struck_at=None).select_related("project")
    return rows if studio is None else rows.filter(studio=studio)


def get_outcome_for(actor: Actor, outcome_id: int) -> Outcome:
    """Return one outcome, also a struck one."""
    rows = Outcome.objects.filter(studio__in=files_for(actor))
    papers = ("proof", "application_proof", "finance_proof")
    return _the(rows.filter(pk=outcome_id).select_related("studio__unit", "project", *papers))


def papers_for(actor: Actor, studio: Studio) -> QuerySet[StudioPaper]:
    """Return the standing papers of a studio's basic file."""
    return StudioPaper.objects.filter(studio__in=files_for(actor).filter(pk=studio.pk), struck_at=None).select_related(
        "file"
    )


def get_paper_for(actor: Actor, paper_id: int) -> StudioPaper:
    """Return one paper."""
    rows = StudioPaper.objects.filter(studio__in=files_for(actor), pk=paper_id)
    return _the(rows.select_related("studio__unit", "file"))


def reports_for(actor: Actor, studio: Studio | None = None) -> QuerySet[StudioReport]:
    """Return reports, newest first."""
    rows = StudioReport.objects.filter(studio__in=files_for(actor)).select_related("studio__unit", "studio__area")
    return rows if studio is None else rows.filter(studio=studio)


def get_report_for(actor: Actor, report_id: int) -> StudioReport:
    """Return one report."""
    return _the(reports_for(actor).select_related("sealed_scan").filter(pk=report_id))


def public_ledger(studio: Studio) -> QuerySet[LedgerEntry]:
    """Return the entries a studio chose to show to everybody."""
    return LedgerEntry.objects.filter(studio=studio, is_public=True, struck_at=None)


def public_outcomes(studio: Studio) -> QuerySet[Outcome]:
    """Return the outcomes a studio chose to show to everybody."""
    return Outcome.objects.filter(studio=studio, is_public=True, struck_at=None)


def within(rows: QuerySet[M], field: str, since: date, until: date) -> QuerySet[M]:
    """Return the rows whose day lies between two days, both included."""
    return rows.filter(**{f"{field}__gte": since, f"{field}__lte": until})


def _the(rows: QuerySet[M]) -> M:
    found = rows.first()
    if found is None:
        raise NotFound
    return found
