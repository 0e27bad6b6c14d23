"""The points a year's records propose for each item of the rubric, by rules/self_score.toml. Pure reckoning."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from functools import cache
from pathlib import Path

from django.utils.translation import override

from jiangxin.campaigns.blueprint.rubrics import Rubric
from jiangxin.studios.figure_words import LABELS, UNITS
from jiangxin.studios.standard import StandardLine

_TABLE = Path(__file__).parent / "rules" / "self_score.toml"
_HALF, _WHOLE = Decimal("0.5"), 100
LONGEST_BASIS = 200
HONOURS = "honours"
"""Figure: honours of all levels together."""
Figures = Mapping[str, Decimal | int]


@dataclass(frozen=True, slots=True)
class ScoreRule:
    """How one item's points follow from the records: by demands met, by steps of a sum, or by the best figure."""

    code: str
    demands: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    steps: tuple[tuple[Decimal, Decimal], ...] = ()
    best: tuple[tuple[str, Decimal], ...] = ()


@dataclass(frozen=True, slots=True)
class ItemProposal:
    """What the records propose for one item.

    Attributes:
        item: Code of the rubric's item.
        points: None where the ledger holds no evidence.
        basis: What was counted, in words (Chinese: it is stored).
        demands: Codes of the standard's demands it rests on.
        figures: Codes of the figures it rests on.
    """

    item: str
    points: Decimal | None
    basis: str
    demands: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()


@cache
def score_rules() -> Mapping[str, ScoreRule]:
    """Return the rules by item."""
    rows = tomllib.loads(_TABLE.read_text(encoding="utf-8"))["item"]
    return {
        row["code"]: ScoreRule(
            code=row["code"],
            demands=tuple(row.get("demands", ())),
            figures=tuple(row.get("figures", ())),
            steps=tuple((Decimal(least), Decimal(share)) for least, share in row.get("steps", ())),
            best=tuple((code, Decimal(points)) for code, points in row.get("best", ())),
        )
        for row in rows
    }


def propose(rubric: Rubric, lines: Mapping[str, StandardLine], figures: Figures) -> Iterator[ItemProposal]:
    """Yield what the records propose for every item of a rubric, in its order.

    Args:
        rubric: Of the studio's kind.
        lines: Demands of the year's standard by code; what a kind is not held to is left out.
        figures: Figures of the year by code, with `HONOURS`.
    """
    for item in rubric.items():
        rule = score_rules().get(item.code)
        if rule is None:
            yield ItemProposal(item.code, None, "")
        elif rule.demands:
            yield _by_demands(rule, item.points, lines)
        elif rule.steps:
            yield _by_steps(rule, item.points, figures)
        else:
            yield _by_best(rule, item.points, figures)


def _by_demands(rule: ScoreRule, most: Decimal, lines: Mapping[str, StandardLine]) -> ItemProposal:
    held = [lines[code] for code in rule.demands if code in lines]
    if not held:
        return ItemProposal(rule.code, None, "")
    points = most * sum(line.is_met for line in held) / len(held)
    basis = "，".join(f"{line.demand.zh} {line.present}/{line.demand.required}" for line in held)
    return ItemProposal(rule.code, _halves(points), basis[:LONGEST_BASIS], demands=rule.demands)


def _by_steps(rule: ScoreRule, most: Decimal, figures: Figures) -> ItemProposal:
    total = sum((Decimal(figures.get(code, 0)) for code in rule.figures), Decimal(0))
    share = max((share for least, share in rule.steps if total >= least), default=Decimal(0))
    return ItemProposal(rule.code, _halves(most * share / _WHOLE), _told(rule.figures, figures), figures=rule.figures)


def _by_best(rule: ScoreRule, most: Decimal, figures: Figures) -> ItemProposal:
    codes = tuple(code for code, _points in rule.best)
    points = next((points for code, points in rule.best if figures.get(code)), Decimal(0))
    return ItemProposal(rule.code, min(points, most), _told(codes, figures), figures=codes)


def _halves(points: Decimal) -> Decimal:
    """Return points rounded down to halves, the step of the rubric."""
    return (points / _HALF).to_integral_value(ROUND_DOWN) * _HALF


def _told(codes: tuple[str, ...], figures: Figures) -> str:
    with override("zh-hans"):
        words = (
            f"{LABELS[code].label if code in LABELS else '所获荣誉'} {figures.get(code, 0)} "
            f"{UNITS[LABELS[code].unit] if code in LABELS else UNITS['item']}"
            for code in codes
        )
        return "，".join(words)[:LONGEST_BASIS]
