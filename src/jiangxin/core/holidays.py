"""The working calendar of this house: the library's holidays, with the announcements entered here on top."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.utils import timezone

from jiangxin.core import clock
from jiangxin.core.models import Holiday, HolidayNotice
from jiangxin.engine.measure.holiday_notice import Holiday as ReadHoliday
from jiangxin.engine.measure.working_days import WorkingCalendar


def working_calendar() -> WorkingCalendar:
    """Return the calendar deadlines are computed with from now on; one query."""
    return calendar_of(notices_in_force())


def calendar_of(
    notices: Iterable[HolidayNotice],
    further: Mapping[date, bool] | None = None,
    further_years: Iterable[int] = (),
) -> WorkingCalendar:
    """Return the calendar of some announcements, the later one winning, with `further` days on top of them."""
    notices = sorted(notices, key=lambda notice: notice.pk)
    overrides = {row.day: row.is_working for notice in notices for row in notice.days.all()}
    years = {notice.year for notice in notices if notice.is_complete}
    return WorkingCalendar({**overrides, **(further or {})}, years | set(further_years))


def working_days_left(due_at: datetime | None, calendar: WorkingCalendar) -> int | None:
    """Return the working days from today until something is due, negative when it was; None without a day."""
    if due_at is None:
        return None
    day, today = timezone.localtime(due_at).date(), clock.today()
    if day < today:
        return -calendar.working_days_between(day, today).count
    return calendar.working_days_between(today, day).count


def notices_in_force() -> list[HolidayNotice]:
    """Return the announcements that hold, with their days, the latest first."""
    return list(HolidayNotice.objects.filter(withdrawn_at=None).prefetch_related("days"))


def days_of(holidays: Iterable[ReadHoliday]) -> dict[date, bool]:
    """Return whether each day of some holidays is worked."""
    off = {day: False for holiday in holidays for day in holiday.off}
    return off | {day: True for holiday in holidays for day in holiday.working}


def rows_of(notice: HolidayNotice, holidays: Iterable[ReadHoliday]) -> list[Holiday]:
    """Return the rows an announcement is kept as, not saved yet."""
    return [
        Holiday(notice=notice, day=day, is_working=worked, name=holiday.name)
        for holiday in holidays
        for days, worked in ((holiday.off, False), (holiday.working, True))
        for day in days
    ]
