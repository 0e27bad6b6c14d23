"""Rows of an application out of the ledger: those of the unit's studios, once, in the form's own codes."""

from datetime import date
from decimal import Decimal

from jiangxin.campaigns.queries import form_of
from jiangxin.core.actor import SYSTEM
from jiangxin.forms.definition import Section
from jiangxin.studios.models import Studio
from jiangxin.studios.services.projects import close_project
from jiangxin.web.studio.from_ledger import rows_from_ledger
from tests.studios.recording import benefiting, entered, opened


def section_of(studio: Studio, code: str) -> Section:
    found = form_of(studio.award.entry.call).section(code)
    assert found is not None
    return found


def test_projects_and_outcomes_come_in_the_forms_own_codes(studio: Studio) -> None:
    entry = studio.award.entry
    project = opened(studio, cost=Decimal("60000.00"), level="city")
    close_project(actor=SYSTEM, project=project, closed_on=date(2026, 11, 20), completed=True, result="降低4度")
    benefiting(studio, "286500.00", kind="suggestion", granted_on=date(2026, 11, 2), applied_units="一车间")
    entered(studio, title="旧成果", day=date(2020, 1, 1))

    projects = rows_from_ledger(SYSTEM, entry, section_of(studio, "projects"), [])
    outcomes = rows_from_ledger(SYSTEM, entry, section_of(studio, "outcomes"), [])

    assert (projects.problems, outcomes.problems) == ([], [])
    (row,) = projects.rows
    assert (row["type"], row["level"], row["status"], row["start"]) == ("technical", "city", "done", "2026-09")
    assert (Decimal(row["funding"]), row["result"]) == (6, "降低4度")
    (row,) = outcomes.rows
    assert (row["type"], row["date"], row["applied"], row["applied_units"]) == ("proposal", "2026-11", True, "一车间")
    assert Decimal(row["economic_benefit"]) == Decimal("28.65")
    assert rows_from_ledger(SYSTEM, entry, section_of(studio, "outcomes"), [row]).rows == []


def test_another_units_rows_stay_there(studio: Studio) -> None:
    opened(studio)
    other = Studio.objects.exclude(pk=studio.pk).get()
    other.award.entry.unit = other.unit
    assert rows_from_ledger(SYSTEM, other.award.entry, section_of(other, "projects"), []).rows == []
