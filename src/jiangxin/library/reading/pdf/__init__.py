"""The text of PDF documents; scans have none, and are told so."""

import io
import logging
from collections.abc import Callable
from time import monotonic
from typing import Any, Final

from pypdf import PageObject, PdfReader

from jiangxin.engine.text.radicals import unified
from jiangxin.library.reading.document import (
    MEGABYTE,
    MOST_CHARACTERS,
    Attachment,
    AttachmentKind,
    Format,
    Hints,
    Reading,
)
from jiangxin.library.reading.errors import ReadingError
from jiangxin.library.reading.pdf.reflow import reflow
from jiangxin.library.reading.plain import require_text

__all__ = ["read_pdf"]

MOST_PAGES: Final = 500
SECONDS: Final = 30.0
_LARGEST_PAGE: Final = 8 * MEGABYTE
_FEWEST_A_PAGE: Final = 10
_UNMAPPED_SHARE: Final = 0.3
_LONGEST: Final = 300
_MOST_ATTACHMENTS: Final = 50

logging.getLogger("pypdf").setLevel(logging.ERROR)  # it grumbles at every damaged file, which is told of below


def read_pdf(data: bytes, *, seconds: float = SECONDS) -> Reading:
    """Read a PDF.

    Args:
        data: the file.
        seconds: how long it may take.

    Raises:
        ReadingError: `pdf_broken`, `encrypted`, `pdf_too_many_pages`, `too_slow`, `pdf_scanned`, `pdf_unmapped`,
            `no_text`, `too_long`.
    """
    deadline = monotonic() + seconds
    reader = _open(data)
    try:
        _require_few(len(reader.pages))
        pages = [_read_page(page, deadline) for page in reader.pages]
        _require_words(reader, pages)
        hints, attachments = _hints(reader), _attachments(reader)
    except ReadingError:
        raise
    except Exception as fault:  # whatever a damaged file makes pypdf stumble over, and it raises nearly anything
        raise ReadingError("pdf_broken") from fault
    return Reading(Format.PDF, require_text(reflow(pages)), hints=hints, attachments=attachments)


def _open(data: bytes) -> PdfReader:
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        # Many are locked against printing only, and open with an empty password.
        locked = reader.is_encrypted and not reader.decrypt("")
    except Exception as fault:
        raise ReadingError("pdf_broken") from fault
    if locked:
        raise ReadingError("encrypted")
    return reader


def _require_few(pages: int) -> None:
    if pages > MOST_PAGES:
        raise ReadingError("pdf_too_many_pages", pages=pages, limit=MOST_PAGES)


def _read_page(page: PageObject, deadline: float) -> list[str]:
    contents = page.get_contents()
    if contents is None:
        return []
    size = len(contents.get_data())
    if size > _LARGEST_PAGE:
        raise ReadingError("too_slow")
    # Browsers and word processors write radicals for whole characters, so that headings would not be known as such.
    text = unified(page.extract_text(visitor_operand_before=_watch(deadline)))
    if len(text) > MOST_CHARACTERS:
        raise ReadingError("too_long", limit=MOST_CHARACTERS)
    return text.splitlines()


def _watch(deadline: float) -> Callable[[Any, Any, Any, Any], None]:
    """Return what pypdf calls before each operator of a page, to stop one that never ends."""

    def watch(*_: object) -> None:
        if monotonic() > deadline:
            raise ReadingError("too_slow")

    watch()
    return watch


def _require_words(reader: PdfReader, pages: list[list[str]]) -> None:
    """Tell a scan, and a document whose fonts do not say which characters they draw, from a text."""
    text = "".join("".join(line.split()) for page in pages for line in page)
    unmapped = sum(char == "\ufffd" or "\ue000" <= char <= "\uf8ff" or char < " " for char in text)
    if text and unmapped > _UNMAPPED_SHARE * len(text):
        raise ReadingError("pdf_unmapped")
    if len(text) < _FEWEST_A_PAGE * len(pages) and any(_has_picture(page) for page in reader.pages[:MOST_PAGES]):
        raise ReadingError("pdf_scanned")
    if not text:
        raise ReadingError("no_text")


def _has_picture(page: PageObject) -> bool:
    resources = page.get("/Resources")
    objects = resources.get_object().get("/XObject") if resources is not None else None
    if objects is None:
        return False
    return any(item.get_object().get("/Subtype") == "/Image" for item in objects.get_object().values())


def _hints(reader: PdfReader) -> Hints:
    found = reader.metadata
    if found is None:
        return Hints()
    values = [" ".join(str(value or "").split())[:_LONGEST] for value in (found.title, found.author, found.subject)]
    # Programs write the name of the file they made it from.
    title = "" if values[0].lower().endswith((".doc", ".docx", ".wps", ".ppt")) else values[0]
    return Hints(title=title.removeprefix("Microsoft Word - "), author=values[1])


def _attachments(reader: PdfReader) -> tuple[Attachment, ...]:
    """The files put into a PDF, by name alone: they are not opened."""
    names = [str(item.name)[:200] for item in reader.attachment_list]
    return tuple(Attachment(AttachmentKind.FILE, name, name, True, 0) for name in names[:_MOST_ATTACHMENTS])
