"""V15: texts with a space after every character.

A line counts as spaced out when more than 60 % of its tokens are single Chinese characters. A gap of one space was
none before; a gap of 2n+1 was n, since the spaces of the text got their own spaces around them.
"""

import re
from collections.abc import Iterator
from typing import Final

from jiangxin.engine.text.han import HAN
from jiangxin.engine.text.restore.report import Certainty, Damage, Edit, apply_edits
from jiangxin.engine.text.restore.stage import Found, Outcome, unchanged

_SHARE: Final = 0.6
_FEWEST: Final = 4
_BLANKS: Final = " \u00a0\u3000"
_SUSPECT: Final = re.compile(f"[{_BLANKS}][{HAN}][{_BLANKS}]+[{HAN}]")
_GAP: Final = re.compile(f"(?<=\\S)([{_BLANKS}])\\1*(?=\\S)")
_SINGLE: Final = re.compile(f"[{HAN}][，。、；：？！,.;:?!）)》”’]?|[“‘（(《][{HAN}]")
_EAST: Final = re.compile(f"[{HAN}\u3001-\u3011\u2018-\u201d\u2026\uff01-\uff5e,.;:?!()]")


def join_spaced(text: str) -> Outcome:
    """Close the gaps of every spaced-out line."""
    if sum(map(text.count, _BLANKS)) < _FEWEST - 1 or not _SUSPECT.search(text):
        return unchanged(text)
    edits = list(_edits(text))
    return Outcome(apply_edits(text, edits), lambda: Found(edits))


def _edits(text: str) -> Iterator[Edit]:
    start = 0
    for line in text.splitlines(keepends=True):
        tokens = line.split()
        singles = sum(_SINGLE.fullmatch(token) is not None for token in tokens)
        if singles >= _FEWEST and singles > _SHARE * len(tokens):
            whole = all(len(token) == 1 for token in tokens)
            certainty = Certainty.CERTAIN if singles > 2 * _FEWEST else Certainty.LIKELY
            for gap in _GAP.finditer(line):
                if len(gap.group()) % 2 and (whole or _between_east(line, gap)):
                    after = gap.group()[: len(gap.group()) // 2]
                    yield Edit(start + gap.start(), start + gap.end(), after, Damage.SPACED_OUT, certainty)
        start += len(line)


def _between_east(line: str, gap: re.Match[str]) -> bool:
    return all(_EAST.match(char) is not None for char in (line[gap.start() - 1], line[gap.end()]))
