"""Any file, read by what it is."""

import logging
import re
from dataclasses import asdict, replace
from typing import Final

from jiangxin.library.reading.document import Format, Hints, Reading
from jiangxin.library.reading.docx import read_docx
from jiangxin.library.reading.errors import ReadingError
from jiangxin.library.reading.html import read_html
from jiangxin.library.reading.kinds import format_of
from jiangxin.library.reading.office import read_office
from jiangxin.library.reading.pdf import read_pdf
from jiangxin.library.reading.plain import read_plain

log = logging.getLogger(__name__)
_UNSTORABLE: Final = re.compile("[\x00\ud800-\udfff]")
_READERS: Final = {
    Format.TXT: read_plain,
    Format.HTML: read_html,
    Format.DOCX: read_docx,
    Format.PDF: read_pdf,
    Format.DOC: read_office,
}


def read_file(data: bytes, name: str) -> Reading:
    """Read a file.

    Args:
        data: its bytes.
        name: its name, which decides only between text and a web page.

    Raises:
        ReadingError: it cannot be read; nothing else is ever raised, whatever the bytes.
    """
    try:
        return _storable(_READERS[format_of(data, name)](data))
    except ReadingError:
        raise
    except Exception as fault:
        # A file is no reason to stop the others; what no reader foresaw is told as one that cannot be read.
        log.exception("a file of %s bytes made its reader fail", len(data))
        raise ReadingError("unreadable") from fault


def _storable(found: Reading) -> Reading:
    """Put the sign for an unreadable character where a document holds one that no database keeps as text."""
    hints = Hints(**{name: _clean(value) for name, value in asdict(found.hints).items()})
    attachments = tuple(
        replace(item, name=_clean(item.name), address=_clean(item.address)) for item in found.attachments
    )
    return replace(found, text=_clean(found.text), hints=hints, attachments=attachments)


def _clean(words: str) -> str:
    return _UNSTORABLE.sub("\ufffd", words)
