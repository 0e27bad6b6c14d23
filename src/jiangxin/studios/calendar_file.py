"""A booking as a calendar file, so that the booker's own telephone reminds of it (RFC 5545)."""

from datetime import UTC, datetime

from jiangxin.studios.models import Booking
from jiangxin.studios.service_enums import BookingState

_FOLD = 75  # octets of a line, RFC 5545 3.1
_STATUS = {BookingState.CONFIRMED: "CONFIRMED", BookingState.PENDING: "TENTATIVE", BookingState.WAITING: "TENTATIVE"}


def calendar_of(booking: Booking, *, address: str) -> bytes:
    """Return the calendar file of a booking; `address` is its status page. It names nobody."""
    slot, offer = booking.slot, booking.slot.offer
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Jiangxin//Service booking//ZH",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{booking.code}@jiangxin",
        f"DTSTAMP:{_moment(booking.moved_at)}",
        f"DTSTART:{_moment(slot.starts_at)}",
        f"DTEND:{_moment(slot.ends_at)}",
        f"SUMMARY:{_text(f'{offer.title}（{offer.studio.name}）')}",
        f"LOCATION:{_text(offer.place)}",
        f"DESCRIPTION:{_text(chr(10).join(filter(None, [offer.to_bring, offer.contact, booking.code])))}",
        f"URL:{address}",
        f"STATUS:{_STATUS.get(BookingState(booking.state), 'CANCELLED')}",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "TRIGGER:-P1D",
        f"DESCRIPTION:{_text(offer.title)}",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    """Escape a text (RFC 5545 3.3.11)."""
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return "\\n".join(text.splitlines())


def _folded(line: str) -> str:
    """Break a line after at most 75 octets, never inside a character (RFC 5545 3.1)."""
    parts, part, size = [], "", 0
    for char in line:
        width = len(char.encode())
        if size + width > _FOLD:
            parts.append(part)
            part, size = " ", 1
        part, size = part + char, size + width
    return "\r\n".join([*parts, part])
