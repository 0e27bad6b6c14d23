"""The grades the rules propose for an assessment, each with its reason.

Who never reported, and who failed the formal check, counts among all and gets the lowest grade: nobody is forgotten.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from jiangxin.awards.enums import GradeCause
from jiangxin.awards.grade_reasons import house_words, named, reason_words
from jiangxin.awards.models import GradeLine, Ranking, RankingRow, VetoFinding
from jiangxin.campaigns.blueprint.grading import Assessment, Grade
from jiangxin.campaigns.enums import EntryState
from jiangxin.campaigns.models import Call, Entry
from jiangxin.campaigns.queries import plan_of
from jiangxin.campaigns.queries.definitions import rubric_for
from jiangxin.core.refusal import Refusal
from jiangxin.engine.fairness.grades import Band, Graded, grade, room_in
from jiangxin.forms.words import Words

_WITHOUT_SCORE = {
    EntryState.EXPIRED: GradeCause.UNREPORTED,
    EntryState.WITHDRAWN: GradeCause.UNREPORTED,
    EntryState.FORMAL_FAILED: GradeCause.FAILED_CHECK,
}
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Proposal:
    """The grade the rules give one entry, and why; `earned` is what its score alone would give.

    `facts` are those of the reason, see `awards.grade_reasons`.
    """

    entry: Entry
    score: Decimal | None
    earned: str
    grade: str
    cause: GradeCause
    facts: Mapping[str, Any]

    @property
    def reason(self) -> str:
        """Return why in the house's own language, as it is kept."""
        return house_words(self.facts)[:_LONGEST]

    @property
    def why(self) -> str:
        """Return why in the reader's language."""
        return reason_words(self.facts)


@dataclass(frozen=True, slots=True)
class Room:
    """How full a grade is: "优秀 3 of at most 4"; no limit where `most` is None."""

    grade: Grade
    taken: int
    most: int | None

    @property
    def is_over(self) -> bool:
        """Whether more have the grade than may."""
        return self.most is not None and self.taken > self.most


def rules_of(call: Call) -> Assessment:
    """Return the rules of an assessment.

    Raises:
        Refusal: the call is none.
    """
    rules = plan_of(call).assessment
    if rules is None:
        raise Refusal("not_an_assessment", _("这项通知不是考核，没有等次。"), _("请从考核类方案发起通知。"))
    return rules


def band_of(one: Grade) -> Band:
    """Return a grade as the engine knows it."""
    return Band(one.code, one.at_least, one.cap_percent, one.cap_number)


def proposals(ranking: Ranking) -> list[Proposal]:
    """Return the grade of every entry of the ranking's call, the best first, the unreported last."""
    rules = rules_of(ranking.call)
    rows = list(ranking.rows.select_related("entry").order_by("order"))
    silent = list(Entry.objects.filter(call_id=ranking.call_id, state__in=_WITHOUT_SCORE).order_by("number"))
    found = _findings(ranking.call_id)
    scores = [(str(row.entry_id), row.score) for row in rows] + [(str(one.pk), Decimal(0)) for one in silent]
    stopped = [row.entry_id for row in rows if row.vetoed or row.entry_id in found] + [one.pk for one in silent]
    graded = grade(scores, [band_of(one) for one in rules.grades], [str(key) for key in stopped])
    by_entry = {int(one.case): one for one in graded}
    ranked = [_ranked(row, by_entry[row.entry_id], rules, found, len(scores)) for row in rows]
    ranked.sort(key=lambda one: [one_.code for one_ in rules.grades].index(one.grade))
    return ranked + [_silent(entry, rules) for entry in silent]


def _findings(call_id: int) -> dict[int, list[VetoFinding]]:
    found: dict[int, list[VetoFinding]] = {}
    for finding in VetoFinding.objects.filter(entry__call_id=call_id, lifted_at=None):
        found.setdefault(finding.entry_id, []).append(finding)
    return found


def _ranked(
    row: RankingRow, graded: Graded, rules: Assessment, found: Mapping[int, Sequence[VetoFinding]], everyone: int
) -> Proposal:
    vetoed = row.vetoed or row.entry_id in found
    cause = GradeCause.VETO if vetoed else GradeCause(graded.cause)
    facts: dict[str, Any] = {
        "kind": cause.value,
        "score": str(row.score),
        "grade": named(rules.grade(graded.grade).label),
    }
    if vetoed:
        facts |= _veto_facts(row, rules, found.get(row.entry_id, ()))
    elif cause == GradeCause.CAP:
        earned = rules.grade(graded.earned)
        facts |= {"earned": named(earned.label), "most": room_in(band_of(earned), everyone)}
    else:
        facts |= _score_facts(graded, rules)
    return Proposal(row.entry, row.score, graded.earned, graded.grade, cause, facts)


def _score_facts(graded: Graded, rules: Assessment) -> dict[str, str]:
    least = rules.grade(graded.grade).at_least
    if least is None:
        return {"kind": "below", "least": str(rules.grades[-2].at_least)}
    return {"least": str(least)}


def _veto_facts(row: RankingRow, rules: Assessment, found: Sequence[VetoFinding]) -> dict[str, Any]:
    labels = {veto.code: veto.label for veto in rules.vetoes}
    experts: list[dict[str, str]] = []
    if row.vetoed:
        known = {veto.code: veto.label for veto in rubric_for(row.entry.call, row.entry.variant).vetoes}
        codes = dict.fromkeys(code for sheet in row.sheets for code in sheet.get("vetoes", ()))
        experts = [named(known.get(code, Words(code))) for code in codes]
    return {
        "grade": named(rules.lowest.label),
        "found": [{"veto": named(labels.get(one.code, Words(one.code))), "reason": one.reason} for one in found],
        "experts": experts,
    }


def _silent(entry: Entry, rules: Assessment) -> Proposal:
    cause = _WITHOUT_SCORE[EntryState(entry.state)]
    facts = {"kind": cause.value, "days": rules.grace_days, "grade": named(rules.lowest.label)}
    return Proposal(entry, None, rules.lowest.code, rules.lowest.code, cause, facts)


def rooms(rules: Assessment, grades: Iterable[str]) -> list[Room]:
    """Return how full each grade is, given the grade of everybody."""
    taken = Counter(grades)
    everyone = sum(taken.values())
    return [Room(one, taken[one.code], room_in(band_of(one), everyone)) for one in rules.grades]


def label_of(line: GradeLine) -> str:
    """Return the name of a line's grade in the reader's language."""
    return str(rules_of(line.entry.call).grade(line.grade).label)
