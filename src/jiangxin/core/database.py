"""The only place that asks which database engine is in use."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import connection as default_connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

T = TypeVar("T")
_POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION jiangxin_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'rows of % are not changed or deleted', TG_TABLE_NAME; END $$
"""


def _trigger(vendor: str, table: str, act: str, condition: str) -> str:
    when = f" WHEN ({condition})" if condition else ""
    if vendor == "sqlite":
        refusal = f"SELECT RAISE(ABORT, 'rows of {table} are not changed or deleted')"
        return f"CREATE TRIGGER {table}_keep_{act} BEFORE {act} ON {table}{when} BEGIN {refusal}; END"
    each = "STATEMENT" if act == "truncate" else f"ROW{when}"
    refusal = "EXECUTE FUNCTION jiangxin_refuse_change()"
    return f"CREATE TRIGGER {table}_keep_{act} BEFORE {act} ON {table} FOR EACH {each} {refusal}"


def _acts(vendor: str) -> tuple[str, ...]:
    return ("update", "delete") if vendor == "sqlite" else ("update", "delete", "truncate")


def protect(connection: BaseDatabaseWrapper, table: str, condition: str = "") -> None:
    """Forbid changing and deleting rows of `table` by triggers; with a condition on OLD, only the rows it holds for."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRES_FUNCTION)
        for act in _acts(connection.vendor):
            cursor.execute(_trigger(connection.vendor, table, act, condition))


def release(connection: BaseDatabaseWrapper, table: str) -> None:
    """Take the triggers of `protect` away again."""
    with connection.cursor() as cursor:
        for act in _acts(connection.vendor):
            where = "" if connection.vendor == "sqlite" else f" ON {table}"
            cursor.execute(f"DROP TRIGGER IF EXISTS {table}_keep_{act}{where}")


class KeepRows(Operation):
    """A migration step: rows of a table can be added, but not changed or deleted (or only those not yet frozen)."""

    reversible = True

    def __init__(self, table: str, condition: str = "") -> None:
        self.table = table
        self.condition = condition

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
        protect(schema_editor.connection, self.table, self.condition)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Take the triggers away."""
        del app_label, from_state, to_state
        release(schema_editor.connection, self.table)

    def describe(self) -> str:
        """Say what the step does."""
        return f"Keep the rows of {self.table} as they are"


class PerEngine(Operation):
    """A migration step in SQL that differs between the engines, and the SQL that takes it back."""

    reversible = True

    def __init__(
        self,
        what: str,
        *,
        sqlite: Sequence[str] = (),
        sqlite_back: Sequence[str] = (),
        postgresql: Sequence[str] = (),
        postgresql_back: Sequence[str] = (),
    ) -> None:
        self.what = what
        self.sqlite, self.sqlite_back = sqlite, sqlite_back
        self.postgresql, self.postgresql_back = postgresql, postgresql_back

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Leave the models as they are."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Do the step."""
        del app_label, from_state, to_state
        connection = schema_editor.connection
        _run(connection, choose(sqlite=self.sqlite, postgresql=self.postgresql, connection=connection))

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Take the step back."""
        del app_label, from_state, to_state
        connection = schema_editor.connection
        _run(connection, choose(sqlite=self.sqlite_back, postgresql=self.postgresql_back, connection=connection))

    def describe(self) -> str:
        """Say what the step does."""
        return self.what


class LayTables(Operation):
    """A migration step: many tables of a room, laid at once; they may refer to each other in any order.

    Django renders all models anew after each `CreateModel`, which takes many times longer than laying the tables.
    """

    reversible = True

    def __init__(self, *tables: CreateModel) -> None:
        self.tables = tables

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Add the models, to be rendered together when somebody asks for one."""
        state.__dict__.pop("apps", None)
        for table in self.tables:
            table.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Lay the tables."""
        for table in self.tables:
            table.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Take the tables away, the last first."""
        for table in reversed(self.tables):
            table.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """Say what the step does."""
        return f"Lay {len(self.tables)} tables"


def _run(connection: BaseDatabaseWrapper, statements: Sequence[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def choose(*, sqlite: T, postgresql: T, connection: BaseDatabaseWrapper = default_connection) -> T:
    """Return what belongs to the engine in use. For the few who need more than this module: the search."""
    return sqlite if connection.vendor == "sqlite" else postgresql


def _triggers(connection: BaseDatabaseWrapper) -> list[tuple[str, str, str]]:
    query = (
        "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%\\_keep\\_%' ESCAPE '\\'"
        if connection.vendor == "sqlite"
        else "SELECT tgname, tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger"
        " WHERE NOT tgisinternal AND tgname LIKE '%\\_keep\\_%'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return [(str(name), str(table), str(sql)) for name, table, sql in cursor.fetchall()]


def protected_tables(connection: BaseDatabaseWrapper = default_connection) -> list[str]:
    """Return the tables whose rows the database keeps, read from the database itself."""
    return sorted({table for _, table, _ in _triggers(connection)})


@contextmanager
def writable(connection: BaseDatabaseWrapper = default_connection) -> Iterator[None]:
    """Lift the triggers for the length of the block. For emptying a rehearsal or test database only."""
    triggers = _triggers(connection)
    with connection.cursor() as cursor:
        for name, table, _ in triggers:
            cursor.execute(f"DROP TRIGGER {name}" + ("" if connection.vendor == "sqlite" else f" ON {table}"))
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            for _, _, sql in triggers:
                cursor.execute(sql)


def describe(connection: BaseDatabaseWrapper = default_connection) -> dict[str, Any]:
    """Return the engine's name and version, for `jiangxin check`."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sqlite_version()" if connection.vendor == "sqlite" else "SHOW server_version")
        return {"engine": connection.vendor, "version": str(cursor.fetchone()[0])}
