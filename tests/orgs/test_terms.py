"""The table of terms covers everything that is asked, and is what errands without a day of their own are due by."""

from datetime import date, datetime

import pytest
from django.urls import reverse

from jiangxin.core.actor import Role
from jiangxin.core.models import JournalEntry
from jiangxin.core.refusal import Refusal
from jiangxin.orgs.asked import ASKED
from jiangxin.orgs.models import TermRule
from jiangxin.orgs.services import lay_down_term, open_errand
from jiangxin.orgs.terms import due_by_term, end_of, term_of, terms


@pytest.mark.django_db
def test_everything_that_is_asked_has_a_term():
    assert set(terms()) - {""} == set(ASKED)
    assert all(0 < term.days <= 60 and term.grace > 0 for term in terms().values())


@pytest.mark.django_db
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


def laid_down(actor, **other):
    facts = {
        "asked": "score",
        "days": 3,
        "grace": 1,
        "escalates": False,
        "since": date(2026, 2, 12),
        "basis": "云工发3号",
    }
    return lay_down_term(actor=actor, **{**facts, **other})


def test_a_term_the_federation_lays_down_holds_from_its_day_on(federation, actor, clock_at):
    clock_at("2026-02-11 16:30")
    officer = actor(Role.OFFICER_CITY, federation.city)
    laid_down(officer)

    assert (term_of("score").days, term_of("score").escalates) == (10, True)
    waiting = open_errand(role=Role.EXPERT, organisation=federation.city, asked="score", about=federation.unit)
    clock_at("2026-02-12 09:00")
    assert (term_of("score").days, term_of("score").grace, term_of("score").escalates) == (3, 1, False)
    assert (term_of("score").basis, term_of("recommend").days) == ("云工发3号", 10)
    assert due_by_term("score") == end_of(date(2026, 2, 24))
    waiting.refresh_from_db()
    assert waiting.due_at == end_of(date(2026, 3, 3))

    laid_down(officer, days=4, basis="云工发4号")
    assert term_of("score").days == 4
    assert terms(date(2026, 2, 11))["score"].days == 10
    told = JournalEntry.objects.filter(act="orgs.lay_down_term").latest("pk")
    assert (told.before["days"], told.after["days"], told.reason) == (3, 4, "云工发4号")


@pytest.mark.parametrize(
    ("facts", "path"),
    [
        ({"days": 0}, "days"),
        ({"days": 251}, "days"),
        ({"grace": 0}, "grace"),
        ({"since": date(2026, 2, 10)}, "since"),
        ({"basis": " "}, "basis"),
    ],
)
def test_a_term_has_to_be_sound(federation, actor, clock_at, facts, path):
    clock_at("2026-02-11 16:30")
    with pytest.raises(Refusal) as caught:
        laid_down(actor(Role.OFFICER_CITY, federation.city), **facts)
    assert [problem.path for problem in caught.value.problems] == [path]


def test_only_the_citys_officer_lays_down_terms(federation, actor, clock_at):
    clock_at("2026-02-11 16:30")
    with pytest.raises(Refusal) as caught:
        laid_down(actor(Role.REVIEWER_FIRST, federation.county))
    assert caught.value.code == "wrong_duty"


def test_the_page_lays_down_a_term_and_tells_it(federation, actor, clock_at, client_for):
    clock_at("2026-02-11 16:30")
    officer = client_for(actor(Role.OFFICER_CITY, federation.city))
    address = reverse("desk:term", args=["score"])
    assert f'href="{address}"' in officer.get(reverse("account:terms")).content.decode()

    posted = {"days": 3, "grace": 2, "escalates": "on", "since": "2026-02-11", "basis": "云工发3号"}
    answer = officer.post(address, {**posted, "since": "2026-02-01"})
    assert (answer.status_code, TermRule.objects.count()) == (409, 0)
    assert officer.post(address, posted).status_code == 303
    assert "云工发3号" in officer.get(reverse("account:terms")).content.decode()
    assert term_of("score").days == 3
    assert officer.get(reverse("desk:term", args=["nothing"])).status_code == 404
