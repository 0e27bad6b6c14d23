"""Text files."""

from jiangxin.engine.text.decode import decode
from jiangxin.engine.text.errors import TextError
from jiangxin.library.reading.document import MOST_CHARACTERS, Format, Reading
from jiangxin.library.reading.errors import ReadingError


def read_plain(data: bytes) -> Reading:
    """Read a text file, in whatever encoding.

    Raises:
        ReadingError: `not_text`, `too_long`, `no_text`.
    """
    text, encoding = decode_text(data)
    return Reading(Format.TXT, require_text(text), encoding)


def decode_text(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """Return the text of bytes and the name of their encoding.

    Raises:
        ReadingError: `not_text`.
    """
    try:
        found = decode(data, declared=declared)
    except TextError as fault:
        raise ReadingError("not_text") from fault
    return found.text, found.encoding


def require_text(text: str) -> str:
    """Return a text that is one.

    Raises:
        ReadingError: `no_text` for blanks alone, `too_long` for more than any article holds.
    """
    if len(text) > MOST_CHARACTERS:
        raise ReadingError("too_long", limit=MOST_CHARACTERS)
    if not text.strip():
        raise ReadingError("no_text")
    return text
