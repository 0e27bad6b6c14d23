"""Addresses of a studio's services, the same in both faces."""

from django.urls import URLPattern

from jiangxin.core.policy import PagePolicy
from jiangxin.core.routing import page
from jiangxin.web.studio_file.views.services import log, offers, overview, questions, slots

_BASE = "studios/<int:studio_id>/service/"


def service_pages(policy: PagePolicy) -> list[URLPattern]:
    """Return the pages of one studio's services for a face; `policy` lets in the duties that work in it."""
    offer, slot = f"{_BASE}offers/<int:offer_id>/", f"{_BASE}slots/<int:slot_id>/"
    booking, record = f"{_BASE}bookings/<int:booking_id>/", f"{_BASE}log/<int:record_id>/"
    return [
        page(_BASE, overview.overview, policy=policy, name="studio-service"),
        page(f"{_BASE}offers/new/", offers.new, policy=policy, name="studio-offer-new"),
        page(offer, offers.offer, policy=policy, name="studio-offer"),
        page(f"{offer}edit/", offers.edit, policy=policy, name="studio-offer-edit"),
        page(f"{offer}<slug:act>/", offers.act, policy=policy, name="studio-offer-act"),
        page(slot, slots.slot, policy=policy, name="studio-slot"),
        page("service-slots/<int:slot_id>/", slots.lead, policy=policy, name="service-slot"),
        page(f"{slot}told/", slots.told, policy=policy, name="studio-slot-told"),
        page(f"{slot}resize/", slots.resize, policy=policy, name="studio-slot-resize"),
        page(f"{slot}call-off/", slots.call_off, policy=policy, name="studio-slot-off"),
        page(f"{booking}decide/", slots.decide, policy=policy, name="studio-booking-decide"),
        page(f"{booking}finish/", slots.finish, policy=policy, name="studio-booking-finish"),
        page(f"{booking}miss/", slots.miss, policy=policy, name="studio-booking-miss"),
        page(f"{booking}reveal/", slots.reveal, policy=policy, name="studio-booking-reveal"),
        page(f"{_BASE}log/", log.log, policy=policy, name="studio-service-log"),
        page(f"{_BASE}log/new/", log.new_record, policy=policy, name="studio-record-new"),
        page(record, log.record, policy=policy, name="studio-record"),
        page(f"{record}strike/", log.strike, policy=policy, name="studio-record-strike"),
        page(f"{record}slips/", log.slips, policy=policy, name="studio-slips"),
        page(f"{_BASE}questions/", questions.questions, policy=policy, name="studio-questions"),
        page("questions/<int:question_id>/", questions.question, policy=policy, name="question"),
        page(f"{_BASE}satisfaction/", log.satisfaction, policy=policy, name="studio-satisfaction"),
    ]
