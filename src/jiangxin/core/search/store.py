# ruff: noqa: S608  statements are put together from constants; whatever comes from outside is a parameter
"""The one module that knows how each engine keeps and finds tokens.

SQLite: an FTS5 table whose row numbers are the documents' keys, which it hands out newest first without sorting.
PostgreSQL: a `tsvector` with a GIN index, which knows no order. So the newest documents are looked at first – a common
word is met there soon – and only then is the index asked for all that match.
Both are given tokens in quotation marks that can hold letters, digits and our marks alone.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final, NamedTuple

from django.db import connection

from jiangxin.core.database import choose
from jiangxin.core.search.wanted import Groups, Token

_INSERT_TEXT: Final = "INSERT INTO core_searchtext (document_id, title, open, whole, folded, folded_whole)"
WINDOW: Final = 400
"""How many of the newest documents PostgreSQL looks at before it asks its index for all."""


class Sql(NamedTuple):
    """A condition with its parameters; an empty one holds always."""

    text: str = ""
    parameters: tuple[Any, ...] = ()


class Found(NamedTuple):
    """A document found: its key, and the thing it stands for."""

    key: int
    object_id: int


class Row(NamedTuple):
    """A document as it is written: its row, its tokens, and its text."""

    key: int
    kind: int
    object_id: int
    tokens: str
    title: str
    open: str
    whole: str
    folded: str
    folded_whole: str


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the index.

    Attributes:
        kind: number of the kind.
        groups: tokens, see `wanted.Groups`; empty asks for all.
        checks: conditions on the document `sd` and its text `st`.
        gates: conditions on the document `sd`: who may find it.
    """

    kind: int
    groups: Groups
    checks: Sql
    gates: Sql


class Store(ABC):
    """Where tokens are kept."""

    has: ClassVar[str]
    """A condition: a text column holds a text."""

    @abstractmethod
    def write(self, rows: Sequence[Row]) -> None:
        """Write new documents with their tokens."""

    @abstractmethod
    def newest(self, question: Question, most: int, *, is_common: bool = False) -> list[Found]:
        """Return the newest documents that fit, no more than `most`; `is_common` when many are likely to."""

    @abstractmethod
    def objects(self, question: Question) -> Sql:
        """Return a query for the things whose documents fit."""

    @abstractmethod
    def tidy(self) -> None:
        """Put the index in good order after much was written."""

    def count(self, question: Question, cap: int) -> int:
        """Return how many documents fit, `cap + 1` when there are more than `cap`; no more are read."""
        sql = self.objects(question)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM ({sql.text} LIMIT %s) AS fit", (*sql.parameters, cap + 1))
            return int(cursor.fetchone()[0])


class SqliteStore(Store):
    """Tokens in an FTS5 table."""

    has = "instr({column}, %s) > 0"

    def write(self, rows: Sequence[Row]) -> None:
        """Write new documents with their tokens."""
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO core_searchdocument (id, kind, object_id) VALUES (%s, %s, %s)",
                [(row.key, row.kind, row.object_id) for row in rows],
            )
            cursor.executemany(
                "INSERT INTO core_searchindex (rowid, tokens) VALUES (%s, %s)", [(row.key, row.tokens) for row in rows]
            )
            cursor.executemany(f"{_INSERT_TEXT} VALUES (%s, %s, %s, %s, %s, %s)", [(row.key, *row[4:]) for row in rows])

    def newest(self, question: Question, most: int, *, is_common: bool = False) -> list[Found]:
        """Return the newest documents that fit: the table hands them out in this order, until there are enough."""
        del is_common
        key = "si.rowid" if question.groups else "sd.id"
        sql = self._select("sd.id, sd.object_id", question)
        return _read(Sql(f"{sql.text} ORDER BY {key} DESC LIMIT %s", (*sql.parameters, most)))

    def objects(self, question: Question) -> Sql:
        """Return a query for the things whose documents fit."""
        return self._select("sd.object_id", question)

    def tidy(self) -> None:
        """Merge the parts the table was written in."""
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO core_searchindex (core_searchindex) VALUES ('optimize')")

    def _select(self, columns: str, question: Question) -> Sql:
        # CROSS JOIN keeps the order of the tables: tokens first, texts last.
        tables, first = "core_searchdocument sd", _of_kind(question)
        if question.groups:
            tables = f"core_searchindex si CROSS JOIN {tables} ON sd.id = si.rowid"
            first = Sql(
                "si.core_searchindex MATCH %s", (expression(question.groups, " AND ", " OR ", '"{}"', '"{}" *'),)
            )
        if question.checks.text:
            tables += " CROSS JOIN core_searchtext st ON st.document_id = sd.id"
        return _where(f"SELECT {columns} FROM {tables}", first, question.checks, question.gates)


