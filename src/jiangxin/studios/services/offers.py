"""Service offers and their slots: drafted, published, paused, ended; a slot is called off with a word to who booked."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date, time, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor
from jiangxin.core.refusal import Problem, Refusal, Text
from jiangxin.core.service import service
from jiangxin.orgs.services import close_errands
from jiangxin.studios import service_policies as policies
from jiangxin.studios.models import Booking, ServiceOffer, ServiceSlot, Studio
from jiangxin.studios.periods import lock
from jiangxin.studios.service_enums import COMING, BookingState, OfferKind, OfferState, ServiceField
from jiangxin.studios.services.moving import CALL_BOOKERS, ask_studio, lock_slot, move_up

MOST_SLOTS = 120
FARTHEST = timedelta(days=366)
MOST_PEOPLE = 500
MOST_HOURS = 24 * 30
_LONGEST = {"title": 60, "description": 2000, "audience": 120, "place": 200, "contact": 120}


@dataclass(frozen=True, slots=True)
class OfferFacts:
    """What an offer says; `book_hours` before its beginning a slot closes, `by_hand` has each booking confirmed."""

    field: str
    title: str
    description: str
    audience: str
    place: str
    contact: str
    capacity: int
    kind: str = OfferKind.SERVICE
    to_bring: str = ""
    book_hours: int = 12
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class SlotPlan:
    """Days from one to another, on some days of the week (Monday is 0; none is all), each at the same hours."""

    first: date
    starts: time
    ends: time
    capacity: int
    last: date | None = None
    weekdays: Collection[int] = ()

    def days(self) -> list[date]:
        """Return the days, at most one more than are taken at once."""
        last = self.last or self.first
        count = min((last - self.first).days + 1, FARTHEST.days + 1)
        every = (self.first + timedelta(days=number) for number in range(count))
        return [day for day in every if not self.weekdays or day.weekday() in self.weekdays][: MOST_SLOTS + 1]


@service("studios.draft_offer", about="studio")
def draft_offer(*, actor: Actor, studio: Studio, facts: OfferFacts) -> ServiceOffer:
    """Write an offer; it is seen once it is published."""
    locked = lock(studio)
    policies.may_offer(actor=actor, studio=locked).require()
    offer = ServiceOffer(studio=locked, **asdict(_checked(facts)))
    offer.entered_by_id, offer.entered_at = actor.account_id, clock.now()
    offer.save(force_insert=True)
    journal.record(actor=actor, act="studios.draft_offer", obj=offer, after={"studio": locked.pk, **asdict(facts)})
    return offer


@service("studios.update_offer", about="offer")
def update_offer(*, actor: Actor, offer: ServiceOffer, facts: OfferFacts, expected_revision: int) -> ServiceOffer:
    """Change what an offer says; its slots keep their own number of places."""
    locked = _locked(offer)
    policies.may_add_slots(actor=actor, offer=locked).require()
    if locked.revision != expected_revision:
        raise Refusal("stale", _("项目刚被别人修改过。"), _("请刷新页面，核对后再修改。"))
    checked = asdict(_checked(facts))
    before = {name: getattr(locked, name) for name, value in checked.items() if getattr(locked, name) != value}
    for name in before:
        setattr(locked, name, checked[name])
    locked.revision += 1
    locked.save()
    after = {name: checked[name] for name in before}
    journal.record(actor=actor, act="studios.update_offer", obj=locked, before=before, after=after)
    return locked


@service("studios.publish_offer", about="offer")
def publish_offer(*, actor: Actor, offer: ServiceOffer) -> ServiceOffer:
    """Let the public see and book an offer, for the first time or again after a pause."""
    locked = _locked(offer)
    policies.may_publish(actor=actor, offer=locked).require()
    locked.published_at = locked.published_at or clock.now()
    return _move(actor, locked, OfferState.PUBLISHED, "studios.publish_offer")


@service("studios.pause_offer", about="offer")
def pause_offer(*, actor: Actor, offer: ServiceOffer) -> ServiceOffer:
    """Take no more bookings for now; those there are stay."""
    locked = _locked(offer)
    policies.may_pause(actor=actor, offer=locked).require()
    return _move(actor, locked, OfferState.PAUSED, "studios.pause_offer")


@service("studios.close_offer", about="offer")
def close_offer(*, actor: Actor, offer: ServiceOffer) -> ServiceOffer:
    """End an offer nobody is waiting for."""
    locked = _locked(offer)
    policies.may_close(actor=actor, offer=locked).require()
    return _move(actor, locked, OfferState.CLOSED, "studios.close_offer")


@service("studios.add_slots", about="offer")
def add_slots(*, actor: Actor, offer: ServiceOffer, plan: SlotPlan) -> list[ServiceSlot]:
    """Add slots on the planned days; days that have one at the same hour already are left as they are."""
    locked = _locked(offer)
    policies.may_add_slots(actor=actor, offer=locked).require()
    days = _checked_days(plan)
    standing = set(
        ServiceSlot.objects.filter(offer=locked, starts=plan.starts, called_off_at=None).values_list("day", flat=True)
    )
    fresh = [day for day in days if day not in standing]
    if not fresh:
        raise _refusal("first", "slots_there", _("这些日期的这个时间已经有时段。"))
    slots = ServiceSlot.objects.bulk_create(
        [
            ServiceSlot(offer=locked, day=day, starts=plan.starts, ends=plan.ends, capacity=plan.capacity)
            for day in fresh
        ]
    )
    after = {"days": fresh, "starts": str(plan.starts), "ends": str(plan.ends), "capacity": plan.capacity}
    journal.record(actor=actor, act="studios.add_slots", obj=locked, after=after)
    return slots


@service("studios.call_off_slot", about="slot")
def call_off_slot(*, actor: Actor, slot: ServiceSlot, reason: str) -> ServiceSlot:
    """Call a slot off; bookings are told on their pages, and the studio is asked to telephone."""
    locked = lock_slot(slot)
    policies.may_offer(actor=actor, studio=locked.offer.studio).require()
    reason = reason.strip()
    if not 0 < len(reason) <= 200:  # noqa: PLR2004  column width
        raise _refusal("reason", "required", _("请写明取消原因，最多200个字，预约人会看到。"))
    if locked.called_off_at or clock.now() >= locked.starts_at:
        raise Refusal("wrong_state", _("这个时段已取消或已开始，不能取消。"), _("请刷新页面查看最新情况。"))
    coming = Booking.objects.filter(slot=locked, state__in=COMING)
    told = list(coming.values_list("code", flat=True))
    coming.update(state=BookingState.CALLED_OFF, answer=reason, moved_at=clock.now())
    locked.called_off_at, locked.called_off_reason = clock.now(), reason
    locked.save(update_fields=["called_off_at", "called_off_reason"])
    close_errands(about=locked)
    if told:
        ask_studio(CALL_BOOKERS, locked, note=gettext_lazy("时段已取消，请电话告知预约人。"))
    after = {"bookings": told}
    journal.record(actor=actor, act="studios.call_off_slot", obj=locked, after=after, reason=reason)
    return locked


@service("studios.resize_slot", about="slot")
def resize_slot(*, actor: Actor, slot: ServiceSlot, capacity: int) -> ServiceSlot:
    """Change how many people a slot takes, never below those who have booked; whoever waits may move up."""
    locked = lock_slot(slot)
    policies.may_offer(actor=actor, studio=locked.offer.studio).require()
    if locked.called_off_at or clock.now() >= locked.starts_at:
        raise Refusal("wrong_state", _("这个时段已取消或已开始，不能改人数。"), _("请刷新页面查看最新情况。"))
    if not max(1, locked.taken) <= capacity <= MOST_PEOPLE:
        words = {"least": max(1, locked.taken), "most": MOST_PEOPLE}
        raise _refusal("capacity", "out_of_range", _("人数应在已约的%(least)d至%(most)d之间。") % words)
    before = {"capacity": locked.capacity}
    locked.capacity = capacity
    locked.save(update_fields=["capacity"])
    move_up(locked)
    journal.record(actor=actor, act="studios.resize_slot", obj=locked, before=before, after={"capacity": capacity})
    return locked


@service("studios.tell_bookers", about="slot")
def tell_bookers(*, actor: Actor, slot: ServiceSlot) -> None:
    """Note that the bookers of a slot were telephoned about what changed."""
    locked = lock_slot(slot)
    policies.may_offer(actor=actor, studio=locked.offer.studio).require()
    if not close_errands(about=locked, asked=CALL_BOOKERS):
        raise Refusal("nothing_to_tell", _("没有需要电话告知的事项。"), _("请刷新页面查看最新情况。"))
    journal.record(actor=actor, act="studios.tell_bookers", obj=locked)


def _locked(offer: ServiceOffer) -> ServiceOffer:
    return ServiceOffer.objects.select_for_update(of=("self",)).select_related("studio__unit").get(pk=offer.pk)


def _move(actor: Actor, offer: ServiceOffer, state: OfferState, act: str) -> ServiceOffer:
    before = {"state": offer.state}
    offer.state = state
    offer.save(update_fields=["state", "published_at"])
    journal.record(actor=actor, act=act, obj=offer, before=before, after={"state": state})
    return offer


def _checked(facts: OfferFacts) -> OfferFacts:
    problems = [
        Problem(name, _("请填写，最多%(longest)d个字。") % {"longest": longest}, "required")
        for name, longest in _LONGEST.items()
        if not 0 < len(str(getattr(facts, name)).strip()) <= longest
    ]
    if facts.kind not in OfferKind.values:
        problems.append(Problem("kind", _("请从列表中选择。"), "required"))
    if facts.field not in ServiceField.values:
        problems.append(Problem("field", _("请从列表中选择。"), "required"))
    if len(facts.to_bring) > 300:  # noqa: PLR2004  column width
        problems.append(Problem("to_bring", _("最多300个字。"), "too_long"))
    if not 1 <= facts.capacity <= MOST_PEOPLE:
        problems.append(Problem("capacity", _("每场人数应在1至%(most)d之间。") % {"most": MOST_PEOPLE}, "out_of_range"))
    if not 0 <= facts.book_hours <= MOST_HOURS:
        problems.append(Problem("book_hours", _("应在0至%(most)d小时之间。") % {"most": MOST_HOURS}, "out_of_range"))
    if problems:
        raise Refusal("form_invalid", _("还有几处需要补充或改正。"), _("请按提示修改后再提交。"), problems=problems)
    return facts


def _checked_days(plan: SlotPlan) -> list[date]:
    if plan.ends <= plan.starts:
        raise _refusal("ends", "ends_before_start", _("结束时间应晚于开始时间。"))
    if not 1 <= plan.capacity <= MOST_PEOPLE:
        raise _refusal("capacity", "out_of_range", _("每场人数应在1至%(most)d之间。") % {"most": MOST_PEOPLE})
    last = plan.last or plan.first
    if plan.first < clock.today() or last < plan.first or last > clock.today() + FARTHEST:
        raise _refusal("first", "days_invalid", _("日期应从今天起，一年以内，结束日期不早于开始日期。"))
    days = plan.days()
    if not days:
        raise _refusal("weekdays", "no_days", _("所选日期内没有这些星期。"))
    if len(days) > MOST_SLOTS:
        raise _refusal("last", "too_many", _("一次最多增加%(most)d个时段。") % {"most": MOST_SLOTS})
    return days


def _refusal(path: str, code: str, message: Text) -> Refusal:
    return Refusal(code, message, _("请核对后再提交。"), problems=[Problem(path, message, code)])
