"""Writing a part of a blueprint as TOML (https://toml.io/en/v1.0.0), as `tomllib` reads it back."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_BARE = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_LONG_LINE = 110


def write_toml(name: str, value: Any) -> str:
    """Return `value` (tables, lists, texts, numbers, truth values) as the TOML document whose key `name` holds it."""
    return "\n".join(_entries([], {name: value})).strip() + "\n"


def _entries(path: list[str], table: Mapping[str, Any]) -> Iterator[str]:
    later = []
    for key, value in table.items():
        if value is None:
            continue
        if isinstance(value, Mapping) or _is_tables(value):
            later.append((key, value))
        else:
            yield f"{_key(key)} = {_inline(value)}"
    for key, value in later:
        place = [*path, key]
        head = ".".join(map(_key, place))
        for row in value if _is_tables(value) else [value]:
            yield ""
            yield f"[[{head}]]" if _is_tables(value) else f"[{head}]"
            yield from _entries(place, row)


def _is_tables(value: Any) -> bool:
    """Tell whether a value is a list of tables too large to stand on one line each."""
    if not isinstance(value, list) or not value or not all(isinstance(item, Mapping) for item in value):
        return False
    return any(len(_inline(item)) > _LONG_LINE for item in value)


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _text(key)


def _text(value: str) -> str:
    return '"' + "".join(_ESCAPES.get(letter) or _plain(letter) for letter in value) + '"'


def _plain(letter: str) -> str:
    return letter if letter.isprintable() or letter in " \u3000" else f"\\U{ord(letter):08x}"


def _inline(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case Mapping():
            pairs = ", ".join(f"{_key(key)} = {_inline(item)}" for key, item in value.items() if item is not None)
            return f"{{ {pairs} }}" if pairs else "{}"
        case str():
            return _text(value)
        case Sequence():
            return _list(value)
        case _:
            return _text(str(value))


def _list(items: Sequence[Any]) -> str:
    written = [_inline(item) for item in items]
    if sum(map(len, written)) <= _LONG_LINE and not any(isinstance(item, Mapping) for item in items):
        return f"[{', '.join(written)}]"
    return "[\n" + "".join(f"  {item},\n" for item in written) + "]"