class PostgresqlStore(Store):
    """Tokens in a column with a GIN index."""

    has = "strpos({column}, %s) > 0"

    def write(self, rows: Sequence[Row]) -> None:
        """Write new documents with their tokens."""
        columns = [list(column) for column in zip(*rows, strict=True)]
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO core_searchdocument (id, kind, object_id, tokens)"
                " SELECT a, b, c, d::tsvector FROM unnest(%s::bigint[], %s::smallint[], %s::bigint[], %s::text[])"
                " AS new (a, b, c, d)",
                columns[:4],
            )
            cursor.execute(
                f"{_INSERT_TEXT} SELECT * FROM"
                " unnest(%s::bigint[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[])",
                [columns[0], *columns[4:]],
            )

    def newest(self, question: Question, most: int, *, is_common: bool = False) -> list[Found]:
        """Return the newest documents that fit: from the newest of all, the newest that match, or all that match."""
        if not question.groups:
            sql = self.objects(question)
            return _read(Sql(f"{sql.text} ORDER BY sd.id DESC LIMIT %s", (*sql.parameters, most)))
        fitting = self._fitting(question, most)
        if is_common and most <= WINDOW // 4:
            found = _read(_among(self._window(question), fitting))
            if len(found) == most:
                return found
        matching = self._matching(question)
        step = 2 * most + WINDOW
        # Not by its plain key, or the planner might walk through all documents in search of a few that match.
        some = Sql(f"{matching.text} ORDER BY id + 0 DESC LIMIT %s", (*matching.parameters, step))
        told = Sql(f"({fitting.text}) UNION ALL SELECT 0, (SELECT count(*) FROM met)", fitting.parameters)
        *found, met = sorted(_read(_among(some, told)), reverse=True)
        if len(found) == most or met.object_id < step:
            return found
        return _read(_among(matching, fitting))

    def objects(self, question: Question) -> Sql:
        """Return a query for the things whose documents fit."""
        first = self._match("jiangxin_tokens(sd.tokens)", question) if question.groups else _of_kind(question)
        tables = "core_searchdocument sd"
        if question.checks.text:
            tables += " JOIN core_searchtext st ON st.document_id = sd.id"
        return _where(f"SELECT sd.object_id FROM {tables}", first, question.checks, question.gates)

    def tidy(self) -> None:
        """Move what waits into the index, and let the planner know what is common."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT gin_clean_pending_list('core_searchdocument_tokens')")
            cursor.execute("ANALYZE core_searchdocument")

    def _match(self, column: str, question: Question) -> Sql:
        return Sql(f"{column} @@ %s::tsquery", (expression(question.groups, " & ", " | ", "'{}'", "'{}':*"),))

    def _window(self, question: Question) -> Sql:
        newest = _where("SELECT * FROM core_searchdocument sd", _of_kind(question))
        match = self._match("tokens", question)
        return Sql(
            f"SELECT id, object_id FROM ({newest.text} ORDER BY id DESC LIMIT {WINDOW}) AS near WHERE {match.text}",
            (*newest.parameters, *match.parameters),
        )

    def _matching(self, question: Question) -> Sql:
        return _where("SELECT id, object_id FROM core_searchdocument", self._match("jiangxin_tokens(tokens)", question))

    def _fitting(self, question: Question, most: int) -> Sql:
        """Return a query for those of the documents `met` that fit."""
        tables = "met sd"
        if question.checks.text:
            tables += " JOIN core_searchtext st ON st.document_id = sd.id"
        fitting = _where(f"SELECT sd.id, sd.object_id FROM {tables}", question.checks, question.gates)
        return Sql(f"{fitting.text} ORDER BY sd.id DESC LIMIT %s", (*fitting.parameters, most))


def store() -> Store:
    """Return the store of the engine in use."""
    return choose(sqlite=_SQLITE, postgresql=_POSTGRESQL)


_SQLITE: Final[Store] = SqliteStore()
_POSTGRESQL: Final[Store] = PostgresqlStore()


def expression(groups: Groups, every: str, any_of: str, token: str, prefix: str) -> str:
    """Return tokens in a query language: all groups, one member of each, all tokens of the member."""

    def written(member: list[Token]) -> str:
        return every.join((prefix if one.is_prefix else token).format(_bare(one.text)) for one in member)

    return every.join(f"({any_of.join(f'({written(member)})' for member in group)})" for group in groups)


def _bare(token: str) -> str:
    # Tokens hold neither quotation marks nor backslashes; if one ever did, it would still be only text.
    return token.replace("\\", "").replace("'", "").replace('"', "")


def _of_kind(question: Question) -> Sql:
    return Sql("sd.kind = %s", (question.kind,))


def _where(select: str, *conditions: Sql) -> Sql:
    asked = [condition for condition in conditions if condition.text]
    where = f" WHERE {' AND '.join(condition.text for condition in asked)}" if asked else ""
    return Sql(select + where, tuple(value for condition in asked for value in condition.parameters))


def _among(source: Sql, query: Sql) -> Sql:
    """Return a query on the documents `met` of a source, which is asked once and as a whole."""
    return Sql(f"WITH met AS MATERIALIZED ({source.text}) {query.text}", (*source.parameters, *query.parameters))


def _read(sql: Sql) -> list[Found]:
    with connection.cursor() as cursor:
        cursor.execute(*sql)
        return [Found(*row) for row in cursor.fetchall()]
