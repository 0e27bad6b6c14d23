"""One inbox per person: what waits in all duties an account holds today, its own and delegated ones."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    F,
    Field,
    IntegerField,
    Prefetch,
    Q,
    QuerySet,
    Value,
    When,
)

from jiangxin.core import clock
from jiangxin.core.actor import Actor
from jiangxin.core.holidays import working_calendar
from jiangxin.core.refusal import NotFound
from jiangxin.engine.measure.working_days import ONE_DAY, WorkingCalendar
from jiangxin.orgs.models import Duty, Errand, Escalation
from jiangxin.orgs.queries.duties import duties_of
from jiangxin.orgs.queries.errands import kept_away
from jiangxin.orgs.terms import start_of

MOST_DAYS = 20
"""How far working days are counted to both sides of today; beyond, nobody needs the number."""


def errands_across(actor: Actor) -> QuerySet[Errand]:
    """Return what waits for the person in any duty; see `errands_in`."""
    return errands_in(duties_of(actor.account_key))


def errands_in(duties: Sequence[Duty]) -> QuerySet[Errand]:
    """Return what waits in some duties of one account, with its organisation.

    Each row has `duty_key`, the duty to open it in (a thing asked by name belongs to the duty of that role, at the same
    organisation where it has one), `delegated_by`, and `days_left` in working days: negative when overdue, None without
    a day; `brought` holds its escalations; what lies beyond `MOST_DAYS` reads as one more.
    """
    brought = Escalation.objects.filter(due_at=F("errand__due_at")).select_related("organisation").order_by("level")
    rows = waiting_in(duties).select_related("organisation")
    rows = rows.prefetch_related(Prefetch("escalations", brought, to_attr="brought"))
    return rows.annotate(
        duty_key=_of_duty(duties, lambda duty: duty.pk, BigIntegerField()),
        delegated_by=_of_duty(duties, _delegator, CharField()),
        days_left=_days_left(),
    )


def errand_across(actor: Actor, errand_id: int) -> Errand:
    """Return one open errand of the person's, whatever the duty; absent and forbidden look alike."""
    found = errands_across(actor).filter(pk=errand_id).first()
    if found is None:
        raise NotFound
    return found


def waiting_in(duties: Sequence[Duty]) -> QuerySet[Errand]:
    """Return what waits in some duties of one account; each part of the condition has an index of its own."""
    if not duties:
        return Errand.objects.none()
    found = Q(pk__in=[])
    for role in sorted({duty.role for duty in duties}):
        found |= Q(account_id=duties[0].account_id, role=role)
    for duty in duties:
        found |= Q(account__isnull=True, organisation_id=duty.organisation_id, role=duty.role)
    rows = Errand.objects.filter(found, closed_at=None)
    away = kept_away([duty.role for duty in duties], duties[0].account.person_id)
    return rows.exclude(away) if away else rows


def _of_duty(duties: Sequence[Duty], value: Callable[[Duty], object], kind: "Field[Any, Any]") -> Case:
    """Return a value of each row's duty: the first of its role at its organisation, else the first of its role."""
    exact = [When(role=duty.role, organisation_id=duty.organisation_id, then=Value(value(duty))) for duty in duties]
    named = [When(role=duty.role, then=Value(value(duty))) for duty in duties]
    return Case(*exact, *named, default=Value(None), output_field=kind)


def _delegator(duty: Duty) -> str:
    return duty.delegated_from.account.person.name if duty.delegated_from else ""


def _days_left() -> Case:
    """Return the working days from today to the day an errand is due, by the house's calendar (one query)."""
    today, calendar = clock.today(), working_calendar()
    passed = Case(*_behind(today, calendar), default=Value(-MOST_DAYS - 1), output_field=IntegerField())
    return Case(
        When(due_at__isnull=True, then=Value(None)),
        When(due_at__lt=start_of(today), then=passed),
        *_ahead(today, calendar),
        default=Value(MOST_DAYS + 1),
        output_field=IntegerField(),
    )


def _ahead(today: date, calendar: WorkingCalendar) -> Iterator[When]:
    """Yield what lies before the next working day, before the one after it, and so on."""
    day, count = today, 0
    while count <= MOST_DAYS:
        day += ONE_DAY
        if calendar.is_working(day):
            yield When(due_at__lt=start_of(day), then=Value(count))
            count += 1


def _behind(today: date, calendar: WorkingCalendar) -> Iterator[When]:
    """Yield what was due on the days before today, the nearest first."""
    day, count = today, 0
    while count <= MOST_DAYS:
        count += calendar.is_working(day)
        day -= ONE_DAY
        if calendar.is_working(day) or count > MOST_DAYS:
            yield When(due_at__gte=start_of(day), then=Value(-count))
