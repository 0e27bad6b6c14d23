"""What is done about bookings every day, by the worker: reminding, letting lapse, forgetting. Safe at any time."""

from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from jiangxin.core import clock, journal
from jiangxin.core.actor import SYSTEM, Actor
from jiangxin.core.rounds import every
from jiangxin.core.service import service
from jiangxin.orgs.models import Errand
from jiangxin.studios.models import Booking, SatisfactionSlip, ServiceSlot
from jiangxin.studios.service_enums import BookingState
from jiangxin.studios.services.moving import TOMORROW, ask_studio, close_settled

FORGET_AFTER = timedelta(days=180)
"""Personal data of a booking is emptied so long after its day (GB/T 35273-2020 6.1: shortest storage)."""
SECONDS = 600.0
_AT_ONCE = 500


@service("studios.remind_studio", about="slot")
def remind_studio(*, actor: Actor, slot: ServiceSlot) -> None:
    """Ask the studio to make ready for the people who come tomorrow."""
    coming = Booking.objects.filter(slot=slot, state=BookingState.CONFIRMED)
    people = sum(coming.values_list("people", flat=True))
    words = {"bookings": coming.count(), "people": people, "place": slot.offer.place}
    ask_studio(TOMORROW, slot, note=_("%(bookings)d个预约，共%(people)d人，地点：%(place)s。") % words)
    journal.record(actor=actor, act="studios.remind_studio", obj=slot, after={"people": people})


@service("studios.expire_bookings", about="slot")
def expire_bookings(*, actor: Actor, slot: ServiceSlot) -> int:
    """Let lapse what nobody confirmed and who waited in vain, once the slot has begun; returns how many."""
    states = (BookingState.PENDING, BookingState.WAITING)
    lapsed = Booking.objects.filter(slot=slot, state__in=states)
    count = lapsed.update(state=BookingState.EXPIRED, moved_at=clock.now())
    close_settled(slot)
    journal.record(actor=actor, act="studios.expire_bookings", obj=slot, after={"bookings": count})
    return count


@service("studios.forget_bookers", about="slot")
def forget_bookers(*, actor: Actor, slot: ServiceSlot) -> int:
    """Empty names, numbers and needs of a slot long past; figures stay."""
    kept = Booking.objects.filter(slot=slot, forgotten_at=None)
    count = kept.update(name="", phone="", need="", phone_digest="", forgotten_at=clock.now())
    journal.record(actor=actor, act="studios.forget_bookers", obj=slot, after={"bookings": count})
    return count


@every(SECONDS, code="studios.service_day")
def service_day() -> None:
    """Make the round: reminders for tomorrow, lapsed bookings, personal data past its time, slips past theirs."""
    today = clock.today()
    slots = ServiceSlot.objects.select_related("offer__studio__unit").distinct()
    reminded = Errand.objects.filter(subject=ServiceSlot.journal_label, subject_id=OuterRef("pk"), asked=TOMORROW)
    tomorrow = slots.filter(day=today + timedelta(days=1), bookings__state=BookingState.CONFIRMED)
    for slot in tomorrow.exclude(Exists(reminded))[:_AT_ONCE]:
        remind_studio(actor=SYSTEM, slot=slot)
    waiting = slots.filter(day__lte=today, bookings__state__in=(BookingState.PENDING, BookingState.WAITING))
    for slot in waiting[:_AT_ONCE]:
        if slot.starts_at <= clock.now():
            expire_bookings(actor=SYSTEM, slot=slot)
    for slot in slots.filter(day__lt=today - FORGET_AFTER, bookings__forgotten_at=None)[:_AT_ONCE]:
        forget_bookers(actor=SYSTEM, slot=slot)
    SatisfactionSlip.objects.filter(valid_until__lt=today).delete()
