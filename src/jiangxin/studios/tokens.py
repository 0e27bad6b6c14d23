"""Tokens of one and two characters: what the directory's search looks names up by."""

import unicodedata

# Found in nearly every name: they would fill the index and find everything. A search for them alone reads by date.
_EVERYWHERE = (
    "劳模创新工作室",
    "劳模服务工作室",
    "工匠创新工作室",
    "职工创新工作室",
    "股份有限公司",
    "有限责任公司",
    "集团公司",
)
COMMON = frozenset(
    text[at : at + size] for text in _EVERYWHERE for size in (1, 2) for at in range(len(text) + 1 - size)
)


def plain(text: str) -> str:
    """Return a text as it is compared: full and half width alike, without case and without separators."""
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())


def tokens(*texts: str) -> frozenset[str]:
    """Return the tokens some texts are found by, those that stand everywhere left out."""
    found: set[str] = set()
    for text in map(plain, texts):
        found.update(text)
        found.update(_pairs(text))
    return frozenset(found - COMMON)


def tokens_asked(word: str) -> frozenset[str]:
    """Return the tokens a word is looked up by: its pairs, or the one character it has."""
    text = plain(word)
    return frozenset(_pairs(text) if len(text) > 1 else text) - COMMON


def _pairs(text: str) -> list[str]:
    return [text[at : at + 2] for at in range(len(text) - 1)]
