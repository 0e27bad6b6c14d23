"""Projects and outcomes of the ledger as rows of an application: entered once, looked at, then added in one act.

A blueprint's fields are met by their codes: a code it does not have is left out, a choice it does not know is told.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from jiangxin.campaigns.models import Entry
from jiangxin.core import clock
from jiangxin.core.actor import Actor
from jiangxin.forms.answers import Row
from jiangxin.forms.answers.checking import check_value, path_of
from jiangxin.forms.answers.values import read_value
from jiangxin.forms.columns import importable_fields
from jiangxin.forms.definition import Section
from jiangxin.forms.excel import Imported
from jiangxin.studios.ledger_enums import OutcomeKind, ProjectKind, ProjectState
from jiangxin.studios.models import Outcome, Project
from jiangxin.studios.queries.ledger import outcomes_for, projects_for

YEARS = 3
SECTIONS = frozenset({"projects", "outcomes"})
"""Sections the ledger has rows for."""
_PROJECT_TYPES = {ProjectKind.RESEARCH: "technical"}
_PROJECT_STATES = {ProjectState.UNDER_WAY: "running", ProjectState.COMPLETED: "done"}
_OUTCOME_TYPES = {
    OutcomeKind.INVENTION: "invention_patent",
    OutcomeKind.SUGGESTION: "proposal",
    OutcomeKind.IMPROVEMENT: "other",
}
"""Codes of the shipped blueprint that are not those of the ledger."""


def rows_from_ledger(actor: Actor, entry: Entry, section: Section, held: Sequence[Row]) -> Imported:
    """Return the rows of the last three years that the section does not hold yet, with what is wrong with them."""
    since = clock.today().replace(year=clock.today().year - YEARS, day=1)
    there = {str(row.get("title") or "") for row in held}
    told = _told(actor, entry, section.code, since)
    rows: list[Row] = []
    problems = []
    fields = {field.code: field for field in importable_fields(section)}
    for raw in told:
        if raw["title"] in there:
            continue
        row = {
            code: read_value(fields[code], value, clock.today()).value for code, value in raw.items() if code in fields
        }
        row = {code: value for code, value in row.items() if value is not None}
        for code, value in row.items():
            path = path_of(section, fields[code], len(rows))
            problems += check_value(fields[code], value, path=path, siblings=row, at=clock.today())
        rows.append(row)
    return Imported(rows, problems, [], [])


def _told(actor: Actor, entry: Entry, code: str, since: date) -> list[Mapping[str, Any]]:
    if code == "projects":
        projects = projects_for(actor).filter(studio__unit=entry.unit_id, ends_on__gte=since)
        return [_project(row) for row in projects.order_by("starts_on", "pk")]
    outcomes = outcomes_for(actor).filter(studio__unit=entry.unit_id, day__gte=since)
    return [_outcome(row) for row in outcomes.order_by("day", "pk")]


def _project(row: Project) -> dict[str, Any]:
    return {
        "title": row.title,
        "type": _PROJECT_TYPES.get(ProjectKind(row.kind), row.kind),
        "source": row.source,
        "level": row.level,
        "approval_no": row.approval_number,
        "start": f"{row.starts_on:%Y-%m}",
        "end": f"{row.closed_on or row.ends_on:%Y-%m}",
        "lead": row.leader_name,
        "status": _PROJECT_STATES.get(ProjectState(row.state), row.state),
        "funding": _yuan(row.cost),
        "result": row.result,
    }


def _outcome(row: Outcome) -> dict[str, Any]:
    return {
        "title": row.title,
        "type": _OUTCOME_TYPES.get(OutcomeKind(row.kind), row.kind),
        "no": row.number,
        "date": f"{row.granted_on or row.day:%Y-%m}",
        "owner": row.owner,
        "applied": bool(row.applied_units),
        "applied_units": row.applied_units,
        "economic_benefit": _yuan(row.benefit),
        "social_benefit": row.social_benefit,
    }


def _yuan(amount: Decimal | None) -> str | None:
    """Return an amount with its unit; the form turns it into its own."""
    return None if amount is None else f"{amount}元"
