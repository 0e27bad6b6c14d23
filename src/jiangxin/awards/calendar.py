"""The working calendar of notices and replies."""

from datetime import date

from jiangxin.core.holidays import working_calendar
from jiangxin.engine.measure.working_days import Deadline


def after_working_days(start: date, count: int) -> Deadline:
    """Return the `count`-th working day after `start`, and whether it rests on announced holidays only."""
    return working_calendar().add_working_days(start, count)


def working_days_left(today: date, last: date) -> int:
    """Return how many working days remain after `today` up to and including `last`; 0 when it has passed."""
    return 0 if last <= today else working_calendar().working_days_between(today, last).count
