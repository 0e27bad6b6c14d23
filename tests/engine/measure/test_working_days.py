from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.engine.measure.fault import MeasureError
from jiangxin.engine.measure.working_days import DayCount, Deadline, WorkingCalendar

days = st.dates(date(2004, 1, 1), date(2030, 12, 31))
counts = st.integers(0, 60)
calendars = st.dictionaries(days, st.booleans(), max_size=20).map(WorkingCalendar)


def test_national_day_2026_and_its_make_up_day():
    # 国务院办公厅关于2026年部分节假日安排的通知: 1 to 7 October off, work on 20 September and 10 October.
    calendar = WorkingCalendar()
    assert [calendar.is_working(date(2026, 10, day)) for day in range(1, 12)] == [False] * 7 + [True, True, True, False]
    assert calendar.is_working(date(2026, 9, 20))


def test_publication_day_is_not_counted():
    assert WorkingCalendar().add_working_days(date(2026, 11, 23), 5) == Deadline(date(2026, 11, 30), certain=True)


def test_five_working_days_across_national_day():
    assert WorkingCalendar().add_working_days(date(2026, 9, 29), 5) == Deadline(date(2026, 10, 12), certain=True)


def test_no_days_end_on_the_day_itself():
    calendar = WorkingCalendar()
    assert calendar.add_working_days(date(2026, 10, 3), 0) == Deadline(date(2026, 10, 3), certain=True)
    assert calendar.latest_start(date(2026, 10, 3), 0) == Deadline(date(2026, 10, 3), certain=True)


def test_override_wins_both_ways():
    calendar = WorkingCalendar({date(2026, 11, 24): False, date(2026, 11, 28): True})
    assert calendar.add_working_days(date(2026, 11, 23), 4) == Deadline(date(2026, 11, 28), certain=True)


def test_unannounced_year_is_counted_by_weekday_and_says_so():
    calendar = WorkingCalendar()
    first = date(calendar.last_known_year + 1, 1, 1)
    assert not calendar.is_working(first)
    assert [calendar.is_working(date(2030, 4, 30) + timedelta(days)) for days in range(5)] == [
        True,  # a Tuesday, then the two days of Labour Day
        False,
        False,
        True,
        False,
    ]
    assert not calendar.add_working_days(first - timedelta(days=1), 1).certain
    assert not calendar.is_certain(first - timedelta(days=9), first)
    assert calendar.is_certain(first - timedelta(days=9), first - timedelta(days=1))
    assert not calendar.is_certain(date(2003, 12, 31), date(2004, 1, 1))


def test_year_entered_by_the_office_is_certain():
    year = WorkingCalendar().last_known_year + 1
    calendar = WorkingCalendar({date(year, 1, 4): False}, known_years=[year])
    assert calendar.last_known_year == year
    assert calendar.is_certain(date(year, 1, 1), date(year, 12, 31))
    assert not calendar.is_working(date(year, 1, 4))


def test_overridden_days_are_certain_without_their_year():
    year = WorkingCalendar().last_known_year + 1
    calendar = WorkingCalendar({date(year, 1, 1): False, date(year, 1, 2): False})
    assert calendar.is_certain(date(year - 1, 12, 1), date(year, 1, 2))
    assert not calendar.is_certain(date(year - 1, 12, 1), date(year, 1, 3))


def test_count_between():
    calendar = WorkingCalendar()
    assert calendar.working_days_between(date(2026, 9, 30), date(2026, 10, 8)) == DayCount(1, certain=True)
    assert calendar.working_days_between(date(2026, 9, 30), date(2026, 9, 30)) == DayCount(0, certain=True)


@pytest.mark.parametrize("count", [-1, 5001])
def test_count_out_of_range(count):
    with pytest.raises(MeasureError) as raised:
        WorkingCalendar().add_working_days(date(2026, 1, 1), count)
    assert raised.value.code == "working_days.count"


def test_end_before_start():
    with pytest.raises(MeasureError) as raised:
        WorkingCalendar().working_days_between(date(2026, 1, 2), date(2026, 1, 1))
    assert raised.value.code == "working_days.order"


def test_end_of_time():
    with pytest.raises(MeasureError) as raised:
        WorkingCalendar().add_working_days(date.max - timedelta(days=3), 9)
    assert raised.value.code == "working_days.range"


@given(calendars, days, st.integers(1, 60))
def test_found_day_is_a_working_day_and_counting_it_gives_the_number_back(calendar, start, count):
    end = calendar.add_working_days(start, count)
    assert calendar.is_working(end.day)
    assert calendar.working_days_between(start, end.day) == DayCount(count, end.certain)


@given(calendars, days, counts, counts)
def test_counting_adds_up(calendar, start, first, second):
    middle = calendar.add_working_days(start, first)
    assert calendar.add_working_days(middle.day, second).day == calendar.add_working_days(start, first + second).day


@given(calendars, days, st.integers(0, 90), counts)
def test_later_start_never_ends_earlier(calendar, start, later, count):
    assert (
        calendar.add_working_days(start, count).day
        <= calendar.add_working_days(start + timedelta(days=later), count).day
    )


@given(calendars, days, st.integers(-90, 90), counts)
def test_latest_start_is_the_inverse_bound(calendar, start, offset, count):
    end = start + timedelta(days=offset)
    in_time = calendar.add_working_days(start, count).day <= end
    assert in_time == (start <= calendar.latest_start(end, count).day)


@given(calendars, days, st.integers(1, 60))
def test_one_day_after_the_latest_start_is_too_late(calendar, end, count):
    latest = calendar.latest_start(end, count).day
    assert calendar.add_working_days(latest, count).day <= end
    assert calendar.add_working_days(latest + timedelta(days=1), count).day > end
