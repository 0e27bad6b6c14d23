"""The rule table of what subsidies may be spent on, read from rules/subsidy_use.toml (domain 3.3)."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

_TABLE = Path(__file__).parent / "rules" / "subsidy_use.toml"


@dataclass(frozen=True, slots=True)
class Use:
    """One allowed or forbidden use; `words` betray a forbidden one in an expense's purpose."""

    code: str
    zh: str
    en: str
    words: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Return the use in the reader's language."""
        return self.en if (get_language() or "").startswith("en") else self.zh


@cache
def _table() -> dict[str, dict[str, Use]]:
    rows = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    return {
        kind: {
            row["code"]: Use(row["code"], row["title"]["zh"], row["title"]["en"], tuple(row.get("words", ())))
            for row in rows[kind]
        }
        for kind in ("allowed", "forbidden")
    }


def allowed_uses() -> dict[str, Use]:
    """Return the categories an expense may be entered under, by code."""
    return _table()["allowed"]


def forbidden_uses() -> dict[str, Use]:
    """Return what is refused, by code."""
    return _table()["forbidden"]


def forbidden_in(purpose: str) -> Use | None:
    """Return the forbidden use whose words stand in a purpose."""
    bare = "".join(purpose.split())
    return next((use for use in forbidden_uses().values() if any(word in bare for word in use.words)), None)


def word_in(use: Use, purpose: str) -> str:
    """Return the word of a use that stands in a purpose; empty when none does."""
    bare = "".join(purpose.split())
    return next((word for word in use.words if word in bare), "")
