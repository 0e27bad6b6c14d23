"""What only one module may know or do."""

import ast

import pytest

from tests.architecture.code import PACKAGE, ROOT, dotted, sources


def places(wanted, *, of):
    """Return the modules in which a call or import named in `wanted` stands."""
    return sorted({source.place for source in sources() for _line, name in getattr(source, of)() if wanted(name)})


def attributes(name):
    return sorted(
        {
            source.place
            for source in sources()
            for node in ast.walk(source.tree)
            if isinstance(node, ast.Attribute) and node.attr == name
        }
    )


def test_one_module_asks_which_engine_it_is():
    assert attributes("vendor") == ["src/jiangxin/core/database.py"]


def test_the_search_alone_needs_more_of_the_engine():
    assert places(lambda name: name == "jiangxin.core.database.choose", of="imports") == [
        "src/jiangxin/core/search/engines.py"
    ]


def test_nobody_listens_to_signals():
    """Effects are called by name where they happen; a reader finds them without a search."""
    watched = ("django.db.models.signals", "django.dispatch", "django.core.signals", "django.contrib.auth.signals")

    assert places(lambda name: name.startswith(watched), of="imports") == []
    assert [path.as_posix() for path in PACKAGE.rglob("signals.py")] == []


def test_the_clock_is_the_only_source_of_time():
    reads = {"timezone.now", "datetime.now", "datetime.today", "date.today", "datetime.utcnow", "timezone.localdate"}
    found = places(lambda name: name in reads, of="calls")

    assert set(found) - {"src/jiangxin/core/clock.py"} == {
        place for place in found if place.startswith("src/jiangxin/core/templatetags/")
    }


def test_the_engine_uses_plain_python_and_a_few_named_libraries():
    allowed = {"chinese_calendar", "cryptography", "jiangxin", "numpy", "opencc", "ortools", "pypinyin", "rensa"}
    allowed |= {"rjieba", "stdnum"}
    import sys

    used = {
        (source.place, name.split(".")[0])
        for source in sources()
        if source.room == "engine"
        for _line, name in source.imports()
    }

    assert {item for item in used if item[1] not in sys.stdlib_module_names | allowed} == set()


def test_no_module_is_a_junk_drawer():
    names = {"utils", "util", "common", "helpers", "helper", "misc", "tools", "lib"}

    assert [path.as_posix() for path in PACKAGE.rglob("*") if path.stem in names] == []


def test_environment_is_read_by_the_settings_alone():
    readers = sorted(
        {
            source.place
            for source in sources()
            for node in ast.walk(source.tree)
            if isinstance(node, ast.Attribute) and dotted(node) in {"os.environ", "os.getenv"}
        }
    )

    assert readers == [
        "src/jiangxin/__main__.py",
        "src/jiangxin/core/management/commands/run.py",
        "src/jiangxin/core/readiness/rules.py",
        "src/jiangxin/core/settings/environment.py",
        "src/jiangxin/rehearsal/management/commands/rehearse.py",
        "src/jiangxin/web/wsgi.py",
    ]


@pytest.mark.parametrize("folder", ["src/jiangxin/core", "src/jiangxin/web"])
def test_static_files_stay_in_their_own_folder_of_names(folder):
    """Two apps that ship the same path would hide one another's file."""
    names = [
        path.relative_to(root).as_posix()
        for root in (ROOT / folder).rglob("static")
        if root.is_dir()
        for path in root.rglob("*")
        if path.is_file()
    ]

    assert sorted(names) == sorted(set(names))
