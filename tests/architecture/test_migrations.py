"""Migrations are named by hand, can be taken back, and import nothing of ours that could change."""

import ast
import re

import pytest
from django.db import connection
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ModelState
from tools.compare_layings import OneByOne

from tests.architecture.code import sources

ALLOWED = {
    "jiangxin.core.database.KeepRows",
    "jiangxin.core.database.LayTables",
    "jiangxin.core.database.PerEngine",
    "jiangxin.core.database.RefuseReplacing",
    "jiangxin.core.crypto.EncryptedTextField",
}
RULES = ("indexes", "constraints")
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


def test_a_replacing_migration_stands_for_a_whole_stretch_of_its_room():
    loader, old = MigrationLoader(None), OneByOne(None)
    for (room, _name), migration in loader.replacements.items():
        chain = [key for key in sorted(old.disk_migrations) if key[0] == room]
        first = chain.index(migration.replaces[0])

        assert migration.replaces == chain[first : first + len(migration.replaces)]


def test_replacing_migrations_make_the_same_models():
    """The tables themselves are compared by tools/compare_layings.py, which takes half a minute."""
    made, once = MigrationLoader(None).project_state(), OneByOne(None).project_state()
    told = MigrationAutodetector(made, once).deep_deconstruct

    def tell(model: ModelState) -> tuple[object, ...]:
        rules = {rule.name: rule for kind in RULES for rule in model.options.get(kind, [])}
        options = {
            key: kept for key, kept in model.options.items() if key not in {"indexes", "constraints", "abstract"}
        }
        return told(list(model.fields.items())), told(rules), options, model.bases, model.managers

    assert {key: tell(model) for key, model in made.models.items()} == {
        key: tell(model) for key, model in once.models.items()
    }


@pytest.mark.django_db
def test_an_installation_of_any_age_goes_on_to_the_same_end():
    recorder, old = MigrationRecorder(connection), OneByOne(None)
    recorder.flush()
    plan = old.graph._generate_plan(old.graph.leaf_nodes(), at_end=True)
    done = set()
    for key in plan:
        executor = MigrationExecutor(connection)
        executor.loader.check_consistent_history(connection)
        left = [step for step, _backwards in executor.migration_plan(executor.loader.graph.leaf_nodes())]
        to_do = [name for step in left for name in step.replaces or [(step.app_label, step.name)]]

        assert sorted([*done, *to_do]) == sorted(plan)
        recorder.record_applied(*key)
        done.add(key)


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
