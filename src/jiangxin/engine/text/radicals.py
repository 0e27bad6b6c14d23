"""Radicals that stand for whole characters: ⼯ (U+2F2F) for 工, ⻓ (U+2ED3) for 长.

Fonts draw both alike, and programs that print to PDF write the one for the other; whoever copies from such a file gets
text that looks right and is found by no search. Unicode gives the Kangxi radicals U+2F00 to U+2FD5 their characters
as compatibility decompositions; those of the supplement are in its EquivalentUnifiedIdeograph.txt. Of these only the
ones that are characters of their own are taken: ⺡ and ⺮ stand for parts, and may be meant.
"""

import re
import unicodedata
from typing import Final

_SUPPLEMENT: Final = dict(
    zip(
        "⺁⺌⺒⺛⺟⺠⺧⺩⺶⺻⺼⺽⻁⻄⻅⻆⻉⻊⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻱⻳",
        "厂小巳旡母民牛王羊聿肉臼虎西见角贝足车長长门雨青韦页风飞食首马骨鬼鱼鸟卤麦黄黾齐齿龙龜龟",
        strict=True,
    )
)
_WHOLE: Final = {
    **{ord(one): other for one, other in _SUPPLEMENT.items()},
    **{code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)},
}
RADICALS: Final = re.compile(f"[{''.join(map(chr, sorted(_WHOLE)))}]")
"""Any of these radicals."""
# The upper bytes of their code points in UTF-16. No other block of Chinese text has these; one byte is found at once.
_UPPER: Final = (b"\x2e", b"\x2f")


def has_radicals(text: str) -> bool:
    """Whether a radical may stand in the text; a no is certain."""
    upper = text.encode("utf-16-le", "surrogatepass")[1::2]
    return any(map(upper.__contains__, _UPPER))


def unified(text: str) -> str:
    """The text with whole characters in place of radicals, as long as before."""
    return text.translate(_WHOLE) if has_radicals(text) else text
