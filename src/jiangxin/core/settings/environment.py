"""Typed reading of environment variables; every variable is declared once and can be listed and explained."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from jiangxin.core.settings_fault import SettingsError

__all__ = ["DECLARED", "SettingsError", "Variable", "flag", "folder", "names", "pairs", "text", "whole"]
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


def whole(name: str, default: int, about: str) -> int:
    """Return the variable as a whole number."""
    return _read(name, "整数 whole number", default, about, int, str(default))


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
