from datetime import date, datetime
from threading import Thread
from zoneinfo import ZoneInfo

import pytest

from jiangxin.core import clock

SHANGHAI = ZoneInfo("Asia/Shanghai")
NEW_YEAR = datetime(2026, 1, 1, 0, 30, tzinfo=SHANGHAI)


def test_the_clock_stops_and_goes_on():
    with clock.stopped_at(NEW_YEAR):
        assert (clock.now(), clock.now()) == (NEW_YEAR, NEW_YEAR)

    assert clock.now() != NEW_YEAR
    assert clock.now().tzinfo is not None


def test_the_day_is_the_federations_not_greenwichs():
    with clock.stopped_at(NEW_YEAR):
        assert clock.now().astimezone(ZoneInfo("UTC")).date() == date(2025, 12, 31)
        assert clock.today() == date(2026, 1, 1)


def test_it_stands_in_every_thread():
    seen = []
    with clock.stopped_at(NEW_YEAR):
        thread = Thread(target=lambda: seen.append(clock.now()))
        thread.start()
        thread.join()

    assert seen == [NEW_YEAR]


def test_blocks_nest_and_a_fault_restores_the_clock():
    later = NEW_YEAR.replace(hour=9)
    with clock.stopped_at(NEW_YEAR):
        with pytest.raises(ZeroDivisionError), clock.stopped_at(later):
            raise ZeroDivisionError
        assert clock.now() == NEW_YEAR
