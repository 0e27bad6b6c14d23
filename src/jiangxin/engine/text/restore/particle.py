"""於: the particle, which simplified text writes 于, and the names and old words that keep it.

The character was restored for surnames, places and old words (Xiandai Hanyu Cidian: 於 Yū, a surname; 於 wū in 於戲,
於乎, 於菟, 於邑; 商於, 於潛, 於陵, 樊於期). Everywhere else, and in nearly every text, it is the particle. OpenCC keeps
it before twelve characters whatever stands around them, so 屬於單位 would stay; what decides here is whether the
characters after it begin a word (單位, 潛力) and whether those before it end in one with it (屬於, 基於).
"""

import re
from typing import Final

from rjieba import has_word

from jiangxin.engine.text.han import is_han, simplify_char

# Whole names and phrases, in both scripts; nothing else is written like them.
_FIXED: Final = re.compile(
    "於菟|(?<=[臨临杭][安州])於[潛潜]|樊於期|於期(?=首|頭|头)|商於(?=之地|六百里|古道|道中)|於夫[羅罗]|於除鞬|於陵子|於乎哀哉"
    "|(?<=[嗚呜]呼)於[戲戏]|於越(?=族|國|国|部|先民)|姓於(?=[名的]|[^\\w]|$)"
)
# Behind a title stands a person; elsewhere 子於單 may be anything.
_TITLED: Final = re.compile("(?:太子|王子|公子|皇子)於[單单倫伦敖坦琳則则穆]")
# At the beginning of a clause these are a name or a cry, unless they begin a word of their own.
_OPENING: Final = re.compile("於[乎倫伦則则單单坦戲戏敖潛潜琳穆邑陵]")
_ANYWHERE: Final = re.compile("於[潛潜氏]|於姓(?=[^名氏])")


def kept(text: str) -> list[int]:
    """Where a text, traditional or simplified, writes a name or an old word with 於; everywhere else it is 于."""
    found = {match.start() + match.group().index("於") for match in _FIXED.finditer(text)}
    for match in _TITLED.finditer(text):
        if not _begins_word(text, match.end() - 1):
            found.add(match.end() - 2)
    for match in _OPENING.finditer(text):
        if not is_han(text[match.start() - 1 : match.start()]) and not _begins_word(text, match.start() + 1):
            found.add(match.start())
    for match in _ANYWHERE.finditer(text):
        if not _ends_word(text, match.start()) and not _begins_word(text, match.start() + 1):
            found.add(match.start())
    return sorted(found)


def with_particles(text: str, after: str) -> str:
    """Correct what became of 於 when a text was simplified; both texts are equally long."""
    if "於" not in text:
        return after
    pieces, done = [], 0
    plain = after.replace("於", "于")
    for place in kept(text):
        pieces += [plain[done:place], "於"]
        done = place + 1
    return "".join([*pieces, plain[done:]])


def _begins_word(text: str, start: int) -> bool:
    pair = text[start : start + 2]
    return len(pair) == 2 and all(map(is_han, pair)) and has_word("".join(map(simplify_char, pair)))  # noqa: PLR2004


def _ends_word(text: str, start: int) -> bool:
    before = text[max(0, start - 1) : start]
    return is_han(before) and has_word(f"{simplify_char(before)}于")
