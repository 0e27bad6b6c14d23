"""The table of terms covers everything that is asked, and is what errands without a day of their own are due by."""

from datetime import datetime

import pytest

from jiangxin.core.actor import Role
from jiangxin.orgs.asked import ASKED
from jiangxin.orgs.services import open_errand
from jiangxin.orgs.terms import due_by_term, end_of, term_of, terms


def test_everything_that_is_asked_has_a_term():
    assert set(terms()) - {""} == set(ASKED)
    assert all(0 < term.days <= 60 and term.grace > 0 for term in terms().values())


def test_what_is_not_in_the_table_gets_its_first_row():
    assert (term_of("unheard of").days, term_of("unheard of").grace) == (10, 2)
    assert term_of("score").basis == "平台默认值，请以本市规定为准"


@pytest.mark.parametrize(
    ("asked", "due"),
    [("reassign_case", "2026-02-13"), ("declare_conflicts", "2026-02-14"), ("recommend", "2026-03-03")],
)
def test_terms_are_counted_in_working_days(federation, clock_at, asked, due):
    """The Spring Festival of 2026 is off from 15 to 23 February; the Saturdays 14 and 28 are worked."""
    clock_at("2026-02-11 16:30")
    assert due_by_term(asked) == end_of(datetime.fromisoformat(due).date())

    errand = open_errand(role=Role.EXPERT, organisation=federation.city, asked=asked, about=federation.unit)
    assert errand.due_at == due_by_term(asked)


def test_a_day_of_its_own_stands(federation, clock_at):
    day = clock_at("2026-02-11 16:30")
    errand = open_errand(
        role=Role.EXPERT, organisation=federation.city, asked="score", about=federation.unit, due_at=day
    )
    assert errand.due_at == day
