from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.core.models import SearchDocument
from jiangxin.core.search.places import key_of, settle

seconds = st.integers(-2_000_000_000, 20_000_000_000)  # from 1906 to 2603


@given(seconds, seconds)
def test_later_moments_have_greater_keys(one, other):
    keys = [key_of(datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=second)) for second in (one, other)]

    assert (keys[0] < keys[1]) == (one < other)


def test_a_day_begins_at_midnight_here_and_all_before_1900_are_alike():
    assert key_of(date(2024, 3, 1)) == key_of(datetime(2024, 2, 29, 16, 0, tzinfo=UTC))
    assert key_of(date(1066, 10, 14)) == key_of(date(1, 1, 1)) == 1


def test_a_second_has_four_places():
    second = datetime(2024, 3, 1, tzinfo=UTC)

    assert key_of(second + timedelta(seconds=1)) - key_of(second) == 4


@pytest.mark.django_db
def test_who_finds_a_place_taken_takes_the_next():
    SearchDocument.objects.bulk_create(SearchDocument(pk=key, kind=1, object_id=key) for key in (10, 11, 12, 14))

    assert settle([10, 20, 10, 13, 20, 14]) == [13, 20, 15, 16, 21, 17]


@pytest.mark.django_db
def test_thousands_may_share_a_moment():
    SearchDocument.objects.bulk_create(SearchDocument(pk=key, kind=1, object_id=key) for key in range(10, 5010))

    assert settle([10, 10, 4000]) == [5010, 5011, 5012]
