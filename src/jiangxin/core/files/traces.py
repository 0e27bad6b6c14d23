"""Taking out of a file what tells whose it is without standing on its pages: author, title, company, device, place.

Pictures and pages look the same afterwards. What is seen on them stays, and is for people to judge.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

from PIL import ExifTags, Image, ImageOps
from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, StreamObject

from jiangxin.core.files.sniff import DOCX, JPEG, PDF, PNG, XLSX


class TracesStay(Exception):  # noqa: N818  an answer, not an error
    """A file that cannot be taken apart, so that nobody can say what it still tells."""


# What the readers of three formats have been seen to raise over broken files.
_FAULTS = (
    *(PyPdfError, zipfile.BadZipFile, zlib.error, struct.error, Image.DecompressionBombError),
    *(OSError, EOFError, ValueError, LookupError, TypeError, AttributeError, SyntaxError, RuntimeError),
)


def without_traces(content: bytes, media_type: str) -> bytes:
    """Return the file without its hidden traces.

    Raises:
        TracesStay: the file is encrypted, damaged, or of a kind nothing is known about.
    """
    clean = _CLEANERS.get(media_type)
    if clean is None:
        raise TracesStay(media_type)
    try:
        return clean(content)
    except _FAULTS as fault:
        raise TracesStay(str(fault)) from fault


# PDF (ISO 32000-1): document information, XMP metadata, attached files, bookmarks and forms live outside the pages.
_SEEN_ONLY_ON_ASKING = {"/Text", "/Popup", "/FileAttachment", "/Link", "/Widget", "/Sound", "/Movie"}
_TOLD_BY_NOTES = ("/T", "/Subj", "/NM", "/M", "/CreationDate", "/Popup", "/IRT", "/A", "/AA")
_TOLD_ON_ASKING = ("/Contents", "/RC")
_TOLD_BY_OBJECTS = ("/Metadata", "/PieceInfo", "/LastModified", "/StructParents", "/StructParent", "/Alt")


def _pdf(content: bytes) -> bytes:
    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise TracesStay("encrypted")
    writer, seen = PdfWriter(), set[int]()
    for page in reader.pages:
        _drop(page, ("/AA", "/Tabs"))
        notes = [note for note in page.get("/Annots") or () if _stays_on_paper(note.get_object())]
        page.pop("/Annots", None)
        if notes:
            page[NameObject("/Annots")] = ArrayObject(notes)
        _bare(page, seen)
        writer.add_page(page)  # only what the bare page still leads to comes along
    writer.metadata = None
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _stays_on_paper(note: DictionaryObject) -> bool:
    _drop(note, _TOLD_BY_NOTES)
    if note.get("/Subtype") != "/FreeText":  # whose words are written on the page itself
        _drop(note, _TOLD_ON_ASKING)
    return note.get("/Subtype") not in _SEEN_ONLY_ON_ASKING


def _bare(thing: Any, seen: set[int]) -> None:
    """Strip an object of a page and whatever it leads to, but for the page tree above it."""
    todo = [thing]
    while todo:
        one = todo.pop()
        if isinstance(one, IndirectObject):
            one = one.get_object()
        if not isinstance(one, DictionaryObject | ArrayObject) or id(one) in seen:
            continue
        seen.add(id(one))
        if isinstance(one, ArrayObject):
            todo.extend(one)
            continue
        _drop(one, _TOLD_BY_OBJECTS)
        if isinstance(one, StreamObject) and one.get("/Filter") in ("/DCTDecode", ["/DCTDecode"]):
            one._data = _jpeg_segments(one._data)  # noqa: SLF001  the picture as it stands in the file
        todo.extend(value for key, value in one.items() if key not in {"/Parent", "/P"})


def _drop(thing: DictionaryObject, keys: tuple[str, ...]) -> None:
    for key in keys:
        thing.pop(key, None)


# JPEG (ITU-T T.81): application segments carry Exif, XMP, IPTC and makers' notes; JFIF, colour profile and Adobe stay.
_SOS, _COM, _APP_FIRST, _APP_LAST = 0xDA, 0xFE, 0xE0, 0xEF
_JFIF, _ICC, _ADOBE = 0xE0, 0xE2, 0xEE
_UPRIGHT = 1


def _jpeg(content: bytes) -> bytes:
    with Image.open(io.BytesIO(content)) as image:
        if image.getexif().get(ExifTags.Base.Orientation, _UPRIGHT) == _UPRIGHT:
            return _jpeg_segments(content)
        # Which way is up stands in Exif: the picture is turned before that is lost.
        turned = ImageOps.exif_transpose(image)
        out = io.BytesIO()
        turned.save(out, "JPEG", quality=92, exif=b"", icc_profile=image.info.get("icc_profile"))
    return _jpeg_segments(out.getvalue())


def _jpeg_segments(content: bytes) -> bytes:
    if not content.startswith(b"\xff\xd8"):
        raise TracesStay("no JPEG")
    kept, place = bytearray(b"\xff\xd8"), 2
    while content[place] == 0xFF:  # noqa: PLR2004  every marker begins with it
        marker, length = content[place + 1], int.from_bytes(content[place + 2 : place + 4])
        if marker == _SOS:
            end = content.index(b"\xff\xd9", place) + 2  # what hangs behind the end of the picture is not of it
            return bytes(kept) + content[place:end]
        segment = content[place : place + 2 + length]
        if _keeps_the_look(marker, segment):
            kept += segment
        place += 2 + length
    raise TracesStay("broken JPEG")


def _keeps_the_look(marker: int, segment: bytes) -> bool:
    if marker == _ICC:
        return segment[4:].startswith(b"ICC_PROFILE\0")
    return marker in {_JFIF, _ADOBE} or (marker != _COM and not _APP_FIRST <= marker <= _APP_LAST)


# PNG (ISO/IEC 15948): texts, Exif and times are chunks of their own.
_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PNG_TOLD = {b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"}


def _png(content: bytes) -> bytes:
    kept, place = bytearray(_PNG_SIGNATURE), len(_PNG_SIGNATURE)
    while place < len(content):
        length, kind = int.from_bytes(content[place : place + 4]), content[place + 4 : place + 8]
        end = place + 12 + length
        if kind not in _PNG_TOLD:
            kept += content[place:end]
        if kind == b"IEND":
            return bytes(kept)
        place = end
    raise TracesStay("broken PNG")


# Office Open XML (ISO/IEC 29500): properties, authors of comments and changes, and the pictures inside.
_XML = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_PROPERTIES = {
    "docProps/core.xml": b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    b'core-properties"/>',
    "docProps/app.xml": b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'extended-properties"/>',
    "docProps/custom.xml": b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'custom-properties"/>',
}
_AUTHORS = re.compile(
    rb'((?:\w+:)?(?:author|initials|lastEditedBy|userName|displayName|userId|providerId|url)=")[^"]*(")'
)
_AUTHOR_ELEMENTS = re.compile(rb"(<author(?: [^>]*)?>)[^<]*(</author>)")
_AUTHORED = re.compile(
    r"(?:comments|people|persons?|document|footnotes|endnotes|header|footer|workbook|sheet)", re.IGNORECASE
)


def _office(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bare:
        for item in archive.infolist():
            if not item.is_dir():
                bare.writestr(
                    zipfile.ZipInfo(item.filename), _part(item.filename, archive.read(item)), zipfile.ZIP_DEFLATED
                )
    return out.getvalue()


def _part(name: str, content: bytes) -> bytes:
    if name in _PROPERTIES:
        return _XML + _PROPERTIES[name]
    ending = name.rsplit(".", 1)[-1].lower()
    if ending in {"jpg", "jpeg"}:
        return _jpeg(content)
    if ending == "png":
        return _png(content)
    if ending in {"docx", "xlsx"}:
        return _office(content)
    if ending == "xml" and _AUTHORED.search(name):
        return _AUTHOR_ELEMENTS.sub(rb"\1\2", _AUTHORS.sub(rb"\1\2", content))
    return content


_CLEANERS: dict[str, Callable[[bytes], bytes]] = {
    PDF.media_type: _pdf,
    JPEG.media_type: _jpeg,
    PNG.media_type: _png,
    DOCX.media_type: _office,
    XLSX.media_type: _office,
}
