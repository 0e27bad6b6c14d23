"""Migrations are named by hand, can be taken back, and import nothing of ours that could change."""

import ast
import re

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from tests.architecture.code import sources

ALLOWED = {
    "jiangxin.core.database.KeepRows",
    "jiangxin.core.database.LayTables",
    "jiangxin.core.database.PerEngine",
    "jiangxin.core.crypto.EncryptedTextField",
}
OURS = [source for source in sources() if "/migrations/0" in source.place]
BY_PLACE = pytest.mark.parametrize("source", OURS, ids=lambda source: source.place.removeprefix("src/jiangxin/"))


def test_there_are_migrations():
    assert len(OURS) > 10


@BY_PLACE
def test_a_migration_is_named_by_hand(source):
    name = source.place.rsplit("/", 1)[-1]

    assert re.fullmatch(r"\d{4}_[a-z]+(_[a-z]+)*\.py", name)
    assert re.search(r"_(initial|auto|alter|merge)\b|_auto_|_\d{8}", name) is None


@BY_PLACE
def test_a_migration_imports_only_what_never_changes(source):
    named = {name for _line, name in source.imports() if name.startswith("jiangxin")}
    used = {
        ast.unparse(node)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Attribute) and ast.unparse(node).startswith("jiangxin.")
    }
    plain_modules = {allowed.rsplit(".", 1)[0] for allowed in ALLOWED}

    assert named <= ALLOWED | plain_modules
    assert {name for name in used if name.count(".") == 3} <= ALLOWED


@pytest.mark.django_db
def test_every_step_can_be_taken_back():
    loader = MigrationLoader(connection)
    stuck = [
        f"{app}.{name}: {operation}"
        for (app, name), migration in loader.disk_migrations.items()
        if migration.__module__.startswith("jiangxin.")
        for operation in migration.operations
        if not operation.reversible
    ]

    assert stuck == []
