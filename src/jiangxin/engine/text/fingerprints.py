"""Which texts say the same in part: fingerprints a database can hold, and the passages two texts have in common.

Winnowing (Schleimer, Wilkerson, Aiken: Winnowing, SIGMOD 2003): of every twelve stretches of five letters that follow
one another the one with the least checksum is kept. So two texts that share sixteen letters in a row, wherever they
stand, share a fingerprint, and a text half typed finds its like; `NearDuplicates` compares whole texts only.
"""

import zlib
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from jiangxin.engine.text.tokens import fold_with_places

STRETCH: Final = 5
WINDOW: Final = 12
GUARANTEED: Final = STRETCH + WINDOW - 1
"""Letters in a row that two texts cannot share without sharing a fingerprint."""
_LEAST: Final = 8
"""Letters from which a common passage is worth being shown."""


class Passage(NamedTuple):
    """A stretch of a text, from `start` up to but without `end`."""

    start: int
    end: int


class Reading:
    """A text as it is compared: read once, held against many.

    Width, case, traditional characters, spaces and punctuation make no difference. `known` are its stretches.
    """

    def __init__(self, text: str) -> None:
        letters, self._places = _letters(text)
        self._stretches = [letters[at : at + STRETCH] for at in range(len(letters) - STRETCH + 1)]
        self.known = frozenset(self._stretches)

    def fingerprints(self) -> frozenset[int]:
        """Return the fingerprints, each from 0 to 2**31 − 1, about one for six letters; of fewer than five none."""
        sums = [zlib.crc32(stretch.encode()) >> 1 for stretch in self._stretches]
        windows = max(1, len(sums) - WINDOW + 1)
        return frozenset(min(sums[at : at + WINDOW]) for at in range(windows)) if sums else frozenset()

    def share_in(self, other: "Reading") -> float:
        """Return how much of this text stands in another word for word, from 0 to 1."""
        return len(self.known & other.known) / len(self.known) if self.known else 0.0

    def passages_in(self, other: "Reading") -> tuple[Passage, ...]:
        """Return where in this text stands what another says as well, in order, from eight letters on."""
        runs = _runs(at for at, stretch in enumerate(self._stretches) if stretch in other.known)
        return tuple(
            Passage(self._places[start], self._places[end - 1] + 1) for start, end in runs if end - start >= _LEAST
        )


def fingerprints(text: str) -> frozenset[int]:
    """Return the fingerprints of a text (`Reading.fingerprints`)."""
    return Reading(text).fingerprints()


def _letters(text: str) -> tuple[str, list[int]]:
    """Return the folded letters and digits of a text, and the place of each."""
    folded = fold_with_places(text)
    kept = [(char, place) for char, place in zip(folded.text, folded.places, strict=True) if char != "\n"]
    return "".join(char for char, _place in kept), [place for _char, place in kept]


def _runs(starts: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield where common stretches that touch or overlap begin and end."""
    begun, ended = -1, -1
    for at in starts:
        if at > ended:
            if begun >= 0:
                yield begun, ended
            begun = at
        ended = at + STRETCH
    if begun >= 0:
        yield begun, ended
