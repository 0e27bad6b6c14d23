"""What is missing for a year's standard, and the figures of a report: counted right, from the right rows only."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.core.actor import SYSTEM, Role
from jiangxin.core.refusal import NotFound
from jiangxin.studios.models import Studio
from jiangxin.studios.queries.figures import report_figures
from jiangxin.studios.queries.standard import missing_for_standard
from jiangxin.studios.services.ledger import Evidence, strike_entry
from jiangxin.studios.services.papers import keep_paper, strike_paper
from jiangxin.studios.services.projects import close_project
from jiangxin.studios.standard import demands, due_by, lines_of
from tests.conftest import Federation, MakeActor
from tests.studios.recording import TODAY, benefiting, entered, member, opened, paper, recorded

DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))
PACES = st.sampled_from(["month", "quarter", ""])
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@given(required=st.integers(1, 400), pace=PACES, day=DAYS, later=st.integers(0, 400))
def test_what_is_due_grows_with_the_year_and_never_beyond(required: int, pace: str, day: date, later: int) -> None:
    now = due_by(required, pace, year=2026, today=day)
    then = due_by(required, pace, year=2026, today=day + timedelta(days=later))
    assert 0 <= now <= then <= required
    assert due_by(required, pace, year=2026, today=date(2025, 12, 31)) == 0
    assert due_by(required, pace, year=2026, today=date(2027, 1, 1)) == required


@given(present=st.integers(0, 40), day=DAYS)
def test_a_line_is_met_late_or_due(present: int, day: date) -> None:
    counts = {demand.key: present for demand in demands()}
    for kind in ("model_worker_innovation", "model_worker_service"):
        for line in lines_of(kind, counts, year=2026, today=day):
            assert line.missing == max(0, line.demand.required - present)
            assert (line.state == "met") == (line.missing == 0)
            assert (line.state == "late") == (line.present < line.due)


def test_twelve_meetings_are_due_month_by_month() -> None:
    due = [due_by(12, "month", year=2026, today=date(2026, month, 28)) for month in range(1, 13)]
    assert due == list(range(12))


def lines(studio: Studio, year: int = 2026) -> dict[str, tuple[int, str]]:
    return {line.demand.code: (line.present, line.state) for line in missing_for_standard(SYSTEM, studio, year)}


def test_every_record_counts_where_it_belongs(studio: Studio) -> None:
    empty = lines(studio)
    assert {code for code, (present, _state) in empty.items() if present} == {"leader"}
    recorded(studio)
    recorded(studio, day=date(2025, 11, 30))
    strike_entry(actor=SYSTEM, entry=recorded(studio), reason="没有开")
    for category in ("learning", "training", "visit"):
        recorded(studio, category=category)
    member(studio, "周小满")
    member(studio, "徐学徒", "apprentice")
    keep_paper(actor=SYSTEM, studio=studio, kind="plan", title="计划", day=TODAY, file=paper(), year=2026)
    keep_paper(actor=SYSTEM, studio=studio, kind="plan", title="明年计划", day=TODAY, file=paper(), year=2027)
    rules = keep_paper(actor=SYSTEM, studio=studio, kind="rules", title="制度", day=TODAY, file=paper())
    opened(studio)
    entered(studio)

    found = lines(studio)
    assert {code: found[code] for code in found if found[code] != empty[code]} == {
        "meetings": (1, "late"),
        "learning": (2, "late"),
        "exchange": (1, "met"),
        "team": (1, "due"),
        "apprentices": (1, "met"),
        "plan": (1, "met"),
        "rules": (1, "met"),
        "projects": (1, "met"),
        "outcomes": (1, "met"),
    }
    strike_paper(actor=SYSTEM, paper=rules, reason="已废止")
    assert lines(studio)["rules"][0] == 0
    assert lines(studio, 2025)["meetings"] == (1, "late")


def figures(studio: Studio) -> dict[str, tuple[object, object]]:
    return {row.code: (row.value, row.total) for row in report_figures(SYSTEM, studio, *YEAR)}


def test_figures_of_a_year_and_in_all(studio: Studio) -> None:
    recorded(studio, category="training", headcount=30)
    recorded(studio, Evidence(guests=["甲", "乙"]), category="training", headcount=1)
    recorded(studio, category="training", headcount=7, day=date(2025, 5, 1))
    recorded(studio, category="honour", level="city")
    project = opened(studio)
    close_project(actor=SYSTEM, project=project, closed_on=TODAY, completed=True, result="完成")
    benefiting(studio, "100.10", granted_on=TODAY, energy_saved_kg=1500)
    benefiting(studio, "0.01", day=date(2025, 5, 1), granted_on=date(2026, 5, 1))

    found = figures(studio)
    assert {code: pair for code, pair in found.items() if pair[1]} == {
        "trainings": (2, 3),
        "trainees": (32, 39),
        "honours_city": (1, 1),
        "projects_opened": (1, 1),
        "projects_closed": (1, 1),
        "problems_solved": (1, 1),
        "patents_applied": (1, 2),
        "patents_granted": (2, 2),
        "benefit": (Decimal("100.10"), Decimal("100.11")),
        "energy_saved": (Decimal("1.5"), Decimal("1.5")),
    }


def test_more_rows_ask_no_more_queries(studio: Studio) -> None:
    asked = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as caught:
            missing_for_standard(SYSTEM, studio, 2026)
            report_figures(SYSTEM, studio, *YEAR)
        asked.append(len(caught))
        for _number in range(3):
            recorded(studio, category="training")
            entered(studio)
    assert asked[0] == asked[1]


def test_strangers_learn_nothing(studio: Studio, federation: Federation, actor: MakeActor) -> None:
    stranger = actor(Role.STUDIO_SECRETARY, federation.other_unit)
    for ask in (lambda: missing_for_standard(stranger, studio, 2026), lambda: report_figures(stranger, studio, *YEAR)):
        with pytest.raises(NotFound):
            ask()
