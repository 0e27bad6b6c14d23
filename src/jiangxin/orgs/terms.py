"""The table of terms: until when what is asked has to be done, and when it is escalated.

The shipped table is rules/errand_terms.toml; what the federation has laid down takes the place of its rows, each from
its day on.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from pathlib import Path

from django.utils import timezone
from django.utils.translation import get_language

from jiangxin.core import clock
from jiangxin.core.holidays import working_calendar
from jiangxin.orgs.models import TermRule

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
    rule: TermRule | None = None

    @property
    def basis(self) -> str:
        """Return where the numbers come from, in the reader's language."""
        if self.rule is not None:
            return self.rule.basis
        return self.en if (get_language() or "").startswith("en") else self.zh


def terms(day: date | None = None) -> Mapping[str, Term]:
    """Return the rows of a day, of today when none is given, by what is asked. One query.

    "" is the row for whatever has none. Of two rules from the same day the one entered later counts.
    """
    laid_down = TermRule.objects.filter(since__lte=day or clock.today()).order_by("since", "pk")
    return shipped_terms() | {rule.asked: term_by(rule) for rule in laid_down}


def term_by(rule: TermRule) -> Term:
    """Return a rule as a row of the table."""
    return Term(rule.asked, rule.days, rule.grace, rule.escalates, rule.basis, rule.basis, rule)


@cache
def shipped_terms() -> dict[str, Term]:
    """Return the shipped rows."""
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


def term_of(asked: str, table: Mapping[str, Term] | None = None) -> Term:
    """Return the row of what is asked; `table` is given by those that ask more than once."""
    rows = terms() if table is None else table
    return rows.get(asked, rows[""])


def start_of(day: date) -> datetime:
    """Return the first moment of a day in the federation's zone."""
    return timezone.make_aware(datetime.combine(day, time.min))


def end_of(day: date) -> datetime:
    """Return the last minute of a day in the federation's zone."""
    return timezone.make_aware(datetime.combine(day, time(23, 59)))


def due_by_term(asked: str) -> datetime:
    """Return the end of the last working day for what is asked now; today is not counted in. Two queries."""
    return end_of(working_calendar().add_working_days(clock.today(), term_of(asked).days).day)
