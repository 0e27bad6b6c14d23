"""Which characters a font file can draw, read from its `cmap` table.

A missing glyph must be known before typesetting: PDF/A forbids them and a certificate with an empty box in a name is
worse than none. Format: OpenType 1.9, "cmap — Character to Glyph Index Mapping Table", sub-table formats 4 and 12.
"""

import struct
from functools import lru_cache
from pathlib import Path

from .font_tables import read_table

_UNICODE_ENCODINGS = {(0, 3), (0, 4), (0, 6), (3, 1), (3, 10)}  # (platform, encoding) pairs that map Unicode


@lru_cache(maxsize=32)
def covered_characters(path: Path, index: int = 0) -> frozenset[int]:
    """Code points that have a glyph in one font.

    Args:
        path: an OpenType file (.ttf, .otf) or collection (.ttc).
        index: number of the font inside a collection.

    Raises:
        ValueError: the file has no readable Unicode character map.
    """
    table = read_table(path, index, b"cmap")
    if not table:
        raise ValueError(f"{path} has no character map")
    return _characters(table)


def _characters(table: bytes) -> frozenset[int]:
    found: set[int] = set()
    (count,) = struct.unpack_from(">2xH", table)
    for record in range(count):
        platform, encoding, offset = struct.unpack_from(">HHI", table, 4 + 8 * record)
        if (platform, encoding) not in _UNICODE_ENCODINGS:
            continue
        (kind,) = struct.unpack_from(">H", table, offset)
        if kind == 4:  # noqa: PLR2004  number of the sub-table format
            found |= _format_4(table, offset)
        elif kind == 12:  # noqa: PLR2004  number of the sub-table format
            found |= _format_12(table, offset)
    if not found:
        raise ValueError("no Unicode character map of format 4 or 12")
    return frozenset(found)


def _format_4(table: bytes, offset: int) -> set[int]:
    (double_count,) = struct.unpack_from(">H", table, offset + 6)
    count = double_count // 2
    ends = struct.unpack_from(f">{count}H", table, offset + 14)
    starts = struct.unpack_from(f">{count}H", table, offset + 16 + double_count)
    return {code for first, last in zip(starts, ends, strict=True) for code in range(first, last + 1)} - {0xFFFF}


def _format_12(table: bytes, offset: int) -> set[int]:
    (count,) = struct.unpack_from(">I", table, offset + 12)
    groups = struct.iter_unpack(">III", table[offset + 16 : offset + 16 + 12 * count])
    return {code for first, last, _glyph in groups for code in range(first, last + 1)}
