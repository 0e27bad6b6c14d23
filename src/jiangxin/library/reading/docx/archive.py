"""The archive a Word document is: only the parts asked for are unpacked, each up to a limit."""

import io
import lzma
import struct
import zipfile
import zlib
from typing import Final

from jiangxin.library.reading.document import MEGABYTE
from jiangxin.library.reading.errors import ReadingError

_MOST_PARTS: Final = 5_000
_MOST_UNPACKED: Final = 200 * MEGABYTE
_LARGEST_PART: Final = 40 * MEGABYTE
_BODY: Final = "word/document.xml"
_ENCRYPTED: Final = 0x1
# Whatever a damaged archive makes Python's unpacker stumble over.
FAULTS: Final = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    OverflowError,
)


class Archive:
    """The parts of a Word document.

    Args:
        data: the file.

    Raises:
        ReadingError: `docx_broken` for what is no whole archive or no Word document, `docx_bomb` for one that would
            unpack to far more than any document holds, `docx_macros`, `encrypted`.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            parts = self._archive.infolist()
        except FAULTS as fault:
            raise ReadingError("docx_broken") from fault
        # Sizes stand in the directory; one that lies is stopped when the part is read.
        if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
            raise ReadingError("docx_bomb", limit=_MOST_UNPACKED // MEGABYTE)
        self._names = {part.filename for part in parts}
        if _BODY not in self._names:
            raise ReadingError("docx_broken")
        if any(name.lower().endswith("vbaproject.bin") for name in self._names):
            raise ReadingError("docx_macros")
        if any(part.flag_bits & _ENCRYPTED for part in parts):
            raise ReadingError("encrypted")

    def read(self, name: str) -> bytes:
        """Unpack a part.

        Raises:
            ReadingError: `docx_broken` for a part that is missing or damaged, `docx_bomb` for one too large.
        """
        if name not in self._names:
            raise ReadingError("docx_broken")
        try:
            with self._archive.open(name) as part:
                content = part.read(_LARGEST_PART + 1)
        except FAULTS as fault:
            raise ReadingError("docx_broken") from fault
        if len(content) > _LARGEST_PART:
            raise ReadingError("docx_bomb", limit=_LARGEST_PART // MEGABYTE)
        return content

    def read_if(self, name: str) -> bytes:
        """Unpack a part, nothing if the document has none of this name."""
        return self.read(name) if name in self._names else b""
