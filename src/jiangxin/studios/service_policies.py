"""Who may offer, who may book what and until when; every no carries its reason."""

from http import HTTPStatus

from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock
from jiangxin.core.actor import Actor
from jiangxin.core.policy import ALLOWED, Decision, deny
from jiangxin.studios.enums import StudioState
from jiangxin.studios.models import Booking, ServiceOffer, ServiceSlot, Studio
from jiangxin.studios.policies import may_keep_file
from jiangxin.studios.service_enums import COMING, BookingState, OfferState


def may_offer(*, actor: Actor, studio: Studio) -> Decision:
    """The studio's people offer services, keep the log and answer bookings, as they keep the file."""
    return may_keep_file(actor=actor, studio=studio)


def may_publish(*, actor: Actor, offer: ServiceOffer) -> Decision:
    """A draft or a paused offer is published; an ended one stays ended."""
    if offer.state not in {OfferState.DRAFT, OfferState.PAUSED}:
        return deny("wrong_state", _("项目%(state)s，不能发布。") % {"state": offer.get_state_display()})
    return may_offer(actor=actor, studio=offer.studio)


def may_pause(*, actor: Actor, offer: ServiceOffer) -> Decision:
    """A published offer is paused: bookings stay, new ones are not taken."""
    if offer.state != OfferState.PUBLISHED:
        return deny("wrong_state", _("项目%(state)s，不需要暂停。") % {"state": offer.get_state_display()})
    return may_offer(actor=actor, studio=offer.studio)


def may_close(*, actor: Actor, offer: ServiceOffer) -> Decision:
    """An offer ends once nobody is waiting for a day of it."""
    if offer.state == OfferState.CLOSED:
        return deny("wrong_state", _("项目已结束。"))
    coming = Booking.objects.filter(slot__offer=offer, state__in=COMING, slot__day__gte=clock.today())
    if coming.exists():
        return deny("bookings_coming", _("还有尚未服务的预约，不能结束项目。"), _("请先办理这些预约，或取消相应时段。"))
    return may_offer(actor=actor, studio=offer.studio)


def may_add_slots(*, actor: Actor, offer: ServiceOffer) -> Decision:
    """Slots are added until the offer has ended."""
    if offer.state == OfferState.CLOSED:
        return deny("wrong_state", _("项目已结束，不能增加时段。"), _("请另建一个项目。"))
    return may_offer(actor=actor, studio=offer.studio)


def may_book(*, slot: ServiceSlot) -> Decision:
    """Anyone books an offer that is published, while the slot is open; whether there is room is another question."""
    offer = slot.offer
    if offer.state != OfferState.PUBLISHED or offer.studio.state != StudioState.ACTIVE:
        return deny("not_offered", _("这个项目目前不接受预约。"), _("请看看其他服务项目，或与工作室联系。"))
    if slot.called_off_at:
        return deny("called_off", _("这个时段已由工作室取消。"), _("请另选一个时段。"))
    if clock.now() > slot.books_until:
        words = {"moment": formats.date_format(timezone.localtime(slot.books_until), "DATETIME_FORMAT")}
        return deny("booking_closed", _("这个时段的预约已于%(moment)s截止。") % words, _("请另选一个时段。"))
    return ALLOWED


def may_answer_booking(*, actor: Actor, booking: Booking) -> Decision:
    """What waits for the studio's word is confirmed or refused."""
    if booking.state != BookingState.PENDING:
        return deny("wrong_state", _("这个预约%(state)s，不需要确认。") % {"state": booking.get_state_display()})
    return may_offer(actor=actor, studio=booking.slot.offer.studio)


def may_finish_booking(*, actor: Actor, booking: Booking) -> Decision:
    """From the slot's beginning on, who came is served and who did not is noted."""
    if booking.state != BookingState.CONFIRMED:
        return deny("wrong_state", _("这个预约%(state)s，不能登记服务。") % {"state": booking.get_state_display()})
    if clock.now() < booking.slot.starts_at:
        return deny("too_early", _("服务还没有开始。"), _("请在服务开始后登记。"))
    return may_offer(actor=actor, studio=booking.slot.offer.studio)


def may_cancel(*, booking: Booking) -> Decision:
    """A booking is cancelled until its slot begins."""
    if booking.state not in COMING:
        return deny("wrong_state", _("这个预约%(state)s，不能取消。") % {"state": booking.get_state_display()})
    if clock.now() >= booking.slot.starts_at:
        return deny("too_late", _("服务时间已到，不能再取消。"), _("如不能前来，请与工作室联系。"))
    return ALLOWED


def may_reveal(*, actor: Actor, booking: Booking) -> Decision:
    """Number and need are shown while they are needed, and each time is noted in the journal."""
    if booking.forgotten_at:
        return deny("forgotten", _("个人信息已按期清除。"), status=HTTPStatus.GONE)
    return may_keep_file(actor=actor, studio=booking.slot.offer.studio)
