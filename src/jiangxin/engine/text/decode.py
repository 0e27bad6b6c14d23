"""Bytes to text, and the same bytes back.

Known encodings: UTF-8, UTF-16 and UTF-32 with or without a byte order mark, GB 18030-2022 (with it GBK and
GB 2312), Big5 (code page 950 and HKSCS). What a page declares is a hint and never believed against the bytes.
"""

import re
from dataclasses import dataclass
from typing import Final

from jiangxin.engine.text import plausibility
from jiangxin.engine.text.errors import TextError
from jiangxin.engine.text.scars import Scar, decode_scarred, encode_scarred

MAX_BYTES: Final = 64 * 1024 * 1024
_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_ALIASES: Final = {
    "utf8": "utf-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "cp936": "gb18030",
    "gb18030": "gb18030",
    "big5": "cp950",
    "cp950": "cp950",
    "big5hkscs": "big5hkscs",
    "utf16": "utf-16-le",
    "utf16le": "utf-16-le",
    "utf16be": "utf-16-be",
}
_CANDIDATES: Final = ("utf-8", "gb18030", "cp950", "big5hkscs")
_MAX_SCARRED_SHARE: Final = 0.2


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and what is needed to write its bytes again.

    Attributes:
        text: the text, without byte order mark; U+FFFD stands where bytes could not be read.
        encoding: the Python name of the encoding found.
        mark: the byte order mark that was cut off.
        declared: what the page said of itself, as given.
        scars: places whose bytes `encoding` would not write again from the text alone.
    """

    text: str
    encoding: str
    mark: bytes = b""
    declared: str | None = None
    scars: tuple[Scar, ...] = ()

    @property
    def misdeclared(self) -> bool:
        """Whether the page declared another encoding than its bytes show."""
        return self.declared is not None and _canonical(self.declared) != self.encoding

    def encode(self) -> bytes:
        """The original bytes."""
        return self.mark + encode_scarred(self.text, self.encoding, self.scars)


def decode(data: bytes, *, declared: str | None = None) -> Decoded:
    """Read bytes of an unknown or wrongly declared encoding.

    Args:
        data: the bytes of one text.
        declared: the encoding the source names, such as an HTTP charset; decides only between equals.

    Returns:
        The text; its `encode()` equals `data`.

    Raises:
        TextError: `text.too_large` beyond 64 MiB, `text.binary` for what is no text in any known encoding.
    """
    if len(data) > MAX_BYTES:
        raise TextError("text.too_large", size=len(data), limit=MAX_BYTES)
    mark, encoding = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", ""))
    body = data[len(mark) :]
    text, scars = decode_scarred(body, encoding) if encoding else ("", ())
    if not encoding:
        encoding, text, scars = _guess(body, _canonical(declared) if declared else None)
    if _is_binary(text, scars) and not mark:
        encoding = plausibility.wide_at_last(body) or encoding
        text, scars = decode_scarred(body, encoding)
    if _is_binary(text, scars):
        raise TextError("text.binary", size=len(data))
    return Decoded(text, encoding, mark, declared, scars)


def _canonical(name: str) -> str:
    plain = re.sub(r"[^a-z0-9]", "", name.lower())
    return _ALIASES.get(plain, plain)


def _guess(data: bytes, declared: str | None) -> tuple[str, str, tuple[Scar, ...]]:
    wide = plausibility.wide_encoding(data)
    if wide:
        return wide, *decode_scarred(data, wide)
    try:
        return "utf-8", data.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    best: tuple[float, str] = (float("-inf"), "gb18030")
    sample = data[:65536]
    for place, name in enumerate(dict.fromkeys((*_CANDIDATES, *_wide_ways(declared)))):
        # Between equals the declared name wins, then the order of the list.
        bonus = 0.05 if name == declared else -0.001 * place
        best = max(best, (plausibility.score(sample, name) + bonus, name))
    return best[1], *decode_scarred(data, best[1])


def _wide_ways(declared: str | None) -> tuple[str, ...]:
    """Both byte orders where the source names UTF-16: it seldom says which."""
    return ("utf-16-le", "utf-16-be") if declared in {"utf-16-le", "utf-16-be"} else ()


def _is_binary(text: str, scars: tuple[Scar, ...]) -> bool:
    controls = len(re.findall(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]", text))
    unread = sum(1 for scar in scars if text[scar.offset] == "\ufffd")
    return "\x00" in text or controls * 20 > len(text) or unread > max(2, _MAX_SCARRED_SHARE * len(text))
