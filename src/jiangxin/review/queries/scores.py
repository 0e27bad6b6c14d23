"""Reading scores: for the organiser's city officers and leaders, and only what has been signed and locked."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from jiangxin.campaigns.models import Call, Entry
from jiangxin.campaigns.queries import entries_for
from jiangxin.core.actor import Actor, Role
from jiangxin.engine.fairness.scores import CombinedScore, MeanRule, Sheet, combine
from jiangxin.review.enums import SheetState
from jiangxin.review.models import Panel, ScoreSheet

_CITY = (Role.OFFICER_CITY, Role.LEADER_CITY, Role.DISCIPLINE)


def locked_sheets(call: Call) -> QuerySet[ScoreSheet]:
    """Return the sheets of a call that count: locked, and not taken back."""
    return ScoreSheet.objects.filter(
        assignment__entry__call=call, assignment__withdrawn_at=None, state=SheetState.LOCKED
    ).select_related("assignment__member__expert__person")


def sheets_for_entry(actor: Actor, entry: Entry) -> QuerySet[ScoreSheet]:
    """Return the locked sheets of an entry the actor may see; nothing for anybody but the organiser's city side."""
    sheets = ScoreSheet.objects.filter(assignment__entry=entry, assignment__withdrawn_at=None, state=SheetState.LOCKED)
    if not actor.is_any(*_CITY) or entry.call.organiser_id != actor.organisation_id:
        return sheets.none()
    seen = entries_for(actor).filter(pk=entry.pk)
    return (
        sheets.filter(assignment__entry__in=seen)
        .select_related("assignment__member__expert__person")
        .prefetch_related("lines")
        .order_by("assignment__member_id")
    )


@dataclass(frozen=True, slots=True)
class EntryScore:
    """An entry, its signed sheets by expert, and what they come to."""

    entry: Entry
    sheets: tuple[ScoreSheet, ...]
    combined: CombinedScore

    @property
    def low(self) -> Decimal | None:
        """The lowest total."""
        return self.combined.spread.minimum if self.combined.spread else None

    @property
    def high(self) -> Decimal | None:
        """The highest total."""
        return self.combined.spread.maximum if self.combined.spread else None


def mean_rule(call: Call) -> MeanRule:
    """Return how the totals of a call become one score."""
    terms = call.definition.get("scoring", {})
    return MeanRule(
        drop_from=terms.get("drop_extremes_from", 5),
        decimals=terms.get("decimals", 2),
        minimum_sheets=terms.get("minimum_sheets", 1),
        veto_votes=terms.get("veto_votes", 1),
    )


def scores_for(actor: Actor, panel: Panel) -> list[EntryScore]:
    """Return the entries of a panel with their signed sheets and spread, in two queries; city side only."""
    if not actor.is_any(*_CITY) or panel.call.organiser_id != actor.organisation_id:
        return []
    entries = list(
        entries_for(actor).filter(call_id=panel.call_id, assignments__isnull=False).distinct().order_by("number")
    )
    by_entry: dict[int, list[ScoreSheet]] = defaultdict(list)
    for sheet in locked_sheets(panel.call).filter(assignment__entry__in=entries):
        by_entry[sheet.assignment.entry_id].append(sheet)
    rule = mean_rule(panel.call)
    return [EntryScore(entry, tuple(by_entry[entry.pk]), _combined(by_entry[entry.pk], rule)) for entry in entries]


def _combined(sheets: list[ScoreSheet], rule: MeanRule) -> CombinedScore:
    return combine(
        [Sheet(f"{sheet.assignment.member_id:012d}", sheet.total, tuple(map(str, sheet.vetoes))) for sheet in sheets],
        rule,
    )
