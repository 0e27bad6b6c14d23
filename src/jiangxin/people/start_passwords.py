"""Start passwords: made by the house, told once, and good only for choosing one's own."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from jiangxin.people.models import Account

# Without 0, 1, i, l and o, which are mistaken for one another on paper and by telephone.
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
GROUPS, GROUP_LENGTH = 3, 4
FOR_A_NEW_ACCOUNT = timedelta(days=60)
AFTER_A_RESET = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Issued:
    """A start password, as it is shown this once to whoever hands it over."""

    account: Account
    password: str
    until: datetime


def make_start_password() -> str:
    """Return a new random one, such as "k7mw-3hxq-9tpf": 59 bits."""
    groups = ("".join(secrets.choice(ALPHABET) for _letter in range(GROUP_LENGTH)) for _group in range(GROUPS))
    return "-".join(groups)


def issued_now(account: Account, password: str) -> Issued | None:
    """Return what to show when an account was opened with this start password; none when it was there before."""
    if account.start_password_until is None or not account.check_password(password):
        return None
    return Issued(account, password, account.start_password_until)


def tidy(typed: str) -> str:
    """Return a start password as it is compared: capitals, hyphens and blanks make no difference."""
    return "".join(letter for letter in typed.lower() if letter.isalnum())
