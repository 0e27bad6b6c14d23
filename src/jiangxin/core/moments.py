"""Moments as people type them and browsers send them."""

from datetime import datetime

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format

FIRST_YEAR, LAST_YEAR = 1900, 2999
"""Beyond these no moment of ours lies, and the arithmetic of zones could leave the calendar."""


def posted_moment(typed: str | None) -> datetime | None:
    """Return a posted moment ("2026-09-07T09:30"), in the federation's zone unless it names one; or None."""
    try:
        read = parse_datetime((typed or "").strip())
    except ValueError:
        return None
    if read is None or not is_ours(read):
        return None
    return read if timezone.is_aware(read) else timezone.make_aware(read)


def is_ours(moment: datetime) -> bool:
    """Tell whether a moment lies within the years the house reckons with."""
    return FIRST_YEAR <= moment.year <= LAST_YEAR


def told_to_the_second(moment: datetime | None) -> str:
    """Return a moment in words with its seconds, as sources print them; empty for none."""
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    return f"{date_format(local, 'DATE_FORMAT')} {local:%H:%M:%S}"
