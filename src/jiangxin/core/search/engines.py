"""The store of the engine in use: the one place of the search that asks which it is."""

from typing import Final

from jiangxin.core.database import choose
from jiangxin.core.search.postgresql import PostgresqlStore
from jiangxin.core.search.sqlite import SqliteStore
from jiangxin.core.search.store import Store

_SQLITE: Final[Store] = SqliteStore()
_POSTGRESQL: Final[Store] = PostgresqlStore()


def store() -> Store:
    """Return the store of the engine in use."""
    return choose(sqlite=_SQLITE, postgresql=_POSTGRESQL)
