"""The only place that asks which database engine is in use."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection as default_connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

_SQLITE = "CREATE TRIGGER {t}_no_{act} BEFORE {act} ON {t} BEGIN SELECT RAISE(ABORT, '{t} is append-only'); END"
_POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION jiangxin_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$
"""
_POSTGRES = "CREATE TRIGGER {t}_no_{act} BEFORE {act} ON {t} FOR EACH {each} EXECUTE FUNCTION jiangxin_append_only()"


def _acts(vendor: str) -> tuple[str, ...]:
    return ("update", "delete") if vendor == "sqlite" else ("update", "delete", "truncate")


def arm(connection: BaseDatabaseWrapper, table: str) -> None:
    """Forbid changing and deleting rows of `table`, by triggers."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRES_FUNCTION)
        for act in _acts(connection.vendor):
            template = _SQLITE if connection.vendor == "sqlite" else _POSTGRES
            cursor.execute(template.format(t=table, act=act, each="STATEMENT" if act == "truncate" else "ROW"))


def disarm(connection: BaseDatabaseWrapper, table: str) -> None:
    """Take the triggers of `arm` away again (reversing a migration, emptying a test database)."""
    with connection.cursor() as cursor:
        for act in _acts(connection.vendor):
            where = "" if connection.vendor == "sqlite" else f" ON {table}"
            cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{act}{where}")


class AppendOnly(Operation):
    """A migration step: rows of a table can be added, never changed or deleted."""

    reversible = True

    def __init__(self, table: str) -> None:
        self.table = table

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Leave the models as they are."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Put the triggers in place."""
        del app_label, from_state, to_state
        arm(schema_editor.connection, self.table)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Take the triggers away."""
        del app_label, from_state, to_state
        disarm(schema_editor.connection, self.table)

    def describe(self) -> str:
        """Say what the step does."""
        return f"Make {self.table} append-only"


def append_only_tables(connection: BaseDatabaseWrapper = default_connection) -> list[str]:
    """Return the tables whose rows cannot be changed, read from the database itself."""
    query = (
        "SELECT tbl_name FROM sqlite_master WHERE type='trigger' AND name LIKE '%_no_update'"
        if connection.vendor == "sqlite"
        else "SELECT DISTINCT event_object_table FROM information_schema.triggers WHERE trigger_name LIKE '%_no_update'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return sorted(row[0] for row in cursor.fetchall())


@contextmanager
def writable(connection: BaseDatabaseWrapper = default_connection) -> Iterator[None]:
    """Lift the append-only triggers for the length of the block. For emptying a rehearsal or test database only."""
    tables = append_only_tables(connection)
    for table in tables:
        disarm(connection, table)
    try:
        yield
    finally:
        for table in tables:
            arm(connection, table)


def describe(connection: BaseDatabaseWrapper = default_connection) -> dict[str, Any]:
    """Return the engine's name and version, for `jiangxin check`."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sqlite_version()" if connection.vendor == "sqlite" else "SHOW server_version")
        return {"engine": connection.vendor, "version": str(cursor.fetchone()[0])}
