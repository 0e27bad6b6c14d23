"""The standard a studio is held to every year, read from rules/studio_standard.toml, and what is due of it by a day."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

from jiangxin.studios.enums import StudioKind

_TABLE = Path(__file__).parent / "rules" / "studio_standard.toml"
_STEPS = {"month": 12, "quarter": 4}
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Demand:
    """One line of the standard.

    Args:
        of: what is counted: photo, place, equipment, leader, members, apprentices, papers, funds, ledger, projects,
            outcomes, services, reports.
        among: codes the count is narrowed to, such as categories of the ledger; empty is all.
        pace: "month" or "quarter" when the number is to grow with the year, else empty.
        source: "seen" in a published text, or "default" of the platform; `basis` says which.
    """

    code: str
    zh: str
    en: str
    group: str
    of: str
    among: tuple[str, ...]
    required: int
    pace: str
    source: str
    basis: str
    kinds: str

    @property
    def title(self) -> str:
        """Return the demand in the reader's language."""
        return self.en if (get_language() or "").startswith("en") else self.zh

    @property
    def key(self) -> tuple[str, tuple[str, ...]]:
        """Return what is counted."""
        return self.of, self.among

    def concerns(self, kind: str) -> bool:
        """Tell whether studios of a kind are held to it."""
        is_service = kind == StudioKind.MODEL_WORKER_SERVICE
        return self.kinds == "all" or (self.kinds == "service") is is_service


@dataclass(frozen=True, slots=True)
class StandardLine:
    """A demand with what there is: `present` counts records, `due` is how many there should be by today."""

    demand: Demand
    present: int
    due: int

    @property
    def missing(self) -> int:
        """Return how many are still missing for the year."""
        return max(0, self.demand.required - self.present)

    @property
    def is_met(self) -> bool:
        """Tell whether the year's number is reached."""
        return self.missing == 0

    @property
    def is_late(self) -> bool:
        """Tell whether there are fewer than should be there by today."""
        return self.present < self.due

    @property
    def state(self) -> str:
        """Return "met", "late" or "due"."""
        return "met" if self.is_met else "late" if self.is_late else "due"


@cache
def demands() -> tuple[Demand, ...]:
    """Return the standard in its order."""
    rows = tomllib.loads(_TABLE.read_text(encoding="utf-8"))["line"]
    return tuple(
        Demand(
            code=row["code"],
            zh=row["title"]["zh"],
            en=row["title"]["en"],
            group=row["group"],
            of=row["count"]["of"],
            among=tuple(row["count"].get("among", ())),
            required=row["required"],
            pace=row.get("pace", ""),
            source=row["source"],
            basis=row["basis"],
            kinds=row.get("kinds", "all"),
        )
        for row in rows
    )


def due_by(required: int, pace: str, *, year: int, today: date) -> int:
    """Return how many of a year's number should be there on a day.

    What has a pace is due step by step, each at the end of its month or quarter; all is due when the year is over.
    """
    if today.year > year:
        return required
    if today.year < year or pace not in _STEPS:
        return 0
    steps = _STEPS[pace]
    passed = (today.month - 1) * steps // MONTHS
    return required * passed // steps


def lines_of(
    kind: str, counts: Mapping[tuple[str, tuple[str, ...]], int], *, year: int, today: date
) -> list[StandardLine]:
    """Return the lines a studio of a kind is held to, with what `counts` found under each demand's key."""
    return [
        StandardLine(demand, counts.get(demand.key, 0), due_by(demand.required, demand.pace, year=year, today=today))
        for demand in demands()
        if demand.concerns(kind)
    ]
