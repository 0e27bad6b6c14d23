"""What is looked for: every term, each by one of its alternatives, each of these by all of its stretches."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from jiangxin.core.search.tokens import Mark, facet_token
from jiangxin.engine.text.tokens import parse_query

LONGEST = 100
Wanted = Mapping[str, str | int | Collection[str | int]]
"""Values of facets: those of one facet are alternatives, all facets must fit."""
Alternative = tuple[str, ...]
Term = tuple[Alternative, ...]
Groups = list[list[list["Token"]]]
"""Every group must be met, a group by one of its members, a member by all of its tokens."""


class Token(NamedTuple):
    """A token to ask for, or the beginning of any."""

    text: str
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """What a person typed, folded."""

    terms: tuple[Term, ...]

    @property
    def stretches(self) -> tuple[str, ...]:
        """Return every stretch looked for, each once."""
        return tuple(dict.fromkeys(stretch for term in self.terms for one in term for stretch in one))

    def groups(self, prefix: str) -> Groups:
        """Return the tokens to ask for, with what stands in front of each."""
        return [
            [[token for stretch in one for token in _tokens_of(prefix, stretch)] for one in term] for term in self.terms
        ]

    def unsure(self) -> list[Term]:
        """Return the terms that tokens alone do not decide: pairs may stand apart from each other in a text."""
        return [term for term in self.terms if any(len(stretch) > 2 for one in term for stretch in one)]  # noqa: PLR2004

    def found_in(self, folded: str) -> bool:
        """Return whether a folded text has every term."""
        return all(any(all(stretch in folded for stretch in one) for one in term) for term in self.terms)


def read_typed(typed: str) -> Terms:
    """Return what is looked for; any text at all can be typed."""
    return Terms(tuple((term,) for term in parse_query(typed[:LONGEST]).terms))


def facet_groups(mark: str, facets: Wanted) -> Groups:
    """Return the tokens of the facets asked for; a facet without values fits nothing and is left to the caller."""
    return [
        [[Token(facet_token(mark, name, value))] for value in ([values] if isinstance(values, str | int) else values)]
        for name, values in facets.items()
    ]


def _tokens_of(prefix: str, stretch: str) -> list[Token]:
    """Return what a folded stretch is looked up by: its pairs, or whatever begins with the one character it has."""
    if len(stretch) == 1:
        return [Token(prefix + stretch, is_prefix=True)]
    return [Token(prefix + one + two) for one, two in pairwise(stretch)]


def prefix_of(mark: str, part: Mark) -> str:
    """Return what stands in front of the tokens of one part."""
    return mark + part
