"""What to offer while somebody types: words and titles, by their characters, their pinyin or its initials.

A word is offered when looking for it would find something for this very reader, so that an offer tells nothing that
the search does not.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Final

from django.db.models import QuerySet

from jiangxin.core.models import SearchText
from jiangxin.core.search.kinds import SearchKind, T
from jiangxin.core.search.questions import Search, search_by
from jiangxin.core.search.tokens import Mark
from jiangxin.core.search.vocabulary import words_spelled, words_typed
from jiangxin.core.search.wanted import LONGEST, Alternative, Term, Terms, read_typed
from jiangxin.engine.text.tokens import fold

COUNT_CAP: Final = 50
_TITLES: Final = 3
_SPELLED: Final = 5


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something to look for.

    Attributes:
        text: the word or title.
        count: how many things it finds; `COUNT_CAP + 1` stands for more.
        object_id: of a title, the thing it belongs to.
    """

    text: str
    count: int
    object_id: int | None = None

    @property
    def is_title(self) -> bool:
        """Whether it is the title of a thing rather than a word."""
        return self.object_id is not None


def suggest(kind: SearchKind[T], typed: str, *, listed: QuerySet[T], limit: int = 8) -> list[Suggestion]:
    """Return what a reader may mean, words first, then titles that have what was typed, newest first."""
    key = fold(typed[:LONGEST]).replace("\n", "")
    search = search_by(kind, read_typed(typed), listed=listed, whole=None, facets={})
    if not key or not search.gates:
        return []
    titles = _titles(search, _TITLES)
    words = _words(search, words_typed(kind, key, limit + _SPELLED), limit - len(titles), cap=COUNT_CAP)
    return [*words, *titles]


def _words(search: Search[Any], words: list[str], most: int, *, cap: int) -> list[Suggestion]:
    found: list[Suggestion] = []
    for word in words:
        if len(found) >= most:
            break
        if count := search.with_terms(read_typed(word)).count(cap):
            found.append(Suggestion(word, count))
    return found


def _titles(search: Search[Any], most: int) -> list[Suggestion]:
    if not search.terms.terms:
        return []
    found = {one.key: one.object_id for one in search.newest(most, weight=Mark.TITLE)}
    texts = dict(SearchText.objects.filter(pk__in=found).values_list("pk", "title")) if found else {}
    return [Suggestion(texts[key], 1, object_id) for key, object_id in found.items() if key in texts]


def with_spellings(search: Search[T]) -> tuple[Search[T], tuple[str, ...]]:
    """Return a search that also takes its Latin terms for pinyin or initials, and the words these are.

    Only words the reader could find are taken, so that the answer names no other.
    """
    also: dict[str, None] = {}
    terms: list[Term] = []
    open_part = replace(search, gates={part: gate for part, gate in search.gates.items() if part == Mark.OPEN})
    for run in _runs(search.terms.terms) if open_part.gates else ():
        joined = _spelled(open_part, "".join(stretch for ((stretch,),) in run)) if len(run) > 1 else []
        if joined:  # syllables typed apart, as in `lao mo`
            terms.append((tuple(stretch for ((stretch,),) in run), *_alternatives(joined)))
            also.update(dict.fromkeys(joined))
            continue
        for term in run:
            spelled = _spelled(open_part, term[0][0]) if _is_latin(term) else []
            also.update(dict.fromkeys(spelled))
            terms.append((*term, *_alternatives(spelled)))
    return (search.with_terms(Terms(tuple(terms))) if also else search), tuple(also)


def _runs(terms: Sequence[Term]) -> Iterator[tuple[Term, ...]]:
    """Yield terms in order, those in Latin letters that follow one another together."""
    for latin, run in groupby(terms, _is_latin):
        if latin:
            yield tuple(run)
        else:
            yield from ((term,) for term in run)


def _is_latin(term: Term) -> bool:
    return len(term[0]) == 1 and term[0][0].isascii() and term[0][0].isalpha()


def _alternatives(words: Iterable[str]) -> Iterator[Alternative]:
    return (one for word in words for one in read_typed(f'"{word}"').terms[0])


def _spelled(search: Search[Any], stretch: str) -> list[str]:
    words = words_spelled(search.kind, stretch, _SPELLED) if len(stretch) > 1 else []
    return [one.text for one in _words(search, words, _SPELLED, cap=0)]  # that it is found at all is enough to know
