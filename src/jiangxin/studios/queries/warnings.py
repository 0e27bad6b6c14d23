"""Which studios are to be warned on a day, and why; a fixed number of queries for any number of studios."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from jiangxin.engine.measure.retirement import retirement_day
from jiangxin.people.enums import Gender
from jiangxin.studios.assessment_enums import RectificationState
from jiangxin.studios.enums import StudioState
from jiangxin.studios.ledger_enums import ReportKind, ReportState
from jiangxin.studios.models import (
    AssessmentOutcome,
    LedgerEntry,
    Outcome,
    Rectification,
    Studio,
    StudioLeadership,
    StudioLevelHeld,
    StudioMembership,
    StudioReport,
    Subsidy,
)
from jiangxin.studios.queries.standard import late_for_standard
from jiangxin.studios.warnings import WarningRule, warning_rules


def warned_studios(day: date, studios: QuerySet[Studio] | None = None) -> dict[int, list[WarningRule]]:
    """Return the active studios with a reason to be warned, by id, each with its reasons in the order of the rules."""
    active = (studios if studios is not None else Studio.objects.all()).filter(state=StudioState.ACTIVE)
    found: dict[int, list[WarningRule]] = defaultdict(list)
    for rule in warning_rules().values():
        at = day + rule.within if rule.code in _AHEAD else day - rule.within
        for studio_id in _FINDERS[rule.code](active, at):
            found[studio_id].append(rule)
    return dict(found)


def warnings_of(studio: Studio, day: date) -> list[WarningRule]:
    """Return the reasons to warn one studio on a day."""
    return warned_studios(day, Studio.objects.filter(pk=studio.pk)).get(studio.pk, [])


def _idle(studios: QuerySet[Studio], since: date) -> Iterable[int]:
    entries = LedgerEntry.objects.filter(studio=OuterRef("pk"), struck_at=None, day__gte=since)
    return studios.filter(~Exists(entries), named_on__lt=since).values_list("pk", flat=True)


def _barren(studios: QuerySet[Studio], since: date) -> Iterable[int]:
    outcomes = Outcome.objects.filter(studio=OuterRef("pk"), struck_at=None, day__gte=since)
    return studios.filter(~Exists(outcomes), named_on__lt=since).values_list("pk", flat=True)


def _with_rest(studios: QuerySet[Studio]) -> QuerySet[Subsidy]:
    return Subsidy.objects.filter(studio__in=studios, closed_on=None, amount_fen__gt=F("spent_fen"))


def _unspent(studios: QuerySet[Studio], paid_by: date) -> Iterable[int]:
    return _with_rest(studios).filter(paid_on__lte=paid_by).order_by().values_list("studio_id", flat=True).distinct()


def _overdue(studios: QuerySet[Studio], today: date) -> Iterable[int]:
    return _with_rest(studios).filter(spend_by__lt=today).order_by().values_list("studio_id", flat=True).distinct()


def _term(studios: QuerySet[Studio], today: date) -> Iterable[int]:
    held = StudioLevelHeld.objects.filter(studio__in=studios, struck_at=None, until=None, valid_until__lt=today)
    return held.order_by().values_list("studio_id", flat=True).distinct()


def _graded(studios: QuerySet[Studio], since: date) -> Iterable[int]:
    mended = Rectification.objects.filter(studio=OuterRef("studio"), state=RectificationState.PASSED)
    mended = mended.filter(decided_at__gte=OuterRef("carried_out_at"))
    told = AssessmentOutcome.objects.filter(~Exists(mended), studio__in=studios, warned=True)
    return told.filter(carried_out_at__date__gte=since).order_by().values_list("studio_id", flat=True).distinct()


def _unreported(studios: QuerySet[Studio], day: date) -> Iterable[int]:
    """Find who owes the report of the last year that ended before `day`; what was taken over later owes none of it."""
    year = day.year - 1
    handed_in = [ReportState.SUBMITTED, ReportState.ACCEPTED]
    report = StudioReport.objects.filter(studio=OuterRef("pk"), kind=ReportKind.YEAR, state__in=handed_in)
    here = Q(taken_over=None) | Q(taken_over__made_at__year__lte=year)
    owing = studios.filter(here, ~Exists(report.filter(since=date(year, 1, 1))), named_on__lt=date(year, 10, 1))
    return owing.values_list("pk", flat=True)


def _leaderless(studios: QuerySet[Studio], today: date) -> Iterable[int]:
    del today
    leads = StudioLeadership.objects.filter(studio=OuterRef("pk"), struck_at=None, until=None)
    membership = StudioMembership.objects.filter(studio=OuterRef("pk"), person=OuterRef("leader"), struck_at=None)
    has_left = Exists(membership) & ~Exists(membership.filter(until=None))
    return studios.filter(~Exists(leads) | has_left).values_list("pk", flat=True)


def _retiring(studios: QuerySet[Studio], by: date) -> Iterable[int]:
    born = studios.filter(leader__birth__isnull=False).values_list("pk", "leader__birth", "leader__gender")
    ages = {Gender.MALE: _MEN, Gender.FEMALE: _WOMEN}
    return [
        key
        for key, birth, gender in born
        if birth and gender in ages and retirement_day(birth, ages[Gender(gender)]) <= by
    ]


def _substandard(studios: QuerySet[Studio], at: date) -> Iterable[int]:
    """Find who is late for the year's standard, once so many days of the year are over; newcomers are spared."""
    day = at + warning_rules()["substandard"].within
    if at.year != day.year:
        return []
    return late_for_standard(studios.filter(named_on__year__lt=day.year), day)


_MEN, _WOMEN = 60, 55
"""Statutory ages before 2025. Leaders are technicians or managers: for women in such posts it was 55."""
_AHEAD = frozenset({"retiring"})
"""Rules that look forward from today; the others look back."""
_FINDERS: dict[str, Callable[[QuerySet[Studio], date], Iterable[int]]] = {
    "idle": _idle,
    "barren": _barren,
    "unspent": _unspent,
    "overdue": _overdue,
    "term": _term,
    "graded": _graded,
    "unreported": _unreported,
    "leaderless": _leaderless,
    "retiring": _retiring,
    "substandard": _substandard,
}
