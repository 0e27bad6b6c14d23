"""The Chinese working calendar: which days count for a public notice or a time limit.

Holidays and make-up working days are announced year by year by the General Office of the State Council
(国务院办公厅关于部分节假日安排的通知) under the Regulation on Public Holidays (全国年节及纪念日放假办法); the package
``chinesecalendar`` carries them. A year that has not been announced is counted Monday to Friday, less the holidays
that the Regulation fixes to a date of the solar calendar; every answer says whether it rests on such a guess.

The day of publication is not counted, so a notice of five working days put up on a Monday ends on the next Monday of an
ordinary fortnight (民法典 art. 201: the first day is not counted in).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import chinese_calendar
from chinese_calendar.constants import holidays as announced_holidays

from jiangxin.engine.measure.fault import MeasureError

ONE_DAY = timedelta(days=1)
SATURDAY = 5
LONGEST_COUNT = 5000
"""Twenty years of working days: a larger count is a slip of the keyboard."""

FIXED_HOLIDAYS = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})
"""Month and day of New Year, Labour Day and National Day: off in any year (全国年节及纪念日放假办法,
art. 2, as amended by decree 795 of 2024)."""

FIRST_ANNOUNCED_YEAR: int = min(day.year for day in announced_holidays)
LAST_ANNOUNCED_YEAR: int = max(day.year for day in announced_holidays)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day found by counting.

    Attributes:
        day: The day found.
        certain: False if the count crossed a day whose holidays are not announced yet.
    """

    day: date
    certain: bool


@dataclass(frozen=True, slots=True)
class DayCount:
    """A number of working days; ``certain`` as in `Deadline`."""

    count: int
    certain: bool


class WorkingCalendar:
    """Working days of the announced years, with the office's own corrections on top.

    Args:
        overrides: Day to "is a working day"; wins over everything, for late announcements or local closures.
        known_years: Years whose announcement the office has entered completely in ``overrides``.
    """

    def __init__(self, overrides: Mapping[date, bool] | None = None, known_years: Iterable[int] = ()) -> None:
        self._overrides = dict(overrides or {})
        self._known_years: set[int] = {*range(FIRST_ANNOUNCED_YEAR, LAST_ANNOUNCED_YEAR + 1), *known_years}

    @property
    def last_known_year(self) -> int:
        """The last year whose holidays are known completely."""
        return max(self._known_years)

    def is_working(self, day: date) -> bool:
        """Say whether ``day`` is a working day, guessing where nothing is announced: Monday to Friday."""
        if day in self._overrides:
            return self._overrides[day]
        if FIRST_ANNOUNCED_YEAR <= day.year <= LAST_ANNOUNCED_YEAR:
            return bool(chinese_calendar.is_workday(day))
        return day.weekday() < SATURDAY and (day.month, day.day) not in FIXED_HOLIDAYS

    def is_certain(self, first: date, last: date) -> bool:
        """Say whether every day from ``first`` to ``last`` (both included) is announced or overridden."""
        guessed = (year for year in range(first.year, last.year + 1) if year not in self._known_years)
        return all(self._overridden(max(first, date(year, 1, 1)), min(last, date(year, 12, 31))) for year in guessed)

    def add_working_days(self, start: date, count: int) -> Deadline:
        """Find the ``count``-th working day after ``start``; ``start`` itself is never counted.

        Raises:
            MeasureError: ``working_days.count`` for a count below 0 or above `LONGEST_COUNT`, ``working_days.range``
                past the year 9999.
        """
        day = self._walk(start, count, ONE_DAY)
        return Deadline(day, self.is_certain(min(start + ONE_DAY, day), day))

    def latest_start(self, end: date, count: int) -> Deadline:
        """Find the last day on which a term of ``count`` working days may start so as to be over by ``end``.

        This is the day before the ``count``-th working day counted back from ``end`` (``end`` itself counts when it
        is one).

        Raises:
            MeasureError: As in `add_working_days`.
        """
        if count == 0:
            return Deadline(end, certain=True)
        first_counted = self._walk(end + ONE_DAY, count, -ONE_DAY)
        return Deadline(first_counted - ONE_DAY, self.is_certain(first_counted, end))

    def working_days_between(self, start: date, end: date) -> DayCount:
        """Count the working days after ``start`` up to and including ``end``.

        Raises:
            MeasureError: ``working_days.order`` if ``end`` lies before ``start``.
        """
        if end < start:
            raise MeasureError("working_days.order", start=start.isoformat(), end=end.isoformat())
        days = (start + timedelta(days=offset) for offset in range(1, (end - start).days + 1))
        return DayCount(sum(map(self.is_working, days)), self.is_certain(min(start + ONE_DAY, end), end))

    def _walk(self, start: date, count: int, step: timedelta) -> date:
        if not 0 <= count <= LONGEST_COUNT:
            raise MeasureError("working_days.count", count=count, largest=LONGEST_COUNT)
        day, left = start, count
        try:
            while left:
                day += step
                left -= self.is_working(day)
        except OverflowError:
            raise MeasureError("working_days.range", start=start.isoformat(), count=count) from None
        return day

    def _overridden(self, first: date, last: date) -> bool:
        span = (last - first).days + 1
        return all(first + timedelta(days=offset) in self._overrides for offset in range(span))
