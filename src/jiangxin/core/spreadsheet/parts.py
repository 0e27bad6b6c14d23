"""What an .xlsx is made of (ECMA-376 part 1, 18.2): which part holds which sheet, and the parts all sheets share."""

import io
import posixpath
import xml.etree.ElementTree as ET  # entities, its one danger, come with a DOCTYPE, which is refused
import zipfile
from dataclasses import dataclass
from typing import BinaryIO, Final
from xml.sax.saxutils import quoteattr

LARGEST_FILE: Final = 64 * 1024 * 1024
LARGEST_UNPACKED: Final = 1024 * 1024 * 1024
_LARGEST_PART: Final = 160 * 1024 * 1024  # read as a whole: the table of shared texts above all
_MOST_ENTRIES: Final = 2_000
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_RELATIONS = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


class WorkbookFault(Exception):  # noqa: N818  told to the user as a refusal, by whoever reads
    """A file that is not read. `code` is unreadable, too_large, too_wide, too_sparse or without_sheets."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Parts:
    """An opened workbook.

    Attributes:
        sheets: the part of each visible sheet by its name.
        is_1904: whether days are counted from 1904.
        shared_bytes: size of the table of shared texts.
        frame: the small workbook all slices are put into, without the slice.
    """

    archive: zipfile.ZipFile
    sheets: dict[str, str]
    is_1904: bool
    shared_bytes: int
    frame: dict[str, bytes]

    def small_workbook(self, sheet: bytes) -> bytes:
        """Return a workbook that holds one sheet: this XML."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
            for name, content in {**self.frame, "xl/worksheets/sheet1.xml": sheet}.items():
                archive.writestr(name, content)
        return buffer.getvalue()


def parts_of(file: BinaryIO) -> Parts:
    """Look into a workbook without unpacking its sheets.

    Raises:
        WorkbookFault: "unreadable", "too_large", "without_sheets".
    """
    try:
        archive = zipfile.ZipFile(file)
        _require_small(archive)
        sheets, is_1904 = _sheets(archive)
        shared = _optional(archive, "xl/sharedStrings.xml")
        styles = _optional(archive, "xl/styles.xml")
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, RuntimeError) as error:
        raise WorkbookFault("unreadable") from error
    except (ET.ParseError, LookupError) as error:
        raise WorkbookFault("unreadable") from error
    if not sheets:
        raise WorkbookFault("without_sheets")
    return Parts(archive, sheets, is_1904, len(shared), _frame(shared, styles, is_1904=is_1904))


def entry(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return one part as a whole.

    Raises:
        WorkbookFault: "too_large".
    """
    if archive.getinfo(name).file_size > _LARGEST_PART:
        raise WorkbookFault("too_large")
    return archive.read(name)


def _optional(archive: zipfile.ZipFile, name: str) -> bytes:
    return entry(archive, name) if name in archive.NameToInfo else b""


def _require_small(archive: zipfile.ZipFile) -> None:
    """Refuse what would become too large when unpacked, before any of it is; zipfile holds entries to their word."""
    items = archive.infolist()
    packed, unpacked = sum(item.compress_size for item in items), sum(item.file_size for item in items)
    if len(items) > _MOST_ENTRIES or packed > LARGEST_FILE or unpacked > LARGEST_UNPACKED:
        raise WorkbookFault("too_large")


def _sheets(archive: zipfile.ZipFile) -> tuple[dict[str, str], bool]:
    targets = {
        item.get("Id"): _place(item.get("Target", "")) for item in _parsed(entry(archive, "xl/_rels/workbook.xml.rels"))
    }
    book = _parsed(entry(archive, "xl/workbook.xml"))
    main = _STRICT if book.tag.startswith(_STRICT) else _MAIN
    properties = book.find(f"{main}workbookPr")
    found: dict[str, str] = {}
    for item in book.iter(f"{main}sheet"):
        key = next((item.get(name) for name in _RELATIONS if item.get(name)), None)
        target = targets.get(key, "")
        if item.get("state", "visible") == "visible" and target in archive.NameToInfo:
            found[item.get("name", "")] = target
    return found, properties is not None and properties.get("date1904") in {"1", "true"}


def _parsed(content: bytes) -> ET.Element:
    """Return the root of an XML part; one that brings entities of its own is no workbook."""
    if b"<!DOCTYPE" in content or b"\0" in content:
        raise WorkbookFault("unreadable")
    return ET.fromstring(content)  # noqa: S314  see above


def _place(target: str) -> str:
    """Return where in the archive a part lies that is named relative to the workbook, or from the top."""
    return posixpath.normpath(target.lstrip("/") if target.startswith("/") else f"xl/{target}")


def _frame(shared: bytes, styles: bytes, *, is_1904: bool) -> dict[str, bytes]:
    base = "/".join(_OFFICE.split("/"))
    kinds = ["worksheet:worksheets/sheet1.xml", *(["styles:styles.xml"] if styles else [])]
    kinds += ["sharedStrings:sharedStrings.xml"] if shared else []
    relations = "".join(
        f'<Relationship Id="r{number}" Type="{base}/{kind}" Target={quoteattr(target)}/>'
        for number, (kind, target) in enumerate((item.split(":") for item in kinds), start=1)
    )
    book = (
        f'<workbook xmlns="{_MAIN.strip("{}")}" xmlns:r="{_OFFICE}"><workbookPr date1904="{int(is_1904)}"/>'
        '<sheets><sheet name="1" sheetId="1" r:id="r1"/></sheets></workbook>'
    )
    top = f'<Relationship Id="r1" Type="{base}/officeDocument" Target="xl/workbook.xml"/>'
    frame = {
        "[Content_Types].xml": _TYPES.encode(),
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}">{top}</Relationships>'.encode(),
        "xl/workbook.xml": book.encode(),
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{relations}</Relationships>'.encode(),
    }
    return frame | ({"xl/styles.xml": styles} if styles else {}) | ({"xl/sharedStrings.xml": shared} if shared else {})
