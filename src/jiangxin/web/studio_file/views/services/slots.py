"""One slot and who comes: confirmed, refused, served, missed; called off."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from jiangxin.core import clock
from jiangxin.core.actor import Actor, Request
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.core.ui.parts import Confirmation
from jiangxin.studios import service_policies as policies
from jiangxin.studios.gate import KEEPERS
from jiangxin.studios.masking import Shown, shown
from jiangxin.studios.models import Booking, ServiceSlot
from jiangxin.studios.queries import bookings_for, errands_about, get_booking_for, get_slot_for
from jiangxin.studios.service_enums import BookingState
from jiangxin.studios.services import (
    call_off_slot,
    confirm_booking,
    finish_booking,
    miss_booking,
    refuse_booking,
    resize_slot,
    reveal_booking,
    tell_bookers,
)
from jiangxin.web.studio_file.forms_services import CapacityForm, FinishForm, WordForm
from jiangxin.web.studio_file.frame import at, frame
from jiangxin.web.studio_file.views.services.refusing import tell

_ORDER = {
    state: place
    for place, state in enumerate(
        (BookingState.PENDING, BookingState.CONFIRMED, BookingState.WAITING, BookingState.DONE, BookingState.NO_SHOW)
    )
}


def slot(request: Request, studio_id: int, slot_id: int) -> HttpResponse:
    """Show one slot with its bookings; names and numbers are masked."""
    return _page(request, _slot(request.actor, studio_id, slot_id))


def lead(request: Request, slot_id: int) -> HttpResponseBase:
    """Lead to a slot's page from what knows its number alone."""
    found = get_slot_for(request.actor, slot_id)
    return redirect(at(request, "studio-slot", found.offer.studio_id, found.pk))


@require_POST
def told(request: Request, studio_id: int, slot_id: int) -> HttpResponseBase:
    """Note that the bookers were telephoned."""
    found = _slot(request.actor, studio_id, slot_id)
    tell_bookers(actor=request.actor, slot=found)
    messages.success(request, _("已登记电话告知。"))
    return redirect(at(request, "studio-slot", studio_id, found.pk))


def resize(request: Request, studio_id: int, slot_id: int) -> HttpResponse:
    """Change how many people a slot takes."""
    found = _slot(request.actor, studio_id, slot_id)
    policies.may_offer(actor=request.actor, studio=found.offer.studio).require()
    form = CapacityForm(request.POST or None, initial={"capacity": found.capacity})
    status = HTTPStatus.OK
    if form.is_bound and form.is_valid():
        try:
            resize_slot(actor=request.actor, slot=found, capacity=form.cleaned_data["capacity"])
        except Refusal as refusal:
            status = tell(form, refusal)
        else:
            messages.success(request, _("已调整人数。"))
            return redirect(at(request, "studio-slot", studio_id, found.pk))
    context = {
        **frame(request, found.offer.studio, "studio-service"),
        "form": form,
        "form_title": _("调整人数 %(slot)s") % {"slot": found},
        "act_label": _("调整人数"),
        "back_url": at(request, "studio-slot", studio_id, found.pk),
    }
    return render(request, "studios/service/form.html", context, status=status)


def call_off(request: Request, studio_id: int, slot_id: int) -> HttpResponseBase:
    """Call a slot off, after saying what that does."""
    found = _slot(request.actor, studio_id, slot_id)
    policies.may_offer(actor=request.actor, studio=found.offer.studio).require()
    refused = None
    if request.POST.get("confirmed"):
        try:
            call_off_slot(actor=request.actor, slot=found, reason=request.POST.get("reason", ""))
        except Refusal as refusal:
            refused = refusal
        else:
            messages.success(request, _("时段已取消，请电话告知已预约的人。"))
            return redirect(at(request, "studio-slot", studio_id, found.pk))
    asked = Confirmation(
        title=_("取消时段 %(slot)s") % {"slot": found},
        act=_("取消这个时段"),
        back_url=at(request, "studio-slot", studio_id, found.pk),
        consequences=[
            _("已预约的%(people)d人全部取消，不能恢复；他们在查询页面看到您写的原因。") % {"people": found.taken},
            _("待办中会提醒您电话告知。"),
        ],
        reason_label=_("取消原因（预约人会看到）"),
        reason_required=True,
        dangerous=True,
    )
    status = refused.status if refused else HTTPStatus.OK
    return render(request, "ui/confirm.html", {"confirmation": asked, "refusal": refused}, status=status)


