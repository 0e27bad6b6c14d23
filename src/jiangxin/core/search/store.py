# ruff: noqa: S608  statements are put together from constants; whatever comes from outside is a parameter
"""What the search asks of an engine, whichever it is. `engines` alone knows which one is in use.

Tokens are kept beside the documents. They are asked for in an expression in which each stands in quotation marks; they
hold letters, digits and our marks alone, so that nothing a person typed is ever read as part of the expression.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final, NamedTuple

from django.db import connection

from jiangxin.core.search.wanted import Groups, Token

INSERT_TEXT: Final = "INSERT INTO core_searchtext (document_id, title, open, whole, folded, folded_whole)"
WINDOW: Final = 400
"""How many of the newest documents are looked at before the index is asked for all."""


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
        checks: conditions on the text `st` that tokens alone do not prove.
        looks: conditions on the text `st` that prove by themselves what the words ask.
        gates: conditions on the document `sd`: who may find it.
    """

    kind: int
    groups: Groups
    checks: Sql
    looks: Sql
    gates: Sql

    @property
    def has_prefix(self) -> bool:
        """Return whether the beginning of tokens is asked for: a single character."""
        return any(token.is_prefix for group in self.groups for member in group for token in member)


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

    @abstractmethod
    def count(self, question: Question, cap: int) -> int:
        """Return how many documents fit, `cap + 1` when there are more than `cap`; no more are read."""


def expression(groups: Groups, every: str, any_of: str, token: str, prefix: str) -> str:
    """Return tokens in a query language: all groups, one member of each, all tokens of the member."""

    def written(member: list[Token]) -> str:
        return every.join((prefix if one.is_prefix else token).format(_bare(one.text)) for one in member)

    return every.join(f"({any_of.join(f'({written(member)})' for member in group)})" for group in groups)


def _bare(token: str) -> str:
    # Tokens hold neither quotation marks nor backslashes; if one ever did, it would still be only text.
    return token.replace("\\", "").replace("'", "").replace('"', "")


def of_kind(question: Question) -> Sql:
    """Return the condition that a document is of the kind asked for."""
    return Sql("sd.kind = %s", (question.kind,))


def where(select: str, *conditions: Sql) -> Sql:
    """Return a query under conditions, those that hold always left out."""
    asked = [condition for condition in conditions if condition.text]
    every = f" WHERE {' AND '.join(condition.text for condition in asked)}" if asked else ""
    return Sql(select + every, tuple(value for condition in asked for value in condition.parameters))


def newest_of(fitting: Sql, most: int) -> Sql:
    """Return a query for the newest of what fits."""
    return Sql(f"{fitting.text} ORDER BY id DESC LIMIT %s", (*fitting.parameters, most))


def count_of(fitting: Sql, cap: int) -> int:
    """Return how many fit, `cap + 1` when there are more than `cap`."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({fitting.text} LIMIT %s) AS fit", (*fitting.parameters, cap + 1))
        return int(cursor.fetchone()[0])


def read(sql: Sql) -> list[Found]:
    """Return what a query finds."""
    with connection.cursor() as cursor:
        cursor.execute(*sql)
        return [Found(*row) for row in cursor.fetchall()]
