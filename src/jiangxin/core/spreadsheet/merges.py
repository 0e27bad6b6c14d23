"""Cells merged over several rows: told behind the rows of a sheet (ECMA-376 part 1, 18.3.1.55)."""

import re
from dataclasses import dataclass
from typing import IO, Final

from jiangxin.core.spreadsheet.parts import WorkbookFault
from jiangxin.core.spreadsheet.places import place_of

_CHUNK: Final = 1024 * 1024
_MOST_BEHIND: Final = 32 * 1024 * 1024
"""XML behind the rows; half a million merges."""
_MERGE = re.compile(rb"""<(?:\w+:)?mergeCell\b[^>]*\sref\s*=\s*["']([A-Z]{1,3}[0-9]{1,7}):([A-Z]{1,3}[0-9]{1,7})["']""")
_END: Final = b"sheetData>"
_LONGEST_END: Final = 64


@dataclass(frozen=True, slots=True, order=True)
class Merge:
    """Rows `first` to `last`, from 1, of a column, from 0, that show as one cell; its value stands in the first."""

    first: int
    last: int
    column: int
    written: str


def merges_of(stream: IO[bytes]) -> list[Merge]:
    """Return the merges over several rows, by their first row; of wide ones the column that holds the value.

    Raises:
        WorkbookFault: "too_large".
    """
    behind = _behind_rows(stream)
    found = []
    for match in _MERGE.finditer(behind):
        (first, column), (last, _right) = place_of(match[1]), place_of(match[2])
        if last > first:
            found.append(Merge(first, last, column, f"{match[1].decode()}:{match[2].decode()}"))
    return sorted(found)


def _behind_rows(stream: IO[bytes]) -> bytes:
    """Return what stands behind the last end of rows; before it, only as much as one end is kept."""
    held = b""
    is_behind = False
    while chunk := stream.read(_CHUNK):
        held += chunk
        place = _end_of_rows(held)
        if place >= 0:
            held, is_behind = held[place:], True
        elif not is_behind:
            held = held[-_LONGEST_END:]
        if len(held) > _MOST_BEHIND:
            raise WorkbookFault("too_large")
    return held if is_behind else b""


def _end_of_rows(content: bytes) -> int:
    """Return where the last closing tag of rows ends; -1 for none. The opening tag ends alike."""
    place = content.rfind(_END)
    while place >= 0:
        start = content.rfind(b"<", 0, place)
        if content[start : start + 2] == b"</":
            return place + len(_END)
        place = content.rfind(_END, 0, max(start, 0))
    return -1
