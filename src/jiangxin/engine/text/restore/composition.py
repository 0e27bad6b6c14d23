"""One character, one code point: Unicode normalisation form C, and no radicals in place of whole characters.

Both change nothing that is seen, and all later stages, and whoever searches, rely on it.
"""

import re
import unicodedata
from typing import Final

from jiangxin.engine.text.radicals import RADICALS, has_radicals, unified
from jiangxin.engine.text.restore.report import Damage, Edit
from jiangxin.engine.text.restore.stage import Found, Outcome, unchanged

# Normalising never reaches across an ASCII character that no combining mark follows.
_PIECE: Final = re.compile(r"[^\x00-\x7f]+|[\x00-\x7f][^\x00-\x7f]*")


def compose_characters(text: str) -> Outcome:
    """Bring the text to form C."""
    if unicodedata.is_normalized("NFC", text):
        return unchanged(text)
    return Outcome(unicodedata.normalize("NFC", text), lambda: _find(text))


def replace_radicals(text: str) -> Outcome:
    """Put whole characters in place of the radicals that stand for them, as texts copied out of PDF files have."""
    if not has_radicals(text):
        return unchanged(text)
    return Outcome(unified(text), lambda: _find_radicals(text))


def _find_radicals(text: str) -> Found:
    return Found([Edit(*match.span(), unified(match.group()), Damage.RADICAL) for match in RADICALS.finditer(text)])


def _find(text: str) -> Found:
    edits = []
    for piece in _PIECE.finditer(text):
        old = piece.group()
        new = unicodedata.normalize("NFC", old)
        if new != old:
            head = _shared(old, new)
            tail = _shared(old[head:][::-1], new[head:][::-1])
            after = new[head : len(new) - tail]
            edits.append(Edit(piece.start() + head, piece.end() - tail, after, Damage.UNCOMPOSED))
    return Found(edits)


def _shared(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    differs = (place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1])
    return next(differs, min(len(one), len(other)))
