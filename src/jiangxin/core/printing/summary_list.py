"""Summary lists (汇总表) on A4 or A3 across: a wide table, its header on every page, room for seal and signatures."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from .official import Column
from .qr import qr_svg
from .typesetting import Imprint, Typesetter

SIGNATURES = ("推荐单位（盖章）", "负责人（签字）", "填表人", "联系电话")


@dataclass(frozen=True, slots=True)
class Cut:
    """A heavy line after the `after`-th row, such as the line of the quota, with words under it."""

    after: int
    label: str


@dataclass(frozen=True, slots=True)
class SummaryList:
    """A list as one unit hands it in.

    Args:
        title: heading of the first page.
        columns: without the running number, which is counted here.
        rows: texts in the order of the columns; an empty list prints 无.
        issued: day of printing, shown at the foot and in the file.
        facts: label and value pairs above the table, such as 填报单位.
        number: of the list; with it a QR code stands at the top right, so that a scan can be matched.
        digest: of the rows (hexadecimal); the first sixteen characters are shown and coded.
        signatures: what is to be filled in by hand below the table.
        note: a remark under the table.
        paper: "a4" or "a3", both across.
        cut: see `Cut`.
        numbered: count the rows in a column of their own.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    issued: date
    facts: tuple[tuple[str, str], ...] = ()
    number: str = ""
    digest: str = ""
    signatures: tuple[str, ...] = SIGNATURES
    note: str = ""
    paper: Literal["a4", "a3"] = "a4"
    cut: Cut | None = None
    numbered: bool = True


def summary_list_pdf(summary: SummaryList, typesetter: Typesetter) -> bytes:
    """Set a summary list. Characters no font can draw are printed as 〓.

    Raises:
        ValueError: a row has not as many cells as there are columns.
    """
    width = len(summary.columns)
    for position, row in enumerate(summary.rows, 1):
        if len(row) != width:
            raise ValueError(f"row {position} has {len(row)} cells, the list has {width} columns")
    imprint = Imprint(" ".join(filter(None, (summary.title, summary.number))), summary.title, summary.issued)
    return typesetter.pdf("summary_list", _data(summary), imprint, strict=False)


def _data(summary: SummaryList) -> dict[str, object]:
    digest = summary.digest[:16]
    columns = summary.columns
    rows = summary.rows
    if summary.numbered:
        columns = (Column("序号", 0), *columns)
        rows = tuple((str(position), *row) for position, row in enumerate(rows, 1))
    return {
        "title": summary.title,
        "columns": columns,
        "rows": rows,
        "issued": summary.issued,
        "facts": summary.facts,
        "number": summary.number,
        "digest": digest,
        "qr": qr_svg(f"{summary.number} {digest}".strip()) if summary.number else "",
        "signatures": summary.signatures,
        "note": summary.note,
        "paper": summary.paper,
        "cut": summary.cut,
    }
