"""Order of relevance.

First what has all words in its title, then what has them among the words that tell much about it, then the rest; each
newest first. The first hundred are then weighed one by one: how much of the title the words make up, and how often the
text says them for its length (the saturating count of BM25, Robertson and Zaragoza 2009, k = 1.2, b = 0.75).
"""

from collections.abc import Mapping
from typing import Final

from django.db.models.functions import Substr

from jiangxin.core.models import SearchText
from jiangxin.core.search.kinds import T
from jiangxin.core.search.questions import Search
from jiangxin.core.search.store import Found
from jiangxin.core.search.tokens import Mark
from jiangxin.core.search.wanted import Terms
from jiangxin.engine.text.tokens import fold

WEIGHED: Final = 100
_TIERS: Final = (Mark.TITLE, Mark.OPEN_WEIGHTY, None)
_READ: Final = 4_000
"""Characters of a text that are weighed."""
_USUAL: Final = 1_000
_SATURATION, _LENGTH = 1.2, 0.75
_IN_TITLE: Final = 2.0


def ranked(search: Search[T], most: int) -> tuple[dict[Found, Mark], bool]:
    """Return the most relevant documents, each with the part it was found in, and whether these are all there are.

    They are at least as many as asked, if there are.
    The hundred weighed are the same whatever page is asked for, so that pages never overlap.
    """
    found: dict[Found, Mark] = {}
    enough = max(most, WEIGHED)
    for weight in _TIERS:
        # Each step meets those of the steps before once more; asking for as many as are wanted in all leaves enough.
        for one, part in search.newest(enough, weight=weight, is_common=weight is None).items():
            found.setdefault(one, part)
        if len(found) >= enough:
            break
    order = list(found)
    first = order[:WEIGHED]
    weights = _weights({one: found[one] for one in first}, search.terms)
    ordered = [*sorted(first, key=lambda one: -weights[one]), *order[WEIGHED:]]
    return {one: found[one] for one in ordered}, len(found) < enough


def _weights(found: Mapping[Found, Mark], terms: Terms) -> dict[Found, float]:
    texts: dict[int, tuple[str, str]] = {}
    for part, column in ((Mark.OPEN, "folded"), (Mark.WHOLE, "folded_whole")):
        keys = [one.key for one, where in found.items() if where == part]
        rows = SearchText.objects.filter(pk__in=keys) if keys else SearchText.objects.none()
        texts |= {key: (title, text) for key, title, text in rows.values_list("pk", "title", Substr(column, 1, _READ))}
    return {one: _weight(terms, *texts.get(one.key, ("", ""))) for one in found}


def _weight(terms: Terms, title: str, folded: str) -> float:
    """Return how much a text is about the terms."""
    counts = [max(min(folded.count(stretch) for stretch in one) for one in term) for term in terms.terms]
    length = _SATURATION * (1 - _LENGTH + _LENGTH * len(folded) / _USUAL)
    weight = sum(count * (_SATURATION + 1) / (count + length) for count in counts) / len(counts)
    heading = fold(title)
    if heading and terms.found_in(heading):
        words = sum(max(sum(map(len, one)) for one in term) for term in terms.terms)
        weight += _IN_TITLE + _IN_TITLE * min(1.0, words / len(heading))
    return weight
