"""The score panel of a case: items with their anchors, what has been given, what is wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.http import QueryDict

from jiangxin.campaigns.blueprint.rubrics import Rubric, RubricItem, RubricSection
from jiangxin.core.refusal import Refusal, Text
from jiangxin.review.models import ScoreSheet
from jiangxin.review.points import read_points
from jiangxin.review.services import Mark
from jiangxin.review.services.scoring import rubric_of


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item of the rubric as the panel shows it."""

    item: RubricItem
    points: str
    note: str
    faults: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionRows:
    """A section with its items and what they add up to so far."""

    section: RubricSection
    rows: tuple[ItemRow, ...]
    is_bonus: bool

    @property
    def subtotal(self) -> Decimal:
        """Points given in this section so far; what is no number counts nothing."""
        return sum((read_points(row.points) or Decimal(0) for row in self.rows), Decimal(0))


@dataclass(frozen=True, slots=True)
class VetoRow:
    """One veto of the rubric: whether it is raised, and why."""

    code: str
    label: Text
    raised: bool
    reason: str


@dataclass(frozen=True, slots=True)
class ScorePanel:
    """The whole panel."""

    sheet: ScoreSheet
    rubric: Rubric
    sections: tuple[SectionRows, ...]
    vetoes: tuple[VetoRow, ...]
    comment: str
    signed_as: str
    revision: int

    @property
    def given(self) -> int:
        """Items that have points, the bonus left out."""
        return sum(bool(row.points) for part in self.sections if not part.is_bonus for row in part.rows)

    @property
    def wanted(self) -> int:
        """Items that need points before signing."""
        return sum(len(part.rows) for part in self.sections if not part.is_bonus)


def read_marks(rubric: Rubric, data: QueryDict) -> dict[str, Mark]:
    """Return the posted marks of items the page held."""
    return {
        item.code: Mark(data.get(f"points-{item.code}", ""), data.get(f"note-{item.code}", ""))
        for item in rubric.items()
        if f"points-{item.code}" in data
    }


def read_vetoes(data: QueryDict) -> dict[str, str]:
    """Return the posted vetoes with their reasons."""
    return {code: data.get(f"veto_reason-{code}", "") for code in data.getlist("veto")}


def panel_of(sheet: ScoreSheet, *, data: QueryDict | None = None, refusal: Refusal | None = None) -> ScorePanel:
    """Return the panel from what is kept, or from what was posted and refused, so that nothing typed is lost."""
    rubric = rubric_of(sheet)
    faults = _faults(refusal)
    kept = {line.item: line for line in sheet.lines.all()}

    def row(item: RubricItem) -> ItemRow:
        line = kept.get(item.code)
        points = "" if line is None or line.points is None else _short(line.points)
        note = line.note if line else ""
        if data is not None:
            points, note = data.get(f"points-{item.code}", points), data.get(f"note-{item.code}", note)
        return ItemRow(item, points, note, tuple(faults.get(item.code, ())))

    parts = [(section, False) for section in rubric.sections] + ([(rubric.bonus, True)] if rubric.bonus else [])
    return ScorePanel(
        sheet=sheet,
        rubric=rubric,
        sections=tuple(SectionRows(part, tuple(map(row, part.items)), bonus) for part, bonus in parts),
        vetoes=_vetoes(sheet, rubric, data),
        comment=sheet.comment if data is None else data.get("comment", ""),
        signed_as="" if data is None else data.get("signed_as", ""),
        revision=sheet.revision,
    )


def _vetoes(sheet: ScoreSheet, rubric: Rubric, data: QueryDict | None) -> tuple[VetoRow, ...]:
    raised: Mapping[str, str] = sheet.veto_reasons if data is None else read_vetoes(data)
    typed = {} if data is None else {veto.code: data.get(f"veto_reason-{veto.code}", "") for veto in rubric.vetoes}
    return tuple(
        VetoRow(veto.code, str(veto.label), veto.code in raised, typed.get(veto.code) or raised.get(veto.code, ""))
        for veto in rubric.vetoes
    )


def _faults(refusal: Refusal | None) -> Mapping[str, Sequence[Text]]:
    found: dict[str, list[Text]] = {}
    for problem in refusal.problems if refusal else ():
        kind, _dot, code = problem.path.partition(".")
        if kind in {"points", "note"}:
            found.setdefault(code, []).append(problem.message)
    return found


def _short(points: Decimal) -> str:
    """Return points without zeros behind: 4, 2.5."""
    return f"{points.normalize():f}"
