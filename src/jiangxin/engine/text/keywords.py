"""Words that tell what a text is about, and the likeness of two texts by them.

Weight is the classic product of frequency in the text and rarity in the library (Spärck Jones 1972, with one added to
counts so that new words do not divide by nothing), once for each word of two characters and more that carries meaning.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

import rjieba

from jiangxin.engine.text.han import HAN

_MEANING: Final = ("n", "v", "a", "i", "l", "j", "eng", "t")
# Words every speech and notice is full of.
_EMPTY: Final = re.compile(
    "进行|开展|工作|方面|问题|情况|具有|成为|作为|通过|根据|按照|"
    "以及|不断|进一步|同志|各级|有关|相关|要求|认真|做好|切实|努力|"
    "积极|推进|加强|提高|实现|促进|得到|使得|能够|可以|需要|应当|"
    "必须|没有|就是|这些|那些|我们|他们|今天|今年|目前|当前|时候|"
    "一些|方式|作用|内容|全面|重要|主要|基本|充分"
)
_WORD: Final = re.compile(f"[{HAN}]+|[A-Za-z]+")
_DEFAULT_RARITY: Final = 8.0
_VECTOR: Final = 40


class Keyword(NamedTuple):
    """A word and how much it tells, highest first in every list."""

    word: str
    weight: float


@dataclass(slots=True)
class Frequencies:
    """How many texts of a library hold each word.

    Attributes:
        texts: number of texts counted.
        holding: for each word, the number of texts that hold it.
    """

    texts: int = 0
    holding: Counter[str] = field(default_factory=Counter)

    def add(self, text: str) -> None:
        """Count one text."""
        self.texts += 1
        self.holding.update(set(telling_words(text)))

    def remove(self, text: str) -> None:
        """Take one text out again, which must have been added as it is."""
        self.texts -= 1
        self.holding.subtract(set(telling_words(text)))

    def rarity(self, word: str) -> float:
        """The inverse document frequency; the same for all words while nothing is counted."""
        if not self.texts:
            return _DEFAULT_RARITY
        return math.log((1 + self.texts) / (1 + self.holding[word])) + 1


def keywords(text: str, *, limit: int = 10, frequencies: Frequencies | None = None) -> list[Keyword]:
    """The words that tell most about a text.

    Args:
        text: restored text.
        limit: how many at most.
        frequencies: of the library the text belongs to; without them frequency and length alone decide.
    """
    counts = Counter(telling_words(text))
    total = sum(counts.values())
    known = frequencies or Frequencies()
    weighed = [
        Keyword(word, count / total * known.rarity(word) * math.sqrt(min(len(word), 4) / 2))
        for word, count in counts.items()
    ]
    return sorted(weighed, key=lambda keyword: (-keyword.weight, keyword.word))[:limit]


def vector(text: str, frequencies: Frequencies | None = None) -> dict[str, float]:
    """The 40 strongest words with weights whose squares add up to 1; empty for a text without words."""
    strongest = keywords(text, limit=_VECTOR, frequencies=frequencies)
    norm = math.sqrt(sum(keyword.weight**2 for keyword in strongest))
    return {keyword.word: keyword.weight / norm for keyword in strongest}


def cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The likeness of two vectors, from 0 to 1."""
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    return min(1.0, sum(weight * large.get(word, 0.0) for word, weight in small.items()))


def telling_words(text: str) -> Iterator[str]:
    """The words of a text that carry meaning, in order, as often as they stand there; Latin ones in lower case."""
    # Paragraph by paragraph, for a word never crosses a line.
    for line in text.splitlines():
        for word, kind in rjieba.tag(line):
            if len(word) > 1 and kind.startswith(_MEANING) and _WORD.fullmatch(word) and not _EMPTY.fullmatch(word):
                yield word.lower()
