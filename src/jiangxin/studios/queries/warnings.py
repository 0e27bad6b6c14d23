"""Which studios are to be warned on a day, and why; a fixed number of queries for any number of studios."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date

from django.db.models import Exists, F, OuterRef, QuerySet

from jiangxin.studios.enums import StudioState
from jiangxin.studios.models import LedgerEntry, Outcome, Studio, StudioLevelHeld, Subsidy
from jiangxin.studios.warnings import WarningRule, warning_rules


def warned_studios(day: date, studios: QuerySet[Studio] | None = None) -> dict[int, list[WarningRule]]:
    """Return the active studios with a reason to be warned, by id, each with its reasons in the order of the rules."""
    active = (studios if studios is not None else Studio.objects.all()).filter(state=StudioState.ACTIVE)
    found: dict[int, list[WarningRule]] = defaultdict(list)
    for rule in warning_rules().values():
        for studio_id in _FINDERS[rule.code](active, day - rule.within):
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


_FINDERS: dict[str, Callable[[QuerySet[Studio], date], Iterable[int]]] = {
    "idle": _idle,
    "barren": _barren,
    "unspent": _unspent,
    "overdue": _overdue,
    "term": _term,
}
