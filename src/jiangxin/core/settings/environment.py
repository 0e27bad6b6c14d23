"""Typed reading of environment variables; every variable is declared once and can be listed and explained."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from jiangxin.core.settings_fault import SettingsError

__all__ = [
    "DECLARED",
    "SettingsError",
    "Variable",
    "flag",
    "folder",
    "hosts",
    "listening",
    "names",
    "one_of",
    "pairs",
    "text",
    "time_zone",
    "web_address",
    "whole",
]
HOST = re.compile(r"\*|\.?[\w-]+(\.[\w-]+)*\.?|\[[0-9a-fA-F:]+\]")
"""A name, an address, a name with a dot before it for all below it, or a star for any."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Variable:
    """One declared environment variable, for `jiangxin check --variables` and the administrator's guide."""

    name: str
    kind: str
    default: str
    about: str


DECLARED: dict[str, Variable] = {}


def _read(name: str, kind: str, default: T, about: str, parse: Callable[[str], T], example: str) -> T:
    if name in DECLARED:
        raise SettingsError(f"{name} is declared twice in the code; each variable has one reader.")
    DECLARED[name] = Variable(name, kind, str(default), about)
    raw = os.environ.get(name)
    if raw is None or raw == "":
        return default
    try:
        return parse(raw)
    except ValueError as fault:
        raise SettingsError(
            f"{name}={raw!r} 不能用：需要{kind}，例如 {name}={example}。（{about}）\n"
            f"{name}={raw!r} cannot be used: {fault}. Expected {kind}, for example {name}={example}."
        ) from fault


def text(name: str, default: str, about: str) -> str:
    """Return the variable as text."""
    return _read(name, "文字 text", default, about, str, default or "abc")


def whole(name: str, default: int, about: str, *, within: tuple[int, int]) -> int:
    """Return the variable as a whole number between two bounds, both allowed."""
    least, most = within

    def parse(raw: str) -> int:
        try:
            number = int(raw)
        except ValueError:
            raise ValueError("not a whole number") from None
        if not least <= number <= most:
            raise ValueError(f"not between {least} and {most}")
        return number

    return _read(
        name, f"整数（{least} 至 {most}） whole number from {least} to {most}", default, about, parse, str(default)
    )


def one_of(name: str, default: str, words: tuple[str, ...], about: str) -> str:
    """Return the variable as one of some words, whatever its case."""

    def parse(raw: str) -> str:
        word = raw.strip().upper()
        if word not in words:
            raise ValueError("not one of these words")
        return word

    kind = f"{'、'.join(words)} 之一 one of {', '.join(words)}"
    return _read(name, kind, default, about, parse, default)


def time_zone(name: str, default: str, about: str) -> str:
    """Return the variable as the name of a time zone this machine knows."""

    def parse(raw: str) -> str:
        try:
            return ZoneInfo(raw).key
        except (ValueError, OSError, ZoneInfoNotFoundError):
            raise ValueError("no time zone of this name is known") from None

    return _read(name, "时区名称 name of a time zone", default, about, parse, default)


def web_address(name: str, default: str, about: str) -> str:
    """Return the variable as a web address with its scheme and host, without a slash at the end."""

    def parse(raw: str) -> str:
        parts = urlsplit(raw.strip())
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
            raise ValueError("not an address that begins with http:// or https:// and names a host")
        if parts.port == 0:  # reading it raises ValueError for what is no port
            raise ValueError("no port has the number 0")
        return raw.strip().rstrip("/")

    return _read(name, "网址 web address", default, about, parse, default)


def hosts(name: str, default: tuple[str, ...], about: str) -> list[str]:
    """Return the variable as a list of comma-separated host names: no scheme, no port, no path."""

    def parse(raw: str) -> list[str]:
        found = [part.strip() for part in raw.split(",") if part.strip()]
        if not found:
            raise ValueError("it names no host, so that nobody could open the site")
        for host in found:
            if not HOST.fullmatch(host):
                raise ValueError(f"{host!r} is no host name; leave out http://, the port and what follows")
        return found

    kind = "逗号分隔的主机名（不带 http:// 和端口） comma-separated host names, without http:// and port"
    return _read(name, kind, list(default), about, parse, ",".join(default))


def listening(name: str, default: str, about: str) -> str:
    """Return the variable as an address of this machine to listen on; localhost means 127.0.0.1."""

    def parse(raw: str) -> str:
        written = raw.strip().strip("[]")
        try:
            return str(ip_address("127.0.0.1" if written == "localhost" else written))
        except ValueError:
            raise ValueError("not an address of a network card; 0.0.0.0 means all of them") from None

    return _read(name, "IP 地址 IP address", default, about, parse, default)


def folder(name: str, default: Path, about: str) -> Path:
    """Return the variable as an absolute folder path."""
    return _read(name, "文件夹 folder", default, about, lambda raw: Path(raw).expanduser().resolve(), str(default))


def flag(name: str, about: str, *, default: bool) -> bool:
    """Return the variable as yes or no (1/0, yes/no, true/false, on/off)."""

    def parse(raw: str) -> bool:
        words = {
            "1": True,
            "yes": True,
            "true": True,
            "on": True,
            "0": False,
            "no": False,
            "false": False,
            "off": False,
        }
        try:
            return words[raw.strip().lower()]
        except KeyError:
            raise ValueError("neither yes nor no") from None

    return _read(name, "是/否 yes or no", default, about, parse, "yes")


def names(name: str, default: tuple[str, ...], about: str) -> list[str]:
    """Return the variable as a list of comma-separated names."""
    return _read(
        name,
        "逗号分隔的名称 comma-separated names",
        list(default),
        about,
        lambda raw: [part.strip() for part in raw.split(",") if part.strip()],
        ",".join(default) or "a,b",
    )


def pairs(name: str, keys: tuple[str, ...], example: str, about: str) -> dict[str, str]:
    """Return the variable as a table, written "key=value,key=value"; none when it is not set."""

    def parse(raw: str) -> dict[str, str]:
        table = {}
        for part in raw.split(","):
            key, sign, value = (piece.strip() for piece in part.partition("="))
            if not sign or not value or key not in keys:
                raise ValueError(f"{part.strip()!r} does not name one of {', '.join(keys)}")
            table[key] = value
        return table

    return _read(name, "用逗号分隔的“名=值” comma-separated name=value", {}, about, parse, example)
