"""Tokens for full-text search: overlapping pairs of characters, so that any stretch of two characters is found.

An index holds the tokens of each text; a query becomes tokens all of which must be there, and `contains` then checks
the few candidates exactly. Text and query are folded the same way: compatible forms, case, accents and traditional
characters are made equal; white space and line breaks, brackets and quotation marks are left out, other marks divide.
Latin letters and digits are paired like all others, so that a piece of a word or number is found as well.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

from jiangxin.engine.text.han import simplified_forms

_DROPPED: Final = frozenset("()（）[]［］〔〕【】{}「」『』《》〈〉<>“”‘’\"'`·・-‐-‒–_*#~")
_DIVIDER: Final = "\n"


class Query(NamedTuple):
    """A search ready for an index.

    Attributes:
        terms: what must be found, each as folded stretches that must all be there.
        tokens: pairs an index must hold for a text to be a candidate, each once.
        prefixes: single characters; some token must begin with each.
    """

    terms: tuple[tuple[str, ...], ...]
    tokens: tuple[str, ...]
    prefixes: tuple[str, ...]


class Folded(NamedTuple):
    """A folded text, and for each of its characters the place it comes from."""

    text: str
    places: list[int]


def _fold_char(char: str) -> str:
    """What a character becomes: nothing, a divider, or letters and digits."""
    if char in _DROPPED or char.isspace():
        return ""
    apart = unicodedata.normalize("NFKD", char).casefold()
    kept = unicodedata.normalize("NFKC", "".join(part for part in apart if part.isalnum()))
    if kept:
        return kept.translate(_simple())
    return "" if unicodedata.category(char)[0] in "MC" else _DIVIDER


@cache
def _simple() -> dict[int, str]:
    return simplified_forms()


class _Folds(dict[int, str]):
    """What each character becomes, looked up as it is met: `str.translate` is quicker than a call for each."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_char(chr(code))
        return folded


_FOLDS: Final = _Folds()
_DIVIDERS: Final = re.compile(f"{_DIVIDER}+")


def fold(text: str) -> str:
    """The text as it is compared: stretches of letters and digits, divided by line feeds."""
    return _DIVIDERS.sub(_DIVIDER, text.translate(_FOLDS)).strip(_DIVIDER)


def tokens(text: str) -> Iterator[str]:
    """The tokens of a text in order, for the index: every pair, and the last character of each stretch alone."""
    for stretch in fold(text).split(_DIVIDER):
        if stretch:
            yield from map("".join, pairwise(stretch))
            yield stretch[-1]


def parse_query(query: str) -> Query:
    """Turn what a person typed into what an index is asked.

    White space divides terms, all of which must be found; quotation marks keep a phrase with spaces together.

    Args:
        query: as typed.
    """
    written = re.findall(r'[“"]([^“”"]+)[”"]|(\S+)', query)
    terms = tuple(
        stretches
        for phrase, word in written
        if (stretches := tuple(filter(None, fold(phrase or word).split(_DIVIDER))))
    )
    every = [stretch for term in terms for stretch in term]
    pairs = [one + two for stretch in every for one, two in pairwise(stretch)]
    singles = [stretch for stretch in every if len(stretch) == 1]
    return Query(terms, tuple(dict.fromkeys(pairs)), tuple(dict.fromkeys(singles)))


def contains(text: str, query: Query) -> bool:
    """Whether a text holds all terms of a query; the check behind the index."""
    folded = fold(text)
    return all(stretch in folded for term in query.terms for stretch in term)


def find_matches(text: str, query: Query) -> list[tuple[int, int]]:
    """Where the terms stand in the text, for highlighting: spans in order, overlapping ones made one."""
    folded = fold_with_places(text)
    spans: list[tuple[int, int]] = []
    for stretch in {stretch for term in query.terms for stretch in term}:
        at = folded.text.find(stretch)
        while at >= 0:
            spans.append((folded.places[at], folded.places[at + len(stretch) - 1] + 1))
            at = folded.text.find(stretch, at + 1)
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def fold_with_places(text: str) -> Folded:
    """The text as it is compared, every divider kept, with the place of each character in the text as it was."""
    parts = list(map(_FOLDS.__getitem__, map(ord, text)))
    return Folded("".join(parts), [place for place, part in enumerate(parts) for _ in part])
