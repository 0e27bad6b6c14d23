# ruff: noqa: S608  statements are put together from constants; whatever comes from outside is a parameter
"""Tokens on SQLite: an FTS5 table whose row numbers are the documents' keys, handed out newest first, unsorted."""

from collections.abc import Sequence
from typing import Any, Final

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
from jiangxin.core.search.wanted import Groups

_TEXT: Final = " CROSS JOIN core_searchtext st ON st.document_id = sd.id"
_NEAR: Final = 4
"""How many times as many documents as are wanted are looked at, one by one, where many fit."""


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
            cursor.executemany(f"{INSERT_TEXT} VALUES (%s, %s, %s, %s, %s, %s)", [(row.key, *row[4:]) for row in rows])

    def newest(self, question: Question, most: int, *, is_common: bool = False) -> list[Found]:
        """Return the newest documents that fit: the table hands them out in this order, until there are enough."""
        if is_common and question.has_prefix:
            many = max(WINDOW, _NEAR * most)
            if many == WINDOW or self._is_frequent(question):
                found = read(newest_of(self._near(question, many), most))
                if len(found) == most:
                    return found
        return read(newest_of(self._select(question), most))

    def count(self, question: Question, cap: int) -> int:
        """Return how many documents fit."""
        if question.has_prefix and self._is_frequent(question):
            near = count_of(self._near(question, _NEAR * cap), cap)
            if near > cap:
                return near
        return count_of(self._select(question), cap)

    def _is_frequent(self, question: Question) -> bool:
        """Return whether so many of the newest documents fit that looking at a few times as many finds enough."""
        return count_of(self._near(question, WINDOW), WINDOW) * _NEAR > WINDOW

    def objects(self, question: Question) -> Sql:
        """Return a query for the things whose documents fit."""
        fitting = self._select(question)
        return Sql(f"SELECT object_id FROM ({fitting.text})", fitting.parameters)

    def tidy(self) -> None:
        """Merge the parts the table was written in."""
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO core_searchindex (core_searchindex) VALUES ('optimize')")

    def _select(self, question: Question) -> Sql:
        # CROSS JOIN keeps the order of the tables: tokens first, texts last.
        key, tables, first = "sd.id", "core_searchdocument sd", of_kind(question)
        if question.groups:
            key, tables = "si.rowid", f"core_searchindex si CROSS JOIN {tables} ON sd.id = si.rowid"
            first = self._match(question.groups)
        if question.checks.text:
            tables += _TEXT
        select = f"SELECT {key} AS id, sd.object_id AS object_id FROM {tables}"
        return where(select, first, question.checks, question.gates)

    def _near(self, question: Question, many: int) -> Sql:
        """Return what fits among the newest documents, found by looking at their texts.

        For a single character, whose tokens are too many to merge when it stands in most of the texts.
        """
        certain = [group for group in question.groups if not any(token.is_prefix for one in group for token in one)]
        near = "SELECT id, object_id FROM core_searchdocument WHERE kind = %s ORDER BY id DESC LIMIT %s"
        first: tuple[Any, ...] = (question.kind,)
        if certain:
            match = self._match(certain)
            near = f"SELECT si.rowid AS id FROM core_searchindex si WHERE {match.text} ORDER BY si.rowid DESC LIMIT %s"
            near = f"SELECT d.id, d.object_id FROM ({near}) n CROSS JOIN core_searchdocument d ON d.id = n.id"
            first = match.parameters
        select = f"SELECT sd.id AS id, sd.object_id AS object_id FROM ({near}) sd{_TEXT}"
        fitting = where(select, question.looks, question.gates)
        return Sql(fitting.text, (*first, many, *fitting.parameters))

    def _match(self, groups: Groups) -> Sql:
        return Sql("si.core_searchindex MATCH %s", (expression(groups, " AND ", " OR ", '"{}"', '"{}" *'),))
