"""Decoding that forgets nothing: bytes the codec would not give back are kept beside the text."""

import codecs
import re
from collections.abc import Callable
from typing import NamedTuple

_ESCAPED = re.compile("[\udc80-\udcff]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_WIDTHS = {"utf-16-le": 2, "utf-16-be": 2, "utf-32-le": 4, "utf-32-be": 4}


class Scar(NamedTuple):
    """A stretch of text that stands for other bytes than its encoding would write.

    Attributes:
        offset: where it stands in the text.
        length: how many characters stand for it.
        raw: the bytes found there.
    """

    offset: int
    length: int
    raw: bytes


Scarred = tuple[str, tuple[Scar, ...]]


def decode_scarred(data: bytes, encoding: str) -> Scarred:
    """Decode, with U+FFFD for each run of unreadable bytes; `encode_scarred` is the exact inverse."""
    if encoding in _WIDTHS:
        text, scars = _decode_wide(data, encoding)
    else:
        escaped = data.decode(encoding, "surrogateescape")
        text, scars = _replace(escaped, _ESCAPED, lambda run: run.encode("ascii", "surrogateescape"))
    return (text, scars) if encode_scarred(text, encoding, scars) == data else _decode_slowly(data, encoding)


def encode_scarred(text: str, encoding: str, scars: tuple[Scar, ...]) -> bytes:
    """Encode the text, writing the kept bytes where a scar stands."""
    pieces, done = [], 0
    for scar in scars:
        pieces += [text[done : scar.offset].encode(encoding, "replace"), scar.raw]
        done = scar.offset + scar.length
    return b"".join([*pieces, text[done:].encode(encoding, "replace")])


def _replace(text: str, pattern: re.Pattern[str], to_raw: Callable[[str], bytes]) -> Scarred:
    pieces: list[str] = []
    scars: list[Scar] = []
    done = offset = 0
    for match in pattern.finditer(text):
        pieces += [text[done : match.start()], "\ufffd"]
        offset += match.start() - done
        scars.append(Scar(offset, 1, to_raw(match.group())))
        offset += 1
        done = match.end()
    return "".join([*pieces, text[done:]]), tuple(scars)


def _decode_wide(data: bytes, encoding: str) -> Scarred:
    width = _WIDTHS[encoding]
    whole = len(data) - len(data) % width
    try:
        passed = data[:whole].decode(encoding, "surrogatepass")
    except UnicodeDecodeError:  # a UTF-32 unit beyond U+10FFFF, or a UTF-16 high surrogate at the very end
        return _decode_slowly(data, encoding)
    text, scars = _replace(passed, _SURROGATE, lambda unit: unit.encode(encoding, "surrogatepass"))
    if whole < len(data):
        scars = (*scars, Scar(len(text), 1, data[whole:]))
        text += "\ufffd"
    return text, scars


def _decode_slowly(data: bytes, encoding: str) -> Scarred:
    """Byte by byte, comparing each character with the bytes it came from."""
    text: list[str] = []
    scars: list[Scar] = []
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    start = position = offset = 0
    while start < len(data):
        position += 1
        try:
            chars = decoder.decode(data[position - 1 : position], final=position >= len(data))
        except UnicodeDecodeError:
            # Give up one unit only, then read on from the byte after it.
            position = start + _WIDTHS.get(encoding, 1)
            chars = "\ufffd"
            decoder.reset()
        if not chars and position < len(data):
            continue
        raw = data[start:position]
        if chars.encode(encoding, "replace") != raw:
            scars.append(Scar(offset, len(chars), raw))
        text.append(chars)
        offset += len(chars)
        start = position
    return "".join(text), tuple(scars)
