"""The tokens a thing is found by: what is in the index, and nothing else.

Each is a pair of neighbours of the folded text (`engine.text.tokens`), or the last character of a stretch, so that
anything is found: two characters by their token, one by the tokens that begin with it, longer ones by all their pairs
and a look at the text. In front stand the kind and a mark for where the pair comes from; facets are tokens too. All
are letters, digits and our marks: nothing that an engine's query language could take for its own.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b
from typing import Final

import numpy as np
from numpy.typing import NDArray

from jiangxin.core.search.kinds import Document
from jiangxin.engine.text.tokens import fold

Codes = NDArray[np.uint64]
MOST_BYTES: Final = 1_000_000
"""Of tokens of one thing, as PostgreSQL holds no more: a text of about a million characters. The rest is not found."""
_FREQUENT: Final = 3
_PER_FREQUENT: Final = 200
_DIVIDER: Final = ord("\n")
_HALF: Final = np.uint64(32)
_LOWER: Final = np.uint64(0xFFFFFFFF)
_SAFE_VALUE: Final = re.compile(r"[a-z0-9_-]{1,40}")
_NAME: Final = re.compile(r"[a-z][a-z_]{0,29}")


class Mark(StrEnum):
    """Where a token comes from."""

    OPEN = ""
    OPEN_WEIGHTY = "!"
    TITLE = "#"
    WHOLE = "$"
    WHOLE_WEIGHTY = "%"
    FACET = "="


_PARTS: Final = ((Mark.OPEN, Mark.OPEN_WEIGHTY), (Mark.WHOLE, Mark.WHOLE_WEIGHTY))


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index holds of a document: its tokens, divided by blanks, and its folded texts."""

    tokens: str
    folded: str
    folded_whole: str


def entry_of(mark: str, document: Document) -> Entry:
    """Return what the index holds of a document of the kind with this mark."""
    facets = [facet_token(mark, name, value) for name, values in document.facets.items() for value in values]
    title, words = fold(document.title), "\n".join(map(fold, document.words))
    folded = _joined(title, words, fold(document.open))
    folded_whole = _joined(title, words, fold(document.whole)) if document.whole else ""
    longest = max(len(folded), len(folded_whole))
    while True:
        tokens = _tokens(mark, title, words, (folded[:longest], folded_whole[:longest]))
        if len(tokens) * 4 < MOST_BYTES or len(tokens.encode()) < MOST_BYTES:
            return Entry(" ".join([*facets, tokens]).strip(), folded, folded_whole)
        longest = longest * 4 // 5


def _joined(*texts: str) -> str:
    return "\n".join(filter(None, texts))


def _tokens(mark: str, title: str, words: str, texts: tuple[str, str]) -> str:
    """Return the tokens of a title and of the open and the whole text: all pairs, and once more those that tell much.

    Telling are the words of the title, the keywords, and what a text says often for its length.
    """
    in_title, telling = _pairs(title)[0], _pairs(f"{title}\n{words}")[0]
    written = [_written(mark + Mark.TITLE, in_title)]
    for text, (plain, weighty) in zip(texts, _PARTS, strict=True):
        if text:
            pairs, counts = _pairs(text)
            strong = np.union1d(telling, pairs[counts >= max(_FREQUENT, len(text) // _PER_FREQUENT)])
            written += [_written(mark + plain, pairs), _written(mark + weighty, strong)]
    return "".join(written).replace("\n", "").lstrip()


def _pairs(folded: str) -> tuple[Codes, NDArray[np.int64]]:
    """Return the pairs of a folded text, each a number made of two code points, and how often each stands there.

    A pair whose second part is the divider is the last character of a stretch; one that begins with it is none.
    """
    points = np.frombuffer(f"{folded}\n".encode("utf-32-le"), np.uint32).astype(np.uint64)
    pairs = (points[:-1] << _HALF) | points[1:]
    return np.unique(pairs[points[:-1] != _DIVIDER], return_counts=True)


def _written(prefix: str, pairs: Codes) -> str:
    """Return pairs as tokens with a blank before each, dividers still in them; all at once, for there are many."""
    head = np.frombuffer(f" {prefix}".encode("utf-32-le"), np.uint32)
    table = np.empty((len(pairs), len(head) + 2), np.uint32)
    table[:, : len(head)] = head
    table[:, -2] = pairs >> _HALF
    table[:, -1] = pairs & _LOWER
    return table.tobytes().decode("utf-32-le")


def facet_token(mark: str, name: str, value: str | int) -> str:
    """Return the token of a facet; a value that is no plain code is told by its digest.

    Raises:
        ValueError: the name is no lower-case word.
    """
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no name of a facet")
    text = str(value)
    code = text if _SAFE_VALUE.fullmatch(text) else "=" + blake2b(text.encode(), digest_size=15).hexdigest()
    return f"{mark}{Mark.FACET}{name}={code}"
