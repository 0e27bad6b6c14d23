"""A booking by its code: receipt, how it stands, calendar file, cancelling; and saying how it was."""

from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from jiangxin.core import clock
from jiangxin.core.actor import PUBLIC, Request
from jiangxin.core.printing.qr import qr_picture
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.core.throttle import hold_back
from jiangxin.studios.booking_codes import booking_token, cancellation_code, tidy
from jiangxin.studios.calendar_file import calendar_of
from jiangxin.studios.models import Booking
from jiangxin.studios.queries import get_booking_by_code, public_offers
from jiangxin.studios.service_enums import COMING, BookingState
from jiangxin.studios.service_policies import may_cancel
from jiangxin.studios.services import cancel_booking, take_answer
from jiangxin.studios.services.satisfaction import require_unspent, slip_of
from jiangxin.web.portal.forms_services import AnswerForm, CancelForm, CodeForm
from jiangxin.web.portal.views.services import ASK_STUDIO, MINE, facts_of

_HOUR = 3600
_LOOKED_UP, _CANCELLED = 40, 20


@never_cache
def bookings(request: Request) -> HttpResponse:
    """Ask for a booking code, and list the bookings made in this browser."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        hold_back(request, "booking_status", most=_LOOKED_UP, seconds=_HOUR, remedy=ASK_STUDIO)
        try:
            found = get_booking_by_code(form.cleaned_data["code"])
        except NotFound:
            form.add_error("code", _("没有找到这个预约号，请核对后再查。"))
        else:
            return HttpResponseRedirect(reverse("portal:booking", args=[found.code]))
    rows = Booking.objects.filter(code__in=_mine(request)).select_related("slot__offer__studio").order_by("-id")
    return render(request, "portal/services/bookings.html", {"form": form, "mine": rows})


@never_cache
def booking(request: Request, code: str) -> HttpResponse:
    """Tell how a booking stands; it names nobody, so that the code alone may open it."""
    found = _looked_up(request, code)
    if request.method != "POST":
        return _status(request, found, CancelForm())
    form = CancelForm(request.POST)
    hold_back(request, "booking_cancel", most=_CANCELLED, seconds=_HOUR, remedy=ASK_STUDIO)
    given = str(form.data.get("cancellation", ""))
    if not given and found.code in _mine(request):
        given = cancellation_code(found.code)  # this browser made the booking
    try:
        cancel_booking(actor=PUBLIC, booking=found, cancellation=given)
    except Refusal as refusal:
        form.is_valid()
        form.add_error("cancellation", refusal.words)
        return _status(request, found, form, refusal.status)
    messages.success(request, _("预约已取消，名额已让给别人。"))
    return HttpResponseRedirect(reverse("portal:booking", args=[found.code]))


def _status(request: Request, found: Booking, form: CancelForm, status: int = HTTPStatus.OK) -> HttpResponse:
    slot = found.slot
    own = found.code in _mine(request)
    served = found.state == BookingState.DONE
    form.fields["cancellation"].required = not own  # the browser that booked may leave it out
    context = {
        "booking": found,
        "slot": slot,
        "offer": slot.offer,
        "facts": facts_of(slot.offer),
        "form": form,
        "own": own,
        "ahead": _ahead(found),
        "soon": found.state == BookingState.CONFIRMED and 0 <= (slot.day - clock.today()).days <= 1,
        "is_today": slot.day == clock.today(),
        "comes": found.state in COMING,
        "may_cancel": may_cancel(booking=found),
        "served": served,
        "seen": public_offers().filter(pk=slot.offer_id).exists(),
        "answer_url": _answer_url(found) if served and own else "",
    }
    return render(request, "portal/services/booking.html", context, status=status)


@never_cache
def receipt(request: Request, code: str) -> HttpResponse:
    """Show both codes to whoever has just booked from this browser, to be printed or kept."""
    if tidy(code) not in _mine(request):
        raise NotFound
    found = get_booking_by_code(code)
    status_url = f"{settings.BASE_ADDRESS}{reverse('portal:booking', args=[found.code])}"
    answer_url = f"{settings.BASE_ADDRESS}{_answer_url(found)}"
    context = {
        "booking": found,
        "slot": found.slot,
        "offer": found.slot.offer,
        "facts": facts_of(found.slot.offer),
        "cancellation": cancellation_code(found.code),
        "status_qr": qr_picture(status_url),
        "answer_qr": qr_picture(answer_url),
        "ahead": _ahead(found),
    }
    return render(request, "portal/services/receipt.html", context)


def calendar(request: Request, code: str) -> HttpResponse:
    """Give a booking as a calendar file."""
    found = _looked_up(request, code)
    address = f"{settings.BASE_ADDRESS}{reverse('portal:booking', args=[found.code])}"
    answer = HttpResponse(calendar_of(found, address=address), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{found.code}.ics"'
    return answer


@never_cache
def answer(request: Request, token: str) -> HttpResponse:
    """Ask the holder of a slip how it was, once."""
    hold_back(request, "satisfaction", most=120, seconds=_HOUR, remedy=ASK_STUDIO)
    slip = slip_of(token)
    form = AnswerForm(request.POST or None)
    context = {"form": form, "studio": slip.studio, "offer": slip.offer}
    if request.method != "POST":
        require_unspent(slip)
        return render(request, "portal/services/answer.html", context)
    if not form.is_valid():
        return render(request, "portal/services/answer.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    data = form.cleaned_data
    take_answer(actor=PUBLIC, token=token, score=data["score"], comment=data["comment"])
    messages.success(request, _("感谢您的评价，满3份后与其他评价一并计入。"))
    return HttpResponseRedirect(reverse("portal:services"))


def _mine(request: Request) -> list[str]:
    return list(request.session.get(MINE, []))


def _looked_up(request: Request, code: str) -> Booking:
    if tidy(code) not in _mine(request):
        hold_back(request, "booking_status", most=_LOOKED_UP, seconds=_HOUR, remedy=ASK_STUDIO)
    return get_booking_by_code(code)


def _answer_url(found: Booking) -> str:
    return reverse("portal:answer", args=[booking_token(found.code)])


def _ahead(found: Booking) -> int:
    """Return how many wait before a waiting booking."""
    if found.state != BookingState.WAITING:
        return 0
    return Booking.objects.filter(slot=found.slot_id, state=BookingState.WAITING, pk__lt=found.pk).count()
