"""A studio's ledger as one bound book: cover, contents, entries with photos, list of attachments, the attachments.

The chapters are set first, in parts, so that no part is large and a job can be stopped between them; their headings
tell on which page everything stands. Then the contents are set, and attached files are laid behind the list.
"""

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pypdf import PageObject, PdfReader, PdfWriter, Transformation
from pypdf.errors import PyPdfError
from pypdf.generic import Destination

from .titles import title_lines
from .typesetting import ARCHIVAL, Imprint, Picture, Typesetter

A4 = (595.28, 841.89)  # points
_PHOTOS_OF_A_PART = 16
_ENTRIES_OF_A_PART = 20
_MARGIN = 36.0  # room for the stamp above and below an attached page
_WIDE_TITLE = 30  # characters beyond which a title of the contents takes more than one line
_PER_LINE = 14
Tell = Callable[[int, int], None]
_Sheet = tuple[PageObject | None, PageObject]  # an attached page and the stamp that goes on it


@dataclass(frozen=True, slots=True)
class BookEntry:
    """One entry: facts as label and value, running text, photos (JPEG)."""

    title: str
    facts: tuple[tuple[str, str], ...]
    text: str = ""
    photos: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class BookGroup:
    """A chapter."""

    title: str
    entries: tuple[BookEntry, ...]


@dataclass(frozen=True, slots=True)
class BookAttachment:
    """A file behind the ledger; `load` reads it when its turn comes. `form` is "pdf", "jpg", or "" for neither."""

    name: str
    belongs_to: str
    form: str
    load: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class BookWords:
    """The fixed words of a book, in the language it is printed in. `unread` takes no parameters."""

    contents: str
    attachments: str
    heads: tuple[str, str, str, str]
    label: Callable[[int, str, int, int], str]
    elsewhere: str
    unread: str


@dataclass(frozen=True, slots=True)
class LedgerBook:
    """What is bound."""

    studio: str
    kind: str
    period: str
    cover: tuple[tuple[str, str], ...]
    groups: tuple[BookGroup, ...]
    attachments: tuple[BookAttachment, ...]
    words: BookWords
    issued: date


@dataclass(frozen=True, slots=True)
class _Bound:
    """A file that is bound in: its pages, or what stands in their place."""

    number: int
    attachment: BookAttachment
    pages: tuple[PageObject, ...] = ()
    photo: bytes = b""
    note: str = ""

    @property
    def length(self) -> int:
        return max(1, len(self.pages))


@dataclass(frozen=True, slots=True)
class _Line:
    level: int
    title: str
    page: int


def ledger_book_pdf(book: LedgerBook, press: Typesetter, tell: Tell = lambda _done, _total: None) -> bytes:
    """Bind a ledger.

    Args:
        tell: called with how many steps of how many are done; may raise to stop.
    """
    parts = list(_parts(book.groups))
    total = len(parts) + len(book.attachments) + 2
    imprint = Imprint(f"{book.studio} {book.kind} {book.period}", book.studio, book.issued)
    body: list[bytes] = []
    lines: list[_Line] = []
    page = 1
    for number, part in enumerate(parts):
        tell(number, total)
        data = {"studio": book.studio, "period": book.period, "first_page": page, "groups": [_group(g) for g in part]}
        set_part = press.pdf("ledger_chapter", data, imprint, strict=False, standards=ARCHIVAL)
        reader = PdfReader(io.BytesIO(set_part))
        lines += [replace(line, page=line.page + page) for line in _headings(reader)]
        body.append(set_part)
        page += len(reader.pages)
    bound = []
    for number, attachment in enumerate(book.attachments, 1):
        tell(len(parts) + number - 1, total)
        bound.append(_bound(number, attachment, book.words))
    tell(total - 2, total)
    if bound:
        listed, stamped, more = _attachments(book, bound, page, press, imprint)
        body.append(listed)
        lines += more
    else:
        stamped = []
    tell(total - 1, total)
    front = press.pdf("ledger_front", _front(book, lines), imprint, strict=False, standards=ARCHIVAL)
    return _joined([front, *body], stamped, lines, imprint)


def _parts(groups: Sequence[BookGroup]) -> Iterable[list[BookGroup]]:
    """Cut the chapters into parts of few photos; a chapter that goes on in the next part is not titled again."""
    part: list[BookGroup] = []
    photos = entries = 0
    for group in groups:
        title, waiting = group.title, list(group.entries)
        taken: list[BookEntry] = []
        for entry in waiting:
            if entries and (photos + len(entry.photos) > _PHOTOS_OF_A_PART or entries >= _ENTRIES_OF_A_PART):
                if taken:
                    part.append(BookGroup(title, tuple(taken)))
                    title = ""
                yield part
                part, taken, photos, entries = [], [], 0, 0
            taken.append(entry)
            photos, entries = photos + len(entry.photos), entries + 1
        if taken or not waiting:
            part.append(BookGroup(title, tuple(taken)))
    if part:
        yield part


def _group(group: BookGroup) -> dict[str, object]:
    entries = [
        {
            "title": entry.title,
            "facts": [list(pair) for pair in entry.facts],
            "text": entry.text,
            "photos": [Picture(photo, entry.title, "jpg") for photo in entry.photos],
        }
        for entry in group.entries
    ]
    return {"title": group.title, "entries": entries, "nothing": "—"}


