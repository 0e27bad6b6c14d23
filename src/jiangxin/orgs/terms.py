"""The table of terms, rules/errand_terms.toml: until when what is asked has to be done, and when it is escalated."""

import tomllib
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from pathlib import Path

from django.utils import timezone
from django.utils.translation import get_language

from jiangxin.core import clock
from jiangxin.core.holidays import working_calendar

_TABLE = Path(__file__).parent / "rules" / "errand_terms.toml"


@dataclass(frozen=True, slots=True)
class Term:
    """One row: working days to do it in, and working days after the last until the next duty hears of it."""

    asked: str
    days: int
    grace: int
    escalates: bool
    zh: str
    en: str

    @property
    def basis(self) -> str:
        """Return where the numbers come from, in the reader's language."""
        return self.en if (get_language() or "").startswith("en") else self.zh


@cache
def terms() -> dict[str, Term]:
    """Return the rows by what is asked; "" is the row for whatever has none."""
    table = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    default, basis = table["default"], table["basis"]
    rows = {"": default, **table["terms"]}
    return {
        asked: Term(
            asked,
            row.get("days", default["days"]),
            row.get("grace", default["grace"]),
            row.get("escalates", True),
            basis["zh"],
            basis["en"],
        )
        for asked, row in rows.items()
    }


def term_of(asked: str) -> Term:
    """Return the row of what is asked."""
    return terms().get(asked, terms()[""])


def start_of(day: date) -> datetime:
    """Return the first moment of a day in the federation's zone."""
    return timezone.make_aware(datetime.combine(day, time.min))


def end_of(day: date) -> datetime:
    """Return the last minute of a day in the federation's zone."""
    return timezone.make_aware(datetime.combine(day, time(23, 59)))


def due_by_term(asked: str) -> datetime:
    """Return the end of the last working day for what is asked now; today is not counted in. One query."""
    return end_of(working_calendar().add_working_days(clock.today(), term_of(asked).days).day)
