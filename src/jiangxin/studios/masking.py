"""How a booker is shown: masked, unless the studio has asked to see and the journal has noted it (domain 9.8)."""

from dataclasses import dataclass

from jiangxin.engine.measure.masking import mask_name, mask_phone
from jiangxin.studios.models import Booking


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of a booker; `phone_url` calls the number from a telephone."""

    name: str
    phone: str
    need: str = ""
    phone_url: str = ""
    plain: bool = False


def shown(booking: Booking, *, plain: bool = False) -> Shown:
    """Return a booker masked (surname and the ends of the number, no need), or plain."""
    if plain:
        digits = "".join(char for char in booking.phone if char.isdigit() or char == "+")
        return Shown(booking.name, booking.phone, booking.need, f"tel:{digits}", plain=True)
    return Shown(mask_name(booking.name), mask_phone(booking.phone))