def _headings(reader: PdfReader) -> list[_Line]:
    """Return the headings of a part in their order, with the number of their page within it, the first being 0."""
    found: list[_Line] = []

    def walk(items: Sequence[object], level: int) -> None:
        for item in items:
            if isinstance(item, Destination):
                number = reader.get_destination_page_number(item)
                found.append(_Line(level, str(item.title), number or 0))
            elif isinstance(item, list):
                walk(item, level + 1)

    walk(reader.outline, 1)
    return found


def _bound(number: int, attachment: BookAttachment, words: BookWords) -> _Bound:
    if not attachment.form:
        return _Bound(number, attachment, note=words.elsewhere)
    content = attachment.load()
    if attachment.form == "jpg":
        return _Bound(number, attachment, photo=content)
    try:
        pages = tuple(PdfReader(io.BytesIO(content)).pages)
    except (PyPdfError, ValueError, LookupError, TypeError, RecursionError, AttributeError):
        return _Bound(number, attachment, note=words.unread)
    return _Bound(number, attachment, pages=pages)


def _attachments(
    book: LedgerBook, bound: Sequence[_Bound], first_page: int, press: Typesetter, imprint: Imprint
) -> tuple[bytes, list[_Sheet], list[_Line]]:
    """Return the list of attachments, their pages with stamps, and their lines in the contents."""

    def listed(start: int) -> bytes:
        at, rows = start, []
        for row in bound:
            last = at + row.length - 1
            where = str(at) if last == at else f"{at}–{last}"
            rows.append([str(row.number), row.attachment.name, row.attachment.belongs_to, where])
            at += row.length
        words = book.words
        data = {"first_page": first_page, "title": words.attachments, "heads": words.heads, "rows": rows}
        return press.pdf("ledger_attachments", data, imprint, strict=False, standards=ARCHIVAL)

    # Set twice: the first time tells how long the list itself is.
    start = first_page + len(PdfReader(io.BytesIO(listed(first_page))).pages)
    lines = [_Line(1, book.words.attachments, first_page)]
    stamps: list[dict[str, object]] = []
    at = start
    for row in bound:
        lines.append(_Line(2, f"{row.number}. {row.attachment.name}", at))
        for index in range(row.length):
            label = book.words.label(row.number, row.attachment.name, index + 1, row.length)
            photo = Picture(row.photo, row.attachment.name, "jpg") if row.photo else None
            stamps.append({"label": label, "page": at + index, "photo": photo, "note": row.note})
        at += row.length
    sheets = _stamp_pages(stamps, press, imprint)
    sources = [page for row in bound for page in (row.pages or (None,))]
    return listed(start), list(zip(sources, sheets, strict=True)), lines


def _stamp_pages(stamps: Sequence[dict[str, object]], press: Typesetter, imprint: Imprint) -> list[PageObject]:
    pages: list[PageObject] = []
    for start in range(0, len(stamps), _PHOTOS_OF_A_PART):
        data = {"stamps": list(stamps[start : start + _PHOTOS_OF_A_PART])}
        part = press.pdf("ledger_stamps", data, imprint, strict=False, standards=ARCHIVAL)
        pages += PdfReader(io.BytesIO(part)).pages
    return pages


def _lay(writer: PdfWriter, source: PageObject | None, stamp: PageObject) -> None:
    """Add an A4 page with the attached page made to fit, turned as it is shown, and the stamp on top of it."""
    if source is None:
        writer.add_page(stamp)
        return
    box, turned = source.cropbox, source.rotation % 360
    width, height = float(box.width), float(box.height)
    shown = (height, width) if turned % 180 else (width, height)
    scale = min((A4[0] - 2 * _MARGIN) / (shown[0] or 1), (A4[1] - 2 * _MARGIN) / (shown[1] or 1), 1.0)
    middle = float(box.left) + width / 2, float(box.bottom) + height / 2
    move = Transformation().translate(-middle[0], -middle[1]).rotate(-turned).scale(scale)
    page = writer.add_blank_page(width=A4[0], height=A4[1])
    page.merge_transformed_page(source, move.translate(A4[0] / 2, A4[1] / 2))
    page.merge_page(stamp)


def _front(book: LedgerBook, lines: Sequence[_Line]) -> dict[str, object]:
    return {
        "title_lines": title_lines(book.studio, per_line=_PER_LINE),
        "kind": book.kind,
        "period": book.period,
        "cover": [list(pair) for pair in book.cover],
        "contents_title": book.words.contents,
        "contents": [
            {"level": line.level, "title": line.title, "page": line.page, "wide": len(line.title) > _WIDE_TITLE}
            for line in lines
        ],
    }


def _joined(parts: Sequence[bytes], stamped: Sequence[_Sheet], lines: Sequence[_Line], imprint: Imprint) -> bytes:
    writer = PdfWriter()
    for part in parts:
        writer.append(PdfReader(io.BytesIO(part)), import_outline=False)
    before = len(PdfReader(io.BytesIO(parts[0])).pages)
    for source, stamp in stamped:
        _lay(writer, source, stamp)
    chapter = None
    for line in lines:
        parent = chapter if line.level > 1 else None
        made = writer.add_outline_item(title=line.title, page_number=before + line.page - 1, parent=parent)
        chapter = made if line.level == 1 else chapter
    writer.metadata = {"/Title": imprint.title, "/Author": imprint.author}
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()
