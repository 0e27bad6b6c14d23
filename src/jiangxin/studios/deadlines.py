"""Until when something asked of an office has to be done: working days, to the end of the last one."""

from datetime import date, datetime, time

from django.utils import timezone

from jiangxin.awards.calendar import after_working_days
from jiangxin.core import clock

REVIEW_DAYS = 10
"""Working days a county and the city take over an application (domain 3.1: ten days each; a default)."""
SETTLE_DAYS = 20
"""Working days until the money of an ended studio is settled; a default."""


def end_of(day: date) -> datetime:
    """Return the last minute of a day in the federation's zone."""
    return timezone.make_aware(datetime.combine(day, time(23, 59)))


def in_working_days(count: int) -> datetime:
    """Return the end of the working day that lies `count` working days after today."""
    return end_of(after_working_days(clock.today(), count).day)
