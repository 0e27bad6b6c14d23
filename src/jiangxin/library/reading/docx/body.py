"""The body of a Word document as lines of plain structured text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from jiangxin.engine.text.headings import read_heading
from jiangxin.library.reading.document import MOST_CHARACTERS, Attachment, AttachmentKind
from jiangxin.library.reading.docx.numbering import Numbering
from jiangxin.library.reading.docx.parts import Style
from jiangxin.library.reading.docx.xml import Attributes, parse
from jiangxin.library.reading.errors import ReadingError
from jiangxin.library.reading.rows import lay_rows

_EDGES: Final = " \t\u00a0\u3000"
_MOST_ATTACHMENTS: Final = 200
_DEEPEST_HEADING: Final = 6
# What stands there twice, was deleted, or is no text; whole elements.
_SKIPPED: Final = frozenset(
    {"Fallback", "del", "moveFrom", "instrText", "delText", "delInstrText", "rPrChange", "pPrChange"}
)
_CHARACTERS: Final = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}


@dataclass(slots=True)
class _Paragraph:
    pieces: list[str] = field(default_factory=list)
    style: str = ""
    number: str | None = None
    place: int | None = None


@dataclass(slots=True)
class _Table:
    rows: list[list[str]] = field(default_factory=list)


@dataclass(slots=True)
class _Body:
    styles: Mapping[str, Style]
    numbering: Numbering
    relations: Mapping[str, str]
    notes: Mapping[str, str]
    lines: list[str] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    cited: list[str] = field(default_factory=list)
    length: int = 0
    paragraphs: list[_Paragraph] = field(default_factory=list)
    tables: list[_Table] = field(default_factory=list)
    skipping: int = 0
    reading: bool = False
    picture: str = ""
    titled: bool = False

    def start(self, name: str, attributes: Attributes) -> None:
        if self.skipping or name in _SKIPPED:
            self.skipping += 1
            return
        value = attributes.get("val", "")
        if name == "p":
            self.paragraphs.append(_Paragraph())
        elif name == "tbl":
            self.tables.append(_Table())
        elif name == "tr" and self.tables:
            self.tables[-1].rows.append([])
        elif name == "tc" and self.tables and self.tables[-1].rows:
            self.tables[-1].rows[-1].append("")
        elif name == "docPr":
            self.picture = attributes.get("descr") or attributes.get("title") or attributes.get("name", "")
        elif name == "blip":
            self._attach(AttachmentKind.PICTURE, attributes.get("embed") or attributes.get("link", ""))
        elif name == "OLEObject":
            self._attach(AttachmentKind.FILE, attributes.get("id", ""))
        elif self.paragraphs:
            self._inside(name, value, attributes)

    def _inside(self, name: str, value: str, attributes: Attributes) -> None:
        paragraph = self.paragraphs[-1]
        if name == "t":
            self.reading = True
        elif name in _CHARACTERS:
            paragraph.pieces.append("" if attributes.get("type") == "page" else _CHARACTERS[name])
        elif name == "pStyle":
            paragraph.style = value
        elif name == "numId":
            paragraph.number = value
        elif name == "ilvl" and value.isdigit():
            paragraph.place = min(int(value), 8)
        elif name == "footnoteReference" and attributes.get("id", "") in self.notes:
            self.cited.append(attributes["id"])
            paragraph.pieces.append(f"[{len(self.cited)}]")

    def end(self, name: str) -> None:
        if self.skipping:
            self.skipping -= 1
        elif name == "t":
            self.reading = False
        elif name == "p" and self.paragraphs:
            self._close(self.paragraphs.pop())
        elif name == "tbl" and self.tables:
            self._close_table(self.tables.pop())

    def words(self, text: str) -> None:
        if self.reading and not self.skipping and self.paragraphs:
            self.length += len(text)
            if self.length > MOST_CHARACTERS:
                raise ReadingError("too_long", limit=MOST_CHARACTERS)
            self.paragraphs[-1].pieces.append(text)

    def _close(self, paragraph: _Paragraph) -> None:
        words = "".join(paragraph.pieces).strip(_EDGES + "\n")
        style = self.styles.get(paragraph.style, Style())
        number = self._number(paragraph, style) if words else ""
        if self.tables:
            row = self.tables[-1].rows[-1] if self.tables[-1].rows else []
            if row and words:
                row[-1] = f"{row[-1]} {number}{words}".strip()
        elif words:
            self._put(number + words, style)

    def _put(self, words: str, style: Style) -> None:
        first, *others = [line.strip(_EDGES) for line in words.split("\n")]
        is_title = style.is_title and not self.titled
        self.titled = self.titled or is_title
        if style.level and not is_title and read_heading(first) is None:
            first = "#" * min(style.level, _DEEPEST_HEADING) + " " + first
        self.lines += [line for line in (first, *others) if line]

    def _number(self, paragraph: _Paragraph, style: Style) -> str:
        number, place = style.numbering or ("", 0)
        number = number if paragraph.number is None else paragraph.number
        place = place if paragraph.place is None else paragraph.place
        return self.numbering.next(number, place) if number not in {"", "0"} else ""

    def _close_table(self, table: _Table) -> None:
        rows = [row for row in table.rows if any(row)]
        if self.tables:
            # A table within a cell is words of that cell.
            outer = self.tables[-1].rows[-1] if self.tables[-1].rows else []
            if outer:
                outer[-1] = " ".join(filter(None, [outer[-1], *(" ".join(filter(None, row)) for row in rows)]))
        elif any(len(row) > 1 for row in rows):
            self.lines += lay_rows(rows)
        else:
            self.lines += [cell for row in rows for cell in row if cell]

    def _attach(self, kind: AttachmentKind, identifier: str) -> None:
        address = self.relations.get(identifier, "")
        known = {attachment.address for attachment in self.attachments}
        if address and address not in known and len(self.attachments) < _MOST_ATTACHMENTS:
            name = " ".join(self.picture.split())[:200] or address.rsplit("/", 1)[-1]
            offset = sum(len(line) + 1 for line in self.lines)
            self.attachments.append(Attachment(kind, name, address, address.startswith("word/"), offset))
        self.picture = ""


def read_body(
    content: bytes,
    *,
    styles: Mapping[str, Style],
    numbering: Numbering,
    relations: Mapping[str, str],
    notes: bytes = b"",
) -> tuple[str, tuple[Attachment, ...]]:
    """Write a document's body as text.

    Args:
        content: the part `word/document.xml`.
        styles: of paragraphs, by identifier.
        numbering: its lists.
        relations: what its identifiers stand for.
        notes: the part `word/footnotes.xml`; what is cited stands at the end.
    """
    found = _read_notes(notes)
    body = _Body(styles, numbering, relations, found)
    parse(content, start=body.start, end=body.end, words=body.words)
    body.lines += [f"[{place}] {found[identifier]}" for place, identifier in enumerate(body.cited, start=1)]
    return "\n".join(body.lines), tuple(body.attachments)


def _read_notes(content: bytes) -> dict[str, str]:
    found: dict[str, str] = {}
    current: list[str] = []

    def start(name: str, attributes: Attributes) -> None:
        if name == "footnote":
            current[:] = [attributes.get("id", "")] if "type" not in attributes else []
            reading.clear()
        elif name == "t":
            reading.append("")

    def end(name: str) -> None:
        if name == "footnote" and current:
            found[current[0]] = " ".join("".join(current[1:]).split())
            current.clear()
        elif name == "t":
            reading.clear()

    def words(text: str) -> None:
        if current and reading:
            current.append(text)

    reading: list[str] = []
    parse(content, start=start, end=end, words=words)
    return {identifier: text for identifier, text in found.items() if text}
