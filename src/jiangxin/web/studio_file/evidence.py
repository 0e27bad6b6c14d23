"""The evidence of a studio's assessment as pages show it: every figure and demand opens onto its records."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.http import urlencode

from jiangxin.campaigns.models import Entry
from jiangxin.campaigns.queries.definitions import plan_of, rubric_for
from jiangxin.core.actor import Request
from jiangxin.core.refusal import Text
from jiangxin.forms.answers import Answers
from jiangxin.studios.figure_words import LABELS, UNITS
from jiangxin.studios.models import Studio
from jiangxin.studios.self_score import score_rules
from jiangxin.web.studio_file.frame import at
from jiangxin.web.studio_file.views.reports import LISTS


@dataclass(frozen=True, slots=True)
class FigureShown:
    """A figure of the year with the list that makes it."""

    label: Text
    value: Any
    unit: Text
    url: str


@dataclass(frozen=True, slots=True)
class ScoreShown:
    """One item of the self-score: proposal, own points, why, and where the records are."""

    label: str
    most: Any
    proposed: str
    points: str
    basis: str
    reason: str
    url: str

    @property
    def differs(self) -> bool:
        """Whether the studio gave other points than the records propose."""
        return self.points != self.proposed


def shown_evidence(request: Request, studio: Studio, entry: Entry, answers: Answers) -> dict[str, Any]:
    """Return figures and self-score of an entry, as it was filled in; links lead to the records as they are now."""
    return {
        "figures": list(_figures(request, studio, entry, answers)),
        "scores": list(_scores(request, studio, entry, answers)),
        "read_on": entry.subject_facts.get("read_on", ""),
        "missing": answers.get("figures", {}).get("standard_missing", ""),
        "standard_url": f"{at(request, 'studio-standard', studio.pk)}?year={entry.call.year}",
    }


def _figures(request: Request, studio: Studio, entry: Entry, answers: Answers) -> Iterator[FigureShown]:
    given: Mapping[str, Any] = answers.get("figures", {})
    for code, words in LABELS.items():
        if code in given:
            yield FigureShown(words.label, given[code], UNITS[words.unit], _url(request, studio, code, entry.call.year))


def _scores(request: Request, studio: Studio, entry: Entry, answers: Answers) -> Iterator[ScoreShown]:
    rules = plan_of(entry.call).assessment
    rows = answers.get(rules.self_score) if rules and rules.self_score else ()
    items = {item.code: item for item in rubric_for(entry.call, entry.variant).items()}
    for row in rows or ():
        item = items.get(str(row.get("item", "")))
        if item is None:
            continue
        rule = score_rules().get(item.code)
        codes = (
            [code for code in (*rule.figures, *(one for one, _points in rule.best)) if code in LABELS] if rule else []
        )
        standard = (
            f"{at(request, 'studio-standard', studio.pk)}?year={entry.call.year}" if rule and rule.demands else ""
        )
        yield ScoreShown(
            label=str(item.label),
            most=item.points,
            proposed=str(row.get("proposed") or ""),
            points=str(row.get("points") or ""),
            basis=str(row.get("basis") or ""),
            reason=str(row.get("reason") or ""),
            url=_url(request, studio, codes[0], entry.call.year) if codes else standard,
        )


def _url(request: Request, studio: Studio, code: str, year: int) -> str:
    words = LABELS[code]
    query = words.query(date(year, 1, 1), date(year, 12, 31))
    address = at(request, LISTS[words.records], studio.pk)
    return f"{address}?{urlencode(query)}" if query else address
