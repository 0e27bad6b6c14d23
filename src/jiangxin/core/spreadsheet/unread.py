"""Cells of a sheet that show something but hold nothing to read: formulas without a saved result, and errors.

Excel saves the result of each formula beside it (ECMA-376 part 1, 18.3.1.40 and 18.3.1.96); programs that write
workbooks without computing them leave it out. An error value is a result, but none that can be taken over (18.18.11).
"""

import re
from collections.abc import Iterator
from typing import Final, Self

from jiangxin.core.spreadsheet.places import place_of

_PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Z]{1,3}[0-9]{1,7})["']""")
_TEXT = re.compile(rb"""\st\s*=\s*["']str["']""")
FORMULA: Final = "formula"


class Unread(str):
    """What stands where there is nothing to read: an empty text to whoever does not ask.

    Attributes:
        why: "formula" for one without a saved result, else the error as Excel shows it, such as "#DIV/0!".
    """

    __slots__ = ("why",)
    why: str

    def __new__(cls, why: str) -> Self:
        """Make one."""
        made = super().__new__(cls, "")
        made.why = why
        return made


class UnreadFinder:
    """Finds them in the XML of rows; `prefix` is how the sheet writes its tags ("" or such as "x:")."""

    def __init__(self, prefix: bytes) -> None:
        formula = rb"<%bf\b[^>]*(?:/>|>[^<]*</%bf>)" % (prefix, prefix)
        nothing = rb"(<%bv\s*/>|<%bv>\s*</%bv>)?" % (prefix, prefix, prefix)
        cell, end = rb"<%bc\b([^>]*)>\s*" % prefix, rb"\s*</%bc>" % prefix
        self._sign = b"<%bf" % prefix
        self._unsaved = re.compile(cell + formula + rb"\s*" + nothing + end)
        error = rb"""<%bc\b([^>]*\st\s*=\s*["']e["'][^>]*)>\s*""" % prefix
        self._error = re.compile(error + rb"(?:%b)?\s*<%bv>([^<]*)</%bv>" % (formula, prefix, prefix))

    def find(self, content: bytes) -> list[tuple[int, int, Unread]]:
        """Return row from 1, column from 0 and what is there; cells whose place is not told are left out."""
        return [*self._formulas(content), *self._errors(content)]

    def _formulas(self, content: bytes) -> Iterator[tuple[int, int, Unread]]:
        if self._sign not in content:
            return
        for found in self._unsaved.finditer(content):
            is_empty_text = found[2] is not None and _TEXT.search(found[1])  # ="" was computed, and is empty
            if not is_empty_text and (place := _PLACE.search(found[1])):
                yield *place_of(place[1]), Unread(FORMULA)

    def _errors(self, content: bytes) -> Iterator[tuple[int, int, Unread]]:
        if b'"e"' not in content and b"'e'" not in content:
            return
        for found in self._error.finditer(content):
            if place := _PLACE.search(found[1]):
                yield *place_of(place[1]), Unread(found[2].decode("utf-8", "replace")[:20])
