"""Lays the database by the replacing migrations, one by one, and half by half: the same tables have to come of each.

`tools/compare_layings.py [sqlite|postgresql]`, half a minute each. Run it when a migration with `replaces` is written.
"""

import atexit
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from difflib import unified_diff
from pathlib import Path

import django
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

CUTS = 4  # old installations of so many ages


class OneByOne(MigrationLoader):
    """The migrations as they were before others replaced them."""

    def load_disk(self) -> None:
        """Leave the replacing ones out; what depends on one depends on the last it replaces."""
        super().load_disk()
        last = {key: each.replaces[-1] for key, each in self.disk_migrations.items() if each.replaces}
        self.disk_migrations = {key: each for key, each in self.disk_migrations.items() if key not in last}
        for each in self.disk_migrations.values():
            each.dependencies = [last.get(key, key) for key in each.dependencies]


class SqliteFiles:
    """Databases in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def name(self, laying: str) -> str:
        """Return what Django calls the database of a laying."""
        return str(self.folder / f"{laying}.sqlite3")

    def make(self, laying: str, template: str = "") -> None:
        """Make an empty database, or a copy."""
        with closing(sqlite3.connect(self.name(laying))) as made:
            if template:
                with closing(sqlite3.connect(self.name(template))) as old:
                    old.backup(made)

    def schema(self, laying: str) -> list[str]:
        """Return all statements of the schema, in one order and one way of writing."""
        query = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
        with closing(sqlite3.connect(self.name(laying))) as laid:
            return sorted(normal(sql) for (sql,) in laid.execute(query))


class PostgresqlServer:
    """Databases of a throw-away server."""

    def __init__(self, folder: Path) -> None:
        os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))  # where pgserver keeps its lock; it reads it on import
        import pgserver

        self.server = pgserver.get_server(folder / "data", cleanup_mode="stop")
        os.environ["JIANGXIN_DATABASE"] = self.server.get_uri("jiangxin")

    def name(self, laying: str) -> str:
        """Return what Django calls the database of a laying."""
        return laying

    def make(self, laying: str, template: str = "template0") -> None:
        """Make an empty database, or a copy."""
        import psycopg

        with psycopg.connect(self.server.get_uri("postgres"), autocommit=True) as server:
            server.execute(f"CREATE DATABASE {laying} ENCODING 'UTF8' TEMPLATE {template}".encode())

    def schema(self, laying: str) -> list[str]:
        """Return all statements of the schema, sorted."""
        from pgserver._commands import POSTGRES_BIN_PATH

        command = [POSTGRES_BIN_PATH / "pg_dump", "--schema-only", "--no-owner", self.server.get_uri(laying)]
        dump = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        plain = "\n".join(line for line in dump.splitlines() if not line.startswith(("--", "\\")))
        return sorted(statement.strip() for statement in plain.split(";\n") if statement.strip())


def normal(sql: str) -> str:
    """Return a statement without quotes and odd spaces; a table's columns in their order, its rules sorted.

    A column that refers to its own table comes last: Django puts it there whenever it makes an SQLite table anew.
    """
    pieces = re.split(r"('[^']*')", sql)  # texts stay as they are
    sql = "".join(piece if piece.startswith("'") else _squeezed(piece) for piece in pieces).strip()
    found = re.fullmatch(r"CREATE TABLE (\w+)\((.*)\)", sql)
    if not found:
        return sql
    parts = list(_parts(found[2]))
    rules = sorted(part for part in parts if part.startswith("CONSTRAINT "))
    columns = [part for part in parts if part not in rules]
    columns.sort(key=lambda column: f"REFERENCES {found[1]}(" in column)
    return f"CREATE TABLE {found[1]} (\n  " + ",\n  ".join([*columns, *rules]) + "\n)"


def _squeezed(sql: str) -> str:
    return re.sub(r"\s*([(),])\s*", r"\1", re.sub(r"\s+", " ", sql.replace('"', "")))


def _parts(inside: str) -> Iterator[str]:
    """Cut at the commas that stand in no brackets and no text."""
    depth, start, in_text = 0, 0, False
    for place, sign in enumerate(inside):
        in_text ^= sign == "'"
        depth += 0 if in_text else {"(": 1, ")": -1}.get(sign, 0)
        if sign == "," and depth == 0 and not in_text:
            yield inside[start:place]
            start = place + 1
    yield inside[start:]


def _use(databases: SqliteFiles | PostgresqlServer, laying: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = databases.name(laying)


def _old_plan() -> tuple[MigrationExecutor, list[tuple[str, str]]]:
    executor = MigrationExecutor(connection)
    executor.loader = OneByOne(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return executor, [(migration.app_label, migration.name) for migration, _backwards in plan]


def _lay_old_ones(databases: SqliteFiles | PostgresqlServer) -> list[str]:
    """Lay one by one; on the way leave a copy at each cut. Returns the names of the copies."""
    databases.make("one_by_one")
    _use(databases, "one_by_one")
    _, whole = _old_plan()
    cuts = []
    for number in range(1, CUTS + 1):
        executor, left = _old_plan()
        executor.migrate(left[: len(whole) * number // CUTS - (len(whole) - len(left))])
        cuts.append(f"after_{len(whole) * number // CUTS}_of_{len(whole)}")
        connection.close()
        databases.make(cuts[-1], "one_by_one")
    return cuts


def faults(databases: SqliteFiles | PostgresqlServer) -> Iterator[str]:
    """Yield what differs, and what is left to do where everything should have been done."""
    databases.make("at_once")
    _use(databases, "at_once")
    call_command("migrate", verbosity=0)
    laid = databases.schema("at_once")
    print(f"{len(laid)} statements")
    cuts = _lay_old_ones(databases)
    yield from unified_diff(databases.schema("one_by_one"), laid, "one_by_one", "at_once", lineterm="")
    for cut in cuts:
        _use(databases, cut)
        call_command("migrate", verbosity=0)
        yield from unified_diff(databases.schema(cut), laid, cut, "at_once", lineterm="")
        missing = set(MigrationLoader(connection).disk_migrations) - set(
            MigrationRecorder(connection).applied_migrations()
        )
        yield from (f"{cut}: {app}.{name} is not recorded" for app, name in sorted(missing))
        print(f"{cut}, then the rest: compared")
    connection.close()


def main() -> int:
    """Compare on the engine named; 1 when something differs."""
    folder = Path(tempfile.mkdtemp(prefix="jiangxin-layings-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for name in [name for name in os.environ if name.startswith("JIANGXIN_")]:
        del os.environ[name]
    os.environ.update(JIANGXIN_HOME=str(folder), DJANGO_SETTINGS_MODULE="jiangxin.core.settings")
    databases = PostgresqlServer(folder) if sys.argv[1:] == ["postgresql"] else SqliteFiles(folder)
    django.setup()
    found = list(faults(databases))
    print("\n".join(found) if found else "no difference")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
