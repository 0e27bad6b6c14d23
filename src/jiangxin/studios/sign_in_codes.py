"""The code a sign-in sheet shows: a new one every minute, made with the house's key: a photo of it soon fails.

What is scanned opens the form; the form carries a ticket of its own, so that nobody has to type in a hurry.
"""

from datetime import datetime

from django.core import signing

from jiangxin.core import clock
from jiangxin.core.crypto import digest

WINDOW = 60
"""Seconds a code is shown."""
_PAST_WINDOWS = 2  # a code is good for one to two minutes more than it is shown
TICKET_SECONDS = 600
_SALT = "studios.sign_in"
_LENGTH = 10


def code_at(sheet_id: int, moment: datetime) -> str:
    """Return the code a sheet shows at a moment."""
    return _code(sheet_id, int(moment.timestamp()) // WINDOW)


def is_fresh(sheet_id: int, code: str, moment: datetime) -> bool:
    """Tell whether a code was shown just now."""
    window = int(moment.timestamp()) // WINDOW
    return code in {_code(sheet_id, window - past) for past in range(_PAST_WINDOWS + 1)}


def ticket_for(sheet_id: int) -> str:
    """Return the ticket of somebody who has just scanned the code."""
    return signing.dumps([sheet_id, int(clock.now().timestamp())], salt=_SALT)


def is_valid(ticket: str, sheet_id: int) -> bool:
    """Tell whether a ticket is of this sheet and not too old."""
    try:
        sheet, issued = signing.loads(ticket, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return False
    return bool(sheet == sheet_id and 0 <= clock.now().timestamp() - issued <= TICKET_SECONDS)


def _code(sheet_id: int, window: int) -> str:
    return digest(f"sign-in:{sheet_id}:{window}")[:_LENGTH]
