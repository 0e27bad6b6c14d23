"""What a file is, by its first bytes; the name decides only between texts, and is never believed against the bytes."""

import io
import re
import zipfile
from typing import Final

from jiangxin.library.reading.document import MOST_BYTES, Format
from jiangxin.library.reading.docx.archive import FAULTS
from jiangxin.library.reading.errors import ReadingError

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_TAG: Final = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|title|div|p|table|h[1-6]|article)[\s/>]", re.IGNORECASE
)
_FOREIGN: Final = (
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"MZ", "EXE"),
)
_HEAD: Final = 4096
_WIDE: Final = (b"\xff\xfe", b"\xfe\xff")
HTML_NAMES: Final = ("htm", "html", "xhtml", "shtml")


def format_of(data: bytes, name: str) -> Format:
    """Tell the format of a file.

    Raises:
        ReadingError: `empty`, `too_large`, or `unsupported` for what is none of the formats.
    """
    if not data:
        raise ReadingError("empty")
    if len(data) > MOST_BYTES:
        raise ReadingError("too_large", size=len(data), limit=MOST_BYTES)
    # Some writers put a few bytes before the header of a PDF; the standard grants them 1,024 (ISO 32000-1, annex H.3).
    if b"%PDF-" in data[:1024]:
        return Format.PDF
    if data.startswith(_ZIP):
        return _packed(data)
    if data.startswith(_OLE):
        return _compound(data)
    if data.startswith(b"{\\rtf"):
        return Format.DOC
    for mark, foreign in _FOREIGN:
        if data.startswith(mark):
            raise ReadingError("unsupported", found=foreign)
    return Format.HTML if _is_html(data, name) else Format.TXT


def _packed(data: bytes) -> Format:
    """Tell Word from other archives by the names in the directory; a damaged one by what stands unpacked in it.

    The bytes alone would take an archive of Word documents for one.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = "\n".join(["", *archive.namelist()])
    except FAULTS:
        names = "\nword/" if b"word/" in data else ""
    parts = (("word/", ""), ("xl/", "Excel"), ("ppt/", "PowerPoint"), ("mimetype", "OpenDocument"))
    foreign = next((found for part, found in parts if f"\n{part}" in names), "ZIP")
    if foreign:
        raise ReadingError("unsupported", found=foreign)
    return Format.DOCX


def _compound(data: bytes) -> Format:
    """Tell what a compound file holds by the names of its streams (MS-CFB 2.6: UTF-16, little endian)."""

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise ReadingError("encrypted")
    if holds("WordDocument"):
        return Format.DOC
    raise ReadingError("unsupported", found="Excel" if holds("Workbook") else "OLE")


def _is_html(data: bytes, name: str) -> bool:
    head = data[:_HEAD]
    if head.startswith(_WIDE):
        head = head.replace(b"\x00", b"")
    if _TAG.search(head) and head.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith(b"<"):
        return True
    return name.rsplit(".", 1)[-1].lower() in HTML_NAMES and b"<" in data
