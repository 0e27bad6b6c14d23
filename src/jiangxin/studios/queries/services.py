"""Reading offers, slots, bookings, the service log."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Sum

from jiangxin.core import clock
from jiangxin.core.actor import SYSTEM, Actor
from jiangxin.core.refusal import NotFound
from jiangxin.orgs.models import Errand
from jiangxin.orgs.queries import errands_for
from jiangxin.studios.booking_codes import tidy
from jiangxin.studios.enums import StudioState
from jiangxin.studios.gate import KEEPERS, file_for, files_for
from jiangxin.studios.models import Booking, ServiceOffer, ServiceRecord, ServiceSlot, Studio
from jiangxin.studios.service_enums import BookingState, OfferKind, OfferState, Served

IS_SERVICE = Q(offer=None) | Q(offer__kind=OfferKind.SERVICE)
"""Records of service proper; visits and sharing sessions are told apart."""
_SEEN = (OfferState.PUBLISHED, OfferState.PAUSED)


def public_offers() -> QuerySet[ServiceOffer]:
    """Return what anyone may see: offers that are published or paused, of studios that live."""
    offers = ServiceOffer.objects.filter(state__in=_SEEN, studio__state=StudioState.ACTIVE)
    return offers.select_related("studio__area").order_by("-published_at", "-id")


def bookable(offers: QuerySet[ServiceOffer]) -> QuerySet[ServiceOffer]:
    """Return those of some offers that have a day to come with a place left."""
    return offers.filter(Exists(slots_to_come().filter(offer=OuterRef("pk"), taken__lt=F("capacity"))))


def get_public_offer(offer_id: int) -> ServiceOffer:
    """Return one offer the public may see."""
    found = public_offers().filter(pk=offer_id).first()
    if found is None:
        raise NotFound
    return found


def slots_to_come() -> QuerySet[ServiceSlot]:
    """Return the slots from today on that are not called off, the next first."""
    return ServiceSlot.objects.filter(day__gte=clock.today(), called_off_at=None).order_by("day", "starts", "id")


def get_public_slot(slot_id: int) -> ServiceSlot:
    """Return one slot of an offer the public may see."""
    found = ServiceSlot.objects.filter(pk=slot_id, offer__in=public_offers()).select_related("offer__studio").first()
    if found is None:
        raise NotFound
    return found


def get_booking_by_code(code: str) -> Booking:
    """Return a booking to whoever knows its code."""
    rows = Booking.objects.select_related("slot__offer__studio")
    found = rows.filter(code=tidy(code)).first()
    if found is None:
        raise NotFound
    return found


def offers_for(actor: Actor) -> QuerySet[ServiceOffer]:
    """Return the offers of the studios whose file an actor may open, drafts included."""
    return ServiceOffer.objects.filter(studio__in=files_for(actor)).select_related("studio__unit", "studio__area")


def get_offer_for(actor: Actor, offer_id: int) -> ServiceOffer:
    """Return one offer; absent and forbidden look alike."""
    found = offers_for(actor).filter(pk=offer_id).first()
    if found is None:
        raise NotFound
    return found


def slots_for(actor: Actor) -> QuerySet[ServiceSlot]:
    """Return the slots of the offers an actor may read."""
    return ServiceSlot.objects.filter(offer__studio__in=files_for(actor)).select_related("offer__studio__unit")


def get_slot_for(actor: Actor, slot_id: int) -> ServiceSlot:
    """Return one slot; absent and forbidden look alike."""
    found = slots_for(actor).filter(pk=slot_id).first()
    if found is None:
        raise NotFound
    return found


def bookings_for(actor: Actor) -> QuerySet[Booking]:
    """Return who has booked, to the studio's own people alone: officers read figures."""
    if actor != SYSTEM and not actor.is_any(*KEEPERS):
        return Booking.objects.none()
    return Booking.objects.filter(slot__offer__studio__in=files_for(actor)).select_related("slot__offer__studio__unit")


def get_booking_for(actor: Actor, booking_id: int) -> Booking:
    """Return one booking; absent and forbidden look alike."""
    found = bookings_for(actor).filter(pk=booking_id).first()
    if found is None:
        raise NotFound
    return found


def days_of(actor: Actor, studio: Studio, since: date, until: date) -> QuerySet[ServiceSlot]:
    """Return a studio's slots of some days with the bookings that matter, in two queries."""
    shown = bookings_for(actor).exclude(state__in=(BookingState.CANCELLED, BookingState.REFUSED, BookingState.EXPIRED))
    slots = slots_for(actor).filter(offer__studio=studio, day__range=(since, until)).order_by("day", "starts", "id")
    return slots.prefetch_related(Prefetch("bookings", shown.order_by("id"), to_attr="shown"))


def errands_about(actor: Actor, slot: ServiceSlot) -> QuerySet[Errand]:
    """Return what the actor is asked about a slot."""
    return errands_for(actor).filter(subject=slot.journal_label, subject_id=slot.pk).order_by("id")


def records_for(actor: Actor) -> QuerySet[ServiceRecord]:
    """Return the service log entries an actor may read, struck ones too."""
    rows = ServiceRecord.objects.filter(studio__in=files_for(actor))
    return rows.select_related("strike", "offer", "studio").order_by("-day", "-id")


def get_record_for(actor: Actor, record_id: int) -> ServiceRecord:
    """Return one entry; absent and forbidden look alike."""
    found = records_for(actor).filter(pk=record_id).first()
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True, slots=True)
class ServiceFigures:
    """Sums of the service log over a period, without what was struck.

    Visits and sharing sessions are no services: they are summed apart.

    Attributes:
        records: entries of the log that are services.
        minutes: time given, in minutes.
        by_served: kind of the served with cases and beneficiaries, the most first.
        visits, visitors: visits and sessions given, and the people who came to them.
        bookings: bookings of these days by state.
    """

    records: int
    cases: int
    minutes: int
    beneficiaries: int
    by_served: Sequence[tuple[str, int, int]]
    visits: int
    visitors: int
    bookings: dict[str, int]

    @property
    def hours(self) -> float:
        """Return the time given in hours, rounded to a tenth."""
        return round(self.minutes / 60, 1)


def service_figures(actor: Actor, studio: Studio, since: date, until: date) -> ServiceFigures:
    """Return the sums of a studio's service over some days, both included, in four queries and the gate's."""
    studio = file_for(actor, studio.pk)
    everything = ServiceRecord.objects.filter(studio=studio, day__range=(since, until), strike=None)
    rows = everything.filter(IS_SERVICE)
    others = everything.exclude(IS_SERVICE).aggregate(visits=Sum("cases"), visitors=Sum("beneficiaries"))
    sums = rows.aggregate(
        records=Count("pk"), cases=Sum("cases"), minutes=Sum("minutes"), beneficiaries=Sum("beneficiaries")
    )
    served = rows.order_by().values_list("served").annotate(cases=Sum("cases"), people=Sum("beneficiaries"))
    states = Booking.objects.filter(slot__offer__studio=studio, slot__day__range=(since, until)).order_by()
    return ServiceFigures(
        **{name: value or 0 for name, value in {**sums, **others}.items()},
        by_served=[
            (str(Served(code).label), cases, people)
            for code, cases, people in sorted(served, key=lambda row: (-row[2], row[0]))
        ],
        bookings=dict(states.values_list("state").annotate(count=Count("pk"))),
    )
