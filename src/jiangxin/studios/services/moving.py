"""Within a slot whose row is locked: bookings change state, whoever waits moves up, the studio is asked."""

from django.utils.translation import gettext_lazy, override

from jiangxin.core import clock
from jiangxin.core.actor import Role
from jiangxin.core.refusal import Text
from jiangxin.orgs.services import close_errands, open_errand
from jiangxin.studios.models import Booking, ServiceSlot
from jiangxin.studios.service_enums import BookingState

CALL_BOOKERS = "call_bookers"
CONFIRM = "confirm_bookings"
TOMORROW = "receive_tomorrow"


def lock_slot(slot: ServiceSlot) -> ServiceSlot:
    """Return the slot's row, locked until the transaction ends: bookings of one slot come one after the other."""
    rows = ServiceSlot.objects.select_for_update(of=("self",)).select_related("offer__studio__unit")
    return rows.get(pk=slot.pk)


def ask_studio(asked: str, slot: ServiceSlot, *, note: Text) -> None:
    """Ask the studio's people something about a slot, due when it begins; asking twice asks once."""
    with override("zh-hans"):  # stored, so in the house's own language, whatever the booker reads
        title, words = f"{slot.offer.title} {slot}", str(note)
    for role in (Role.STUDIO_SECRETARY, Role.STUDIO_LEADER):
        open_errand(
            role=role,
            organisation=slot.offer.studio.unit,
            asked=asked,
            about=slot,
            title=title,
            note=words,
            due_at=slot.starts_at,
        )


def move_up(slot: ServiceSlot) -> None:
    """Give free places to whoever waits longest and fits. Runs where the slot's row is locked."""
    slot.refresh_from_db(fields=["taken", "called_off_at"])
    if slot.called_off_at or clock.now() >= slot.starts_at:
        return
    left = slot.places_left
    moved = False
    for waiting in Booking.objects.filter(slot=slot, state=BookingState.WAITING).order_by("id"):
        if waiting.people <= left:
            move(waiting, BookingState.PENDING if slot.offer.by_hand else BookingState.CONFIRMED)
            left -= waiting.people
            moved = True
    if moved:
        ask_studio(CALL_BOOKERS, slot, note=gettext_lazy("有候补转为预约，请电话告知预约人。"))
        if slot.offer.by_hand:
            ask_studio(CONFIRM, slot, note=gettext_lazy("有预约等待确认。"))


def move(booking: Booking, state: BookingState, answer: str = "") -> None:
    """Let a booking take a state, with a word to its booker. Runs where the slot's row is locked."""
    booking.state, booking.moved_at = state, clock.now()
    booking.answer = answer.strip()[:200]
    booking.save(update_fields=["state", "moved_at", "answer"])


def close_settled(slot: ServiceSlot) -> None:
    """Close what the studio was asked and need no longer do: to confirm, or to make ready for tomorrow."""
    states = set(Booking.objects.filter(slot=slot).values_list("state", flat=True))
    for asked, state in ((CONFIRM, BookingState.PENDING), (TOMORROW, BookingState.CONFIRMED)):
        if state not in states:
            close_errands(about=slot, asked=asked)
