"""What comes: bookings to confirm, today and the next days, offers, and the year's figures."""

from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render

from jiangxin.core import clock
from jiangxin.core.actor import Request
from jiangxin.studios.gate import file_for
from jiangxin.studios.queries import bookings_for, days_of, offers_for, questions_for, satisfaction_of, service_figures
from jiangxin.studios.service_enums import BookingState, OfferState, QuestionState
from jiangxin.studios.service_policies import may_offer
from jiangxin.web.studio_file.frame import frame

DAYS = 14
_SHOWN = 50


def overview(request: Request, studio_id: int) -> HttpResponse:
    """Show what waits, what comes, what is offered, and what was given this year."""
    actor = request.actor
    studio = file_for(actor, studio_id)
    today = clock.today()
    slots = list(days_of(actor, studio, today, today + timedelta(days=DAYS)).filter(called_off_at=None))
    mine = bookings_for(actor).filter(slot__offer__studio=studio)
    unsettled = mine.filter(state=BookingState.CONFIRMED, slot__day__lt=today).order_by("slot__day", "id")
    context = {
        **frame(request, studio, "studio-service"),
        "waiting": mine.filter(state=BookingState.PENDING, slot__day__gte=today).order_by("slot__day", "id")[:_SHOWN],
        "unsettled": unsettled[:_SHOWN],
        "today": [slot for slot in slots if slot.day == today],
        "coming": [slot for slot in slots if slot.day > today],
        "offers": offers_for(actor).filter(studio=studio).exclude(state=OfferState.CLOSED)[:_SHOWN],
        "ended": offers_for(actor).filter(studio=studio, state=OfferState.CLOSED)[:_SHOWN],
        "figures": service_figures(actor, studio, date(today.year, 1, 1), today),
        "year": today.year,
        "satisfaction": satisfaction_of(studio),
        "questions": questions_for(actor).filter(studio=studio, state=QuestionState.RECEIVED).order_by("id")[:_SHOWN],
        "may_offer": may_offer(actor=actor, studio=studio),
    }
    return render(request, "studios/service/overview.html", context)
