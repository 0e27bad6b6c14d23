"""The engine alone, given the same tokens: one statement to write, one for a page, one for the count.

Nothing of this house stands between: no gate, no second part that only some may read, no marked excerpts. Articles are
written in the order of time and looked for newest first by their keys, which is the cheapest order there is.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

from benchmarks.search_asked import Asked
from benchmarks.search_data import ARTICLES, SIZE, document
from django.db import connection

from jiangxin.core.database import choose
from jiangxin.core.search import COUNT_CAP, Order
from jiangxin.core.search.tokens import entry_of
from jiangxin.engine.text.tokens import fold
from jiangxin.library.enums import ArticleState
from jiangxin.library.models import Article


class Bare(ABC):
    """The engine's own full-text index."""

    create: tuple[str, ...]
    match: str
    pair, prefix, both = "", "", ""
    tables: str
    newest: str
    relevant: str
    has: str

    def __init__(self) -> None:
        for statement in self.create:
            self.ask(statement)

    @abstractmethod
    def write(self, articles: Sequence[Article]) -> None:
        """Index articles."""

    @abstractmethod
    def tidy(self) -> None:
        """Bring the index into order."""

    def answer(self, asked: Asked) -> tuple[list[int], int]:
        """Return the keys of a page of hits, and the number of all of them, counted no further than a thousand."""
        text, values = self._condition(asked)
        found = f"SELECT count(*) FROM (SELECT 1 {text} LIMIT {COUNT_CAP + 1}) AS hits"
        count = int(self.ask(found, values)[0][0])
        order = self.relevant if asked.order == Order.RELEVANCE else self.newest
        ordering = [self._wanted(asked.typed)] * order.count("%s")
        page = f"SELECT a.id {text} ORDER BY {order} LIMIT {SIZE} OFFSET {(asked.page - 1) * SIZE}"
        return [row[0] for row in self.ask(page, [*values, *ordering])], count

    def _condition(self, asked: Asked) -> tuple[str, list[object]]:
        conditions, values = [self.match, "a.state = %s"], [self._wanted(asked.typed), ArticleState.PUBLISHED]
        for word in map(fold, asked.typed.split()):
            if len(word) > 2:  # pairs may stand apart
                conditions, values = [*conditions, self.has], [*values, word]
        for name, value in asked.facets.items():
            if name == "year":
                bounds = [datetime(int(value) + more, 1, 1, tzinfo=UTC) for more in (0, 1)]
                conditions, values = [*conditions, "a.published_at >= %s AND a.published_at < %s"], [*values, *bounds]
            else:
                column = {"organisation": "owner_id"}.get(name, name)
                conditions, values = [*conditions, f"a.{column} = %s"], [*values, value]
        return f"FROM {self.tables} WHERE {' AND '.join(conditions)}", values

    def _wanted(self, typed: str) -> str:
        return self.both.join(wanted for word in map(fold, typed.split()) for wanted in self._tokens(word))

    def _tokens(self, word: str) -> list[str]:
        if len(word) == 1:
            return [self.prefix.format(ARTICLES.mark + word)]
        return [self.pair.format(ARTICLES.mark + one + two) for one, two in pairwise(word)]

    def ask(self, statement: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Run a statement."""
        with connection.cursor() as cursor:
            cursor.execute(statement, list(values) or None)
            return cursor.fetchall() if cursor.description else []


class BareSqlite(Bare):
    """An FTS5 table."""

    create = ("CREATE VIRTUAL TABLE bare USING fts5(tokens, tokenize = \"ascii tokenchars '!#$%=_-'\")",)
    tables = "bare b CROSS JOIN library_article a ON a.id = b.rowid"  # in this order, or it walks through all articles
    match, pair, prefix, both = "b.bare MATCH %s", '"{}"', '"{}" *', " AND "
    newest, relevant = "b.rowid DESC", "b.rank"
    has = "instr(a.title || char(10) || a.body, %s) > 0"

    def write(self, articles: Sequence[Article]) -> None:
        """Index articles."""
        rows = [(article.pk, tokens_of(article)) for article in articles]
        with connection.cursor() as cursor:
            cursor.executemany("INSERT INTO bare (rowid, tokens) VALUES (%s, %s)", rows)

    def tidy(self) -> None:
        """Merge the parts the table was written in."""
        self.ask("INSERT INTO bare (bare) VALUES ('optimize')")


class BarePostgresql(Bare):
    """A `tsvector` under a GIN index."""

    create = (
        "CREATE TABLE bare (id bigint PRIMARY KEY, tokens tsvector NOT NULL)",
        "CREATE INDEX bare_tokens ON bare USING gin (tokens)",
    )
    tables = "bare b JOIN library_article a ON a.id = b.id"
    match, pair, prefix, both = "b.tokens @@ %s::tsquery", "'{}'", "'{}':*", " & "
    newest, relevant = "b.id DESC", "ts_rank(b.tokens, %s::tsquery) DESC"
    has = "strpos(a.title || chr(10) || a.body, %s) > 0"

    def write(self, articles: Sequence[Article]) -> None:
        """Index articles."""
        columns = [[article.pk for article in articles], [tokens_of(article) for article in articles]]
        statement = "INSERT INTO bare SELECT a, b::tsvector FROM unnest(%s::bigint[], %s::text[]) AS new (a, b)"
        self.ask(statement, columns)

    def tidy(self) -> None:
        """Move what waits into the index, and let the planner know what is common."""
        self.ask("SELECT gin_clean_pending_list('bare_tokens')")
        self.ask("ANALYZE bare")


def tokens_of(article: Article) -> str:
    """Return the tokens of an article, the same as the search of the house has."""
    return entry_of(ARTICLES.mark, document(article)).tokens


def bare_engine() -> Bare:
    """Return the bare index of the engine in use."""
    return choose(sqlite=BareSqlite, postgresql=BarePostgresql)()
