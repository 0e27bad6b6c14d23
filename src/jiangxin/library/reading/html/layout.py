"""A page's tree as lines of plain structured text."""

import re
from dataclasses import replace
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborNode

from jiangxin.engine.text.han import HAN
from jiangxin.engine.text.headings import read_heading
from jiangxin.library.reading.document import MOST_CHARACTERS, Attachment, AttachmentKind
from jiangxin.library.reading.errors import ReadingError
from jiangxin.library.reading.html.boilerplate import Boilerplate, visit
from jiangxin.library.reading.rows import lay_rows

_BLOCKS: Final = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "legend",
        "li",
        "main",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_HEADING: Final = re.compile("h([1-6])")
_WHITE: Final = re.compile("[ \\t\\n\\r\\f]+")
# A line break of the source between two characters is nothing a reader sees.
_WRAP: Final = re.compile(f"(?<=[{HAN}，。、；：！？）》”])[ \\t]*[\\n\\r]+[ \\t]*(?=[{HAN}，。、；：！？（《“])")
_EDGES: Final = " \t\u00a0\u3000\ufeff\u200b"
_FILES: Final = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|wps|et|dps|ofd|zip|rar|7z|txt|csv)$", re.IGNORECASE)
_ICON: Final = re.compile(r"(?:icon|logo|spacer|blank|pixel|qrcode|arrow|avatar|share)", re.IGNORECASE)
_SMALL: Final = 48
_MOST_ATTACHMENTS: Final = 200
_LONGEST_CELL: Final = 300
_NAME: Final = 200


class _Page:
    """Lines as they grow."""

    def __init__(self, base: str) -> None:
        self.lines: list[str] = []
        self.attachments: list[Attachment] = []
        self.lists: list[int] = []  # of each open list the number of its next item, 0 for one without numbers
        self.verbatim = 0  # how many elements are open in which line breaks are meant
        self._base = base
        self._line: list[str] = []
        self._length = 0
        self._seen: set[str] = set()
        self._prefix = ""
        self._heading = 0

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def add(self, words: str) -> None:
        """Add words to the open line."""
        if self.verbatim:
            first, *others = words.split("\n")
            self._line.append(first)
            for other in others:
                self.end_line()
                self._line.append(other)
        else:
            self._line.append(_WHITE.sub(" ", _WRAP.sub("", words)))

    def begin(self, *, prefix: str = "", heading: int = 0) -> None:
        """End the open line and say how the next begins."""
        self.end_line()
        self._prefix, self._heading = prefix, heading

    def end_line(self) -> None:
        """Close the open line; empty ones are dropped."""
        words = "".join(self._line).strip(_EDGES + "\n\r\f")
        self._line = []
        if not words:
            return
        numbered = read_heading(words) is not None
        if self._heading and not numbered:
            words = "#" * self._heading + " " + words
        elif self._prefix and not (numbered and self._prefix.strip() != "-"):
            words = self._prefix + words
        self._prefix, self._heading = "", 0
        self.put(words)

    def put(self, line: str) -> None:
        """Add a whole line."""
        self._length += len(line) + 1
        if self._length > MOST_CHARACTERS:
            raise ReadingError("too_long", limit=MOST_CHARACTERS)
        self.lines.append(line)

    def attach(self, kind: AttachmentKind, name: str, address: str) -> None:
        """List a picture or file once."""
        inside = address.startswith("data:")
        where = address[:40] if inside else _resolve(self._base, address)
        if not where or where in self._seen or len(self.attachments) >= _MOST_ATTACHMENTS:
            return
        self._seen.add(where)
        title = " ".join(name.split()) or unquote(where.rsplit("/", 1)[-1])
        offset = self._length + len("".join(self._line).lstrip(_EDGES + "\n\r\f"))
        self.attachments.append(Attachment(kind, title[:_NAME], where, inside, offset))


