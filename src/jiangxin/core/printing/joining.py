"""Joins the parts of a long print run into one archival PDF."""

import hashlib
import io
from collections.abc import Sequence

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, ByteStringObject, NameObject

_KEPT = ("/Metadata", "/OutputIntents", "/Lang", "/ViewerPreferences")


def joined(parts: Sequence[bytes]) -> bytes:
    """One PDF of all pages. Description, colour profile and language are the first part's, so PDF/A-2b stays true.

    Args:
        parts: untagged PDF/A-2b files with the same description, at least one.
    """
    if len(parts) == 1:
        return parts[0]
    writer = PdfWriter()
    writer.pdf_header = "%PDF-1.7"
    for part in parts:
        writer.append(PdfReader(io.BytesIO(part)), import_outline=False)
    first = PdfReader(io.BytesIO(parts[0])).root_object
    for key in _KEPT:
        if key in first:
            writer.root_object[NameObject(key)] = first.raw_get(key).clone(writer)
    writer.metadata = None  # the description in XMP is the one that counts
    digest = ByteStringObject(hashlib.sha256(b"".join(parts)).digest()[:16])
    writer._ID = ArrayObject([digest, digest])  # noqa: SLF001  the public way draws random identifiers
    result = io.BytesIO()
    writer.write(result)
    return result.getvalue()
