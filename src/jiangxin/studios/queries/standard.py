"""What is still missing for a year's standard: counts read in a fixed number of queries."""

from datetime import date
from typing import TypeVar

from django.db.models import Count, Q, QuerySet

from jiangxin.core import clock
from jiangxin.core.actor import Actor
from jiangxin.studios.enums import MemberRole
from jiangxin.studios.gate import file_for
from jiangxin.studios.ledger_enums import YEARLY, ProjectState, ReportState
from jiangxin.studios.models import (
    LedgerEntry,
    Outcome,
    Period,
    Project,
    ServiceRecord,
    Studio,
    StudioEquipment,
    StudioLeadership,
    StudioMembership,
    StudioPaper,
    StudioPlace,
    StudioReport,
    Subsidy,
)
from jiangxin.studios.standard import StandardLine, demands, lines_of

P = TypeVar("P", bound=Period)
Counts = dict[tuple[str, tuple[str, ...]], int]


def missing_for_standard(actor: Actor, studio: Studio, year: int) -> list[StandardLine]:
    """Return every demand of a year's standard with how many records answer it."""
    found = file_for(actor, studio.pk)
    return lines_of(found.kind, _counts(found, year), year=year, today=clock.today())


def _counts(studio: Studio, year: int) -> Counts:
    since, until = date(year, 1, 1), date(year, 12, 31)
    groups = _grouped(studio, since, until)
    plain = {
        "photo": int(studio.photo_id is not None),
        "place": _held(StudioPlace, studio, since, until).count(),
        "equipment": _held(StudioEquipment, studio, since, until).count(),
        "leader": _held(StudioLeadership, studio, since, until).count(),
        **_team(studio, since, until),
        "funds": Subsidy.objects.filter(studio=studio, paid_on__lte=until, spend_by__gte=since).count(),
        "projects": _running(studio, since, until),
        "outcomes": Outcome.objects.filter(_dated(since, until), studio=studio, struck_at=None).count(),
        "services": ServiceRecord.objects.filter(studio=studio, strike=None, day__range=(since, until)).count(),
    }
    counts: Counts = {}
    for demand in demands():
        if demand.of in groups:
            group = groups[demand.of]
            counts[demand.key] = sum(
                number for code, number in group.items() if code in demand.among or not demand.among
            )
        else:
            counts[demand.key] = plain[demand.of]
    return counts


def _grouped(studio: Studio, since: date, until: date) -> dict[str, dict[str, int]]:
    ledger = LedgerEntry.objects.filter(studio=studio, struck_at=None, day__range=(since, until))
    standing = ~Q(kind__in=YEARLY) & Q(day__lte=until)
    papers = StudioPaper.objects.filter(standing | Q(year=since.year), studio=studio, struck_at=None)
    handed_in = [ReportState.SUBMITTED, ReportState.ACCEPTED]
    reports = StudioReport.objects.filter(studio=studio, state__in=handed_in, since__range=(since, until))
    return {
        "ledger": dict(ledger.order_by().values_list("category").annotate(Count("pk"))),
        "papers": dict(papers.order_by().values_list("kind").annotate(Count("pk"))),
        "reports": dict(reports.order_by().values_list("kind").annotate(Count("pk"))),
    }


def _held(model: type[P], studio: Studio, since: date, until: date) -> QuerySet[P]:
    lasting = Q(until=None) | Q(until__gte=since)
    return model.rows().filter(lasting, studio=studio, struck_at=None, since__lte=until)


def _team(studio: Studio, since: date, until: date) -> dict[str, int]:
    roles = list(_held(StudioMembership, studio, since, until).values_list("role", "person_id"))
    apprentices = {person for role, person in roles if role == MemberRole.APPRENTICE}
    members = {person for role, person in roles if role in {MemberRole.CORE, MemberRole.MEMBER}}
    return {"apprentices": len(apprentices), "members": len(members)}


def _running(studio: Studio, since: date, until: date) -> int:
    """Count the projects that were under way on some day of the year."""
    lasting = Q(closed_on=None) | Q(closed_on__gte=since)
    rows = Project.objects.filter(lasting, studio=studio, struck_at=None, starts_on__lte=until)
    return rows.exclude(state=ProjectState.PLANNED).count()


def _dated(since: date, until: date) -> Q:
    """Return outcomes of the year: applied for, published or granted in it."""
    return Q(day__range=(since, until)) | Q(granted_on__range=(since, until))
