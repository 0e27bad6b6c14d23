"""V12: readings nothing closes, cut off with the page they stood on or robbed of their bracket."""

import re
from collections.abc import Iterator
from typing import Final

from jiangxin.engine.text.han import HAN
from jiangxin.engine.text.restore.brackets import Verdict, bases_before, judge
from jiangxin.engine.text.restore.readings import CAPITALS, FILLERS, LETTERS, begins_reading, has_tone, normalise
from jiangxin.engine.text.restore.report import Certainty, Damage, Edit

_OPEN: Final = f"[(（](?<=[{HAN}].)"
# At the very end, at the end of a line, or where a gap begins.
_CUT: Final = re.compile(
    f"{_OPEN}(?P<inside>[{FILLERS}]*+[{LETTERS}]{{0,60}}+)[{FILLERS}]*+"
    "(?:(?=\\s*+\\Z)|(?=\\s*+(?:…|\\.\\.\\.)++(?P<gap>[(（]?))|(?P<line>(?=[\r\n])))"
)
# In the middle: the whole reading stands there, and then the text goes on.
_UNCLOSED: Final = re.compile(
    f"{_OPEN}(?P<inside>[{LETTERS}{CAPITALS}{FILLERS}]++)(?=[{HAN}0-9（()），。、；：！？,.;:!?“”‘’《》「」『』…—])"
)
_SPELLED: Final = 3
_BRACKETS: Final = re.compile("[()（）\r\n]")
_BREAK: Final = re.compile("[\r\n]")
_NEXT_BRACKET: Final = re.compile("[^()（）]*([()（）]?)")


def find_cuts(text: str, evidence: int) -> Iterator[Edit]:
    """Find what to remove.

    Args:
        text: any text.
        evidence: how many readings were surely put there by damage.
    """
    taken = set()
    lines = _Lines(text)
    for cut in _CUT.finditer(text):
        if _is_cut(text, cut, evidence):
            taken.add(cut.start())
            yield Edit(cut.start(), cut.end("inside"), "", Damage.CUT_READING, Certainty.LIKELY)
    for found in _UNCLOSED.finditer(text):
        if found.start() in taken:  # before an ellipsis it is both
            continue
        if has_tone(normalise(found["inside"]).lower()) and _is_whole(text, found) and lines.leaves_open(found.start()):
            yield Edit(*found.span(), "", Damage.CUT_READING, Certainty.LIKELY)


def _is_cut(text: str, cut: re.Match[str], evidence: int) -> bool:
    letters = normalise(cut["inside"])
    ends_line = cut["line"] is not None
    if not letters:
        if ends_line:  # among other damage, unless something closes it further on
            after = _NEXT_BRACKET.match(text, cut.end())
            return evidence > 0 and (after is None or after[1] not in {")", "）"})
        # A bare bracket at the very end is cut off; before an ellipsis it may be about to hold that.
        return cut["gap"] is None or (evidence > 0 and cut["gap"] != "")
    if ends_line and not (evidence or has_tone(letters)):
        return False
    bases = bases_before(text, cut.start())
    # So few letters begin the reading of some neighbour or other by accident.
    return begins_reading(bases if len(letters) >= _SPELLED or has_tone(letters) else bases[-1:], letters)


def _is_whole(text: str, found: re.Match[str]) -> bool:
    return judge(bases_before(text, found.start()), found["inside"]) in {Verdict.SURE, Verdict.RARE}


class _Lines:
    """Tells of places, asked for in order, whether their line leaves a bracket open; each line is read once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._end = -1
        self._is_open = False

    def leaves_open(self, place: int) -> bool:
        if place > self._end:
            start = max(self._text.rfind(sign, self._end + 1, place) for sign in "\r\n") + 1 or self._end + 1
            depth = 0
            for match in _BRACKETS.finditer(self._text, start):
                if match.group() in "\r\n":
                    break
                # One that closes nothing, as in `1)`, is none.
                depth = max(0, depth + (1 if match.group() in "(（" else -1))
            found = _BREAK.search(self._text, place)
            self._end = found.start() if found else len(self._text)
            self._is_open = depth > 0
        return self._is_open
