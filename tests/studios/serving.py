"""An offer of a studio and people who book it."""

from datetime import date, time

from jiangxin.core.actor import PUBLIC, SYSTEM
from jiangxin.studios.models import Booking, ServiceOffer, ServiceSlot, Studio
from jiangxin.studios.services import (
    BookingFacts,
    OfferFacts,
    SlotPlan,
    add_slots,
    book_slot,
    draft_offer,
    publish_offer,
)

DAY = date(2026, 12, 3)  # a Thursday, three days after the scene's today


def offer_facts(**changes: object) -> OfferFacts:
    facts: dict[str, object] = {
        "field": "medical",
        "title": "家庭血压监测指导",
        "description": "教会居民正确测量血压，并逐一答疑。",
        "audience": "社区居民",
        "place": "青石县人民路8号一楼",
        "to_bring": "身份证、近期体检报告",
        "contact": "0551-62345678",
        "capacity": 3,
    }
    return OfferFacts(**{**facts, **changes})


def published_offer(studio: Studio, **changes: object) -> ServiceOffer:
    offer = draft_offer(actor=SYSTEM, studio=studio, facts=offer_facts(**changes))
    return publish_offer(actor=SYSTEM, offer=offer)


def slot_on(offer: ServiceOffer, day: date = DAY, *, capacity: int = 3) -> ServiceSlot:
    plan = SlotPlan(first=day, starts=time(9), ends=time(10, 30), capacity=capacity)
    return add_slots(actor=SYSTEM, offer=offer, plan=plan)[0]


def booking_facts(number: int = 0, **changes: object) -> BookingFacts:
    facts: dict[str, object] = {
        "name": "陈实名",
        "phone": f"1380000{number:04d}",
        "people": 1,
        "consent": True,
        "need": "老人血压偏高",
    }
    return BookingFacts(**{**facts, **changes})


def booked(slot: ServiceSlot, number: int = 0, **changes: object) -> Booking:
    return book_slot(actor=PUBLIC, slot=slot, facts=booking_facts(number, **changes))
