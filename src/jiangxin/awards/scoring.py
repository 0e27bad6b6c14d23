"""From locked sheets to one score per entry, with everything needed to show how it came about. Pure reckoning."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from jiangxin.awards.terms import ScoringTerms
from jiangxin.campaigns.models import Entry
from jiangxin.engine.fairness.ranking import Candidate, Key, rank
from jiangxin.engine.fairness.scores import CombinedScore, Sheet, combine, weigh

_CENT = Decimal("0.01")
_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """One locked sheet: whose, its total, its vetoes, and the points of the rubric's core section."""

    member_id: int
    expert: str
    total: Decimal
    vetoes: tuple[str, ...]
    core: Decimal


@dataclass(frozen=True, slots=True)
class Standing:
    """An entry's score and how it came about; `score` takes in all weighted parts."""

    entry: Entry
    sheets: tuple[SheetFacts, ...]
    combined: CombinedScore
    site: Decimal | None
    score: Decimal
    keys: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Place:
    """An entry's place; entries equal in every criterion share one."""

    standing: Standing
    place: int
    decided_by: str


def standing_of(
    entry: Entry, sheets: Iterable[SheetFacts], site: Decimal | None, terms: ScoringTerms, *, with_site: bool
) -> Standing:
    """Reckon one entry's score.

    Args:
        site: points of the visit (0–100); None when the entry was not visited: it keeps its material score and is
            ranked behind those that were, never scored as if the visit had found nothing.
        with_site: whether visits count in this call at all.
    """
    known = tuple(sorted(sheets, key=lambda sheet: sheet.member_id))
    combined = combine([Sheet(f"{s.member_id:012d}", s.total, s.vetoes) for s in known], terms.rule)
    mean = combined.mean if combined.mean is not None else _NOTHING
    score = mean
    if with_site and site is not None:
        weights = {part: weight for part, weight in terms.weights.items() if part in {"material", "site"}}
        whole = sum(weights.values(), _NOTHING)
        weights = {part: weight / whole for part, weight in weights.items()}
        total = weigh({"material": mean, "site": site}, weights, terms.rule.decimals).total
        score = mean if total is None else total
    kept = set(combined.counted)
    core = [sheet.core for sheet in known if f"{sheet.member_id:012d}" in kept]
    core_mean = sum(core, _NOTHING) / len(core) if core else _NOTHING
    keys = {
        "core_section": core_mean.quantize(_CENT, ROUND_HALF_UP),
        "benefit_wan": entry.benefit_wan,
        "leader_honour_level": Decimal(entry.leader_honour_level),
    }
    return Standing(entry, known, combined, site, score, keys)


def places(standings: Iterable[Standing], terms: ScoringTerms) -> list[Place]:
    """Rank entries by score, then by the call's tie rule; vetoed ones stand last, whatever their score.

    Where only some were visited (usually the best 150 per cent of the seats), those stand first: scores with and
    without a visit do not compare.
    """
    by_case = {f"{standing.entry.pk:012d}": standing for standing in standings}
    some_visited = any(standing.site is not None for standing in by_case.values())
    keys = [Key("visited"), Key("score"), *(tie.key for tie in terms.ties)]
    candidates = [Candidate(case, _merits(one, some_visited=some_visited)) for case, one in by_case.items()]
    ranking = rank(candidates, keys)
    return [Place(by_case[place.case], place.rank, place.decided_by or "") for place in ranking.places]


def _merits(one: Standing, *, some_visited: bool) -> dict[str, Decimal | None]:
    if one.combined.vetoed:
        return {"visited": None, "score": None, **one.keys}
    return {"visited": Decimal(one.site is not None or not some_visited), "score": one.score, **one.keys}


def sheets_as_data(standing: Standing) -> list[dict[str, Any]]:
    """Return the sheets as they are kept with the ranking, dropped ones marked."""
    marks = {standing.combined.dropped_high: "high", standing.combined.dropped_low: "low"}
    return [
        {
            "member": sheet.member_id,
            "expert": sheet.expert,
            "total": str(sheet.total),
            "core": str(sheet.core),
            "vetoes": list(sheet.vetoes),
            "dropped": marks.get(f"{sheet.member_id:012d}", ""),
        }
        for sheet in standing.sheets
    ]
