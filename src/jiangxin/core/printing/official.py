"""Official documents (公文) in the layout of GB/T 9704-2012: the content model and its PDF.

The same `OfficialDocument` becomes a Word file in `official_word`.
"""

from dataclasses import dataclass, fields
from datetime import date
from enum import IntEnum

from jiangxin.engine.measure.chinese_numerals import chinese_integer

from .dates import arabic_date
from .titles import title_lines
from .typesetting import Imprint, Picture, Typesetter


class Level(IntEnum):
    """Rank of a paragraph (GB/T 9704-2012, 7.3.3)."""

    BODY = 0
    FIRST = 1  # 一、 in 黑体
    SECOND = 2  # （一） in 楷体
    THIRD = 3  # 1. in 仿宋
    FOURTH = 4  # (1) in 仿宋


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; numbers are counted by level and never typed.

    Args:
        text: running text in 仿宋.
        level: rank; levels 1–4 are numbered.
        heading: opening words in the level's own face. A first- or second-level paragraph without one is set
            in that face as a whole.
        numbered: whether the level's number is counted and set; a heading that brings its own, such as 第一章, only
            has the level's face.
    """

    text: str = ""
    level: Level = Level.BODY
    heading: str = ""
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Column:
    """A table column: its title, its share of the width, and "left", "center" or "right"."""

    title: str
    width: float = 1.0
    align: str = "center"


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table; the header row repeats on every page."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class NameGroup:
    """The names of one area, as rows without their running number."""

    area: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class NameList:
    """Names grouped by area; rows are numbered here.

    Args:
        columns: titles of the columns after the running number.
        groups: one per area, in the order of the document.
        ruled: a table with lines; otherwise area headings and plain numbered lines.
        continuous: count through all areas instead of starting at 1 in each.
    """

    columns: tuple[Column, ...]
    groups: tuple[NameGroup, ...]
    ruled: bool = True
    continuous: bool = True


Block = Paragraph | Table | NameList


@dataclass(frozen=True, slots=True)
class Attachment:
    """Something on its own pages after the document; `title` also stands in the attachment note."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Attendance:
    """People of a meeting under one word: 出席, 请假, 列席 (GB/T 9704-2012, 10.3)."""

    label: str
    names: str


