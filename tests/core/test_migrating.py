"""A database laid from nothing can be taken back to nothing, and laid again."""

import os
import subprocess
import sys

import psycopg
import pytest

from tests import environment
from tests.empty_database import copy_sqlite

# One process for all steps. The first laying was that of the copied database.
STEPS = """
import django
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
django.setup()
from jiangxin.core.database import protected_tables
names = connection.introspection.table_names
tables = lambda: (sorted(name for name in names() if not name.startswith(("django_", "auth_"))), protected_tables())
laid = tables()
executor = MigrationExecutor(connection)
executor.migrate([(room, None) for room in sorted({room for room, _ in executor.loader.applied_migrations})])
left = tables()
call_command("migrate", verbosity=0)
print(all(laid), left == ([], []), tables() == laid)
"""


@pytest.fixture
def laid_installation(tmp_path):
    """Environment of an installation of its own, its database just laid, on the engine the tests run on."""
    variables = {**os.environ, "JIANGXIN_HOME": str(tmp_path)}
    if environment.engine() == "postgresql":
        address = os.environ["JIANGXIN_DATABASE"]
        name = f"migrating_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {name}")
            connection.execute(f"CREATE DATABASE {name} TEMPLATE empty")
        variables["JIANGXIN_DATABASE"] = address.replace("/jiangxin?", f"/{name}?")
    else:
        copy_sqlite(tmp_path / "jiangxin.sqlite3")
    return variables


@pytest.mark.slow
@pytest.mark.django_db  # it asks for a database of its own, on the engine of the run
def test_every_room_is_laid_taken_back_and_laid_again(laid_installation):
    done = subprocess.run(
        [sys.executable, "-c", STEPS], env=laid_installation, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["True", "True", "True"]  # there is something, nothing is left, all of it is back
