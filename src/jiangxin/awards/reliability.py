"""How far a ranking can be relied on: what the marks tell of the experts, of single places, of each expert's weight.

Pure reckoning from the rows of a ranking. It stands beside the score and changes nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter

from jiangxin.awards.models import Ranking, RankingRow
from jiangxin.awards.queries.selection import Plan, draw_line
from jiangxin.awards.scoring import SheetFacts, Standing, places, standing_of
from jiangxin.awards.terms import ScoringTerms, scoring_terms
from jiangxin.engine.fairness.calibration import Calibration, CaseEffect, ExpertEffect, Mark, calibrate
from jiangxin.engine.fairness.plain_methods import PlainScores, plain_scores
from jiangxin.engine.fairness.uncertainty import Standing as Sureness
from jiangxin.engine.fairness.uncertainty import standings

LEVEL = 0.9
APART = 2.5
"""Deviations from which on a mark is shown as apart from the others: about one in eighty by chance alone."""
SURE = 0.9
"""Probability from which on belonging above the line, or below it, is called sure."""


@dataclass(frozen=True, slots=True)
class CaseReliability:
    """One entry: its row, the plain methods, its effect without leniency, and how sure its place is.

    Attributes:
        sure: None for an entry under a veto, which has no place to be sure of.
        apart: The name of the expert whose mark stands apart; empty when none does.
    """

    row: RankingRow
    plain: PlainScores
    effect: CaseEffect
    sure: Sureness | None
    apart: str

    @property
    def is_open(self) -> bool:
        """Tell whether chance alone could have put it on the other side of the line."""
        return self.sure is not None and 1 - SURE < self.sure.above < SURE


@dataclass(frozen=True, slots=True)
class ExpertReliability:
    """One expert, and what the list would be without the expert's sheets.

    Attributes:
        enters, leaves: Rows that would come above the line, or fall below it, by the call's own rule.
        short: Rows that would have fewer sheets than the call asks for.
    """

    name: str
    effect: ExpertEffect
    enters: tuple[RankingRow, ...]
    leaves: tuple[RankingRow, ...]
    short: tuple[RankingRow, ...]


@dataclass(frozen=True, slots=True)
class Reliability:
    """All of it, for one ranking and a line after `seats` entries.

    Attributes:
        ties: The call's keys for equal scores in their order, in words.
        quotas: The list of so many seats that keeps the proportions, and what each of them costs.
    """

    seats: int
    ties: tuple[str, ...]
    quotas: Plan
    calibration: Calibration
    cases: tuple[CaseReliability, ...]
    experts: tuple[ExpertReliability, ...]

    @property
    def open_cases(self) -> int:
        """Count the entries chance alone could have put on the other side of the line."""
        return sum(case.is_open for case in self.cases)


def reliability_of(ranking: Ranking, rows: Sequence[RankingRow]) -> Reliability:
    """Reckon how far a ranking can be relied on.

    Args:
        ranking: With its call.
        rows: All its rows in order, with their entries and areas; at least one.
    """
    terms, seats = scoring_terms(ranking.call), ranking.call.seats
    names = {str(sheet["member"]): str(sheet["expert"]) for row in rows for sheet in row.sheets}
    marks = [mark for row in rows for mark in _marks(row)]
    calibration, plain = calibrate(marks), plain_scores(marks)
    standing = [mark for row in rows if not row.vetoed for mark in _marks(row)]
    sure = standings(standing, seats=seats, level=LEVEL, seed=ranking.pk) if standing else {}
    cases = tuple(_case(row, plain, calibration, sure, names) for row in rows)
    without = _without(ranking, rows, terms, seats)
    experts = [
        ExpertReliability(names[member], effect, *without[member]) for member, effect in calibration.experts.items()
    ]
    return Reliability(
        seats=seats,
        ties=tuple(str(tie.label) for tie in terms.ties),
        quotas=draw_line(ranking.call, rows, balanced=True),
        calibration=calibration,
        cases=cases,
        experts=tuple(sorted(experts, key=attrgetter("name"))),
    )


def _marks(row: RankingRow) -> list[Mark]:
    return [Mark(str(row.entry_id), str(sheet["member"]), float(sheet["total"])) for sheet in row.sheets]


def _case(
    row: RankingRow,
    plain: Mapping[str, PlainScores],
    calibration: Calibration,
    sure: Mapping[str, Sureness],
    names: Mapping[str, str],
) -> CaseReliability:
    key = str(row.entry_id)
    effect = calibration.cases[key]
    apart = names[effect.most_apart] if effect.tension > APART else ""
    return CaseReliability(row, plain[key], effect, sure.get(key), apart)


Change = tuple[tuple[RankingRow, ...], tuple[RankingRow, ...], tuple[RankingRow, ...]]


def _without(ranking: Ranking, rows: Sequence[RankingRow], terms: ScoringTerms, seats: int) -> dict[str, Change]:
    """Rank anew, by the call's own rule, without the sheets of each expert in turn."""
    with_site = "site" in ranking.method.get("weights", {})
    as_it_is = [_standing(row, row.sheets, terms, with_site=with_site) for row in rows]
    by_entry = {row.entry_id: row for row in rows}
    listed = _above(as_it_is, terms, seats)
    found: dict[str, Change] = {}
    for member in {str(sheet["member"]) for row in rows for sheet in row.sheets}:
        changed, short = [], []
        for row, present in zip(rows, as_it_is, strict=True):
            kept = [sheet for sheet in row.sheets if str(sheet["member"]) != member]
            if len(kept) < min(len(row.sheets), max(terms.rule.minimum_sheets, 1)):
                short.append(row)
            touched = len(kept) < len(row.sheets)
            changed.append(_standing(row, kept, terms, with_site=with_site) if touched else present)
        others = _above([one for one in changed if one.sheets], terms, seats)
        enters, leaves = ([by_entry[pk] for pk in sorted(one)] for one in (others - listed, listed - others))
        found[member] = (_in_order(enters), _in_order(leaves), _in_order(short))
    return found


def _in_order(rows: Iterable[RankingRow]) -> tuple[RankingRow, ...]:
    return tuple(sorted(rows, key=attrgetter("order")))


def _standing(
    row: RankingRow, sheets: Sequence[Mapping[str, object]], terms: ScoringTerms, *, with_site: bool
) -> Standing:
    site = row.keys.get("site")
    facts = [
        SheetFacts(
            member_id=int(str(sheet["member"])),
            expert=str(sheet["expert"]),
            total=Decimal(str(sheet["total"])),
            vetoes=tuple(str(code) for code in sheet["vetoes"]),  # type: ignore[attr-defined]
            core=Decimal(str(sheet["core"])),
        )
        for sheet in sheets
    ]
    return standing_of(row.entry, facts, Decimal(site) if site else None, terms, with_site=with_site)


def _above(standings_: Iterable[Standing], terms: ScoringTerms, seats: int) -> set[int]:
    ranked = [place.standing for place in places(standings_, terms) if not place.standing.combined.vetoed]
    return {standing.entry.pk for standing in ranked[:seats]}
