"""Codes of bookings: what is printed, what only its holder can know, what a slip is found by.

A booking code is drawn at random and known to the studio. The cancellation code and the tokens of satisfaction are
derived from it with the house's key: whoever reads the database, and the studio itself, cannot make them.
"""

import secrets
import unicodedata

from jiangxin.core.crypto import digest
from jiangxin.engine.measure.numbering import SEAL_ALPHABET

_LENGTH = 8
_MISREAD = str.maketrans("OILU", "011V")
_TOKEN_LENGTH = 32  # hexadecimal: 128 bits


def new_code() -> str:
    """Return a booking code nobody can guess: 40 random bits, printed in two groups of four."""
    return _grouped("".join(secrets.choice(SEAL_ALPHABET) for _ in range(_LENGTH)))


def tidy(typed: str) -> str:
    """Return a code as it is printed, whatever the width, case, spaces and separators it was typed with."""
    plain = unicodedata.normalize("NFKC", typed).upper().translate(_MISREAD)
    return _grouped("".join(char for char in plain if char.isalnum())[: 2 * _LENGTH])


def cancellation_code(code: str) -> str:
    """Return the code a booking is cancelled by; only the house can derive it."""
    drawn = bytes.fromhex(digest(f"cancellation:{code}"))
    return _grouped("".join(SEAL_ALPHABET[byte % len(SEAL_ALPHABET)] for byte in drawn[:_LENGTH]))


def booking_token(code: str) -> str:
    """Return the token by which the holder of a booking answers once."""
    return digest(f"satisfaction:booking:{code}")[:_TOKEN_LENGTH]


def slip_token(record_id: int, number: int) -> str:
    """Return the token of one of the slips of an entry in the service log."""
    return digest(f"satisfaction:record:{record_id}:{number}")[:_TOKEN_LENGTH]


def slip_digest(token: str) -> str:
    """Return what a slip is found by."""
    return digest(f"satisfaction:slip:{token}")


def _grouped(letters: str) -> str:
    return f"{letters[:4]}-{letters[4:]}" if len(letters) > 4 else letters  # noqa: PLR2004  groups of four
