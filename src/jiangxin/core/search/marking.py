"""Showing what was found: matches marked in a text, and the stretch of a long text round the first of them."""

from typing import NamedTuple

from jiangxin.core.search.wanted import Terms, read_typed
from jiangxin.engine.text.tokens import Query, find_matches, fold

EXCERPT = 100
_BEFORE = 20
_STEP = 250
_ENDS = "。！？；!?;\n"


class Piece(NamedTuple):
    """A stretch of a text, and whether it is what was looked for."""

    text: str
    is_match: bool


def highlight(text: str, typed: str) -> list[Piece]:
    """Return a text in pieces, matches apart from the rest."""
    return marked(text, read_typed(typed))


def excerpt(text: str, typed: str, length: int = EXCERPT) -> list[Piece]:
    """Return about `length` characters of a text round the first match, in pieces; its beginning without a match."""
    return excerpted(text, read_typed(typed), length)


def marked(text: str, terms: Terms) -> list[Piece]:
    """Return a text in pieces."""
    pieces, at = [], 0
    for start, end in find_matches(text, _query(terms)):
        pieces += [Piece(text[at:start], False), Piece(text[start:end], True)]
        at = end
    return [piece for piece in (*pieces, Piece(text[at:], False)) if piece.text]


def excerpted(text: str, terms: Terms, length: int = EXCERPT) -> list[Piece]:
    """Return a stretch of a text in pieces, on one line, with dots where it was cut."""
    first = first_match(text, terms) or 0
    start = _beginning(text, first)
    stretch = text[start : start + length]
    pieces = [Piece(" ".join(piece.text.split("\n")), piece.is_match) for piece in marked(stretch.strip(), terms)]
    before = [Piece("…", False)] if start and text[:start].strip() else []
    after = [Piece("…", False)] if text[start + length :].strip() else []
    return [*before, *pieces, *after]


def first_match(text: str, terms: Terms) -> int | None:
    """Return where the first match stands; a long text is read no further than to it."""
    longest = max(map(len, terms.stretches), default=0)
    if not longest:
        return None
    # What is dropped in comparing, such as blanks, may stretch a match; so parts overlap amply.
    overlap = 4 * longest + 40
    for start in range(0, len(text), _STEP):
        part = text[start : start + _STEP + overlap]
        folded = fold(part)
        if any(stretch in folded for stretch in terms.stretches):
            return start + find_matches(part, _query(terms))[0][0]
    return None


def _beginning(text: str, first: int) -> int:
    """Return where an excerpt begins: at its sentence when that is near, else a little before the match."""
    earliest = max(0, first - _BEFORE)
    near = max(text.rfind(end, earliest, first) for end in _ENDS) + 1
    return near or earliest


def _query(terms: Terms) -> Query:
    return Query(tuple(one for term in terms.terms for one in term), (), ())
