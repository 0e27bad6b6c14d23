"""Reading tables of a font file: which characters it draws, and by which names people know it.

Format: OpenType 1.9, "Organization of an OpenType Font" (directory, collections), "name — Naming Table".
"""

import struct
from functools import lru_cache
from pathlib import Path

FAMILY_NAMES = frozenset({1, 16})  # "Font Family name" and "Typographic Family name"
_MACINTOSH, _MAC_SIMPLIFIED_CHINESE = 1, 25  # numbers of the platform and of its script


def read_table(path: Path, index: int, tag: bytes) -> bytes:
    """Return a table of one font, empty when the font has none.

    Args:
        path: an OpenType file (.ttf, .otf) or collection (.ttc).
        index: number of the font inside a collection.
        tag: name of the table, four bytes.

    Raises:
        ValueError: the file is cut short.
    """
    with path.open("rb") as file:
        try:
            start = 0
            if file.read(4) == b"ttcf":
                file.seek(12 + 4 * index)
                (start,) = struct.unpack(">I", file.read(4))
            file.seek(start + 4)
            (count,) = struct.unpack(">H6x", file.read(8))
            for _ in range(count):
                found, _checksum, offset, length = struct.unpack(">4sIII", file.read(16))
                if found == tag:
                    file.seek(offset)
                    return file.read(length)
        except struct.error as fault:
            raise ValueError(f"{path} is cut short") from fault
    return b""


@lru_cache(maxsize=64)
def family_names(path: Path, index: int = 0) -> frozenset[str]:
    """Return the family names of one font in every language it names itself in: 仿宋_GB2312 and FangSong_GB2312."""
    table = read_table(path, index, b"name")
    if not table:
        return frozenset()
    count, texts = struct.unpack_from(">2xHH", table)
    names = set()
    for record in range(count):
        platform, encoding, _language, name_id, length, offset = struct.unpack_from(">6H", table, 6 + 12 * record)
        if name_id in FAMILY_NAMES:
            raw = table[texts + offset : texts + offset + length]
            names.add(raw.decode(_codec(platform, encoding), errors="ignore").strip())
    return frozenset(names - {""})


def _codec(platform: int, encoding: int) -> str:
    if platform != _MACINTOSH:
        return "utf-16-be"
    return "gb2312" if encoding == _MAC_SIMPLIFIED_CHINESE else "mac-roman"
