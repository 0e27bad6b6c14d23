"""Urging the reports of an assessment once their time is over: the unit and the union above are told, by the worker."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from jiangxin.campaigns.blueprint.grading import STUDIO
from jiangxin.campaigns.enums import CallState, EntryState, StageKind
from jiangxin.campaigns.models import Entry, Stage
from jiangxin.campaigns.queries import plan_of
from jiangxin.core import clock, journal
from jiangxin.core.actor import SYSTEM, Actor, Role
from jiangxin.core.rounds import every
from jiangxin.core.service import service
from jiangxin.orgs.models import Errand
from jiangxin.orgs.services import close_errands, open_errand
from jiangxin.studios.models import Studio

ASKED = "urge_report"
SECONDS = 3600.0
_AT_ONCE = 500
_SILENT = (EntryState.DRAFT, EntryState.RETURNED, EntryState.SUPPLEMENT)


@service("studios.urge_report", about="studio")
def urge_report(*, actor: Actor, studio: Studio, entry: Entry | None) -> None:
    """Warn the unit and the union above that a report is missing; without an entry the warning is taken back."""
    close_errands(about=studio, asked=ASKED)
    asked_of = ((Role.UNION_OFFICER, studio.unit), (Role.REVIEWER_FIRST, studio.area)) if entry else ()
    for role, organisation in asked_of:
        open_errand(
            role=role,
            organisation=organisation,
            asked=ASKED,
            about=studio,
            title=studio.name,
            note=entry.call.title if entry else "",
            due_at=_last_moment(entry) if entry else None,
        )
    after = {"entry": entry.pk if entry else None}
    journal.record(actor=actor, act="studios.urge_report", obj=studio, after=after)


def _declare(entry: Entry) -> Stage | None:
    return next((stage for stage in entry.call.stages.all() if stage.kind == StageKind.DECLARE), None)


def _last_moment(entry: Entry) -> datetime | None:
    stage, rules = _declare(entry), plan_of(entry.call).assessment
    return stage.closes_at + timedelta(days=rules.grace_days) if stage and rules else None


@every(SECONDS, code="studios.urging_round")
def urging_round() -> None:
    """Make the round: urge whoever is late, take back what has come in or has been closed."""
    late = _late()
    standing = Errand.objects.filter(subject=Studio.journal_label, asked=ASKED, closed_at=None)
    told = set(standing.values_list("subject_id", flat=True))
    changed = sorted(told ^ set(late))[:_AT_ONCE]
    for studio in Studio.objects.filter(pk__in=changed).select_related("unit", "area"):
        urge_report(actor=SYSTEM, studio=studio, entry=late.get(studio.pk))


def _late() -> Mapping[int, Entry]:
    """Return the entries whose time to report is over, by studio; the newest call counts."""
    over = Stage.objects.filter(kind=StageKind.DECLARE, closes_at__lt=clock.now(), call__state=CallState.OPEN)
    rows = Entry.objects.filter(subject_kind=STUDIO, state__in=_SILENT, call__in=over.values("call_id"))
    found = rows.select_related("call").prefetch_related("call__stages").order_by("pk")
    return {entry.subject_id: entry for entry in found if entry.subject_id is not None}
