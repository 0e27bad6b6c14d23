from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.core.ui.paging import Pager, capped_count, last_page
from jiangxin.orgs.models import Organisation


def pager(number, last):
    return Pager(number, last, lambda page: f"?page={page}")


def test_the_first_of_one_page_leads_nowhere():
    only = pager(1, 1)
    assert (only.previous_url, only.next_url) == ("", "")
    assert [item.number for item in only.items] == [1]


def test_pages_in_the_middle_show_ends_neighbours_and_gaps():
    middle = pager(10, 20)
    assert [item.number for item in middle.items] == [1, 0, 8, 9, 10, 11, 12, 0, 20]
    assert [item.number for item in middle.items if item.current] == [10]
    assert (middle.previous_url, middle.next_url) == ("?page=9", "?page=11")


@given(st.integers(1, 300).flatmap(lambda last: st.tuples(st.integers(1, last), st.just(last))))
def test_a_gap_stands_exactly_where_pages_are_left_out(place):
    number, last = place
    shown = [item.number for item in pager(number, last).items]
    assert [page for page in shown if page] == sorted({page for page in shown if page})
    assert shown[0] == 1
    assert shown[-1] == last
    for before, after in pairwise(shown):
        assert before == 0 or after == 0 or after == before + 1


@pytest.mark.parametrize(("count", "size", "last"), [(0, 50, 1), (50, 50, 1), (51, 50, 2), (10_001, 50, 200)])
def test_the_last_page_ends_at_the_cap(count, size, last):
    assert last_page(count, size) == last


@pytest.mark.django_db
@pytest.mark.parametrize(("cap", "counted"), [(2, 3), (7, 8), (8, 8), (100, 8)])
def test_counting_stops_one_beyond_the_cap(federation, cap, counted):
    assert capped_count(Organisation.objects.all(), cap) == counted
