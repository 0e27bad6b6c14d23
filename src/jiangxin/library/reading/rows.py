"""Rows of tables as plain text: cells between bars, a line under the first row, as in Markdown."""

from collections.abc import Sequence
from typing import Final

_MOST_COLUMNS: Final = 60


def lay_rows(rows: Sequence[Sequence[str]]) -> list[str]:
    """Write the rows of a table, each as wide as the widest.

    Args:
        rows: the cells of each row; bars and line breaks in them are written otherwise.
    """
    width = min(_MOST_COLUMNS, max((len(row) for row in rows), default=0))
    lines = [_line([_cell(cell) for cell in row[:width]] + [""] * (width - len(row))) for row in rows]
    return [*lines[:1], _line(["---"] * width), *lines[1:]] if len(lines) > 1 else lines


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "｜")