@dataclass(frozen=True, slots=True)
class OfficialDocument:
    """A document as its drafter sees it.

    Args:
        marks: names in the red mark; several for a joint document. Empty: no red head, as in a public notice.
        mark_suffix: 文件 after the names, or empty (minutes, or a mark without it).
        number: document number, such as 湖工〔2026〕3号.
        signers: for upward documents: the number moves left and 签发人 stands on the right.
        title: a newline forces a break; otherwise long titles are balanced by words.
        recipients: 主送机关 without the colon.
        body: paragraphs and tables.
        attachments: each starts on a new page and is listed in the note.
        enclosed: titles of attachments that are files of their own, listed in the note after the others.
        issuers: names above the date.
        issued: 成文日期.
        sealed: leaves the room a 42 mm seal needs; otherwise the layout for documents without one.
        seal: picture of the seal, laid over issuer and date (single issuer only).
        remark: 附注 in brackets below the date.
        attendance: lists of people after the text of minutes.
        copy_number, secrecy, urgency: top left, each optional.
        copy_to: 抄送机关 without the full stop.
        printer, printed: 印发机关 and 印发日期; both or neither.
        keep_even_imprint: the imprint stands on the back of a sheet, as the standard wants of a bound document;
            otherwise on the last page with text that has room.
    """

    title: str
    issued: date
    marks: tuple[str, ...] = ()
    mark_suffix: str = "文件"
    number: str = ""
    signers: tuple[str, ...] = ()
    recipients: str = ""
    body: tuple[Block, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    enclosed: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    sealed: bool = True
    seal: Picture | None = None
    remark: str = ""
    attendance: tuple[Attendance, ...] = ()
    copy_number: str = ""
    secrecy: str = ""
    urgency: str = ""
    copy_to: str = ""
    printer: str = ""
    printed: date | None = None
    keep_even_imprint: bool = True

    def author(self) -> str:
        """Who the file says it is by."""
        return "、".join(self.issuers or self.marks)


def official_pdf(document: OfficialDocument, typesetter: Typesetter) -> bytes:
    """Set an official document.

    Raises:
        UnprintableText: the text holds characters the fonts lack.
    """
    imprint = Imprint(document.title.replace("\n", ""), document.author(), document.issued)
    return typesetter.pdf("official", document_data(document), imprint)


def document_data(document: OfficialDocument) -> dict[str, object]:
    """The document as the template reads it: numbered, with its title broken into lines."""
    plain = {f.name: getattr(document, f.name) for f in fields(document) if f.name not in _COMPUTED}
    return plain | {
        "title": title_lines(document.title),
        "mark_lines": mark_lines(document),
        "body": block_data(document.body),
        "attachments": [
            {"title": title_lines(a.title), "blocks": block_data(a.blocks), "label": label}
            for a, label in zip(document.attachments, attachment_labels(document), strict=True)
        ],
        "note": attachment_note(document),
        "issued": arabic_date(document.issued),
        "printed": arabic_date(document.printed) if document.printed else "",
    }


_COMPUTED = {"title", "body", "attachments", "issued", "printed"}


def mark_lines(document: OfficialDocument) -> list[str]:
    """The red mark of a single issuer; a name too long for one line of a worthy size takes two."""
    return title_lines("".join(document.marks) + document.mark_suffix, per_line=20) if len(document.marks) == 1 else []


def attachment_labels(document: OfficialDocument) -> list[str]:
    """`附件`, or `附件1`, `附件2` … when there are several (7.3.7)."""
    count = len(document.attachments)
    return ["附件"] if count == 1 else [f"附件{number}" for number in range(1, count + 1)]


def attachment_note(document: OfficialDocument) -> list[tuple[str, str]]:
    """(number, title) of each line of the attachment note (7.3.4); a single attachment has no number."""
    attached = (attachment.title for attachment in document.attachments)
    titles = [title.replace("\n", "") for title in (*attached, *document.enclosed)]
    return [("", titles[0])] if len(titles) == 1 else [(f"{n}.", title) for n, title in enumerate(titles, 1)]


def block_data(blocks: tuple[Block, ...]) -> list[dict[str, object]]:
    """Blocks with their kind and, for paragraphs, their number."""
    counters = [0, 0, 0, 0, 0]
    found: list[dict[str, object]] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            number = _next_number(counters, block.level) if block.numbered else ""
            found.append(
                {
                    "kind": "paragraph",
                    "level": int(block.level),
                    "number": number,
                    "heading": block.heading,
                    "text": block.text,
                }
            )
        elif isinstance(block, Table):
            found.append({"kind": "table", "columns": block.columns, "rows": block.rows})
        else:
            found.append({"kind": "names", "columns": block.columns, "ruled": block.ruled, "groups": _numbered(block)})
    return found


def _next_number(counters: list[int], level: Level) -> str:
    if level is Level.BODY:
        return ""
    counters[level] += 1
    counters[level + 1 :] = [0] * (len(counters) - level - 1)
    count = counters[level]
    if level is Level.FIRST:
        return f"{chinese_integer(count)}、"
    if level is Level.SECOND:
        return f"（{chinese_integer(count)}）"
    return f"{count}." if level is Level.THIRD else f"({count})"


def _numbered(names: NameList) -> list[dict[str, object]]:
    groups: list[dict[str, object]] = []
    count = 0
    for group in names.groups:
        start = count if names.continuous else 0
        rows = [(str(number), *row) for number, row in enumerate(group.rows, start + 1)]
        count += len(rows)
        groups.append({"area": group.area, "count": len(rows), "rows": rows})
    return groups
