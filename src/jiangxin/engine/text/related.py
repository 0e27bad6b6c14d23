"""Related texts by content: an inverted index of keyword vectors that answers from the words two texts share."""

from collections import defaultdict
from collections.abc import Hashable
from typing import Generic, NamedTuple, TypeVar

from jiangxin.engine.text.keywords import Frequencies, vector

Key = TypeVar("Key", bound=Hashable)


class Relation(NamedTuple, Generic[Key]):
    """A related text and the cosine of the two keyword vectors, from 0 to 1."""

    key: Key
    likeness: float


class RelatedIndex(Generic[Key]):
    """Keyword vectors of a library's texts, by key.

    Args:
        frequencies: of the library, so that words all its texts share weigh little.
    """

    def __init__(self, frequencies: Frequencies | None = None) -> None:
        self._frequencies = frequencies
        self._vectors: dict[Key, dict[str, float]] = {}
        self._holders: defaultdict[str, dict[Key, float]] = defaultdict(dict)

    def __len__(self) -> int:
        return len(self._vectors)

    def add(self, key: Key, text: str) -> None:
        """Add a text, or replace it."""
        self.remove(key)
        self._vectors[key] = vector(text, self._frequencies)
        for word, weight in self._vectors[key].items():
            self._holders[word][key] = weight

    def remove(self, key: Key) -> None:
        """Take a text out; an unknown key is fine."""
        for word in self._vectors.pop(key, {}):
            del self._holders[word][key]

    def related(self, key: Key, *, limit: int = 5, least: float = 0.05) -> list[Relation[Key]]:
        """Texts most like one of the index, itself left out.

        Args:
            key: of a text in the index.
            limit: how many at most.
            least: likeness below which nothing is related.

        Raises:
            KeyError: for an unknown key.
        """
        scores: defaultdict[Key, float] = defaultdict(float)
        for word, weight in self._vectors[key].items():
            for other, there in self._holders[word].items():
                scores[other] += weight * there
        scores.pop(key, None)
        found = [Relation(other, min(1.0, score)) for other, score in scores.items() if score >= least]
        return sorted(found, key=lambda relation: (-relation.likeness, str(relation.key)))[:limit]
