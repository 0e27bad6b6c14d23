"""What judges sign: an expert's score sheet (评分表), and the ranking (排序表) that goes to the meeting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .official import Attachment, Column, Table
from .qr import qr_svg
from .summary_list import Cut, SummaryList
from .typesetting import Imprint, Typesetter


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One criterion as it was scored; `group` is repeated on following lines of the same group."""

    criterion: str
    standard: str
    full: str
    score: str
    reason: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """An expert's sheet for one entry.

    Args:
        title: heading, such as 2026年度劳模创新工作室专家评分表.
        entry: the name under which the expert judged: the code when the review is blind.
        number: of the sheet.
        lines: one per criterion, texts as they are to be shown.
        full, total: of all lines.
        issued: day the sheet was submitted.
        expert: the expert's name or code.
        opinion: words on the whole.
        facts: further label and value pairs above the table.
        digest: of the sheet (hexadecimal); the first sixteen characters are shown and coded.
    """

    title: str
    entry: str
    number: str
    lines: tuple[ScoreLine, ...]
    full: str
    total: str
    issued: date
    expert: str = ""
    opinion: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    digest: str = ""


@dataclass(frozen=True, slots=True)
class RankedEntry:
    """A line of a ranking; texts as they are to be shown, `parts` in the order of the ranking's part titles."""

    rank: str
    entry: str
    unit: str
    leader: str
    total: str
    parts: tuple[str, ...] = ()
    remark: str = ""


def score_sheets_pdf(sheets: Sequence[ScoreSheet], typesetter: Typesetter) -> bytes:
    """Set score sheets, each on its own page or pages, to be signed by hand. Characters no font can draw become 〓.

    Raises:
        ValueError: there is nothing to print.
    """
    if not sheets:
        raise ValueError("there is nothing to print")
    data = {"sheets": [_sheet_data(sheet) for sheet in sheets]}
    first = sheets[0]
    numbers = first.number if len(sheets) == 1 else f"{first.number} – {sheets[-1].number}"
    imprint = Imprint(f"{first.title} {numbers}", first.title, max(sheet.issued for sheet in sheets))
    return typesetter.pdf("score_sheet", data, imprint, strict=False)


def _sheet_data(sheet: ScoreSheet) -> dict[str, object]:
    digest = sheet.digest[:16]
    expert = (("评审专家", sheet.expert),) if sheet.expert else ()
    groups: list[dict[str, object]] = []
    for line in sheet.lines:
        if not groups or groups[-1]["name"] != line.group:
            groups.append({"name": line.group, "lines": []})
        lines = groups[-1]["lines"]
        assert isinstance(lines, list)
        lines.append(line)
    return {
        "title": sheet.title,
        "number": sheet.number,
        "digest": digest,
        "qr": qr_svg(f"{sheet.number} {digest}".strip()),
        "facts": (("申报项目", sheet.entry), *expert, *sheet.facts),
        "groups": groups,
        "grouped": any(line.group for line in sheet.lines),
        "full": sheet.full,
        "total": sheet.total,
        "opinion": sheet.opinion,
        "issued": sheet.issued,
    }


def ranking_columns(part_titles: Sequence[str]) -> tuple[Column, ...]:
    """Columns of a ranking with the given parts of the score."""
    parts = tuple(Column(title, 0.95) for title in part_titles)
    return (
        Column("名次", 0.65),
        Column("工作室名称", 2.2, "left"),
        Column("所在单位", 2.2, "left"),
        Column("领衔人", 1.1),
        *parts,
        Column("总分", 0.95),
        Column("备注", 0.95, "left"),
    )


def _ranking_rows(entries: Sequence[RankedEntry]) -> tuple[tuple[str, ...], ...]:
    return tuple((e.rank, e.entry, e.unit, e.leader, *e.parts, e.total, e.remark) for e in entries)


def ranking_list(
    title: str,
    entries: Sequence[RankedEntry],
    *,
    issued: date,
    part_titles: Sequence[str] = (),
    quota: int | None = None,
    number: str = "",
    digest: str = "",
) -> SummaryList:
    """A ranking across A4, with a heavy line after the quota, to be signed by those who counted and watched."""
    return SummaryList(
        title=title,
        columns=ranking_columns(part_titles),
        rows=_ranking_rows(entries),
        issued=issued,
        number=number,
        digest=digest,
        signatures=("计分人（签字）", "复核人（签字）", "监督人（签字）"),
        cut=Cut(quota, f"名额 {quota} 个，以下未进入名额") if quota else None,
        numbered=False,
    )


def ranking_annex(title: str, entries: Sequence[RankedEntry], *, part_titles: Sequence[str] = ()) -> Attachment:
    """The same ranking as an attachment of minutes or of a report."""
    return Attachment(title, (Table(ranking_columns(part_titles), _ranking_rows(entries)),))
