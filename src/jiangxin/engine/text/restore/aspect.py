"""著: the particle of going on, which simplified text writes 着; and the few old forms OpenCC `t2s` leaves alone.

Taiwan writes 隨著, 看著, and so does every table that knows no 着. Simplified text keeps the character where it is read
zhù (Xiandai Hanyu Cidian: 显著, 著名, 著作). A text that has 着 as well tells the two apart itself.
"""

import re
from typing import Final

from rjieba import has_word

from jiangxin.engine.text.han import is_han

_BEFORE: Final = frozenset("显卓昭名专原论编巨译遗拙撰所土知较")
_AFTER: Final = frozenset("名作称者述录译有成于文籍《")
# Not words that begin with these after 着, but what a writer did: 著有, 著成, 著于, 著《.
_DONE: Final = frozenset("有成于《")
_TITLE: Final = re.compile("》[^。！？\n]{0,15}$")
_FORMS: Final = {"衞": "卫", "妳": "你", "牠": "它", "甚么": "什么"}


def may_change(text: str) -> bool:
    """Whether a text holds any of what `with_aspect` corrects."""
    # Written out: asked of every text, where a loop costs as much as the looking.
    if "甚" in text and ("甚麼" in text or "甚么" in text):
        return True
    return "著" in text or "衞" in text or "妳" in text or "牠" in text


def with_aspect(after: str) -> str:
    """Correct what OpenCC leaves in a text just simplified; as long as before."""
    for old, new in _FORMS.items():
        after = after.replace(old, new)
    if "著" not in after or "着" in after:
        return after
    pieces = after.split("著")
    out, done = [pieces[0]], len(pieces[0])
    for piece in pieces[1:]:
        out += ["著" if _is_zhu(after, done) else "着", piece]
        done += 1 + len(piece)
    return "".join(out)


def _is_zhu(text: str, place: int) -> bool:
    """Whether the 著 at `place` is zhù: to write, a work, manifest."""
    before, after = text[place - 1 : place] or " ", text[place + 1 : place + 3]
    if before in _BEFORE or after == "书立":  # 著书立说
        return True
    goes_on = is_han(before) and has_word(f"{before}着")
    if after and after[0] in _AFTER:
        return not (goes_on and (after[0] in _DONE or has_word(after)))
    if is_han(after[:1]):
        return False
    # At the end of a clause: behind a book's title, or set apart, its author wrote it.
    return not is_han(before) or (not goes_on and _TITLE.search(text, max(0, place - 20), place) is not None)
