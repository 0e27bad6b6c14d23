"""What a change of the working calendar would have computed otherwise, among dates that are still to come."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from jiangxin.awards.enums import NoticeState, ObjectionState
from jiangxin.awards.queries.notices import notices_for
from jiangxin.awards.queries.objections import objections_for
from jiangxin.awards.terms import notice_terms
from jiangxin.campaigns.blueprint.stages import propose_dates
from jiangxin.campaigns.enums import CallState
from jiangxin.campaigns.queries import calls_for, plan_of
from jiangxin.core import clock
from jiangxin.core.actor import Actor
from jiangxin.engine.measure.working_days import WorkingCalendar


@dataclass(frozen=True, slots=True)
class Shift:
    """A date that stands, and what the old and the new calendar compute in its place.

    Attributes:
        what: The call and its stage, the public notice, or the objection.
        kind: "call", "notice" or "objection"; `pk` is the thing's own.
    """

    what: str
    kind: str
    pk: int
    stands: date
    before: date
    after: date


def shifts(actor: Actor, before: WorkingCalendar, after: WorkingCalendar) -> list[Shift]:
    """Return the dates still to come that the two calendars compute differently, as far as the actor sees them."""
    found = (*_stages(actor, before, after), *_notices(actor, before, after), *_objections(actor, before, after))
    return [shift for shift in found if shift.before != shift.after]


def _stages(actor: Actor, before: WorkingCalendar, after: WorkingCalendar) -> Iterator[Shift]:
    """Compute each stage from where the stage before it ends in truth, so that a shift is told once."""
    today = clock.today()
    for call in calls_for(actor).exclude(state=CallState.CLOSED).prefetch_related("stages").order_by("pk"):
        plans = {plan.code: plan for plan in plan_of(call).stages}
        stages = list(call.stages.all())
        starts = [stages[0].opens_at, *(stage.closes_at for stage in stages)] if stages else []
        for stage, start in zip(stages, starts, strict=False):
            closes, plan = _day(stage.closes_at), plans.get(stage.code)
            if plan is None or not plan.working or closes < today:
                continue
            old, new = (
                propose_dates([plan], timezone.localtime(start), calendar)[0][2].date() for calendar in (before, after)
            )
            yield Shift(f"{call.title} · {stage.label}", "call", call.pk, closes, old, new)


def _notices(actor: Actor, before: WorkingCalendar, after: WorkingCalendar) -> Iterator[Shift]:
    standing = notices_for(actor).filter(state=NoticeState.PUBLISHED, closes_on__gte=clock.today()).order_by("pk")
    for notice in standing:
        if notice.opens_on and notice.closes_on:
            old, new = (
                calendar.add_working_days(notice.opens_on, notice.working_days).day for calendar in (before, after)
            )
            yield Shift(notice.title, "notice", notice.pk, notice.closes_on, old, new)


def _objections(actor: Actor, before: WorkingCalendar, after: WorkingCalendar) -> Iterator[Shift]:
    waiting = objections_for(actor).filter(
        state__in=[ObjectionState.RECEIVED, ObjectionState.INVESTIGATING], due_on__gte=clock.today()
    )
    for objection in waiting.order_by("pk"):
        days = notice_terms(objection.item.notice.call).reply_within
        start = _day(objection.received_at)
        old, new = (calendar.add_working_days(start, days).day for calendar in (before, after))
        what = _("异议%(receipt)s的答复期限") % {"receipt": objection.receipt}
        yield Shift(what, "objection", objection.pk, objection.due_on, old, new)


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()
