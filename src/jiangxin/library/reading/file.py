"""Any file, read by what it is."""

import logging

from jiangxin.library.reading.document import Format, Reading
from jiangxin.library.reading.docx import read_docx
from jiangxin.library.reading.errors import ReadingError
from jiangxin.library.reading.html import read_html
from jiangxin.library.reading.kinds import format_of
from jiangxin.library.reading.office import read_office
from jiangxin.library.reading.pdf import read_pdf
from jiangxin.library.reading.plain import read_plain

log = logging.getLogger(__name__)
_READERS = {
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
        return _READERS[format_of(data, name)](data)
    except ReadingError:
        raise
    except Exception as fault:
        # A file is no reason to stop the others; what no reader foresaw is told as one that cannot be read.
        log.exception("a file of %s bytes made its reader fail", len(data))
        raise ReadingError("unreadable") from fault
