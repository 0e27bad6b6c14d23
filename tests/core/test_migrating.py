"""A database can be laid from nothing, taken back to nothing, and laid again."""

import os
import subprocess
import sys

import psycopg
import pytest

from tests import environment

# One process for all four steps: starting Django costs more than the steps themselves.
STEPS = """
import django
from django.core.management import call_command
from django.db import connection
django.setup()
tables = lambda: {name for name in connection.introspection.table_names() if not name.startswith(("django_", "auth_"))}
call_command("migrate", verbosity=0)
laid = tables()
for room in ("core", "campaigns", "awards"):  # the others stand on these
    call_command("migrate", room, "zero", verbosity=0)
left = tables()
call_command("migrate", verbosity=0)
print(len(laid), sorted(left), tables() == laid)
"""


@pytest.fixture
def empty_installation(tmp_path):
    """Environment of an installation of its own, with an empty database on the engine the tests run on."""
    variables = {**os.environ, "JIANGXIN_HOME": str(tmp_path)}
    if environment.engine() == "postgresql":
        address = os.environ["JIANGXIN_DATABASE"]
        name = f"migrating_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {name}")
            connection.execute(f"CREATE DATABASE {name}")
        variables["JIANGXIN_DATABASE"] = address.replace("/jiangxin?", f"/{name}?")
    return variables


@pytest.mark.slow
@pytest.mark.django_db  # it asks for a database of its own, on the engine of the run
def test_every_room_is_laid_taken_back_and_laid_again(empty_installation):
    done = subprocess.run(
        [sys.executable, "-c", STEPS], env=empty_installation, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.split()[1:] == ["[]", "True"]
