"""Matching the columns of somebody's table to the fields of a section; `core/js/forms/paste.js` does the same."""

import re
import unicodedata
from collections.abc import Sequence

from jiangxin.forms.definition import Field, FieldKind, Section

_TAIL = re.compile(r"[*(].*$", re.DOTALL)
ENOUGH = 2
"""Headings that must be known before a row is taken for the header."""


def importable_fields(section: Section) -> tuple[Field, ...]:
    """Return the fields a table can carry: all but files and computed ones."""
    return tuple(field for field in section.fields if not field.is_file and field.kind is not FieldKind.COMPUTED)


def bare(label: str) -> str:
    """Return a heading without star, unit and blanks: "金额（万元）*" is "金额", "姓  名" is "姓名"."""
    return "".join(_TAIL.sub("", unicodedata.normalize("NFKC", label)).split()).lower()


def match_header(fields: Sequence[Field], cells: Sequence[object]) -> dict[str, int] | None:
    """Return field code to column when `cells` is a header of these fields, None when it is not."""
    heads = [bare(str(cell)) if cell is not None else "" for cell in cells]
    found: dict[str, int] = {}
    for field in fields:
        names = {bare(field.label.zh), bare(field.label.en), field.code} - {""}
        place = next((index for index, head in enumerate(heads) if head in names), None)
        if place is not None:
            found[field.code] = place
    return found if len(found) >= min(ENOUGH, len(fields)) else None
