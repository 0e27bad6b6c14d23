"""The rule table of warnings, read from rules/studio_warnings.toml (domain 3.5)."""

import tomllib
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

_TABLE = Path(__file__).parent / "rules" / "studio_warnings.toml"


@dataclass(frozen=True, slots=True)
class WarningRule:
    """One reason to warn a studio, what to do about it, and on which of its pages."""

    code: str
    within: timedelta
    page: str
    zh: tuple[str, str]
    en: tuple[str, str]

    @property
    def title(self) -> str:
        """Return why, in the reader's language."""
        return self._words[0]

    @property
    def remedy(self) -> str:
        """Return what to do, in the reader's language."""
        return self._words[1]

    @property
    def _words(self) -> tuple[str, str]:
        return self.en if (get_language() or "").startswith("en") else self.zh


@cache
def warning_rules() -> dict[str, WarningRule]:
    """Return the rules by code, in the order of the table."""
    rows = tomllib.loads(_TABLE.read_text(encoding="utf-8"))["warning"]
    return {
        row["code"]: WarningRule(
            row["code"],
            timedelta(days=row["days"]),
            row["page"],
            (row["title"]["zh"], row["remedy"]["zh"]),
            (row["title"]["en"], row["remedy"]["en"]),
        )
        for row in rows
    }
