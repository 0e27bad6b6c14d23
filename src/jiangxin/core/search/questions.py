"""What a reader asks, put to the index: the words, the facets, and the gates that say what this reader may find."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic

from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from jiangxin.core.search.engines import store
from jiangxin.core.search.kinds import SearchKind, T
from jiangxin.core.search.store import Found, Question, Sql
from jiangxin.core.search.tokens import Mark
from jiangxin.core.search.wanted import Term, Terms, Wanted, facet_groups, prefix_of

_COLUMNS = {Mark.OPEN: "st.folded", Mark.WHOLE: "st.folded_whole"}
_WEIGHTY = {Mark.OPEN: Mark.OPEN_WEIGHTY, Mark.WHOLE: Mark.WHOLE_WEIGHTY}


@dataclass(frozen=True, slots=True)
class Search(Generic[T]):
    """A search by one reader.

    The open text is looked through in what the reader may list, the whole text in what they may also read whole: a
    search tells nobody what the hidden part of a thing says, neither by showing it nor by finding it.
    """

    kind: SearchKind[T]
    terms: Terms
    facets: Wanted
    gates: dict[Mark, Sql]

    def newest(self, most: int, *, weight: Mark | None = None, is_common: bool = False) -> dict[Found, Mark]:
        """Return the newest documents that fit, newest first, each with the part it was found in.

        Args:
            most: how many.
            weight: `Mark.TITLE` or `Mark.OPEN_WEIGHTY` for those whose title, or telling words, have all terms.
            is_common: whether many are likely to fit.
        """
        found: dict[Found, Mark] = {}
        for part, question in self._questions(weight):
            for one in store().newest(question, most, is_common=is_common):
                found.setdefault(one, part)
        ordered = sorted(found, reverse=True)[:most] if len(self.gates) > 1 else found
        return {one: found[one] for one in ordered}

    def count(self, cap: int) -> int:
        """Return how many things fit, `cap + 1` when there are more than `cap`."""
        questions = list(self._questions(None))
        if len(questions) == 1:
            return store().count(questions[0][1], cap)
        # What stands in both parts counts once, so documents have to be named; often the open ones are enough and more.
        if store().count(questions[0][1], cap) > cap:
            return cap + 1
        met = {one for _part, question in questions for one in store().newest(question, cap + 1, is_common=True)}
        return min(len(met), cap + 1)

    def with_terms(self, terms: Terms) -> "Search[T]":
        """Return the same search for other words."""
        return replace(self, terms=terms)

    def objects(self) -> Sql:
        """Return a query for the things whose open text fits."""
        return store().objects(dict(self._questions(None))[Mark.OPEN])

    def _questions(self, weight: Mark | None) -> Iterator[tuple[Mark, Question]]:
        facets = facet_groups(self.kind.mark, self.facets)
        for part, gate in self.gates.items():
            if weight == Mark.TITLE and part == Mark.WHOLE:
                continue  # titles are open
            mark = {None: part, Mark.TITLE: Mark.TITLE}.get(weight, _WEIGHTY[part])
            groups = [*self.terms.groups(prefix_of(self.kind.mark, mark)), *facets]
            column = _COLUMNS[part]
            checks, looks = _holds(self.terms.unsure(), column), _holds(self.terms.terms, column)
            yield part, Question(self.kind.number, groups, checks, looks, gate)


def search_by(
    kind: SearchKind[T], terms: Terms, *, listed: QuerySet[T], whole: QuerySet[T] | None, facets: Wanted
) -> Search[T]:
    """Return a search; gates through which nothing comes are left out."""
    gates: dict[Mark, Sql] = {}
    if not _asks_for_nothing(kind, facets):
        open_gate = _gate(listed)
        whole_gate = _gate(whole) if whole is not None and open_gate else None
        if open_gate:
            gates[Mark.OPEN] = open_gate
        if open_gate and whole_gate and terms.terms:
            both = f"{open_gate.text} AND {whole_gate.text}"
            gates[Mark.WHOLE] = Sql(both, (*open_gate.parameters, *whole_gate.parameters))
    return Search(kind, terms, facets, gates)


def search_all(kind: SearchKind[T], terms: Terms, facets: Wanted) -> Search[T]:
    """Return a search of all open texts, for a caller who looks for the things among those a gate has let through."""
    return Search(kind, terms, facets, {} if _asks_for_nothing(kind, facets) else {Mark.OPEN: Sql()})


def _asks_for_nothing(kind: SearchKind[Any], facets: Wanted) -> bool:
    """Return whether a facet is asked for without a value that would fit."""
    return any(not values for values in facet_groups(kind.mark, facets))


def _gate(rows: QuerySet[Any]) -> Sql | None:
    """Return the condition that the thing of a document is among some rows; None when there are no rows at all."""
    one = rows.order_by().filter(pk=RawSQL("sd.object_id", ())).values("pk")
    try:
        text, parameters = one.query.sql_with_params()
    except EmptyResultSet:
        return None
    return Sql(f"EXISTS ({text})", tuple(parameters))


def _holds(terms: Sequence[Term], column: str) -> Sql:
    """Return the condition that a text holds terms."""
    has = store().has.format(column=column)
    every = " AND ".join(
        "(" + " OR ".join("(" + " AND ".join([has] * len(one)) + ")" for one in term) + ")" for term in terms
    )
    return Sql(every, tuple(stretch for term in terms for one in term for stretch in one))
