"""All a studio did, whatever activity it belongs to: one line of time, and how much of each kind in each year.

What was entered once – in the ledger, as project, outcome or service, as a proposal that became a project – is read
where it stands; nothing is entered for this. The number of queries does not depend on how much there is.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, F, QuerySet
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext_lazy as _

from jiangxin.core.actor import Actor
from jiangxin.core.refusal import Text
from jiangxin.proposals.enums import ProposalState
from jiangxin.proposals.models import Proposal, ProposalProject
from jiangxin.studios.ledger_enums import LedgerCategory, OutcomeKind, ProjectKind, ProjectState
from jiangxin.studios.models import LedgerEntry, Outcome, Studio
from jiangxin.studios.queries.ledger import ledger_for, outcomes_for, projects_for
from jiangxin.studios.queries.services import records_for

LEDGER, PROJECT, OUTCOME, SERVICE, PROPOSAL = "ledger", "project", "outcome", "service", "proposal"
MOST_EVENTS = 200
_MOST_HINTS = 5


class Kind(NamedTuple):
    """One kind of activity: where its records stand, and which of them."""

    source: str
    code: str


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on a day; `key` is its number where it stands."""

    day: date
    kind: Kind
    title: str
    key: int


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """How much of a kind there was in each year, in the order of the matrix's years."""

    kind: Kind
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Years, the newest first, and a row for each kind there was any of."""

    years: tuple[int, ...]
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class Hint:
    """A next link: what it is made of (`source`, `key`, `title`), what it would become, and why."""

    act: str
    key: int
    title: str
    reason: Text


def label_of(kind: Kind) -> Text:
    """Return a kind in words."""
    match kind.source:
        case "ledger":
            return LedgerCategory(kind.code).label
        case "project":
            return _("课题：%(kind)s") % {"kind": ProjectKind(kind.code).label}
        case "outcome":
            return _("成果：%(kind)s") % {"kind": OutcomeKind(kind.code).label}
        case "service":
            return _("服务")
        case _other:
            return _("职工建议转来的课题")


class Source(NamedTuple):
    """Where records stand: the rows, and the names of the fields that tell kind, day and title."""

    name: str
    rows: QuerySet[Any]
    kind: str
    day: str
    title: str


def _sources(actor: Actor, studio: Studio) -> Iterator[Source]:
    yield Source(LEDGER, ledger_for(actor, studio), "category", "day", "title")
    yield Source(PROJECT, projects_for(actor, studio), "kind", "starts_on", "title")
    yield Source(OUTCOME, outcomes_for(actor, studio), "kind", "day", "title")
    records = records_for(actor).filter(studio=studio, strike=None)
    yield Source(SERVICE, records, "", "day", "title")
    made = ProposalProject.objects.filter(project__in=projects_for(actor, studio))
    yield Source(PROPOSAL, made, "", "project__starts_on", "proposal__title")


def matrix_of(actor: Actor, studio: Studio) -> Matrix:
    """Return how much of each kind a studio did in each year, as far as the actor reads its file."""
    counts: dict[Kind, dict[int, int]] = defaultdict(dict)
    for source in _sources(actor, studio):
        named = {"code": F(source.kind)} if source.kind else {}
        rows = source.rows.order_by().annotate(year=ExtractYear(source.day), **named)
        for row in rows.values("year", *named).annotate(number=Count("pk")):
            counts[Kind(source.name, row.get("code", ""))][row["year"]] = row["number"]
    years = tuple(sorted({year for row in counts.values() for year in row}, reverse=True))
    kinds = (kind for kind in _all_kinds() if kind in counts)
    return Matrix(years, tuple(MatrixRow(kind, tuple(counts[kind].get(year, 0) for year in years)) for kind in kinds))


def events_of(actor: Actor, studio: Studio, year: int | None = None) -> list[Event]:
    """Return what a studio did, newest first, at most `MOST_EVENTS`; of one year when it is given.

    A project made of a proposal stands in it once, as a project.
    """
    found = []
    for source in _sources(actor, studio):
        if source.name == PROPOSAL:
            continue
        rows = source.rows if year is None else source.rows.filter(**{f"{source.day}__year": year})
        names = [source.day, source.title, "pk"]
        names += [source.kind] if source.kind else []
        for day, title, key, *code in rows.order_by(f"-{source.day}", "-pk").values_list(*names)[:MOST_EVENTS]:
            found.append(Event(day, Kind(source.name, code[0] if code else ""), title, key))
    return sorted(found, key=lambda event: (event.day, event.kind, event.key), reverse=True)[:MOST_EVENTS]


def hints_of(actor: Actor, studio: Studio) -> list[Hint]:
    """Return the next links worth making, each with its reason; a few of each."""
    taught = LedgerEntry.objects.filter(studio=studio, struck_at=None, category=LedgerCategory.TRAINING)
    methods = outcomes_for(actor, studio).filter(kind=OutcomeKind.OPERATING_METHOD)
    hints = [
        Hint("training", row.pk, row.title, _("操作法还没有培训过，学会的人多了才推得开。"))
        for row in _few(methods.exclude(pk__in=taught.filter(outcome__isnull=False).values("outcome_id")))
    ]
    done = projects_for(actor, studio).filter(state=ProjectState.COMPLETED)
    reaped = Outcome.objects.filter(studio=studio, struck_at=None, project__isnull=False)
    hints += [
        Hint("outcome", row.pk, row.title, _("课题已经完成，还没有登记成果。"))
        for row in _few(done.exclude(pk__in=reaped.values("project_id")))
    ]
    stored = Proposal.objects.filter(unit_id=studio.unit_id, state=ProposalState.STORED, made_project=None)
    hints += [
        Hint("project", row.pk, row.title, _("本单位职工的建议，答复为“暂存备用”，可以作为工作室的课题。"))
        for row in stored.order_by("-id")[:_MOST_HINTS]
    ]
    return hints


def _few(rows: QuerySet[Any]) -> list[Any]:
    return list(rows[:_MOST_HINTS])


def _all_kinds() -> Iterator[Kind]:
    yield from (Kind(LEDGER, code) for code in LedgerCategory.values)
    yield from (Kind(PROJECT, code) for code in ProjectKind.values)
    yield Kind(PROPOSAL, "")
    yield from (Kind(OUTCOME, code) for code in OutcomeKind.values)
    yield Kind(SERVICE, "")
