"""Traditional characters to simplified ones, by phrase (OpenCC `t2s`), sparing names and Japanese.

A few traditional characters in a simplified text are names and quotations: they are marked, not changed.
"""

import re
from functools import cache, partial
from typing import Final

from jiangxin.engine.text.han import simplified_only, simplifier, traditional_only
from jiangxin.engine.text.restore.aspect import may_change, with_aspect
from jiangxin.engine.text.restore.particle import with_particles
from jiangxin.engine.text.restore.report import Damage, Edit, Mark
from jiangxin.engine.text.restore.stage import Found, Outcome, unchanged

_SPARSE: Final = 50
# The commonest kana: every tenth character of a Japanese line at least is one; bytes shifted by one make a few too.
_KANA_SHARE: Final = 10
_KANA: Final = "のはをにがでともたしいるーンスルト"
_SAMPLE: Final = 60
_MANY: Final = 5
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def simplify(text: str, keep: frozenset[str]) -> Outcome:
    """Simplify a text.

    Args:
        text: any text, readings already removed, for phrases are found across them.
        keep: names that stay as they are written.
    """
    if _is_simplified(text):
        return unchanged(text)
    has_old = may_change(text)
    after = with_aspect(_convert(text)) if has_old else _convert(text)
    if after == text:
        return unchanged(text)
    if _is_sparse(text):
        marks = tuple(Mark(edit.start, edit.end, edit.damage, (edit.after,)) for edit in _compare(text, after).edits)
        return Outcome(text, lambda: Found((), marks))
    after = _spare_names(text, _spare_japanese(text, after), keep)
    return Outcome(after, partial(_compare, text, after), has_old)


def _is_simplified(text: str) -> bool:
    """Whether every character belongs to GB 2312-1980, the simplified set, and none is one of its few old forms.

    Asking the codec is several times faster than converting, and most texts are settled by it.
    """
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return not any(map(text.__contains__, _old_forms()))


@cache
def _old_forms() -> str:
    return "".join(char for char in sorted(traditional_only()) if char.encode("gb2312", "ignore"))


def _convert(text: str) -> str:
    try:
        after: str = simplifier().convert(text)
    except UnicodeEncodeError:  # lone surrogates
        after = _SURROGATE.sub(lambda match: match.group(), text)
        pieces = _SURROGATE.split(text)
        marks = [*_SURROGATE.findall(text), ""]
        after = "".join(simplifier().convert(piece) + mark for piece, mark in zip(pieces, marks, strict=True))
    return with_particles(text, after) if len(after) == len(text) else text


def _is_sparse(text: str) -> bool:
    """Whether traditional characters are too few, beside the simplified ones, to be more than names and quotations."""
    is_old, is_new = traditional_only().__contains__, simplified_only().__contains__
    # A short look settles nearly every damaged page.
    if sum(map(is_old, text[:: max(1, len(text) // _SAMPLE)])) >= _MANY:
        return False
    return sum(map(is_old, text)) * _SPARSE < sum(map(is_new, text))


def _spare_japanese(text: str, after: str) -> str:
    if not any(map(text.__contains__, _KANA)):
        return after
    lines, changed = text.split("\n"), after.split("\n")
    return "\n".join(old if _is_japanese(old) else new for old, new in zip(lines, changed, strict=True))


def _is_japanese(text: str) -> bool:
    kana = sum(map(text.count, _KANA))
    return kana > 0 and kana * _KANA_SHARE >= len(text)


def _spare_names(text: str, after: str, keep: frozenset[str]) -> str:
    names = [re.escape(name) for name in sorted(keep, key=len, reverse=True) if name and name in text]
    for match in re.finditer("|".join(names), text) if names else ():
        after = after[: match.start()] + match.group() + after[match.end() :]
    return after


def _compare(text: str, after: str) -> Found:
    """Characters that differ; both texts are equally long."""
    pairs = enumerate(zip(text, after, strict=True))
    return Found([Edit(place, place + 1, new, Damage.TRADITIONAL) for place, (old, new) in pairs if old != new])
