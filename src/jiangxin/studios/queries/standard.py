"""What is still missing for a year's standard: counts read in a fixed number of queries, for any number of studios."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

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
Tally = dict[int, dict[str, int]]
"""By the studio's id, how many records there are of each code."""
_ALL = ""
"""The code of what is counted as a whole."""


def missing_for_standard(actor: Actor, studio: Studio, year: int) -> list[StandardLine]:
    """Return every demand of a year's standard with how many records answer it."""
    found = file_for(actor, studio.pk)
    counts = counts_of(Studio.objects.filter(pk=found.pk), year)
    return lines_of(found.kind, counts[found.pk], year=year, today=clock.today())


def late_for_standard(studios: QuerySet[Studio], day: date) -> list[int]:
    """Return the studios, by id, that have less than should be there by a day of its year's standard."""
    counts = counts_of(studios, day.year)
    kinds = studios.order_by().values_list("pk", "kind")
    return [
        key
        for key, kind in kinds
        if any(line.is_late for line in lines_of(kind, counts[key], year=day.year, today=day))
    ]


def counts_of(studios: QuerySet[Studio], year: int) -> dict[int, Counts]:
    """Return by the studio's id how many records answer each demand in a year."""
    since, until = date(year, 1, 1), date(year, 12, 31)
    tallies = {**_whole(studios, since, until), **_by_code(studios, since, until), **_team(studios, since, until)}
    found: dict[int, Counts] = defaultdict(dict)
    for key in studios.order_by().values_list("pk", flat=True):
        for demand in demands():
            numbers = tallies[demand.of].get(key, {})
            found[key][demand.key] = sum(numbers.get(code, 0) for code in demand.among or numbers)
    return found


def _whole(studios: QuerySet[Studio], since: date, until: date) -> dict[str, Tally]:
    outcomes = Outcome.objects.filter(made_in(since.year), struck_at=None)
    counted: dict[str, QuerySet[Any]] = {
        "place": _held(StudioPlace, since, until),
        "equipment": _held(StudioEquipment, since, until),
        "leader": _held(StudioLeadership, since, until),
        "funds": Subsidy.objects.filter(paid_on__lte=until, spend_by__gte=since),
        "projects": Project.objects.filter(running_in(since.year), struck_at=None),
        "outcomes": outcomes,
        "services": ServiceRecord.objects.filter(strike=None, day__range=(since, until)),
    }
    found = {of: _tally(_per_studio(rows, studios)) for of, rows in counted.items()}
    pictured = studios.filter(photo__isnull=False).order_by().values_list("pk", flat=True)
    return {**found, "photo": {key: {_ALL: 1} for key in pictured}}


def _by_code(studios: QuerySet[Studio], since: date, until: date) -> dict[str, Tally]:
    ledger = LedgerEntry.objects.filter(struck_at=None, day__range=(since, until))
    standing = ~Q(kind__in=YEARLY) & Q(day__lte=until)
    papers = StudioPaper.objects.filter(standing | Q(year=since.year), struck_at=None)
    handed_in = [ReportState.SUBMITTED, ReportState.ACCEPTED]
    reports = StudioReport.objects.filter(state__in=handed_in, since__range=(since, until))
    return {
        "ledger": _tally(_per_studio(ledger, studios, "category")),
        "papers": _tally(_per_studio(papers, studios, "kind")),
        "reports": _tally(_per_studio(reports, studios, "kind")),
    }


def _team(studios: QuerySet[Studio], since: date, until: date) -> dict[str, Tally]:
    rows = _held(StudioMembership, since, until).filter(studio__in=studios).order_by()
    apprentices: Tally = defaultdict(lambda: {_ALL: 0})
    members: Tally = defaultdict(lambda: {_ALL: 0})
    everybody = {(key, role == MemberRole.APPRENTICE, person) for key, role, person in _people(rows)}
    for key, learns, _person in everybody:
        (apprentices if learns else members)[key][_ALL] += 1
    return {"apprentices": apprentices, "members": members}


def _people(rows: QuerySet[StudioMembership]) -> Iterable[tuple[int, str, int]]:
    counted = [MemberRole.APPRENTICE, MemberRole.CORE, MemberRole.MEMBER]
    return rows.filter(role__in=counted).values_list("studio_id", "role", "person_id")


def _per_studio(rows: QuerySet[Any], studios: QuerySet[Studio], *by: str) -> Iterable[tuple[Any, ...]]:
    found: Iterable[tuple[Any, ...]]
    found = rows.filter(studio__in=studios).order_by().values_list("studio_id", *by).annotate(Count("pk"))
    return found


def _tally(rows: Iterable[tuple[Any, ...]]) -> Tally:
    found: Tally = defaultdict(dict)
    for key, *code, number in rows:
        found[key][code[0] if code else _ALL] = number
    return found


def _held(model: type[P], since: date, until: date) -> QuerySet[P]:
    lasting = Q(until=None) | Q(until__gte=since)
    return model.rows().filter(lasting, struck_at=None, since__lte=until)


def running_in(year: int) -> Q:
    """Return the condition of projects that were under way on some day of a year."""
    since, until = date(year, 1, 1), date(year, 12, 31)
    lasting = Q(closed_on=None) | Q(closed_on__gte=since)
    return lasting & Q(starts_on__lte=until) & ~Q(state=ProjectState.PLANNED)


def made_in(year: int) -> Q:
    """Return the condition of outcomes of a year: applied for, published or granted in it."""
    days = date(year, 1, 1), date(year, 12, 31)
    return Q(day__range=days) | Q(granted_on__range=days)
