"""The only place that asks which database engine is in use."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import connection as default_connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.utils import CursorWrapper
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
    refuse_replacing(connection, table)


def refuse_replacing(connection: BaseDatabaseWrapper, table: str) -> None:
    """Forbid SQLite to put a new row in the place of a kept one, which it does without asking the delete trigger.

    https://www.sqlite.org/lang_conflict.html, REPLACE: "delete triggers fire if and only if recursive triggers are
    enabled", which any program may leave off. PostgreSQL has no such statement: its upsert asks the update trigger.
    """
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = %s", [f"{table}_keep_delete"])
        condition = re.search(r" WHEN (\(.+\)) BEGIN", cursor.fetchone()[0], re.DOTALL)
        kept = f" AND {condition.group(1).replace('OLD.', 'kept.')}" if condition else ""
        same = (" AND ".join(f"kept.{name} = NEW.{name}" for name in key) for key in _keys(cursor, table))
        clash = f"EXISTS (SELECT 1 FROM {table} AS kept WHERE ({' OR '.join(same)}){kept})"  # noqa: S608  names from the catalogue of the database
        cursor.execute(f"DROP TRIGGER IF EXISTS {table}_keep_insert")
        cursor.execute(_trigger("sqlite", table, "insert", clash))


def _keys(cursor: CursorWrapper, table: str) -> list[list[str]]:
    """Return the columns of the primary key and of every unique index of a table of SQLite, but for partial ones."""
    cursor.execute("SELECT name FROM pragma_table_info(%s) WHERE pk ORDER BY pk", [table])
    keys = [[name for (name,) in cursor.fetchall()]]
    cursor.execute('SELECT name FROM pragma_index_list(%s) WHERE "unique" AND NOT partial ORDER BY name', [table])
    for (index,) in cursor.fetchall():
        cursor.execute("SELECT name FROM pragma_index_info(%s) ORDER BY seqno", [index])
        keys.append([name for (name,) in cursor.fetchall()])
    return [key for place, key in enumerate(keys) if None not in key and key not in keys[:place]]


def release(connection: BaseDatabaseWrapper, table: str) -> None:
    """Take the triggers of `protect` away again."""
    with connection.cursor() as cursor:
        for act in ("insert", *_acts(connection.vendor)):
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


class RefuseReplacing(Operation):
    """A migration step: no row put in with `REPLACE` takes the place of a kept one, in any table that keeps rows."""

    reversible = True

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
        for table in protected_tables(schema_editor.connection):
            refuse_replacing(schema_editor.connection, table)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Leave the triggers: they go with the others of their table."""

    def describe(self) -> str:
        """Say what the step does."""
        return "Refuse to put a new row in the place of a kept one"


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
