"""The figures of a quarter or a year (domain 4.4), each with the records that make it.

Every figure is a count or a sum over rows; `records` and `query` name the list that shows exactly these rows. However
many rows there are, the number of queries is the same.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from jiangxin.core.actor import Actor
from jiangxin.core.refusal import Text
from jiangxin.studios.enums import Purse
from jiangxin.studios.figure_words import CATEGORY_FIGURES, LABELS, OUTCOME_FIGURES
from jiangxin.studios.gate import file_for
from jiangxin.studios.ledger_enums import HonourLevel, LedgerCategory, ProjectKind, ProjectState
from jiangxin.studios.models import (
    Expense,
    LedgerEntry,
    Outcome,
    Project,
    SatisfactionAnswer,
    ServiceRecord,
    Studio,
    StudioMembership,
    Subsidy,
    yuan,
)
from jiangxin.studios.queries.ledger import people_in
from jiangxin.studios.queries.services import IS_SERVICE
from jiangxin.studios.service_enums import SATISFIED

SOLVING = (ProjectKind.RESEARCH, ProjectKind.RENOVATION)
"""Kinds of projects whose completion counts as a problem solved."""
EARLIEST = date(1949, 1, 1)


@dataclass(frozen=True, slots=True)
class ReportFigure:
    """One figure: of the period, and since the beginning.

    Args:
        unit: measure word; "yuan" for exact amounts, "tce" for tons of standard coal.
        records: list that shows the rows ("ledger", "projects", "outcomes", "team", "subsidies", "expenses", "service",
            "satisfaction").
        query: filters of that list.
        whole: its filters for all rows since the beginning.
    """

    code: str
    label: Text
    value: Decimal | int
    total: Decimal | int
    unit: str
    records: str
    query: Mapping[str, str] = field(default_factory=dict)
    whole: Mapping[str, str] = field(default_factory=dict)

    def frozen(self, value: str, total: str) -> "ReportFigure":
        """Return the figure as it was when the report was handed in."""
        return replace(self, value=Decimal(value), total=Decimal(total))


@dataclass(frozen=True, slots=True)
class _Rows:
    studio: Studio
    since: date
    until: date

    def dated(self, name: str = "day") -> Q:
        return Q(**{f"{name}__gte": self.since, f"{name}__lte": self.until})


Numbers = dict[str, Decimal | int]


def report_figures(actor: Actor, studio: Studio, since: date, until: date) -> list[ReportFigure]:
    """Return every figure of a report on the days from `since` to `until`, both included."""
    found = file_for(actor, studio.pk)
    now = _numbers(_Rows(found, since, until))
    ever = _numbers(_Rows(found, EARLIEST, until))
    return [
        ReportFigure(
            code=code,
            label=words.label,
            value=now[code],
            total=ever[code],
            unit=words.unit,
            records=words.records,
            query=words.query(since, until),
            whole=words.query(EARLIEST, until),
        )
        for code, words in LABELS.items()
    ]


def _numbers(rows: _Rows) -> Numbers:
    parts: tuple[Callable[[_Rows], Numbers], ...] = (_ledger, _projects, _outcomes, _team, _funds, _service)
    return {code: number for part in parts for code, number in part(rows).items()}


def _ledger(rows: _Rows) -> Numbers:
    entries = LedgerEntry.objects.filter(rows.dated(), studio=rows.studio, struck_at=None)
    found = dict(entries.order_by().values_list("category").annotate(Count("pk")))
    honours = entries.filter(category=LedgerCategory.HONOUR).order_by().values_list("level").annotate(Count("pk"))
    by_level = dict(honours)
    trainings = entries.filter(category=LedgerCategory.TRAINING).annotate(took_part=people_in())
    return {
        **{code: found.get(category, 0) for code, category in CATEGORY_FIGURES.items()},
        **{f"honours_{level}": by_level.get(level, 0) for level in HonourLevel.values},
        "trainees": sum(trainings.values_list("took_part", flat=True)),
    }


def _projects(rows: _Rows) -> Numbers:
    standing = Project.objects.filter(studio=rows.studio, struck_at=None)
    done = rows.dated("closed_on") & Q(state=ProjectState.COMPLETED)
    return standing.aggregate(
        projects_opened=Count("pk", filter=rows.dated("starts_on") & ~Q(state=ProjectState.PLANNED)),
        projects_closed=Count("pk", filter=done),
        problems_solved=Count("pk", filter=done & Q(kind__in=SOLVING)),
    )


def _outcomes(rows: _Rows) -> Numbers:
    standing = Outcome.objects.filter(studio=rows.studio, struck_at=None)
    counts = {
        code: Count("pk", filter=rows.dated(name) & Q(kind__in=kinds))
        for code, (name, kinds) in OUTCOME_FIGURES.items()
    }
    sums = standing.aggregate(
        **counts,
        fen=Sum("benefit_fen", filter=rows.dated()),
        coal=Sum("energy_saved_kg", filter=rows.dated()),
    )
    numbers: Numbers = {code: sums[code] for code in counts}
    return {**numbers, "benefit": yuan(sums["fen"] or 0), "energy_saved": Decimal(sums["coal"] or 0).scaleb(-3)}


def _team(rows: _Rows) -> Numbers:
    standing = StudioMembership.objects.filter(studio=rows.studio, struck_at=None)
    return standing.aggregate(
        joined=Count("pk", filter=rows.dated("since")),
        left=Count("pk", filter=rows.dated("until")),
        apprentices=Count("pk", filter=rows.dated("since") & Q(role="apprentice")),
    )


def _funds(rows: _Rows) -> Numbers:
    paid = _fen(Subsidy.objects.filter(rows.dated("paid_on"), studio=rows.studio))
    spent = _fen(Expense.objects.filter(rows.dated("spent_on"), subsidy__studio=rows.studio, reversal=None))
    return {"funds_in": paid, "funds_out": spent, "funds_left": _left(rows)}


def _left(rows: _Rows) -> Decimal:
    """Return what was left of all subsidies on the last day: not spent, not decided to go back."""
    own = Q(subsidy__studio=rows.studio, subsidy__struck_at=None)
    paid = _fen(Subsidy.objects.filter(studio=rows.studio, paid_on__lte=rows.until))
    spent = _fen(Expense.objects.filter(own, purse=Purse.SUBSIDY, spent_on__lte=rows.until, reversal=None))
    claimed = Subsidy.objects.filter(studio=rows.studio, closed_on__lte=rows.until)
    back = claimed.aggregate(fen=Sum("clawed_back_fen"))["fen"] or 0
    return paid - spent - yuan(back)


def _fen(rows: QuerySet[Any]) -> Decimal:
    return yuan(rows.aggregate(fen=Sum("amount_fen"))["fen"] or 0)


def _service(rows: _Rows) -> Numbers:
    records = ServiceRecord.objects.filter(rows.dated(), IS_SERVICE, studio=rows.studio, strike=None)
    sums = records.aggregate(cases=Sum("cases"), minutes=Sum("minutes"), served=Sum("beneficiaries"))
    answers = SatisfactionAnswer.objects.filter(rows.dated("counted_on"), studio=rows.studio)
    said = answers.aggregate(every=Count("pk"), satisfied=Count("pk", filter=Q(score__in=SATISFIED)))
    return {
        "service_cases": sums["cases"] or 0,
        "service_hours": (Decimal(sums["minutes"] or 0) / 60).quantize(Decimal("0.1")),
        "beneficiaries": sums["served"] or 0,
        "answers": said["every"],
        "satisfied": said["satisfied"],
    }
