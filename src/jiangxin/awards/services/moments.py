"""Moments that days mean."""

from datetime import date, datetime, time

from django.utils import timezone


def end_of(day: date) -> datetime:
    """Return the last second of a day in the federation's time zone: when something due on that day is late."""
    return timezone.make_aware(datetime.combine(day, time(23, 59, 59)))
