"""An empty, migrated database to begin with: made once for each state of the migrations, kept in build/, and copied.

`python -m tests.empty_database FILE` writes one as an SQLite file, for programs that want to begin with it.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "build" / "empty-databases"
KEPT = 6  # of both engines together; the least recently used go first


def copy_sqlite(target: Path) -> None:
    """Write an empty, migrated SQLite database to `target`."""
    shutil.copyfile(_kept("sqlite3", _make_sqlite), target)


def fill_postgresql(address: str) -> None:
    """Lay all tables in the empty PostgreSQL database at `address`."""

    def make(target: Path) -> None:
        with tempfile.TemporaryDirectory() as home:
            _migrate({"JIANGXIN_HOME": home, "JIANGXIN_DATABASE": address})
        _run_postgresql("pg_dump", "--no-owner", f"--file={target}", address)

    def restore(dump: Path) -> None:
        _run_postgresql(
            "psql", "--quiet", "--no-psqlrc", "--single-transaction", "--set=ON_ERROR_STOP=1", f"--file={dump}", address
        )

    was_there = _path("sql").exists()
    dump = _kept("sql", make)
    if was_there:
        restore(dump)


def _kept(suffix: str, make: Callable[[Path], None]) -> Path:
    """Return the file for the present migrations, made when there is none; one process makes it, others wait."""
    path = _path(suffix)
    with _alone():
        if not path.exists():
            half = path.with_suffix(".half")
            half.unlink(missing_ok=True)
            make(half)
            half.rename(path)
        os.utime(path)
        for old in sorted(FOLDER.glob("*-*.s*"), key=lambda file: file.stat().st_mtime)[:-KEPT]:
            old.unlink()
    return path


def _path(suffix: str) -> Path:
    return FOLDER / f"empty-{_digest()}.{suffix}"


def _digest() -> str:
    """Return a digest of everything an empty database follows from."""
    package = ROOT / "src" / "jiangxin"
    sources = [
        *package.glob("*/migrations/*.py"),
        *(package / "core/settings").glob("*.py"),
        package / "core/database.py",
        ROOT / "requirements/dev.lock",
        Path(__file__),
    ]
    total = hashlib.sha256()
    for source in sorted(sources):
        total.update(source.relative_to(ROOT).as_posix().encode() + b"\0" + source.read_bytes() + b"\0")
    return total.hexdigest()[:20]


@contextmanager
def _alone() -> Iterator[None]:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _make_sqlite(target: Path) -> None:
    with tempfile.TemporaryDirectory() as home:
        _migrate({"JIANGXIN_HOME": home})
        # Through the engine, so that what still stands in the journal comes along.
        with (
            closing(sqlite3.connect(Path(home) / "jiangxin.sqlite3")) as made,
            closing(sqlite3.connect(target)) as kept,
        ):
            made.backup(kept)


def _migrate(own: dict[str, str]) -> None:
    variables = {name: value for name, value in os.environ.items() if not name.startswith("JIANGXIN_")}
    command = [sys.executable, "-m", "jiangxin", "migrate", "--verbosity", "0", "--skip-checks"]
    subprocess.run(command, env={**variables, **own}, check=True)


def _run_postgresql(program: str, *arguments: str) -> None:
    from pgserver._commands import POSTGRES_BIN_PATH

    subprocess.run([POSTGRES_BIN_PATH / program, *arguments], check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    copy_sqlite(Path(sys.argv[1]))
