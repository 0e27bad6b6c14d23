"""A ZIP archive of documents: its files one after the other, none of them ever written to the disk.

Nothing in an archive is believed: not its sizes (bombs), not its names (`../`, drives, GBK without saying so), not the
number of its files. What is wrong with the archive is told once; what is wrong with a file in it, with that file.
"""

import io
import zipfile
from collections.abc import Iterator
from typing import Final, NamedTuple

from jiangxin.engine.text.decode import decode
from jiangxin.engine.text.errors import TextError
from jiangxin.library.reading.document import MEGABYTE, MOST_BYTES
from jiangxin.library.reading.docx.archive import FAULTS
from jiangxin.library.reading.errors import ReadingError
from jiangxin.library.reading.kinds import format_of

MOST_FILES: Final = 500
"""Files of one archive: what is more is sent in several."""
_MOST_ENTRIES: Final = 5_000
_MOST_UNPACKED: Final = 300 * MEGABYTE
_MOST_RATIO: Final = 200
"""Text packs up to some thirty times, an empty table some hundred; what packs better is made to do harm."""
_SMALL: Final = 4 * MEGABYTE
_ENCRYPTED: Final = 0x1
_UTF8: Final = 0x800
_NOISE: Final = ("__macosx", "thumbs.db", "desktop.ini")


class Member(NamedTuple):
    """A file of an archive: its name with the folders it lay in, its bytes, and why these could not be unpacked."""

    name: str
    content: bytes
    fault: ReadingError | None = None


def is_archive(content: bytes, name: str) -> bool:
    """Tell whether a file is an archive of files, and none of the documents that are archives themselves."""
    try:
        format_of(content, name)
    except ReadingError as fault:
        return fault.code == "unsupported" and fault.params.get("found") == "ZIP"
    return False


def members(content: bytes) -> Iterator[Member]:
    """Give the files of an archive in its order; folders, hidden files and what systems leave behind are passed over.

    Raises:
        ReadingError: `empty`, `zip_broken`, `zip_bomb`, `zip_too_many`, `encrypted`; before the first file is given.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        entries = archive.infolist()
    except FAULTS as fault:
        raise ReadingError("zip_broken") from fault
    wanted = [(entry, _name_of(entry)) for entry in entries if not entry.is_dir()]
    wanted = [(entry, name) for entry, name in wanted if not _is_noise(name)]
    if not wanted:
        raise ReadingError("empty")
    _check(entries, len(wanted))
    return (_unpacked(archive, entry, name) for entry, name in wanted)


def _check(entries: list[zipfile.ZipInfo], files: int) -> None:
    if len(entries) > _MOST_ENTRIES or files > MOST_FILES:
        raise ReadingError("zip_too_many", limit=MOST_FILES)
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise ReadingError("encrypted")
    # Sizes stand in the directory; one that lies is stopped when its file is unpacked.
    if sum(entry.file_size for entry in entries) > _MOST_UNPACKED or any(map(_is_bomb, entries)):
        raise ReadingError("zip_bomb", limit=_MOST_UNPACKED // MEGABYTE)


def _is_bomb(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > max(_SMALL, _MOST_RATIO * entry.compress_size)


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> Member:
    """Unpack one file, and not one byte more than the directory says it has."""
    if entry.file_size > MOST_BYTES:
        return Member(name, b"", ReadingError("too_large", size=entry.file_size, limit=MOST_BYTES))
    try:
        with archive.open(entry) as packed:
            content = packed.read(entry.file_size + 1)
    except FAULTS:
        return Member(name, b"", ReadingError("zip_broken"))
    if len(content) != entry.file_size:
        return Member(name, b"", ReadingError("zip_broken"))
    return Member(name, content)


def _name_of(entry: zipfile.ZipInfo) -> str:
    """Return the name as people read it, without ways that lead out of the archive."""
    name = entry.filename
    if not entry.flag_bits & _UTF8:
        try:  # Windows packs names in GBK and says nothing; the unpacker takes them for the PC's first alphabet
            name = decode(name.encode("cp437"), declared="gbk").text
        except (UnicodeEncodeError, TextError):
            name = entry.filename
    steps = name.replace("\\", "/").split("/")
    return "/".join(step for step in steps if step.strip() not in {"", ".", ".."} and not step.endswith(":"))


def _is_noise(name: str) -> bool:
    steps = name.lower().split("/")
    return not name or any(step.startswith(".") or step in _NOISE for step in steps)
