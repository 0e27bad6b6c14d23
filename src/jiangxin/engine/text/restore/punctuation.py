"""V13: marks that stand twice, and on demand the full width that Chinese text wants (GB/T 15834-2011)."""

import re
from typing import Final

from jiangxin.engine.text.han import HAN, is_han
from jiangxin.engine.text.restore.report import Certainty, Damage, Edit, apply_edits
from jiangxin.engine.text.restore.stage import Found, Outcome, unchanged

_PAUSES: Final = ",，、;；:："
_STOPS: Final = "。"
_ALL: Final = _PAUSES + _STOPS
_DOUBLED: Final = re.compile(f"[{_ALL}][{_ALL}]+")
_BEFORE: Final = re.compile(f"[{HAN}”’」』》）)]")
_WIDE: Final = str.maketrans(",;:?!()", "，；：？！（）")
_NARROW: Final = re.compile(f"(?<=[{HAN}”’》）])(?:[,;?!]|:(?!//))")
_PAIR: Final = re.compile(f"(?<=[{HAN}])\\([^()\n]*\\)|\\([^()\n]*[{HAN}][^()\n]*\\)")


def collapse_doubled(text: str) -> Outcome:
    """Keep one mark of two; the full stop wins over what only pauses."""
    if not _DOUBLED.search(text):
        return unchanged(text)
    edits = [edit for match in _DOUBLED.finditer(text) if (edit := _collapse(text, match)) is not None]
    return Outcome(apply_edits(text, edits), lambda: Found(edits))


def _collapse(text: str, match: re.Match[str]) -> Edit | None:
    marks = match.group()
    before = text[match.start() - 1 : match.start()]
    # Three equal marks and more are a writer's ellipsis.
    if not _BEFORE.match(before) or (marks == marks[0] * len(marks) and len(marks) > 2):  # noqa: PLR2004
        return None
    if marks == "::" or (marks == ";;" and not is_han(text[match.end() : match.end() + 1])):
        return None  # a scope operator, the end of a branch
    kept = next((mark for mark in marks if mark in _STOPS), marks[0])
    certainty = Certainty.CERTAIN if len(set(marks)) == 1 or marks[0] == kept else Certainty.LIKELY
    return Edit(match.start(), match.end(), kept, Damage.DOUBLED_PUNCTUATION, certainty)


def widen_punctuation(text: str) -> Outcome:
    """Give ASCII punctuation that belongs to Chinese text its full width."""
    places = [match.start() for match in _NARROW.finditer(text)]
    places += [place for pair in _PAIR.finditer(text) for place in (pair.start(), pair.end() - 1)]
    edits = [
        Edit(place, place + 1, text[place].translate(_WIDE), Damage.NARROW_PUNCTUATION) for place in sorted(places)
    ]
    return Outcome(apply_edits(text, edits), lambda: Found(edits)) if edits else unchanged(text)
