"""V14: words a filter masked, letters of other scripts inside words, characters no font has. Only marked."""

import re
from collections.abc import Iterator
from typing import Final

from rjieba import has_word

from jiangxin.engine.text.han import HAN, simplify_char
from jiangxin.engine.text.restore.report import Damage, Mark

# Longer lines of underscores are blanks to fill in; pairs of asterisks are Markdown; one × is a sign between names.
_MASK: Final = re.compile(
    f"(?<=[{HAN}])(?:[_＿]{{1,2}}|[*＊]{{1,6}}|[■█▇□▢◻●◆]{{1,6}}|[xX×╳✕]{{2,6}}|[○◯]{{2,6}})(?=[{HAN}])"
)
_UNREADABLE: Final = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U0010fffd]+")
_HIDDEN: Final = re.compile(f"(?<=[{HAN}])[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]+(?=[{HAN}])")
# Cyrillic, Semitic, Indian and South-East Asian scripts, Georgian, Hangul: never one or two letters inside a word.
_STRAY: Final = re.compile(
    f"(?<=[{HAN}])[\u0400-\u052f\u0590-\u08ff\u0900-\u10ff\u1780-\u17ff\uac00-\ud7a3]{{1,2}}(?=[{HAN}])"
)
# A small letter or a sign may stand between two characters, but not within a word of two; 工.会 gets past filters.
_INTRUDER: Final = re.compile(f"(?<=([{HAN}]))(?<![一二三四五六七八九十])[a-z|^~`$#@&.\\-\\\\](?=([{HAN}]))")


def find_masks(text: str) -> Iterator[Mark]:
    """Mark what hides or replaces a word; there is nothing to restore it from."""
    line_end, emphasis = -1, False
    for match in _MASK.finditer(text):
        if match.start() > line_end:
            line_end, emphasis = _line_after(text, match.start())
        if match.group()[0] not in "*＊" or not emphasis:
            yield Mark(*match.span(), Damage.MASKED)
    for pattern in (_UNREADABLE, _HIDDEN, _STRAY):
        yield from (Mark(*match.span(), Damage.MASKED) for match in pattern.finditer(text))
    for match in _INTRUDER.finditer(text):
        if has_word(simplify_char(match[1]) + simplify_char(match[2])):
            yield Mark(*match.span(), Damage.MASKED)


def _line_after(text: str, place: int) -> tuple[int, bool]:
    """The end of the line around a place, and whether its asterisks come in pairs."""
    start = text.rfind("\n", 0, place) + 1
    end = text.find("\n", place)
    end = end if end >= 0 else len(text)
    return end, len(re.findall(r"[*＊]+", text[start:end])) % 2 == 0
