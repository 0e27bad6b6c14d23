# ruff: noqa: S608  statements are put together from constants; whatever comes from outside is a parameter
"""Tokens on PostgreSQL: a `tsvector` with a GIN index, which knows no order.

So the newest documents are looked at first – a common word is met there soon – and only then is the index asked for all
that match. `jiangxin_tokens` returns what it is given; it tells the planner what looking at a long value costs.
"""

from collections.abc import Sequence

from django.db import connection

from jiangxin.core.search.store import (
    INSERT_TEXT,
    WINDOW,
    Found,
    Question,
    Row,
    Sql,
    Store,
    count_of,
    expression,
    newest_of,
    of_kind,
    read,
    where,
)


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
                f"{INSERT_TEXT} SELECT * FROM"
                " unnest(%s::bigint[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[])",
                [columns[0], *columns[4:]],
            )

    def newest(self, question: Question, most: int, *, is_common: bool = False) -> list[Found]:
        """Return the newest documents that fit: from the newest of all, the newest that match, or all that match."""
        if not question.groups:
            return read(newest_of(self._select(question), most))
        fitting = self._fitting(question, most)
        if is_common and most <= WINDOW // 4:
            found = read(_among(self._window(question), fitting))
            if len(found) == most:
                return found
        matching = self._matching(question)
        step = 2 * most + WINDOW
        # Not by its plain key, or the planner might walk through all documents in search of a few that match.
        some = Sql(f"{matching.text} ORDER BY id + 0 DESC LIMIT %s", (*matching.parameters, step))
        told = Sql(f"({fitting.text}) UNION ALL SELECT 0, (SELECT count(*) FROM met)", fitting.parameters)
        *found, met = sorted(read(_among(some, told)), reverse=True)
        if len(found) == most or met.object_id < step:
            return found
        return read(_among(matching, fitting))

    def count(self, question: Question, cap: int) -> int:
        """Return how many documents fit."""
        return count_of(self._select(question), cap)

    def objects(self, question: Question) -> Sql:
        """Return a query for the things whose documents fit."""
        fitting = self._select(question)
        return Sql(f"SELECT object_id FROM ({fitting.text}) AS fit", fitting.parameters)

    def tidy(self) -> None:
        """Move what waits into the index, and let the planner know what is common."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT gin_clean_pending_list('core_searchdocument_tokens')")
            cursor.execute("ANALYZE core_searchdocument")

    def _select(self, question: Question) -> Sql:
        first = self._match("jiangxin_tokens(sd.tokens)", question) if question.groups else of_kind(question)
        select = "SELECT sd.id AS id, sd.object_id AS object_id FROM core_searchdocument sd"
        return where(select, first, _checked(question), question.gates)

    def _match(self, column: str, question: Question) -> Sql:
        return Sql(f"{column} @@ %s::tsquery", (expression(question.groups, " & ", " | ", "'{}'", "'{}':*"),))

    def _window(self, question: Question) -> Sql:
        newest = where("SELECT * FROM core_searchdocument sd", of_kind(question))
        match = self._match("tokens", question)
        return Sql(
            f"SELECT id, object_id FROM ({newest.text} ORDER BY id DESC LIMIT {WINDOW}) AS near WHERE {match.text}",
            (*newest.parameters, *match.parameters),
        )

    def _matching(self, question: Question) -> Sql:
        return where("SELECT id, object_id FROM core_searchdocument", self._match("jiangxin_tokens(tokens)", question))

    def _fitting(self, question: Question, most: int) -> Sql:
        """Return a query for those of the documents `met` that fit."""
        # In order before anything is checked, so that no more texts are looked at than it takes.
        select = "SELECT sd.id AS id, sd.object_id AS object_id FROM (SELECT * FROM met ORDER BY id DESC OFFSET 0) sd"
        return newest_of(where(select, _checked(question), question.gates), most)


def _checked(question: Question) -> Sql:
    """Return the condition on the text, as a look at the text of each document.

    Joined, the planner, who does not know what it costs to read a long value, might look through the texts of all.
    """
    if not question.checks.text:
        return Sql()
    look = f"(SELECT {question.checks.text} FROM core_searchtext st WHERE st.document_id = sd.id)"
    return Sql(look, question.checks.parameters)


def _among(source: Sql, query: Sql) -> Sql:
    """Return a query on the documents `met` of a source, which is asked once and as a whole."""
    return Sql(f"WITH met AS MATERIALIZED ({source.text}) {query.text}", (*source.parameters, *query.parameters))
