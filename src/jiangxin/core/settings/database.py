"""Which database: SQLite in the data folder by default, PostgreSQL when an address is given."""

import re
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from jiangxin.core.settings import environment
from jiangxin.core.settings.home import HOME

ADDRESS = environment.text(
    "JIANGXIN_DATABASE",
    "",
    "数据库地址，空则用内置 SQLite database address; empty means the embedded SQLite, else postgresql://user:password@host/name",
)


def _sqlite() -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": HOME / "jiangxin.sqlite3",
        "CONN_MAX_AGE": None,  # closing the last connection writes the whole log back into the file
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",  # writers queue at the start instead of failing at the end
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=134217728;"
            " PRAGMA cache_size=-64000;",
        },
        "TEST": {"NAME": None},
    }


def _postgresql(address: str) -> dict[str, Any]:
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as fault:  # a port that is no number, a bracket left open
        raise _unusable(address) from fault
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise _unusable(address)
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", "") or (parts.hostname or ""),
        "PORT": str(port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": query,
    }


def _unusable(address: str) -> environment.SettingsError:
    shown = re.sub(r"(?<=:)[^:@/]+(?=@)", "***", address)  # what is wrong is told without the password
    return environment.SettingsError(
        f"JIANGXIN_DATABASE={shown!r} 不能用：请写成 postgresql://用户:密码@主机:端口/库名。\n"
        f"JIANGXIN_DATABASE={shown!r} cannot be used: write postgresql://user:password@host:port/name."
    )


DATABASES: dict[str, dict[str, Any]] = {"default": _postgresql(ADDRESS) if ADDRESS else _sqlite()}
