"""How the sheets of a workbook are read: which table each is, and which column holds what, with how much certainty."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise
from typing import Any, BinaryIO, Final

from jiangxin.core.spreadsheet import Cell, Workbook
from jiangxin.forms.columns import bare as bare_heading
from jiangxin.forms.definition import Field
from jiangxin.studios.importing.foreign import in_two_rows, unit_above
from jiangxin.studios.importing.tables import SHEET_WORDS, SYNONYMS, tables

HEADER_WITHIN: Final = 10
"""Rows at the top of a sheet among which the header is looked for; titles and notes often stand above it."""
SAMPLES: Final = 3
CERTAIN, BY_SYNONYM, REMEMBERED, BY_HAND = 100, 95, 99, 100
_LIKE_ENOUGH: Final = 0.62
_ENOUGH: Final = 2
_LONGEST_HEADING: Final = 20
_LONGEST: Final = 60
Memory = Mapping[tuple[str, str], str]
"""What an organisation's columns were found to mean: (table, bare heading) to field, "" for none."""
bare = lru_cache(20_000)(bare_heading)  # every heading is compared with every field, under several names


@dataclass(slots=True)
class SheetPlan:
    """One sheet of a workbook.

    Attributes:
        table: code of the table it holds; "" when it is left out.
        header: number of the header's row, from 1.
        headings: what stands in the header, by column.
        columns: field code to column, from 0.
        sure: field code to certainty in per cent.
        samples: the first cells of each column, to look at.
        unit: of amounts, as told above the header; "" when it is not.
    """

    name: str
    table: str = ""
    header: int = 0
    headings: list[str] = field(default_factory=list)
    columns: dict[str, int] = field(default_factory=dict)
    sure: dict[str, int] = field(default_factory=dict)
    samples: list[list[str]] = field(default_factory=list)
    unit: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return it as it is kept."""
        return asdict(self)

    def missing(self) -> list[Field]:
        """Return the fields that have to be filled in and have no column."""
        return [item for item in tables()[self.table].fields if item.required and item.code not in self.columns]


def plans_of(kept: Sequence[Mapping[str, Any]]) -> list[SheetPlan]:
    """Return the plans kept with an import."""
    return [SheetPlan(**item) for item in kept]


def recognise(file: BinaryIO, memory: Memory) -> list[SheetPlan]:
    """Look at the top of every sheet and tell what it holds.

    Raises:
        WorkbookFault: the file is no workbook.
    """
    book = Workbook(file)
    return [_recognise_sheet(name, _top(book, name), memory) for name in book.names]


def _top(book: Workbook, name: str) -> list[tuple[int, list[Cell]]]:
    found = []
    for number, cells in book.rows(name, few=True):
        found.append((number, cells))
        if len(found) == HEADER_WITHIN + SAMPLES:
            break
    return found


def _recognise_sheet(name: str, top: Sequence[tuple[int, list[Cell]]], memory: Memory) -> SheetPlan:
    best, most = SheetPlan(name), 0.0
    for place, number, headings in _headers(top):
        for table in tables():
            columns, sure = match(table, headings, memory)
            score = sum(sure.values()) / 100 + (0.5 if any(word in name for word in SHEET_WORDS[table]) else 0)
            score += 3 if str(tables()[table].label) == name or tables()[table].label.zh == name else 0
            score -= 0.8 * sum(item.required and item.code not in columns for item in tables()[table].fields)
            if len(columns) >= _ENOUGH and (score > most or not best.table):
                samples = [
                    [str(cell)[:_LONGEST] for cell in row] for _number, row in top[place + 1 : place + 1 + SAMPLES]
                ]
                unit = unit_above(row for _number, row in top[:place])
                best, most = SheetPlan(name, table, number, headings, columns, sure, samples, unit), score
    return best


def _headers(top: Sequence[tuple[int, list[Cell]]]) -> Iterator[tuple[int, int, list[str]]]:
    """Yield what may be the header: place in `top`, row and headings; first single rows, then two below each other."""
    rows = [
        (place, number, [" ".join(str(cell).split())[:_LONGEST] for cell in cells])
        for place, (number, cells) in enumerate(top[:HEADER_WITHIN])
    ]
    yield from rows
    for (_place, first, upper), (place, second, lower) in pairwise(rows):
        if second == first + 1:
            yield place, second, in_two_rows(upper, lower)


def match(table: str, headings: Sequence[str], memory: Memory) -> tuple[dict[str, int], dict[str, int]]:
    """Return field code to column and to certainty; the surest pairs first, each column and field once."""
    pairs = []
    for order, item in enumerate(tables()[table].fields):
        for place, heading in enumerate(headings):
            sure = certainty(table, item, heading, memory)
            if sure:
                pairs.append((-sure, order, place, item.code))
    columns: dict[str, int] = {}
    sureness: dict[str, int] = {}
    for negative, _order, place, code in sorted(pairs):
        if code not in columns and place not in columns.values():
            columns[code], sureness[code] = place, -negative
    return columns, sureness


def certainty(table: str, item: Field, heading: str, memory: Memory) -> int:
    """Return how sure it is, in per cent, that a heading means a field; 0 for not at all."""
    head = bare(heading)
    if not head:
        return 0
    if (table, head) in memory:
        return REMEMBERED if memory[table, head] == item.code else 0
    if head in {bare(item.label.zh), bare(item.label.en), item.code}:
        return CERTAIN
    names = [bare(name) for name in SYNONYMS.get(item.code, ())]
    if head in names:
        return BY_SYNONYM
    if len(head) > _LONGEST_HEADING:
        return 0
    likeness = max(_likeness(head, name) for name in (bare(item.label.zh), *names))
    return int(likeness * 90) if likeness >= _LIKE_ENOUGH else 0


@lru_cache(20_000)
def _likeness(one: str, other: str) -> float:
    """Return how alike two headings are, from 0 to 1; those with too few characters in common are not compared."""
    common = len(set(one) & set(other))
    if 2 * common / (len(set(one)) + len(set(other))) < _LIKE_ENOUGH / 2:
        return 0.0
    return SequenceMatcher(None, one, other).ratio()


def remembered(plans: Sequence[SheetPlan]) -> dict[tuple[str, str], str]:
    """Return what is worth remembering of plans a person has looked through."""
    found: dict[tuple[str, str], str] = {}
    for plan in plans:
        meant = {place: code for code, place in plan.columns.items()}
        if plan.table:
            found |= {
                (plan.table, bare(heading)): meant.get(place, "")
                for place, heading in enumerate(plan.headings)
                if bare(heading)
            }
    return found
