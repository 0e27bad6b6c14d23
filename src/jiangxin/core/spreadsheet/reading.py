"""Reading .xlsx in slices: a sheet's XML is cut at the ends of rows; calamine reads one small workbook after another.

calamine is ten times faster than any reader in Python, but holds the whole sheet, and lets a cell far out claim memory
for all cells before it. A slice bounds both. Formulas are never evaluated: what a program saved as their result is
read, as text, number or day.
"""

import io
import re
import zipfile
import zlib
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import IO, BinaryIO, Final

from python_calamine import CalamineError, CalamineWorkbook

from jiangxin.core.spreadsheet.merges import Merge, merges_of
from jiangxin.core.spreadsheet.parts import Parts, WorkbookFault, parts_of
from jiangxin.core.spreadsheet.unread import Unread, UnreadFinder

__all__ = ["Cell", "Workbook", "WorkbookFault"]
Cell = str | int | float | bool | date | datetime | time | timedelta

SLICE_BYTES: Final = 4 * 1024 * 1024
"""XML of one slice, about 6,000 rows of 20 cells; more where the table of shared texts is larger than that."""
_CHUNK: Final = 128 * 1024
_AHEAD: Final = 2
"""Slices read beside the one that is looked at."""
_WIDEST_GAP: Final = 20_000
"""Rows one slice may span; a larger gap between two rows of a sheet is taken for hostile."""
# A cell's place that is not at most two letters and a number, or a row's that is no number.
_ODD_PLACE = re.compile(rb"""\sr\s*=\s*["'](?!(?:[A-Z]{1,2})?[0-9]{1,7}["'])""")
# The same for how nearly every program writes places, from a fixed beginning: twenty times faster to look for.
_PERHAPS_ODD = re.compile(rb""" r="(?![0-9]|[A-Z]{1,2}[0-9])""")
_UNUSUAL = (b"'", b"\t", b"\n", b"\r")
"""What a place can be hidden behind; single bytes are found at the speed of memory."""
_PLACE, _SPACED_PLACE = b" r", b" r "
_ROOT = re.compile(rb"<(?:(\w+):)?worksheet\b[^>]*>")
_NOT_PLAIN = re.compile(rb"<!DOCTYPE|<\?xml[^>]*UTF-16", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Tags:
    """How a sheet writes its tags, which may carry a prefix."""

    head: bytes
    row_end: bytes
    tail: bytes
    row: bytes
    numbered: re.Pattern[bytes]
    unread: UnreadFinder


_Grid = tuple[int, list[list[Cell]]]
_Found = list[tuple[int, int, Unread]]
_Slice = tuple[bool, int, _Grid, _Found]
_Waiting = tuple[bool, int, Future[_Grid], _Found]


class Workbook:
    """An .xlsx, opened. `names` are its sheets in their order, hidden ones left out; `is_1904`: days count from 1904.

    Raises:
        WorkbookFault: "unreadable", "too_large", "without_sheets".
    """

    def __init__(self, file: BinaryIO) -> None:
        self._parts: Parts = parts_of(file)
        self.names: tuple[str, ...] = tuple(self._parts.sheets)
        self.is_1904: bool = self._parts.is_1904

    def rows(self, name: str, *, few: bool = False, unread: bool = False) -> Iterator[tuple[int, list[Cell]]]:
        """Yield each row of a sheet that holds anything: its number from 1, and its cells from column A on.

        Args:
            few: only the first rows are wanted, and read in small slices.
            unread: formulas without a saved result and errors are given as `Unread`, and are something.

        Raises:
            WorkbookFault: "unreadable", "too_wide", "too_sparse".
        """
        before = 0
        grids = self._grids_now(name) if few else self._grids_ahead(name, unread=unread)
        for is_numbered, count, (first, grid), found in grids:
            if found and is_numbered:
                first = _put(found, first, grid)  # noqa: PLW2901  rows may begin earlier by them
            for number, cells in enumerate(grid, first if is_numbered else before + first):
                if (cells and cells[0] != "") or any(cell != "" or type(cell) is Unread for cell in cells):
                    yield number, cells
            before += 0 if is_numbered else count

    def merges(self, name: str) -> list[Merge]:
        """Return the cells of a sheet that are merged over several rows, by their first row.

        They are told behind the rows: all of the sheet is unpacked for it, a fifth of a second for 100,000 x 20.

        Raises:
            WorkbookFault: "unreadable", "too_large".
        """
        try:
            with self._parts.archive.open(self._parts.sheets[name]) as stream:
                return merges_of(stream)
        except (zipfile.BadZipFile, zlib.error, OSError, ValueError, EOFError, RuntimeError) as error:
            raise WorkbookFault("unreadable") from error

    def _grids_now(self, name: str) -> Iterator[_Slice]:
        """Yield each small slice: whether its rows carry numbers, how many there are, and what is in them."""
        for tags, content in self._slices(name, _CHUNK):
            is_numbered = _require_sound(tags, content)
            yield is_numbered, content.count(tags.row), _read(self._parts.small_workbook(content)), []

    def _grids_ahead(self, name: str, *, unread: bool) -> Iterator[_Slice]:
        """Yield each slice while the next ones are read: calamine works beside us, without Python's lock."""
        waiting: deque[_Waiting] = deque()
        with ThreadPoolExecutor(_AHEAD, thread_name_prefix="spreadsheet") as pool:
            try:
                for tags, content in self._slices(name, max(SLICE_BYTES, self._parts.shared_bytes)):
                    is_numbered, count = _require_sound(tags, content), content.count(tags.row)
                    book = self._parts.small_workbook(content)
                    found = tags.unread.find(content) if unread else []
                    waiting.append((is_numbered, count, pool.submit(_read, book), found))
                    if len(waiting) > _AHEAD:
                        yield _done(waiting)
            except WorkbookFault:
                while waiting:  # what stands before the fault is read all the same
                    yield _done(waiting)
                raise
            while waiting:
                yield _done(waiting)

    def _slices(self, name: str, size: int) -> Iterator[tuple[_Tags, bytes]]:
        """Cut the XML of a sheet behind the ends of rows, into pieces of about `size` bytes."""
        try:
            with self._parts.archive.open(self._parts.sheets[name]) as stream:
                tags, rest = _head(stream)
                while True:
                    content = _filled(stream, rest, size)
                    cut = content.rfind(tags.row_end) + len(tags.row_end)
                    if cut < len(tags.row_end):
                        return
                    yield tags, tags.head + content[:cut] + tags.tail
                    if len(content) < size:
                        return
                    rest = content[cut:]
        except (zipfile.BadZipFile, zlib.error, OSError, ValueError, EOFError, RuntimeError) as error:
            raise WorkbookFault("unreadable") from error


def _done(waiting: "deque[_Waiting]") -> _Slice:
    """Return the slice that waits longest, once it is read."""
    is_numbered, count, grid, found = waiting.popleft()
    return is_numbered, count, grid.result(), found


def _put(found: _Found, first: int, grid: list[list[Cell]]) -> int:
    """Write what cannot be read into rows, which are as many more as it takes; return the first row's number."""
    top = min(first, *(row for row, _column, _cell in found)) if grid else min(row for row, _column, _cell in found)
    bottom = max(row for row, _column, _cell in found)
    grid[:0] = [[] for _row in range(first - top if grid else 0)]
    grid += [[] for _row in range(bottom + 1 - top - len(grid))]
    for row, column, cell in found:
        cells = grid[row - top]
        cells += [""] * (column + 1 - len(cells))
        cells[column] = cell
    return top


def _filled(stream: IO[bytes], rest: bytes, size: int) -> bytes:
    chunks, length = [rest], len(rest)
    while length < size and (chunk := stream.read(_CHUNK)):
        chunks.append(chunk)
        length += len(chunk)
    return b"".join(chunks)


def _head(stream: IO[bytes]) -> tuple[_Tags, bytes]:
    """Return how a sheet writes its tags, and what has been read behind the opening ones."""
    read = b""
    while len(read) < SLICE_BYTES and (chunk := stream.read(_CHUNK)):
        read += chunk
        root = _ROOT.search(read)
        if root is None:
            continue
        prefix = b"" if root[1] is None else root[1] + b":"
        opened = re.search(rb"<" + prefix + rb"sheetData\b[^>]*>", read)
        if opened is None:
            continue
        if _NOT_PLAIN.search(read[: root.start()]):
            raise WorkbookFault("unreadable")
        tags = _Tags(
            head=root[0] + b"<" + prefix + b"sheetData>",
            row_end=b"</" + prefix + b"row>",
            tail=b"</" + prefix + b"sheetData></" + prefix + b"worksheet>",
            row=b"<" + prefix + b"row",  # nothing else within the rows begins so
            numbered=re.compile(rb"<" + prefix + rb"""row\b[^>]*?\sr\s*=\s*["'](\d{1,7})["']"""),
            unread=UnreadFinder(prefix),
        )
        return tags, b"" if opened[0].endswith(b"/>") else read[opened.end() :]
    raise WorkbookFault("unreadable")


def _require_sound(tags: _Tags, content: bytes) -> bool:
    """Return whether rows carry numbers; refuse places that would make calamine claim memory nobody wrote to."""
    is_unusual = any(way in content for way in _UNUSUAL)
    if not is_unusual and _PLACE not in content:
        return False
    if (is_unusual or _SPACED_PLACE in content or _PERHAPS_ODD.search(content)) and _ODD_PLACE.search(content):
        raise WorkbookFault("too_wide")
    numbers = [int(number) for number in tags.numbered.findall(content)]
    if numbers and max(numbers) - min(numbers) > _WIDEST_GAP + len(numbers):
        raise WorkbookFault("too_sparse")
    return bool(numbers)


def _read(book: bytes) -> tuple[int, list[list[Cell]]]:
    """Return the rows of a small workbook from its first that holds anything, and that one's number from 1."""
    try:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0)
        start = sheet.start
        if start is None:
            return 1, []
        row, column = start
        rows: list[list[Cell]] = sheet.to_python(skip_empty_area=True)
    except (CalamineError, ValueError, OSError) as error:
        raise WorkbookFault("unreadable") from error
    if column:
        margin: list[Cell] = [""] * column
        rows = [margin + cells for cells in rows]
    return row + 1, rows
