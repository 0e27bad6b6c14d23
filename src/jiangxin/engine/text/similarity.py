"""Near-duplicates among very many texts: MinHash signatures (Broder 1997) in bands (LSH), checked by their estimate.

A text is the set of its folded four-character shingles; two texts are near-duplicates when the share of shingles they
have in common (Jaccard) reaches the threshold. 128 values estimate that share with a standard error of at most 0.045.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from rensa import RMinHash, RMinHashLSH

from jiangxin.engine.text.errors import TextError
from jiangxin.engine.text.tokens import fold

PERMUTATIONS: Final = 128
_BANDS: Final = 32  # of four values: at a share of 0.7 a pair is missed once in 6,000 times
_SEED: Final = 20121015
_SHINGLE: Final = 4


class Duplicate(NamedTuple):
    """A text like another, by its number, with the estimated share of common shingles."""

    number: int
    share: float


def shingles(text: str) -> list[str]:
    """The distinct four-character stretches of a folded text; a shorter text is one shingle, an empty one has none."""
    folded = fold(text).replace("\n", "")
    if len(folded) <= _SHINGLE:
        return [folded] if folded else []
    return list({folded[at : at + _SHINGLE] for at in range(len(folded) - _SHINGLE + 1)})


def jaccard(one: str, other: str) -> float:
    """The exact share of common shingles, from 0 to 1; two empty texts are alike."""
    first, second = set(shingles(one)), set(shingles(other))
    return len(first & second) / len(first | second) if first or second else 1.0


class NearDuplicates:
    """An index of texts by number that finds what is nearly the same.

    Args:
        threshold: the least share of common shingles, above 0 and up to 1.

    Raises:
        TextError: `similarity.threshold` for a threshold out of range.
    """

    def __init__(self, threshold: float = 0.7) -> None:
        if not 0 < threshold <= 1:
            raise TextError("similarity.threshold", threshold=threshold)
        self.threshold = threshold
        self._signatures: dict[int, RMinHash] = {}
        self._bands = RMinHashLSH(threshold, PERMUTATIONS, _BANDS)

    def __len__(self) -> int:
        return len(self._signatures)

    def add(self, number: int, text: str) -> None:
        """Add a text under a number of at least 0, or replace it; a text without letters is never a duplicate."""
        self.remove(number)
        parts = shingles(text)
        if parts:
            signature = _sign(parts)
            self._signatures[number] = signature
            self._bands.insert(number, signature)

    def add_all(self, texts: Iterable[tuple[int, str]]) -> None:
        """Add many texts."""
        for number, text in texts:
            self.add(number, text)

    def remove(self, number: int) -> None:
        """Take a text out; an unknown number is fine."""
        if self._signatures.pop(number, None) is not None:
            self._bands.remove(number)

    def find(self, text: str) -> list[Duplicate]:
        """Near-duplicates of a text that need not be in the index, the likest first."""
        parts = shingles(text)
        return self._like(_sign(parts)) if parts else []

    def pairs(self) -> Iterator[tuple[int, int, float]]:
        """Every pair of near-duplicates once, the smaller number first, with the estimated share."""
        for number, signature in self._signatures.items():
            yield from ((number, other, share) for other, share in self._like(signature) if other > number)

    def _like(self, signature: RMinHash) -> list[Duplicate]:
        candidates: Sequence[int] = self._bands.query(signature)
        found = [Duplicate(number, signature.jaccard(self._signatures[number])) for number in candidates]
        return sorted(
            (duplicate for duplicate in found if duplicate.share >= self.threshold),
            key=lambda duplicate: (-duplicate.share, duplicate.number),
        )


def _sign(parts: Sequence[str]) -> RMinHash:
    signature = RMinHash(PERMUTATIONS, _SEED)
    signature.update(parts)
    return signature
