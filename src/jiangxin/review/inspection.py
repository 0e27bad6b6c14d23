"""What a call's blueprint says about on-site inspections."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from jiangxin.campaigns.enums import StageKind
from jiangxin.campaigns.models import Call
from jiangxin.forms.words import Words
from jiangxin.review.enums import VisitVerdict

_CENT = Decimal("0.01")
_SHARE = {VisitVerdict.MET: Decimal(1), VisitVerdict.PARTLY_MET: Decimal("0.5"), VisitVerdict.NOT_MET: Decimal(0)}


@dataclass(frozen=True, slots=True)
class InspectionItem:
    """One item of the checklist; `photo` asks for a picture of it."""

    code: str
    label: Words
    points: Decimal
    photo: bool = False


@dataclass(frozen=True, slots=True)
class InspectionTerms:
    """The checklist, how many inspectors go, and how many photos they bring at least."""

    items: tuple[InspectionItem, ...]
    verdicts: tuple[VisitVerdict, ...]
    minimum_inspectors: int
    photos_at_least: int

    def item(self, code: str) -> InspectionItem | None:
        """Return the item with this code."""
        return next((item for item in self.items if item.code == code), None)

    def points(self, verdicts: Mapping[str, str]) -> Decimal | None:
        """Return the share of the points of all items that apply, out of 100; None while one has no verdict.

        "Partly met" counts half; items that do not apply are left out of the whole.
        """
        if not all(verdicts.get(item.code) for item in self.items):
            return None
        applying = [item for item in self.items if verdicts[item.code] != VisitVerdict.NOT_APPLICABLE]
        whole = sum((item.points for item in applying), Decimal(0))
        if not whole:
            return None
        reached = sum((item.points * _SHARE[VisitVerdict(verdicts[item.code])] for item in applying), Decimal(0))
        return (100 * reached / whole).quantize(_CENT, ROUND_HALF_UP)


def has_visits(call: Call) -> bool:
    """Tell whether the route of a call has visits."""
    return StageKind.INSPECTION in {row["kind"] for row in call.definition.get("stages", ())}


def inspection_terms(call: Call) -> InspectionTerms:
    """Return the inspection part of a call's definition."""
    table: Mapping[str, Any] = call.definition.get("inspection", {})
    return InspectionTerms(
        items=tuple(
            InspectionItem(
                str(row["code"]),
                Words(str(row["label"]), str(row.get("label_en", ""))),
                Decimal(str(row.get("points", 1))),
                bool(row.get("photo", False)),
            )
            for row in table.get("items", ())
        ),
        verdicts=tuple(VisitVerdict(code) for code in table.get("scale", VisitVerdict.values)),
        minimum_inspectors=int(table.get("minimum_inspectors", 2)),
        photos_at_least=int(table.get("photos_at_least", 0)),
    )
