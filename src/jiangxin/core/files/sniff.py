"""What a file really is: its name, its first bytes and its inner structure must agree."""

import io
import zipfile
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from PIL import Image, UnidentifiedImageError
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from jiangxin.core.refusal import Refusal

MEGABYTE = 1024 * 1024
_MAX_PIXELS = 100_000_000
_MAX_PARTS = 5_000
_MAX_UNPACKED = 200 * MEGABYTE


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file the house takes."""

    code: str
    media_type: str
    extensions: tuple[str, ...]
    label: str


PDF = Kind("pdf", "application/pdf", ("pdf",), "PDF")
JPEG = Kind("jpeg", "image/jpeg", ("jpg", "jpeg"), "JPEG")
PNG = Kind("png", "image/png", ("png",), "PNG")
DOCX = Kind("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ("docx",), "Word (docx)")
XLSX = Kind("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ("xlsx",), "Excel (xlsx)")
KINDS = {kind.code: kind for kind in (PDF, JPEG, PNG, DOCX, XLSX)}
_BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
IMAGES = ("jpeg", "png")
DOCUMENTS = ("pdf", "jpeg", "png", "docx", "xlsx")


@dataclass(frozen=True, slots=True)
class Accepted:
    """What a place for a file takes: kinds by code, and a size in bytes."""

    kinds: tuple[str, ...] = DOCUMENTS
    max_bytes: int = 20 * MEGABYTE

    def describe(self) -> str:
        """Return the kinds and the size for people, such as "PDF、JPEG，不超过 20 MB"."""
        return "、".join(KINDS[code].label for code in self.kinds) + f"，≤ {self.max_bytes // MEGABYTE} MB"


def sniff(name: str, content: bytes, accepted: Accepted) -> Kind:
    """Return the kind of `content`.

    Raises:
        Refusal: empty, too large, of a kind not accepted here, disguised (name and content disagree) or damaged.
    """
    if not content:
        raise _refuse("file_empty", _("文件“%(name)s”是空的。"), name, accepted)
    if len(content) > accepted.max_bytes:
        raise _refuse("file_too_large", _("文件“%(name)s”超过大小限制。"), name, accepted)
    extension = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    named = next((kind for kind in KINDS.values() if extension in kind.extensions), None)
    if named is None or named.code not in accepted.kinds:
        raise _refuse("file_type_not_accepted", _("这里不收“%(name)s”这种类型的文件。"), name, accepted)
    if _kind_by_content(content) is not named:
        raise _refuse("file_disguised", _("文件“%(name)s”的内容与扩展名不符。"), name, accepted)
    return named


def _refuse(code: str, message: object, name: str, accepted: Accepted) -> Refusal:
    return Refusal(
        code,
        str(message) % {"name": name[:80]},
        _("请换成 %(accepted)s 的文件后重新上传。") % {"accepted": accepted.describe()},
    )


def _kind_by_content(content: bytes) -> Kind | None:
    if content.startswith(b"%PDF-"):
        return PDF if _is_whole_pdf(content) else None
    if content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        return _image_kind(content)
    if content.startswith(b"PK\x03\x04"):
        return _office_kind(content)
    return None


def _is_whole_pdf(content: bytes) -> bool:
    try:
        return len(PdfReader(io.BytesIO(content)).pages) > 0
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError, AttributeError, IndexError):
        return False


def _image_kind(content: bytes) -> Kind | None:
    try:
        with Image.open(io.BytesIO(content)) as image:
            if image.width * image.height > _MAX_PIXELS:
                return None
            image.verify()
            return {"JPEG": JPEG, "PNG": PNG}.get(image.format or "")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, *_BOMBS):
        return None


def _office_kind(content: bytes) -> Kind | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return None
    # Sizes stand in the directory: a bomb is refused before anything is unpacked.
    if len(parts) > _MAX_PARTS or sum(part.file_size for part in parts) > _MAX_UNPACKED:
        return None
    names = {part.filename for part in parts}
    if "[Content_Types].xml" not in names or any(name.endswith("vbaProject.bin") for name in names):
        return None
    if "word/document.xml" in names:
        return DOCX
    return XLSX if "xl/workbook.xml" in names else None