def lay_out(body: LexborNode, boilerplate: Boilerplate, base: str) -> tuple[str, tuple[Attachment, ...]]:
    """Write a page as text.

    Args:
        body: the page's body.
        boilerplate: what to leave out.
        base: the page's own address, for addresses relative to it.
    """
    page = _Page(base)
    first_heading = body.css_first("h1")
    title = first_heading.mem_id if first_heading else None

    def enter(node: LexborNode) -> bool:
        return _enter(page, node, boilerplate, is_title=node.mem_id == title)

    def leave(node: LexborNode) -> None:
        _leave(page, node)

    visit(body, enter=enter, leave=leave, words=page.add)
    page.end_line()
    # What stands behind the last words stands at the text's end: white space after them is dropped.
    end = len(page.text)
    return page.text, tuple(replace(item, offset=min(item.offset, end)) for item in page.attachments)


def _enter(page: _Page, node: LexborNode, boilerplate: Boilerplate, *, is_title: bool) -> bool:
    """Begin an element; False when nothing in it remains to be done."""
    tag = node.tag or ""
    if boilerplate.holds(node):
        page.end_line()
        return False
    if tag == "br":
        page.end_line()
    elif tag == "img":
        _picture(page, node)
    elif tag == "a":
        address = node.attributes.get("href") or ""
        if _FILES.search(address.split("?")[0].split("#")[0]):
            page.attach(AttachmentKind.FILE, node.text(), address)
    elif tag == "table" and (rows := _data_rows(node, boilerplate)):
        page.end_line()
        for line in lay_rows(rows):
            page.put(line)
        return False
    elif tag in {"ul", "ol"}:
        page.end_line()
        start = node.attributes.get("start") or ""
        page.lists.append((int(start) if start.isascii() and start.isdigit() else 1) if tag == "ol" else 0)
    elif tag in _BLOCKS:
        page.verbatim += tag == "pre"
        _begin_block(page, tag, is_title=is_title)
    return True


def _begin_block(page: _Page, tag: str, *, is_title: bool) -> None:
    heading = _HEADING.fullmatch(tag)
    if heading:
        # The first of them is the title, which a plain text writes without a sign.
        page.begin(heading=0 if is_title else int(heading[1]))
    elif tag == "li" and page.lists:
        number = page.lists[-1]
        page.lists[-1] += 1 if number else 0
        page.begin(prefix="  " * (len(page.lists) - 1) + (f"{number}. " if number else "- "))
    else:
        page.begin()


def _leave(page: _Page, node: LexborNode) -> None:
    if node.tag in {"ul", "ol"} and page.lists:
        page.lists.pop()
    if node.tag in _BLOCKS:
        page.end_line()
    page.verbatim -= node.tag == "pre"


def _picture(page: _Page, node: LexborNode) -> None:
    attributes = node.attributes
    address = attributes.get("src") or attributes.get("data-src") or attributes.get("data-original") or ""
    sizes = [attributes.get(name) or "" for name in ("width", "height")]
    small = any(size.isascii() and size.isdigit() and int(size[:6]) <= _SMALL for size in sizes)
    if address and not small and not _ICON.search(address[:300]):
        page.attach(AttachmentKind.PICTURE, attributes.get("alt") or attributes.get("title") or "", address)


def _data_rows(table: LexborNode, boilerplate: Boilerplate) -> list[list[str]]:
    """The cells of a table that holds data; empty for one that only lays out the page."""
    weight = boilerplate.weight(table)
    if weight.tables > 1 or weight.laid_out:
        return []
    rows = [
        [" ".join(_WRAP.sub("", cell.text(separator=" ")).split()) for cell in row.css("td, th")]
        for row in table.css("tr")
    ]
    rows = [row for row in rows if any(row)]
    wide = sum(len(row) > 1 for row in rows)
    longest = max((len(cell) for row in rows for cell in row), default=0)
    return rows if wide > 1 and wide * 2 > len(rows) and longest <= _LONGEST_CELL else []


def _resolve(base: str, address: str) -> str:
    try:
        full = urljoin(base, address.strip())
        return full if urlsplit(full).scheme in {"", "http", "https"} else ""
    except ValueError:  # such as [ in a host
        return ""
