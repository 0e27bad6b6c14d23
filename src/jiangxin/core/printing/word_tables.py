"""Tables of official documents in Word."""

from collections.abc import Mapping, Sequence
from typing import TypedDict

from docx.document import Document as WordDocument
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Emu, Length, Mm, Pt
from docx.table import Table as WordTable
from docx.table import _Cell as Cell
from docx.table import _Row as Row

from .fonts import Role
from .official import Column
from .typesetting import clean
from .word_parts import RED, SIZE_3, SIZE_4, Style, add_run, exact_lines, indent_characters, width_in_characters

_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
_CELL = Style(Role.SONG, 12)
_HEADER = Style(Role.HEI, 12)
_NUMBER = Column("序号", 0.6)


class Group(TypedDict):
    """An area and its numbered rows."""

    area: str
    count: int
    rows: Sequence[Sequence[str]]


def add_table(
    word: WordDocument, columns: Sequence[Column], rows: Sequence[Sequence[str]], fonts: Mapping[Role, str]
) -> None:
    """A ruled table whose header row repeats and whose rows never break over a page."""
    table = _ruled(word, columns, fonts)
    for row in rows:
        _add_row(table, columns, row, fonts)


def add_names(
    word: WordDocument, columns: Sequence[Column], groups: Sequence[Group], fonts: Mapping[Role, str], *, ruled: bool
) -> None:
    """A list of names by area: as one table, or as headings and numbered lines."""
    if not ruled:
        _add_plain_names(word, groups, fonts)
        return
    columns = (_NUMBER, *columns)
    table = _ruled(word, columns, fonts)
    for group in groups:
        row = _new_row(table)
        merged = row.cells[0].merge(row.cells[-1])
        _fill(merged, f"{group['area']}（{group['count']}个）", _HEADER, "left", fonts)
        merged.paragraphs[0].paragraph_format.keep_with_next = True
        for names in group["rows"]:
            _add_row(table, columns, names, fonts)


def add_joint_mark(word: WordDocument, marks: Sequence[str], suffix: str, fonts: Mapping[Role, str]) -> None:
    """The red mark of a joint document: names of equal width, the suffix beside their middle."""
    size = min(32.0, *(int(320 / width_in_characters(mark)) for mark in marks))
    table = word.add_table(rows=len(marks), cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    _set_widths(table, (Mm(120), Mm(36)))
    for row, mark in zip(table.rows, marks, strict=True):
        paragraph = row.cells[0].paragraphs[0]
        exact_lines(paragraph, size * 1.3)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.DISTRIBUTE
        add_run(paragraph, clean(mark), Style(Role.SONG_TITLE, size, RED), fonts)
    merged = table.cell(0, 1).merge(table.cell(len(marks) - 1, 1))
    merged.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    for extra in merged.paragraphs[1:]:
        extra._p.getparent().remove(extra._p)  # noqa: SLF001  merging leaves one empty paragraph per cell
    add_run(merged.paragraphs[0], clean(suffix), Style(Role.SONG_TITLE, 36, RED), fonts)


def add_imprint(word: WordDocument, rows: Sequence[tuple[str, str]], fonts: Mapping[Role, str]) -> None:
    """抄送 and 印发 at the foot of the last page, between lines of 0.35 mm (outside) and 0.25 mm.

    Args:
        word: the document.
        rows: (left text, right text) of each row.
        fonts: families by role.
    """
    table = word.add_table(rows=len(rows), cols=1)
    table.autofit = False
    _set_widths(table, (Mm(156),))
    properties = table._tbl.tblPr  # noqa: SLF001  floating tables have no public interface
    properties.insert(
        sum(child.tag == qn("w:tblStyle") for child in properties),
        parse_xml(
            f'<w:tblpPr {nsdecls("w")} w:vertAnchor="margin" w:horzAnchor="margin" w:tblpXSpec="left" '
            'w:tblpYSpec="bottom"/>'
        ),
    )
    for index, (row, (left, right)) in enumerate(zip(table.rows, rows, strict=True)):
        edges = {"top": 8 if index == 0 else 6, "bottom": 8 if index == len(rows) - 1 else 6}
        _set_edges(row.cells[0], edges)
        paragraph = row.cells[0].paragraphs[0]
        exact_lines(paragraph, 22)
        hanging = 3 * SIZE_4 / SIZE_3 if left.startswith("抄送：") else 0
        indent_characters(paragraph, left=0.5 + hanging, first=-hanging, right=0.5)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(150), WD_TAB_ALIGNMENT.RIGHT)
        text = clean(left) + (f"\t{right}" if right else "")
        add_run(paragraph, text, Style(size=SIZE_4), fonts)
    exact_lines(word.add_paragraph(), 1)  # a floating table needs a paragraph of the flow to hang on


def _set_edges(cell: Cell, edges: Mapping[str, int]) -> None:
    lines = "".join(f'<w:{edge} w:val="single" w:sz="{size}" w:color="auto"/>' for edge, size in edges.items())
    cell._tc.get_or_add_tcPr().append(  # noqa: SLF001  cell borders have no public interface
        parse_xml(f"<w:tcBorders {nsdecls('w')}>{lines}</w:tcBorders>")
    )


def _add_plain_names(word: WordDocument, groups: Sequence[Group], fonts: Mapping[Role, str]) -> None:
    for group in groups:
        heading = word.add_paragraph()
        exact_lines(heading)
        indent_characters(heading, first=2)
        heading.paragraph_format.keep_with_next = True
        add_run(heading, clean(f"{group['area']}（{group['count']}个）"), Style(Role.HEI), fonts)
        for number, *names in group["rows"]:
            paragraph = word.add_paragraph()
            exact_lines(paragraph)
            indent_characters(paragraph, first=2)
            add_run(paragraph, f"{number}." + "　".join(map(clean, names)), Style(size=SIZE_3), fonts)


def _ruled(word: WordDocument, columns: Sequence[Column], fonts: Mapping[Role, str]) -> WordTable:
    table: WordTable = word.add_table(rows=1, cols=len(columns), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    total = sum(column.width for column in columns)
    _set_widths(table, [Emu(round(Mm(156) * column.width / total)) for column in columns])
    header = table.rows[0]
    header._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))  # noqa: SLF001  no public interface
    for cell, column in zip(header.cells, columns, strict=True):
        _fill(cell, column.title, _HEADER, "center", fonts)
    return table


def _set_widths(table: WordTable, widths: Sequence[Length]) -> None:
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width


def _new_row(table: WordTable) -> Row:
    row: Row = table.add_row()  # type: ignore[no-untyped-call]  # python-docx leaves it bare
    row._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))  # noqa: SLF001  no public interface
    return row


def _add_row(table: WordTable, columns: Sequence[Column], row: Sequence[str], fonts: Mapping[Role, str]) -> None:
    # Reading `row.cells` costs a walk over the table for every row; the cells are read once.
    for cell, column, text in zip(_new_row(table).cells, columns, row, strict=True):
        _fill(cell, text, _CELL, column.align, fonts)


def _fill(cell: Cell, text: str, style: Style, align: str, fonts: Mapping[Role, str]) -> None:
    paragraph = cell.paragraphs[0]
    exact_lines(paragraph, 18)
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(3)
    paragraph.alignment = _ALIGN[align]
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    add_run(paragraph, clean(text), style, fonts)
