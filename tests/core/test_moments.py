"""What browsers send as a moment is read in the federation's zone; what cannot be one of ours is none."""

from datetime import UTC, datetime

import pytest

from jiangxin.core.moments import posted_moment


@pytest.mark.parametrize(
    "typed", ["2026-09-07T09:30", " 2026-09-07T09:30:00 ", "2026-09-07T01:30Z", "2026-09-07 09:30"]
)
def test_a_moment_is_read_in_the_federations_zone(typed):
    assert posted_moment(typed) == datetime(2026, 9, 7, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "typed",
    [None, "", "tomorrow", "2026-13-45T09:30", "0001-01-01T00:00", "9999-12-31T23:59:59-12:00", "1899-12-31T23:59"],
)
def test_anything_else_is_no_moment(typed):
    assert posted_moment(typed) is None
