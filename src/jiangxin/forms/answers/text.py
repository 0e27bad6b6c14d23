"""Typed text made clean without changing what it says, and counted as the forms count."""

import re
import unicodedata

# Byte-order marks, soft hyphens, and marks that turn the writing direction: invisible, and able to mislead a reader.
_INVISIBLE = dict.fromkeys([0xFEFF, 0x00AD, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_UNWANTED = frozenset({"Cc", "Cs"})
_LINE_ENDS = re.compile(r"\r\n?|\u2028|\u2029|\x85|\x0b|\x0c")
_BLANKS = re.compile(r"[^\S\n]+$", re.MULTILINE)
_EMPTY_LINES = re.compile(r"\n{4,}")


def clean(text: str, *, one_line: bool) -> str:
    """Return `text` in NFC, without control, direction and half characters and without blanks at the ends of lines."""
    lines = _LINE_ENDS.sub("\n", text)
    kept = "".join(char for char in lines if char in "\n\t" or unicodedata.category(char) not in _UNWANTED)
    normal = unicodedata.normalize("NFC", kept.translate(_INVISIBLE))
    if one_line:
        return " ".join(normal.split())
    return _EMPTY_LINES.sub("\n\n\n", _BLANKS.sub("", normal)).strip("\n")


def count(text: str) -> int:
    """Count characters as the forms do: punctuation counts, blanks and line breaks do not."""
    return sum(not char.isspace() for char in text)
