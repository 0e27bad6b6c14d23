"""The articles of the sample city, as they are written in `rehearsal/library`: a few lines of facts, then the text.

Every file begins with `name: value` lines and `---`. `{year}` and `{last}` stand for this year and that of last year's
batch, `{leader}`, `{he}`, `{studio}` and `{unit}` for the studio the article names by its field.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

_FOLDER = Path(__file__).parent / "library"
_SEVERAL = ", "


@dataclass(frozen=True, slots=True)
class Words:
    """What is put in for the names in braces."""

    values: Mapping[str, str]

    def into(self, text: str) -> str:
        """Return a text with its names put in; a brace that is none of ours stays."""
        for name, value in self.values.items():
            text = text.replace(f"{{{name}}}", value)
        return text


@dataclass(frozen=True)
class Manuscript:
    """One file.

    Attributes:
        name: of the file.
        facts: its head, by name.
        text: below it.
    """

    name: str
    facts: Mapping[str, str]
    text: str

    def get(self, name: str) -> str:
        """Return a fact, empty when the file does not give it."""
        return self.facts.get(name, "")

    def several(self, name: str) -> list[str]:
        """Return a fact that is a list."""
        return [part for part in self.get(name).split(_SEVERAL) if part]

    @cached_property
    def correction(self) -> tuple[str, str, str] | None:
        """Return what was corrected after publication: the old words, the new ones, the note."""
        if "corrected" not in self.facts:
            return None
        change, note = self.facts["corrected"].split(" | ")
        old, new = change.split(" => ")
        return old, new, note

    def filled(self, words: Words) -> "Manuscript":
        """Return the manuscript with names put in."""
        facts = {name: words.into(value) for name, value in self.facts.items()}
        return Manuscript(self.name, facts, words.into(self.text))


def manuscripts() -> Iterator[Manuscript]:
    """Read all files in the order of their names.

    Raises:
        ValueError: a file lacks the line between its head and its text.
    """
    for path in sorted(_FOLDER.glob("*.md")):
        head, line, text = path.read_text(encoding="utf-8").partition("\n---\n")
        if not line:
            raise ValueError(f"{path.name} has no head")
        pairs = (entry.split(": ", 1) for entry in head.split("\n"))
        yield Manuscript(path.stem, dict(pairs), text.strip("\n"))
