"""Where the tests run: a home folder of their own, quick passwords, plain static files, and the engine asked for.

`JIANGXIN_TEST_ENGINE` is `sqlite` (default) or `postgresql`; the second starts a throw-away server that came with pip.
Everything is set before Django reads its settings; the workers of pytest-xdist inherit it.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from tests import empty_database


def prepare() -> None:
    """Set the environment and load Django. Called once, by the first conftest."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        for name in [key for key in os.environ if _is_setting(key)]:
            del os.environ[name]
        _make_home()
        if engine() == "postgresql":
            _start_postgresql()
    _load_django()


def engine() -> str:
    """Return the name of the database engine the tests run on."""
    name = os.environ.get("JIANGXIN_TEST_ENGINE", "sqlite")
    if name not in {"sqlite", "postgresql"}:
        raise SystemExit(f"JIANGXIN_TEST_ENGINE={name!r}: write sqlite or postgresql")
    return name


def beside_postgresql() -> bool:
    """Tell whether the same tests run on PostgreSQL, too, as part of `make test`."""
    return os.environ.get("JIANGXIN_TEST_BESIDE") == "postgresql"


def _is_setting(name: str) -> bool:
    return name.startswith("JIANGXIN_") and not name.startswith("JIANGXIN_TEST_")


def _make_home() -> None:
    home = Path(tempfile.mkdtemp(prefix="jiangxin-tests-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    for folder in ("static", "files", "front-end"):
        (home / folder).mkdir()
    os.environ["JIANGXIN_HOME"] = str(home)
    os.environ["JIANGXIN_FAST_PASSWORDS"] = "yes"


def _start_postgresql() -> None:
    data = Path(tempfile.mkdtemp(prefix="jiangxin-postgresql-")) / "data"
    os.environ.setdefault("XDG_RUNTIME_DIR", str(data.parent))  # where pgserver keeps its lock; it reads it on import
    import pgserver
    import psycopg

    # Registered before the server's own cleanup, so that it runs after it: handlers run last in, first out.
    atexit.register(shutil.rmtree, data.parent, ignore_errors=True)
    server = pgserver.get_server(data, cleanup_mode="stop")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")
        for name in ("jiangxin", "empty"):
            connection.execute(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")
    os.environ["JIANGXIN_DATABASE"] = server.get_uri("jiangxin")
    empty_database.fill_postgresql(server.get_uri("empty"))


def _load_django() -> None:
    named = os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiangxin.core.settings")
    if named != "jiangxin.core.settings":
        raise SystemExit(f"unset DJANGO_SETTINGS_MODULE={named} first: the tests bring their own environment")
    import django
    from django.conf import settings

    home = Path(os.environ["JIANGXIN_HOME"])
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.MEDIA_ROOT = home / f"files{worker}"
    if engine() == "postgresql":
        settings.DATABASES["default"]["CONN_MAX_AGE"] = 0
    django.setup()


def lay_database() -> None:
    """Give this process an empty, migrated database of its own, and have Django use it."""
    from django.conf import settings
    from django.db import connections

    name = f"tests-{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    connections.close_all()
    database = settings.DATABASES["default"]
    if engine() == "sqlite":
        # A file, not memory: several threads and a live server have to see one database, as in real use.
        database["NAME"] = str(Path(os.environ["JIANGXIN_HOME"]) / f"{name}.sqlite3")
        empty_database.copy_sqlite(Path(database["NAME"]))
    else:
        import psycopg

        with psycopg.connect(os.environ["JIANGXIN_DATABASE"], autocommit=True) as server:
            server.execute(f'CREATE DATABASE "{name}" TEMPLATE empty')
        database["NAME"] = name
