"""Amounts of money in words: rounded half up, as forms and accounts do (Django's own formatting cuts off)."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils import formats

WAN = 10_000
_CENT = Decimal("0.01")


def rounded(yuan: Decimal | int, divisor: int = 1) -> Decimal:
    """Return an amount in yuan, or in units of `divisor` yuan, with two decimals."""
    return (Decimal(yuan) / divisor).quantize(_CENT, ROUND_HALF_UP)


def in_yuan(yuan: Decimal | int) -> str:
    """Return "1,234.50" for 1234.5."""
    return str(formats.number_format(rounded(yuan), 2, force_grouping=True))


def in_wan(yuan: Decimal | int) -> str:
    """Return "12.35" for 123,450 yuan: ten thousands, the unit of the forms."""
    return str(formats.number_format(rounded(yuan, WAN), 2, force_grouping=True))
