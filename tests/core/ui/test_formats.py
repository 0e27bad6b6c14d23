from datetime import UTC, datetime

import pytest
from django.utils import formats, timezone
from django.utils.translation import override

MOMENT = datetime(2026, 1, 2, 7, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "day", "moment"),
    [("zh-hans", "2026年1月2日", "2026年1月2日 15:05"), ("en", "2 January 2026", "2 January 2026, 15:05")],
)
def test_days_and_moments_are_written_the_language_s_way(language, day, moment):
    with override(language):
        local = timezone.localtime(MOMENT)
        assert formats.date_format(local, "DATE_FORMAT") == day
        assert formats.date_format(local, "DATETIME_FORMAT") == moment


@pytest.mark.parametrize("written", ["2026-11-22", "2026/11/22", "2026.11.22", "2026年11月22日", "20261122"])
def test_chinese_dates_are_read_in_every_usual_form(written):
    with override("zh-hans"):
        read = [datetime.strptime(written, pattern) for pattern in accepted(written)]  # noqa: DTZ007
    assert read[0] == datetime(2026, 11, 22)  # noqa: DTZ001


def accepted(written):
    for pattern in formats.get_format("DATE_INPUT_FORMATS"):
        try:
            datetime.strptime(written, pattern)  # noqa: DTZ007
        except ValueError:
            continue
        yield pattern
