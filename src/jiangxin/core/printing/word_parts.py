"""What python-docx has no word for: East Asian fonts, frames, borders, page fields, grids and reproducible files."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from unicodedata import east_asian_width

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Emu, Mm, Pt
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

from .fonts import Role

# The names under which Windows and WPS know the standard's faces; a machine without them substitutes its own.
WORD_FONTS: Mapping[Role, str] = {
    Role.SONG_TITLE: "方正小标宋简体",
    Role.FANGSONG: "仿宋",
    Role.HEI: "黑体",
    Role.KAI: "楷体",
    Role.SONG: "宋体",
}
SIZE_3, SIZE_4, SIZE_2 = 16.0, 14.0, 22.0  # 号 in points
PITCH = 28.95  # points: 22 lines in the 225 mm of the type area; Word's grid counts a line from top to top
CLOSER = -5  # twentieths of a point: 28 characters of size 3 then take 441 pt, a hair less than 156 mm
RED = "D40000"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment a zip file can name


@dataclass(frozen=True, slots=True)
class Style:
    """How a run looks."""

    role: Role = Role.FANGSONG
    size: float = SIZE_3
    color: str = ""


def width_in_characters(text: str) -> float:
    """Width of a text in full characters; Latin letters and digits count half."""
    return sum(1.0 if east_asian_width(c) in "WFA" else 0.5 for c in text)


def add_run(paragraph: WordParagraph, text: str, style: Style, fonts: Mapping[Role, str]) -> Run:
    """Append text in a face; East Asian and Latin letters use the same family."""
    run = paragraph.add_run(text)
    run.font.size = Pt(style.size)
    run.font.name = fonts[style.role]
    properties = run._element.get_or_add_rPr()  # noqa: SLF001  python-docx has no public way to the East Asian font
    assert properties.rFonts is not None  # naming the font made it
    properties.rFonts.set(qn("w:eastAsia"), fonts[style.role])
    if style.size == SIZE_3:
        properties.append(parse_xml(f'<w:spacing {nsdecls("w")} w:val="{CLOSER}"/>'))
    if style.color:
        properties.append(parse_xml(f'<w:color {nsdecls("w")} w:val="{style.color}"/>'))
    return run


def exact_lines(paragraph: WordParagraph, points: float = PITCH) -> None:
    """Lines of a fixed height, without space around the paragraph."""
    layout = paragraph.paragraph_format
    layout.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    layout.line_spacing = Pt(points)
    layout.space_before = layout.space_after = Pt(0)


def set_red_rule(paragraph: WordParagraph) -> None:
    """The red line 4 mm (11 pt) under a paragraph."""
    edge = f'<w:bottom w:val="single" w:sz="14" w:space="11" w:color="{RED}"/>'
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001  borders have no public interface
    # The schema fixes the order of properties; borders come before tabs, spacing and indents.
    early = {qn(f"w:{name}") for name in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl")}
    place = sum(child.tag in early for child in properties)
    properties.insert(place, parse_xml(f"<w:pBdr {nsdecls('w')}>{edge}</w:pBdr>"))


def indent_characters(paragraph: WordParagraph, *, first: float = 0, left: float = 0, right: float = 0) -> None:
    """Indents in characters of the size-3 text."""
    layout = paragraph.paragraph_format
    character = Mm(156) / 28
    layout.first_line_indent = Emu(round(first * character))
    layout.left_indent = Emu(round(left * character))
    layout.right_indent = Emu(round(right * character))


def add_page_field(paragraph: WordParagraph, style: Style, fonts: Mapping[Role, str]) -> None:
    """`— 1 —` with the page's own number."""
    add_run(paragraph, "— ", style, fonts)
    run = add_run(paragraph, "", style, fonts)
    for kind, text in (("begin", ""), ("", " PAGE "), ("separate", ""), ("value", "1"), ("end", "")):
        if kind == "value":
            xml = f"<w:t {nsdecls('w')}>{text}</w:t>"
        elif kind:
            xml = f'<w:fldChar {nsdecls("w")} w:fldCharType="{kind}"/>'
        else:
            xml = f'<w:instrText {nsdecls("w")} xml:space="preserve">{text}</w:instrText>'
        run._element.append(parse_xml(xml))  # noqa: SLF001  fields have no public interface
    add_run(paragraph, " —", style, fonts)


def new_document(title: str, author: str, issued: date, fonts: Mapping[Role, str]) -> WordDocument:
    """An empty document with the margins and the grid of GB/T 9704-2012."""
    document = Document()
    normal = document.styles["Normal"]
    normal.font.size = Pt(SIZE_3)
    normal.font.name = fonts[Role.FANGSONG]
    properties = normal.element.get_or_add_rPr()
    properties.rFonts.set(qn("w:eastAsia"), fonts[Role.FANGSONG])
    properties.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="en-US" w:eastAsia="zh-CN"/>'))
    # No extra space between Chinese and digits: it would break the 28 characters of a line.
    for name in ("autoSpaceDE", "autoSpaceDN"):
        normal.element.get_or_add_pPr().append(parse_xml(f'<w:{name} {nsdecls("w")} w:val="0"/>'))
    _set_page(document.sections[0])
    document.settings.odd_and_even_pages_header_footer = True
    core = document.core_properties
    core.title, core.author, core.last_modified_by, core.language = title, author, author, "zh-CN"
    core.created = core.modified = datetime.combine(issued, time())
    core.comments = ""
    return document


def _set_page(section: Section) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(22)
    # Word, WPS and LibreOffice read a document grid differently; lines of a fixed height and a fixed letter space give
    # 22 lines of 28 characters in all three.
    for grid in section._sectPr.findall(qn("w:docGrid")):  # noqa: SLF001  the grid has no public interface
        section._sectPr.remove(grid)  # noqa: SLF001


def saved(document: WordDocument) -> bytes:
    """The file's bytes, with fixed times inside, so that equal input gives equal bytes."""
    written = io.BytesIO()
    document.save(written)
    result = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, _EPOCH), source.read(name), zipfile.ZIP_DEFLATED)
    return result.getvalue()
