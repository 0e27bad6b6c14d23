"""The formal checklist with the evidence beside each item, and what the answers themselves suggest."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jiangxin.campaigns.blueprint.checks import CheckItem
from jiangxin.campaigns.enums import Verdict
from jiangxin.campaigns.models import Entry, FormalCheckItem
from jiangxin.campaigns.queries import plan_of
from jiangxin.core.refusal import Problem, Text
from jiangxin.forms.answers import Answers, rows_of
from jiangxin.forms.conditions import evaluate, is_filled
from jiangxin.forms.parse_conditions import parse_condition
from jiangxin.web.desk.reading import Reader, ShownFile

MOST_VALUES = 6
SEALED_SCAN = "sealed_scan"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What to look at for one item: a label, values or a number of rows, files, the place on the page."""

    label: str
    values: tuple[str, ...] = ()
    files: tuple[ShownFile, ...] = ()
    rows: int | None = None
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One item as the officer meets it; `hint` is "yes", "no" or "" (the system cannot tell)."""

    item: CheckItem
    verdict: str
    note: str
    hint: str
    evidence: tuple[Evidence, ...]
    applies: bool

    @property
    def word(self) -> Text:
        """Return the verdict in words."""
        return Verdict(self.verdict).label if self.verdict in Verdict.values else ""


class Checklist:
    """Lays out the checklist of one entry.

    Args:
        reader: tells the entry's answers (its files carry their addresses).
        sealed: the sealed scan of the latest version.
        posted: what was just posted and refused: shown again instead of what is stored.
    """

    def __init__(
        self,
        entry: Entry,
        reader: Reader,
        sealed: ShownFile | None,
        sealed_label: str,
        posted: Mapping[str, tuple[str, str]],
    ) -> None:
        self.entry, self.reader, self.sealed, self.sealed_label = entry, reader, sealed, sealed_label
        self.form = reader.form
        self.answers: Answers = reader.answers
        self.posted = posted

    def lines(self) -> list[CheckLine]:
        """Return every item of the blueprint's list."""
        stored = {row.code: row for row in FormalCheckItem.objects.filter(entry=self.entry)}
        return [self._line(item, stored.get(item.code)) for item in plan_of(self.entry.call).formal_checks]

    def _line(self, item: CheckItem, row: FormalCheckItem | None) -> CheckLine:
        applies = item.variant in {"", self.entry.variant}
        kept = (row.verdict, row.note) if row else ("" if applies else str(Verdict.NOT_APPLICABLE), "")
        verdict, note = self.posted.get(item.code, kept)
        found = (self._evidence(path) for path in item.evidence)
        evidence = tuple(part for part in found if part is not None)
        return CheckLine(item, verdict, note, self._hint(item) if applies else "", evidence, applies)

    def _hint(self, item: CheckItem) -> str:
        if item.suggests is None:
            return ""
        problems: list[Problem] = []
        condition = parse_condition(item.suggests, item.code, problems)
        if condition is None or problems:
            return ""
        return "yes" if evaluate(condition, self._value) else "no"

    def _value(self, name: str) -> Any:
        section_code, _dot, code = name.partition(".")
        section = self.form.section(section_code)
        if section is None:
            return None
        rows = rows_of(section, self.answers)
        if not code:
            return rows
        if section.repeated:
            return [row[code] for row in rows if is_filled(row.get(code))]
        return rows[0].get(code) if rows else None

    def _evidence(self, path: str) -> Evidence | None:
        if path == SEALED_SCAN:
            return Evidence(self.sealed_label, files=(self.sealed,) if self.sealed else ())
        section = self.form.section(path.split(".", maxsplit=1)[0])
        if section is None:
            return None
        anchor = f"section-{section.code}"
        rows = rows_of(section, self.reader.masked)
        field = self.form.field(path) if "." in path else None
        if field is None:
            return Evidence(str(section.label), rows=len(rows), anchor=anchor)
        told = [self.reader.tell(path, field, row.get(field.code)) for row in rows]
        values = tuple(part.words for part in told if part.words)
        files = tuple(file for part in told for file in part.files)
        return Evidence(f"{section.label} · {field.label}", values[:MOST_VALUES], files[:MOST_VALUES], None, anchor)
