"""The working calendar of notices and replies."""

from datetime import date

from jiangxin.engine.measure.working_days import Deadline, WorkingCalendar

_CALENDAR = WorkingCalendar()


def after_working_days(start: date, count: int) -> Deadline:
    """Return the `count`-th working day after `start`, and whether it rests on announced holidays only."""
    return _CALENDAR.add_working_days(start, count)


def working_days_left(today: date, last: date) -> int:
    """Return how many working days remain after `today` up to and including `last`; 0 when it has passed."""
    return 0 if last <= today else _CALENDAR.working_days_between(today, last).count
