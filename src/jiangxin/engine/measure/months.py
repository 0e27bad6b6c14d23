"""Counting on by months."""

from calendar import monthrange
from datetime import date

_YEAR = 12


def months_on(day: date, months: int) -> date:
    """Return the same day some months later, the month's last one where it has none of that number."""
    year, month = divmod(day.year * _YEAR + day.month - 1 + months, _YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
