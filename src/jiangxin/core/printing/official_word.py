"""Official documents as Word files, for federations whose drafts go on in Word or WPS.

The layout follows GB/T 9704-2012 like the PDF's; a seal is not put into a file that can be edited.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.shared import Length, Mm, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from .dates import arabic_date
from .fonts import Role
from .official import Block, Column, OfficialDocument, attachment_labels, attachment_note, block_data, mark_lines
from .titles import title_lines
from .typesetting import clean
from .word_parts import (
    PITCH,
    RED,
    SIZE_2,
    SIZE_3,
    SIZE_4,
    WORD_FONTS,
    Style,
    add_page_field,
    add_run,
    exact_lines,
    indent_characters,
    new_document,
    saved,
    set_red_rule,
    width_in_characters,
)
from .word_tables import add_imprint, add_joint_mark, add_names, add_table

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_CENTER, _RIGHT, _LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT
_LEVEL_ROLES = (Role.FANGSONG, Role.HEI, Role.KAI, Role.FANGSONG, Role.FANGSONG)


def official_docx(document: OfficialDocument, fonts: Mapping[Role, str] | None = None) -> bytes:
    """Write an official document as .docx.

    Args:
        document: the same content the PDF is set from.
        fonts: family names by role for the reader's machine; roles left out keep the names Windows knows.
    """
    return _Writer(document, {**WORD_FONTS, **(fonts or {})}).written()


class _Writer:
    """One document on its way into Word."""

    def __init__(self, document: OfficialDocument, fonts: Mapping[Role, str]) -> None:
        self.source = document
        self.fonts = fonts
        title = document.title.replace("\n", "")
        self.word: WordDocument = new_document(title, document.author(), document.issued, fonts)

    def written(self) -> bytes:
        source = self.source
        if source.marks:
            self._head()
        self._title(source.title)
        self._blank()
        if source.recipients:
            self._paragraph(source.recipients + "：")
        self._blocks(source.body)
        self._closing()
        if source.remark:
            indent_characters(self._paragraph(f"（{source.remark}）"), left=2)
        self._attachments()
        self._imprint()
        self._page_numbers()
        return saved(self.word)

    def _paragraph(self, text: str = "", style: Style | None = None) -> WordParagraph:
        paragraph = self.word.add_paragraph()
        exact_lines(paragraph)
        if text:
            add_run(paragraph, clean(text), style or Style(), self.fonts)
        return paragraph

    def _blank(self, count: int = 1) -> None:
        for _ in range(count):
            self._paragraph()

    def _head(self) -> None:
        source = self.source
        corner = [
            (text, role)
            for text, role in (
                (source.copy_number, Role.FANGSONG),
                (source.secrecy, Role.HEI),
                (source.urgency, Role.HEI),
            )
            if text
        ]
        for text, role in corner:
            self._paragraph(text, Style(role))
        gap = Pt(Mm(35).pt - len(corner) * PITCH)
        if len(source.marks) > 1:
            spacer = self._paragraph()
            exact_lines(spacer, 1)
            spacer.paragraph_format.space_before = gap
            add_joint_mark(self.word, source.marks, source.mark_suffix, self.fonts)
        else:
            self._single_mark(gap)
        self._number()
        self._blank(2)

    def _single_mark(self, gap: Length) -> None:
        lines = mark_lines(self.source)
        size = min(42.0, *(int(430 / width_in_characters(line)) for line in lines))
        for index, line in enumerate(lines):
            paragraph = self._paragraph(line, Style(Role.SONG_TITLE, size, RED))
            exact_lines(paragraph, size * 1.2)
            paragraph.alignment = _CENTER
            if index == 0:
                paragraph.paragraph_format.space_before = gap

    def _number(self) -> None:
        source = self.source
        if not source.signers:
            paragraph = self._paragraph(source.number)
            paragraph.alignment = _CENTER
            paragraph.paragraph_format.space_before = Pt(2 * PITCH if source.number else 0)
            set_red_rule(paragraph)
            return
        rows = ["　".join(source.signers[start : start + 2]) for start in range(0, len(source.signers), 2)]
        widest = max(map(width_in_characters, rows))
        for index, row in enumerate(rows):
            paragraph = self._paragraph(source.number if index == len(rows) - 1 else "")
            indent_characters(paragraph, left=1)
            tabs = paragraph.paragraph_format.tab_stops
            tabs.add_tab_stop(Mm(156 * (27 - widest - 4) / 28), WD_TAB_ALIGNMENT.LEFT)
            tabs.add_tab_stop(Mm(156 * (27 - widest) / 28), WD_TAB_ALIGNMENT.LEFT)
            add_run(paragraph, "\t签发人：\t" if index == 0 else "\t\t", Style(), self.fonts)
            add_run(paragraph, row, Style(Role.KAI), self.fonts)
            if index == 0:
                paragraph.paragraph_format.space_before = Pt(2 * PITCH)
        set_red_rule(paragraph)

    def _title(self, title: str) -> None:
        for line in title_lines(title):
            paragraph = self._paragraph(line, Style(Role.SONG_TITLE, SIZE_2))
            paragraph.alignment = _CENTER
            paragraph.paragraph_format.keep_with_next = True

    def _blocks(self, blocks: Sequence[Block]) -> None:
        for block in block_data(tuple(blocks)):
            if block["kind"] == "paragraph":
                self._body(block)
            elif block["kind"] == "table":
                add_table(self.word, _columns(block), block["rows"], self.fonts)  # type: ignore[arg-type]
            else:
                add_names(self.word, _columns(block), block["groups"], self.fonts, ruled=bool(block["ruled"]))  # type: ignore[arg-type]

    def _body(self, block: Mapping[str, object]) -> None:
        number, heading, text = (str(block[key]) for key in ("number", "heading", "text"))
        level = int(str(block["level"]))
        paragraph = self._paragraph()
        indent_characters(paragraph, first=2)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        style = Style(_LEVEL_ROLES[level])
        whole = not heading and level in {1, 2}
        # A heading stands with what it heads; gb9704.typ does the same.
        paragraph.paragraph_format.keep_with_next = level > 0 and (not text or (not heading and level == 1))
        for index, line in enumerate(clean(text).split("\n")):
            if index == 0:
                add_run(paragraph, number + heading + (line if whole else ""), style, self.fonts)
                add_run(paragraph, "" if whole else line, Style(), self.fonts)
            else:
                add_run(paragraph, "\n" + line, style if whole else Style(), self.fonts)

    def _closing(self) -> None:
        # The signature never stands on a page without text: from the end of the body on, all keeps together.
        start = max(0, len(self.word.paragraphs) - 1)
        self._attachment_note()
        self._attendance()
        self._signature()
        for paragraph in self.word.paragraphs[start:-1]:
            paragraph.paragraph_format.keep_with_next = True

    def _attachment_note(self) -> None:
        notes = attachment_note(self.source)
        if not notes:
            return
        self._blank()
        for index, (number, title) in enumerate(notes):
            paragraph = self._paragraph(("附件：" if index == 0 else "") + number + title)
            hanging = (3 if index == 0 else 0) + width_in_characters(number)
            indent_characters(paragraph, left=5 + width_in_characters(number), first=-hanging)

    def _attendance(self) -> None:
        if self.source.attendance:
            self._blank()
        for people in self.source.attendance:
            paragraph = self._paragraph(people.label + "：", Style(Role.HEI))
            width = width_in_characters(people.label) + 1
            indent_characters(paragraph, left=2 + width, first=-width)
            add_run(paragraph, clean(people.names), Style(), self.fonts)

    def _signature(self) -> None:
        source = self.source
        day = arabic_date(source.issued)
        day_width = width_in_characters(day)
        self._blank(2 if source.sealed and source.issuers else 1)
        widest = max(map(width_in_characters, source.issuers), default=0.0)
        for issuer in source.issuers:
            width = width_in_characters(issuer)
            if source.sealed and len(source.issuers) == 1:
                inset = 4 + (day_width - width) / 2
            else:
                inset = max(2.0, day_width + 4 - widest) + widest - width
            paragraph = self._paragraph(issuer)
            paragraph.alignment = _RIGHT
            indent_characters(paragraph, right=max(0.0, inset))
        paragraph = self._paragraph(day)
        paragraph.alignment = _RIGHT
        unsealed = max(2.0, day_width + 4 - widest) + widest - 2 - day_width
        indent_characters(paragraph, right=4 if source.sealed or not source.issuers else unsealed)

    def _attachments(self) -> None:
        for attachment, label in zip(self.source.attachments, attachment_labels(self.source), strict=True):
            paragraph = self._paragraph(label, Style(Role.HEI))
            paragraph.paragraph_format.page_break_before = True
            self._blank()
            self._title(attachment.title)
            self._blank()
            self._blocks(attachment.blocks)

    def _imprint(self) -> None:
        source = self.source
        rows = [(f"抄送：{source.copy_to}。", "")] if source.copy_to else []
        if source.printer and source.printed:
            rows.append((source.printer, f"{arabic_date(source.printed)}印发"))
        if rows:
            add_imprint(self.word, rows, self.fonts)

    def _page_numbers(self) -> None:
        section = self.word.sections[0]
        for footer, alignment in ((section.footer, _RIGHT), (section.even_page_footer, _LEFT)):
            paragraph = footer.paragraphs[0]
            paragraph.alignment = alignment
            side = SIZE_4 / SIZE_3
            indent_characters(
                paragraph, left=side if alignment == _LEFT else 0, right=side if alignment == _RIGHT else 0
            )
            add_page_field(paragraph, Style(Role.SONG, SIZE_4), self.fonts)


def _columns(block: Mapping[str, object]) -> tuple[Column, ...]:
    columns = block["columns"]
    assert isinstance(columns, tuple)
    return columns