@require_POST
@never_cache
def reveal(request: Request, studio_id: int, booking_id: int) -> HttpResponse:
    """Show one booker's name, number and need, this once; the journal notes it."""
    booking = _booking(request.actor, studio_id, booking_id)
    seen = reveal_booking(actor=request.actor, booking=booking)
    return _page(request, seen.slot, revealed=seen.pk)


@require_POST
def miss(request: Request, studio_id: int, booking_id: int) -> HttpResponseBase:
    """Note that nobody came."""
    booking = _booking(request.actor, studio_id, booking_id)
    miss_booking(actor=request.actor, booking=booking)
    messages.success(request, _("已登记未到。"))
    return redirect(at(request, "studio-slot", studio_id, booking.slot_id))


def decide(request: Request, studio_id: int, booking_id: int) -> HttpResponse:
    """Confirm or refuse a booking, with a word to the booker."""
    booking = _booking(request.actor, studio_id, booking_id)
    policies.may_answer_booking(actor=request.actor, booking=booking).require()
    form = WordForm(request.POST or None)
    status = HTTPStatus.OK
    if form.is_bound and form.is_valid():
        says_no = request.POST.get("says") == "no"
        answer_with = refuse_booking if says_no else confirm_booking
        try:
            answer_with(actor=request.actor, booking=booking, answer=form.cleaned_data["answer"])
        except Refusal as refusal:
            status = tell(form, refusal)
        else:
            messages.success(request, _("已答复，预约人可凭预约号查到。"))
            return redirect(at(request, "studio-slot", studio_id, booking.slot_id))
    context = {
        **frame(request, booking.slot.offer.studio, "studio-service"),
        "booking": booking,
        "masked": shown(booking),
        "form": form,
        "back_url": at(request, "studio-slot", studio_id, booking.slot_id),
    }
    return render(request, "studios/service/decide.html", context, status=status)


def finish(request: Request, studio_id: int, booking_id: int) -> HttpResponse:
    """Note how a booking was served: one act writes the log and lets its holder answer."""
    booking = _booking(request.actor, studio_id, booking_id)
    policies.may_finish_booking(actor=request.actor, booking=booking).require()
    slot = booking.slot
    length = (slot.ends.hour - slot.starts.hour) * 60 + slot.ends.minute - slot.starts.minute
    served = "enterprises" if booking.booker == "unit" else "residents"
    first = {"came": booking.people, "minutes": length, "served": served, "cases": 1}
    form = FinishForm(request.POST or None, initial=first)
    status = HTTPStatus.OK
    if form.is_bound and form.is_valid():
        try:
            finish_booking(actor=request.actor, booking=booking, **form.cleaned_data)
        except Refusal as refusal:
            status = tell(form, refusal, beneficiaries="came")
        else:
            messages.success(request, _("已登记服务。预约人可用凭证上的二维码评价。"))
            return redirect(at(request, "studio-slot", studio_id, booking.slot_id))
    context = {
        **frame(request, slot.offer.studio, "studio-service"),
        "form": form,
        "form_title": _("登记已服务 %(code)s") % {"code": booking.code},
        "act_label": _("登记已服务"),
        "back_url": at(request, "studio-slot", studio_id, slot.pk),
    }
    return render(request, "studios/service/form.html", context, status=status)


def _page(request: Request, found: ServiceSlot, *, revealed: int = 0) -> HttpResponse:
    actor = request.actor
    rows = list(bookings_for(actor).filter(slot=found).order_by("id"))
    rows.sort(key=lambda row: (_ORDER.get(BookingState(row.state), len(_ORDER)), row.pk))
    may_offer = policies.may_offer(actor=actor, studio=found.offer.studio)
    context = {
        **frame(request, found.offer.studio, "studio-service"),
        "slot": found,
        "offer": found.offer,
        "bookings": [_line(row, plain=row.pk == revealed) for row in rows],
        "asked": list(errands_about(actor, found)),
        "reads": actor.is_any(*KEEPERS),
        "may_call_off": bool(may_offer) and found.called_off_at is None and clock.now() < found.starts_at,
        "begun": clock.now() >= found.starts_at,
        "may_offer": may_offer,
    }
    return render(request, "studios/service/slot.html", context)


def _line(booking: Booking, *, plain: bool) -> tuple[Booking, Shown]:
    return booking, shown(booking, plain=plain)


def _slot(actor: Actor, studio_id: int, slot_id: int) -> ServiceSlot:
    found = get_slot_for(actor, slot_id)
    if found.offer.studio_id != studio_id:
        raise NotFound
    return found


def _booking(actor: Actor, studio_id: int, booking_id: int) -> Booking:
    found = get_booking_for(actor, booking_id)
    if found.slot.offer.studio_id != studio_id:
        raise NotFound
    return found
