from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from jiangxin.core.ui.drawing import WIDTH, quota, shares, spread
from jiangxin.core.ui.parts import Share


def test_a_quota_with_room():
    bar = quota(3, 5, 1)
    assert (bar.left, bar.over, bar.from_reserve, bar.tone) == (2, 0, 0, "review")
    assert (bar.used_width, bar.limit_x) == (500, 833)


def test_a_full_quota_warns():
    bar = quota(5, 5, 1)
    assert (bar.left, bar.over, bar.from_reserve, bar.tone) == (0, 0, 0, "waiting")


def test_a_quota_that_uses_its_reserve():
    bar = quota(6, 5, 1)
    assert (bar.over, bar.from_reserve, bar.tone) == (0, 1, "waiting")


def test_an_exceeded_quota_says_by_how_much():
    bar = quota(8, 5, 1)
    assert (bar.over, bar.from_reserve, bar.tone) == (2, 1, "returned")


def test_no_quota_at_all_draws_an_empty_bar():
    assert quota(0, 0).used_width == 0


@given(st.integers(0, 5_000), st.integers(0, 5_000), st.integers(0, 500))
def test_a_quota_stays_inside_its_bar(used, limit, reserve):
    bar = quota(used, limit, reserve)
    assert 0 <= bar.used_width <= WIDTH
    assert bar.reserve_x + bar.reserve_width <= WIDTH
    assert bar.used == bar.limit - bar.left + bar.from_reserve + bar.over


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=12).filter(any))
def test_shares_fill_the_bar_without_gap_or_overlap(amounts):
    segments = shares([Share(str(amount), amount) for amount in amounts])
    assert segments[0].x == 0
    assert [part.x + part.width for part in segments[:-1]] == [part.x for part in segments[1:]]
    assert segments[-1].x + segments[-1].width == WIDTH


def test_shares_of_nothing_have_no_width():
    assert [part.width for part in shares([Share("一", 0), Share("二", 0)])] == [0, 0]


def test_a_spread_tells_mean_least_and_greatest():
    found = spread([78, 84, 85, 88, 95])
    assert found is not None
    assert (found.mean, found.least, found.greatest, found.count) == (Decimal("86.00"), 78, 95, 5)


def test_a_spread_without_scores_is_none():
    assert spread([]) is None


@given(st.lists(st.decimals(0, 100, places=2), min_size=1, max_size=9))
def test_a_spread_stays_on_its_scale(scores):
    found = spread(scores)
    assert found is not None
    assert all(0 <= x <= WIDTH for x in (*found.dots, found.mean_x))
    assert found.line_x <= found.mean_x <= found.line_end
